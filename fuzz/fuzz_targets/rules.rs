//! Loads any text as a rule file; what loads runs over a story, and what does not is reported in its place.
#![no_main]

use copydesk::linter::Linter;
use copydesk::model::{Format, Input, Source};
use copydesk::rules::{RuleFile, load};
use copydesk_fuzz::is_sound;
use libfuzzer_sys::fuzz_target;

const STORY: &str = "Ferry stops\n\nThe ferry stopped on Monday, Anna Lindqvist said. “We wait,” a guard added.\n";

fuzz_target!(|text: &str| {
    match load(&[RuleFile { path: "house.toml".into(), text: text.to_owned().into() }]) {
        Ok(rules) => {
            let levels = rules.levels();
            let input = Input { source: Source::file("draft", STORY), format: Format::Text };
            is_sound(&Linter::new(rules, levels).lint(&input));
        }
        Err(reports) => reports.iter().for_each(is_sound),
    }
});
