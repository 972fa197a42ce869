//! Quotations cut out of made-up transcripts are found as they were said, and a word that was changed is named.

use std::sync::{LazyLock, Mutex, PoisonError};

use copydesk::linter::Linter;
use copydesk::model::{Diagnostic, FileReport, Format, Input, Source};
use copydesk::rules::{BUILT_IN, load};
use proptest::prelude::*;

/// Words that tell much and words that tell little, as in speech; of a number that is cut in two another is left.
const WORDS: &[&str] = &[
    "the", "the", "the", "a", "and", "and", "of", "to", "to", "in", "it", "we", "we", "was", "is", "that", "they",
    "but", "not", "for", "on", "with", "this", "had", "water", "wall", "river", "county", "bridge", "stone", "winter",
    "money", "pumps", "night", "mayor", "road", "mill", "ferry", "council", "house", "two", "sheep", "begin",
    "rebuild", "came", "went", "never", "slept", "over", "quarry", "nobody", "months", "pay", "promised", "it’s",
    "we’ll",
];

static LINTER: LazyLock<Mutex<Linter>> = LazyLock::new(|| {
    let rules = load(BUILT_IN).expect("the built-in rules are sound");
    let levels = rules.levels();
    Linter::new(rules, levels).into()
});

/// What the rules find in a story that quotes `quoted`, held against `said`.
fn hold(quoted: &str, said: &str) -> FileReport {
    let mut linter = LINTER.lock().unwrap_or_else(PoisonError::into_inner);
    let input = |name: &str, text: String| Input { source: Source::file(name, text), format: Format::Text };
    linter.hold_against(vec![input("said.txt", said.to_owned())]);
    let story = format!("Wall will be rebuilt\n\n“{quoted},” Ivo Marek said on Monday.\n");
    linter.lint(&input("story.txt", story))
}

fn rules_of(report: &FileReport) -> Vec<&str> {
    report.diagnostics.iter().map(|diagnostic| &*diagnostic.rule).collect()
}

fn labelled<'report>(report: &'report FileReport, diagnostic: &Diagnostic) -> Vec<&'report str> {
    diagnostic.labels.iter().map(|label| report.source.slice(label.span)).collect()
}

/// A transcript's words, and where in it an excerpt of at least `least` words begins and ends.
fn excerpt(least: usize) -> impl Strategy<Value = (Vec<&'static str>, usize, usize)> {
    prop::collection::vec(prop::sample::select(WORDS), 60..500).prop_flat_map(move |words| {
        let count = words.len();
        (Just(words), 0..count - 40, least..40usize).prop_map(|(words, start, length)| (words, start, start + length))
    })
}

/// Words as a transcript has them: a speaker, and a sentence every nine words.
fn spoken(words: &[&str]) -> String {
    let sentences: Vec<String> = words.chunks(9).map(|sentence| sentence.join(" ") + ".").collect();
    format!("MAREK: {}\n", sentences.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_said_is_found_as_it_was_said((words, start, end) in excerpt(2)) {
        let report = hold(&words[start..end].join(" "), &spoken(&words));
        prop_assert!(!rules_of(&report).contains(&"quotes/not-in-source"), "{:?}", report.diagnostics);
        prop_assert!(!rules_of(&report).contains(&"quotes/altered-in-source"), "{:?}", report.diagnostics);
    }

    #[test]
    fn a_word_that_was_changed_is_named((words, start, end) in excerpt(5), at in any::<prop::sample::Index>()) {
        let mut quoted: Vec<&str> = words[start..end].to_vec();
        let at = at.index(quoted.len());
        quoted[at] = "zebra";
        let report = hold(&quoted.join(" "), &spoken(&words));
        let altered = report.diagnostics.iter().find(|found| &*found.rule == "quotes/altered-in-source");
        prop_assert!(altered.is_some(), "{:?}", report.diagnostics);
        let labels = labelled(&report, altered.unwrap());
        prop_assert!(labels.iter().any(|words| words.contains("zebra")), "{labels:?}");
    }

    #[test]
    fn words_that_nobody_said_are_in_no_source(words in prop::collection::vec("[b-df-hj-np-tv-z]{6,9}", 3..30)) {
        let report = hold(&words.join(" "), &spoken(&WORDS.repeat(6)));
        prop_assert_eq!(rules_of(&report), ["quotes/not-in-source"]);
    }
}

/// What the report says of one quotation: its rule, and the words under each label with what is said of them.
fn said_of(quoted: &str, said: &str) -> String {
    let report = hold(quoted, said);
    let diagnostics = report.diagnostics.iter().map(|found| {
        let labels = found.labels.iter().map(|label| format!("{}: {}", report.source.slice(label.span), label.message));
        format!("{} [{}]", found.rule, labels.collect::<Vec<_>>().join(" | "))
    });
    diagnostics.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_may_be_done_to_quotations_is_no_change() {
    let said = "MAREK: We're gonna, um, we're gonna rebuild the river wall [coughs] before winter, you know. The county \
                promised two hundred thousand dollars, and five percent more if we begin in March. And nobody - nobody \
                slept that night.\nNOVAK: It was anymore than that; in the U.S. they - they would have built a well-kept \
                wall by now.";
    for quoted in [
        "We’re going to rebuild the river wall before winter",
        "we're gonna rebuild the river wall",
        "rebuild the river wall … if we begin in March",
        "The county promised $200,000, and 5% more if we begin in March",
        "[The district] promised two hundred thousand dollars",
        "The county promised 200,000 dollars . . . if we begin in March",
        "Nobody slept that night",
        "[N]obody slept that night",
        "and five per cent more if [they] begin in March",
        "It was any more than that",
        "in the US they would have built a well kept wall",
    ] {
        let found = said_of(quoted, said);
        assert!(found.starts_with("quotes/verbatim-in-source"), "{quoted}: {found}");
    }
}

#[test]
fn what_was_done_to_quotations_is_named() {
    let said = "We may rebuild the river wall before the winter, if the county pays for it. I would not call that a promise. \
                There is the quarry, and there is the mill, and there is the old road along the bank, where all of the \
                sheep stood that night in the rain and nobody came for them. The ferry will run again on Monday.";
    let of = |quoted: &str| said_of(quoted, said);
    let rule = "quotes/altered-in-source";
    assert_eq!(of("We will rebuild the river wall before the winter"), format!("{rule} [will: “may” was said]"));
    assert_eq!(of("I would call that a promise"), format!("{rule} [would call: “not” is left out here]"));
    assert_eq!(of("We may surely rebuild the river wall"), format!("{rule} [surely: this was not said]"));
    assert_eq!(
        of("We may rebuild the river wall before the winter. The ferry will run again on Monday"),
        format!("{rule} [winter. The: 47 words are left out here, and no ellipsis says so]")
    );
    assert_eq!(
        of("The ferry will run again on Monday. We may rebuild the river wall before the winter"),
        format!("{rule} [Monday. We: this was said elsewhere]")
    );
    assert_eq!(
        of("Not a stone was left of the old chapel"),
        "quotes/not-in-source [Not a stone was left of the old chapel: who heard this?]"
    );
}
