//! Whatever the draft holds, checking it with the built-in rules ends, and its findings stand where they say.

use std::sync::OnceLock;

use copydesk::linter::Linter;
use copydesk::model::{FileReport, Format, Input, Level, Source, Span};
use copydesk::rules::{BUILT_IN, RuleFile, load};
use proptest::prelude::*;

const STORY: &str = include_str!("linter/story.md");

/// Every built-in rule, also those that are off by default.
fn linter() -> &'static Linter {
    static LINTER: OnceLock<Linter> = OnceLock::new();
    LINTER.get_or_init(|| {
        let rules = load(BUILT_IN).expect("the built-in rules load");
        let levels = rules.levels().into_iter().map(|level| level.max(Level::Note)).collect();
        Linter::new(rules, levels)
    })
}

fn is_sound(text: &str, format: Format) -> Result<(), TestCaseError> {
    let input = Input { source: Source::file("draft", text), format };
    let report = linter().lint(&input);
    for span in spans(&report) {
        prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} is no place in {text:?}");
    }
    let order: Vec<_> = report.diagnostics.iter().map(|found| (found.span(), found.rule.clone())).collect();
    prop_assert!(order.is_sorted(), "out of order: {order:?}");
    for found in &report.diagnostics {
        let edits = found.fix.iter().flat_map(|fix| fix.edits.windows(2));
        for pair in edits {
            prop_assert!(pair[0].span.end <= pair[1].span.start, "{}: edits overlap in {text:?}", found.rule);
        }
    }
    let again = linter().lint(&input);
    prop_assert_eq!(report.diagnostics, again.diagnostics);
    Ok(())
}

/// Every place that the report names: labels and edits.
fn spans(report: &FileReport) -> impl Iterator<Item = Span> {
    report.diagnostics.iter().flat_map(|found| {
        let edits = found.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        found.labels.iter().map(|label| label.span).chain(edits)
    })
}

/// The story with pieces of it cut out, doubled, moved and replaced.
fn mutated() -> impl Strategy<Value = String> {
    let change = (any::<prop::sample::Index>(), 0usize..120, 0u8..4, prop::sample::select(SPLINTERS));
    prop::collection::vec(change, 1..12).prop_map(|changes| {
        changes.into_iter().fold(STORY.to_owned(), |story, (at, length, kind, splinter)| {
            let letters: Vec<char> = story.chars().collect();
            let start = at.index(letters.len().max(1)).min(letters.len());
            let end = (start + length).min(letters.len());
            let (before, rest) = letters.split_at(start);
            let (piece, after) = rest.split_at(end - start);
            let text = |letters: &[char]| letters.iter().collect::<String>();
            match kind {
                0 => text(before) + &text(after),
                1 => text(before) + &text(piece) + &text(piece) + &text(after),
                2 => text(after) + &text(piece) + &text(before),
                _ => text(before) + splinter + &text(after),
            }
        })
    })
}

/// What rules look for, what readers trip over, and letters of more than one byte.
const SPLINTERS: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "’",
    "\n\n",
    "\n",
    "---\n",
    "```\n",
    "# ",
    "- ",
    "1. ",
    "[",
    "](",
    "{{<",
    ">}}",
    "<div>",
    "<!--",
    "&amp;",
    "\u{301}",
    "\u{ad}",
    "\u{a0}",
    "🚢",
    "ß",
    "İ",
    "ſ",
    "日本語",
    "é",
    "\u{fffd}",
    "Ã©",
    "TK",
    "the the ",
    "Tuesday, 31 April 2025",
    "Monday, Feb. 30",
    "99999 BC",
    "rose 5% to $10m from $9m",
    "from 0 to 0, a 0% rise",
    "from 99999999999999999999999 to 1",
    "born in 1900 and died in 9999 aged 999",
    "Mr. ",
    "Ada Holm",
    "Holm",
    "Ada Hollm,",
    "ABCD ",
    "said ",
    "—",
    " - ",
    "--",
    "…",
    "five reasons ",
    "120 percent less ",
    "-30-",
    "title: \"",
    "date: 2026-02-30\n",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_characters_are_checked(text in "\\PC{0,300}", format in format()) {
        is_sound(&text, format)?;
    }

    #[test]
    fn splinters_are_checked(pieces in prop::collection::vec(prop::sample::select(SPLINTERS), 0..40), format in format()) {
        is_sound(&pieces.concat(), format)?;
        is_sound(&pieces.join(" "), format)?;
    }

    #[test]
    fn a_mangled_story_is_checked(text in mutated(), format in format()) {
        is_sound(&text, format)?;
    }
}

fn format() -> impl Strategy<Value = Format> {
    prop::sample::select(&[Format::Text, Format::Markdown, Format::Html][..])
}

/// Three rules on the word "sluice": `weighed` yields to its set, and is louder where the sentence says "gate".
fn yielding(level_of_named: &str) -> Linter {
    let text = format!(
        r#"
name = "house"

[weights.weighed]
threshold = 2
note = 1
signals = {{ sluice = 1.0, gate = 1.0 }}

[[rule]]
name = "weighed"
level = "warning"
scope = "sentence"
yields-to = ["house"]
message = "weighed"
help = "h"
why = "w"
score = {{ weights = "weighed", signals = [
    {{ name = "sluice", patterns = ['\bsluice\b'] }},
    {{ name = "gate", patterns = ['\bgate\b'] }},
] }}
[[rule.example]]
bad = "[[The sluice gate.]]"
good = "The lock."

[[rule]]
name = "named"
level = "{level_of_named}"
scope = "sentence"
message = "named"
help = "h"
why = "w"
match = {{ patterns = ['\brusty\b'] }}
[[rule.example]]
bad = "A [[rusty]] nail."
good = "A nail."
"#
    );
    let rules = load(&[RuleFile { path: "house.toml".into(), text: text.into() }]).expect("the rules load");
    let levels = rules.levels();
    Linter::new(rules, levels)
}

fn found(linter: &Linter, text: &str) -> Vec<(String, Level)> {
    let input = Input { source: Source::file("draft", text), format: Format::Text };
    linter.lint(&input).diagnostics.iter().map(|found| (found.rule.to_string(), found.level)).collect()
}

#[test]
fn a_sentence_is_reported_once_by_who_names_the_reason_and_as_loud_as_it_weighs() {
    let weighed = ("house/weighed".to_owned(), Level::Warning);
    let weighed_note = ("house/weighed".to_owned(), Level::Note);
    let named = |level| ("house/named".to_owned(), level);
    let cases = [
        ("note", "The sluice gate is rusty.", vec![weighed.clone()]),
        ("note", "The sluice is rusty.", vec![named(Level::Note)]),
        ("error", "The sluice gate is rusty.", vec![named(Level::Error)]),
        ("warning", "The sluice is rusty.", vec![named(Level::Warning)]),
        ("note", "The sluice gate is old. A rusty nail fell.", vec![weighed, named(Level::Note)]),
        ("note", "The sluice is old.", vec![weighed_note]),
    ];
    for (level, body, expected) in cases {
        let text = format!("A day at the lock\n\n{body}");
        assert_eq!(found(&yielding(level), &text), expected, "{body}");
    }
}
