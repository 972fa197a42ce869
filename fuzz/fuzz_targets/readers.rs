//! Feeds the readers any text: none may panic, and every span must lie on characters of the source.
#![no_main]

use copydesk::model::Source;
use copydesk::readers::{FieldNames, read};
use copydesk_fuzz::{FORMATS, spans_are_true};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for format in FORMATS {
        let source = Source::file("draft", text);
        spans_are_true(&read(&source, format, &FieldNames::default()), &source);
    }
});
