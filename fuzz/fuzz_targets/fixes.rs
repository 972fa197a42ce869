//! Checks any text and applies every fix: what is written must be a text that can be checked again, and the fixes settle.
#![no_main]

use copydesk::model::{Input, Source};
use copydesk::triage::fix;
use copydesk_fuzz::{FORMATS, LINTER, is_sound};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for format in FORMATS {
        let mut text = text.to_owned();
        let mut rounds = 0;
        loop {
            let report = LINTER.lint(&Input { source: Source::file("draft", text), format });
            is_sound(&report);
            let Some(mended) = fix::apply(&report, true) else { break };
            text = mended.text;
            rounds += 1;
            assert!(rounds <= fix::MOST_ROUNDS, "{format:?} is mended again and again: {text:?}");
        }
    }
});
