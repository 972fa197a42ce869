//! Holds that every signal of every score is shown by an example of its rule, and with its weight on the page of the
//! documentation; what the headlines of whole stories are told; and that no headline is too odd to be read.
//!
//! A story is `tests/stories/headlines/NAME.md`, `.html` or `.txt`; beside it `NAME.expected` has a line for each finding
//! about its headline, dek, captions and pull quotes, parted by tabs: the rule, the words, and where the finding points,
//! its label and the words there. `SNAPSHOTS=overwrite cargo test --test headlines` writes page and findings anew; read
//! what it wrote.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use copydesk::linter::Linter;
use copydesk::model::{Diagnostic, Format, Input, Level, Source};
use copydesk::rules::{BUILT_IN, Expected, load};
use proptest::prelude::*;

/// Every rule at its own level.
static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let rules = load(BUILT_IN).expect("the built-in rules are sound");
    let levels = rules.levels();
    Linter::new(rules, levels)
});

/// Every rule, also those that are off.
static STRICT: LazyLock<Linter> = LazyLock::new(|| {
    let rules = load(BUILT_IN).expect("the built-in rules are sound");
    let levels = rules.levels().into_iter().map(|level| level.max(Level::Note)).collect();
    Linter::new(rules, levels)
});

fn overwrites() -> bool {
    std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite")
}

/// Only an example of more than 500 words could show it.
const OF_LENGTH: &str = "a long story";

#[test]
fn every_signal_is_shown_by_an_example() {
    let linter = &*LINTER;
    let mut scores = 0;
    for rule in linter.rules().rules.iter().filter(|rule| rule.check_name == Some("score")) {
        let scale = rule.scale().expect("a score has a scale");
        let every: BTreeSet<String> = scale.names().map(str::to_owned).collect();
        let mut shown = BTreeSet::new();
        for example in &rule.examples {
            for (_, weighing) in linter.weigh(rule, &linter.article(&example.input("example")).0) {
                for signal in weighing.signals {
                    let counts = example.expected != Expected::Nothing || signal.weight < 0.0;
                    if counts {
                        shown.insert(signal.name.to_string());
                    }
                }
            }
        }
        let missing: Vec<&String> = every.difference(&shown).filter(|name| *name != OF_LENGTH).collect();
        assert!(missing.is_empty(), "no example of {} shows {missing:?}", rule.id);
        scores += 1;
    }
    assert!(scores >= 2, "clickbait and sensational are scores");
}

/// The signals of all scores with their weights, as the page shows them.
fn table_of_signals() -> String {
    let linter = &*LINTER;
    let mut table = String::new();
    for rule in linter.rules().rules.iter().filter(|rule| rule.check_name == Some("score")) {
        let scale = rule.scale().expect("a score has a scale");
        let mut signals: Vec<(&str, f64)> =
            scale.names().enumerate().map(|(number, name)| (name, scale.weight(number))).collect();
        signals.sort_by(|left, right| right.1.total_cmp(&left.1));
        let cells: Vec<String> = signals.iter().map(|(name, weight)| format!("{name} {weight}")).collect();
        table += &format!("- `{}`, threshold {}: {}.\n", rule.id, scale.table().threshold, cells.join(" · "));
    }
    table
}

#[test]
fn the_page_shows_every_signal_and_its_weight() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/headlines.md");
    let page = fs::read_to_string(&path).expect("a page of the documentation");
    let (before, rest) = page.split_once("<!-- made from the rules -->\n").expect("the page has the opening mark");
    let (_, after) = rest.split_once("<!-- end -->").expect("the page has the closing mark");
    let made = format!("{before}<!-- made from the rules -->\n\n{}\n<!-- end -->{after}", table_of_signals());
    if overwrites() {
        fs::write(&path, made).expect("the page can be written");
    } else {
        assert_eq!(page, made, "docs/headlines.md is not what the rules say");
    }
}

