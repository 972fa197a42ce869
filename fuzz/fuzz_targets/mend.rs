//! Checks any text and applies every fix: nothing may panic, and what is written must be a text that can be checked again.
//!
//! `mkdir -p fuzz/corpus/mend; cargo +nightly fuzz run mend fuzz/corpus/mend tests/promos`
#![no_main]

use std::sync::LazyLock;

use copydesk::linter::Linter;
use copydesk::model::{Format, Input, Source};
use copydesk::rules::{BUILT_IN, load};
use copydesk::triage::fix;
use libfuzzer_sys::fuzz_target;

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let rules = load(BUILT_IN).expect("the built-in rules load");
    let levels = rules.levels();
    Linter::new(rules, levels)
});

fuzz_target!(|text: &str| {
    for format in [Format::Html, Format::Markdown, Format::Text] {
        let mut text = text.to_owned();
        for _ in 0..fix::MOST_ROUNDS {
            let report = LINTER.lint(&Input { source: Source::file("draft", text), format });
            for label in report.diagnostics.iter().flat_map(|found| &found.labels) {
                assert!(report.source.content().get(label.span.range()).is_some(), "{:?}", label.span);
            }
            match fix::apply(&report, true) {
                Some(mended) => text = mended.text,
                None => break,
            }
        }
    }
});
