//! Checks any text with all rules, and writes what is found in every output.
#![no_main]

use copydesk::model::{Input, Source};
use copydesk_fuzz::{FORMATS, LINTER, is_sound};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for format in FORMATS {
        is_sound(&LINTER.lint(&Input { source: Source::file("draft", text), format }));
    }
});