/// The rules that hold what stands around a story against it.
const TRUTH: [&str; 7] = [
    "headlines/number-not-in-story",
    "headlines/name-not-in-story",
    "headlines/quote-not-in-story",
    "headlines/pull-quote-not-in-story",
    "headlines/claim-quote",
    "headlines/loaded-word-unsupported",
    "headlines/variants-disagree",
];

#[test]
fn headlines_are_held_against_their_stories() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/headlines");
    let files = fs::read_dir(folder).expect("the folder of stories").map(|entry| entry.expect("a file").path());
    let mut stories: Vec<(PathBuf, Format)> =
        files.filter_map(|path| format_of(&path).map(|format| (path, format))).collect();
    stories.sort_by(|left, right| left.0.cmp(&right.0));
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for (path, format) in stories {
        let input = Input { source: Source::file("story", fs::read_to_string(&path).expect("a story")), format };
        let report = LINTER.lint(&input);
        let about_headline = report.diagnostics.iter().filter(|found| TRUTH.contains(&&*found.rule));
        let found: String = about_headline
            .inspect(|found| _ = seen.insert(found.rule.to_string()))
            .map(|found| line(found, &input.source))
            .collect();
        let beside = path.with_extension("expected");
        if overwrites() {
            fs::write(beside, found).expect("the findings can be written");
        } else if fs::read_to_string(beside).expect("the findings expected") != found {
            faults.push(format!("{}: found\n{found}", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(seen.len(), TRUTH.len(), "every rule finds something in a story: {seen:?}");
}

fn format_of(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()? {
        "txt" => Some(Format::Text),
        "md" => Some(Format::Markdown),
        "html" => Some(Format::Html),
        _ => None,
    }
}

fn line(found: &Diagnostic, source: &Source) -> String {
    let mut cells = vec![found.rule.to_string(), source.slice(found.span()).to_owned()];
    for label in &found.labels[1..] {
        cells.extend([label.message.clone(), source.slice(label.span).to_owned()]);
    }
    cells.join("\t") + "\n"
}

const STORY: &str = include_str!("linter/story.md");

/// What headlines are made of, and what they are not.
fn odd_headline() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "This",
        "you",
        "won’t",
        "believe",
        "9",
        "1.2bn",
        "£",
        "%",
        "“",
        "”",
        "‘",
        "’",
        "'",
        "\"",
        "(",
        "]",
        "…",
        "?",
        "!",
        ":",
        "—",
        "-",
        "é",
        "İstanbul",
        "ẞ",
        "ﬁ",
        "\u{301}",
        "\u{200d}",
        "👩\u{200d}🚒",
        "слово",
        "字",
        "\u{a0}",
        " ",
        " ",
        " ",
        "\n",
        "\t",
        "WATCH",
        "[VIDEO]",
        "Fury",
        "slams",
        "Halvorsen",
        "two-thirds",
        "a",
        "U.S.",
        "#1",
        "&amp;",
        "<b>",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())]
}

proptest! {
    #[test]
    fn no_headline_is_too_odd(headline in odd_headline()) {
        let source = Source::record("story", "story".to_owned(), 1, Some(&headline), STORY);
        let input = Input { source, format: Format::Markdown };
        let report = STRICT.lint(&input);
        let content = input.source.content();
        for label in report.diagnostics.iter().flat_map(|found| &found.labels) {
            prop_assert!(content.get(label.span.range()).is_some(), "{:?} is no place", label.span);
        }
        let (article, _) = STRICT.article(&input);
        for rule in STRICT.rules().rules.iter().filter(|rule| rule.check_name == Some("score")) {
            for (place, weighing) in STRICT.weigh(rule, &article) {
                prop_assert!(weighing.sum.is_finite());
                for signal in weighing.signals.iter().filter_map(|signal| signal.place) {
                    prop_assert!(place.contains(signal), "{signal:?} is not in {place:?}");
                    prop_assert!(article.text.prose().get(signal.range()).is_some(), "{signal:?} is no place");
                }
            }
        }
    }
}
