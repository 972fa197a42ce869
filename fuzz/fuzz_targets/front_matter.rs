//! Puts any text between the marks of front matter: YAML, TOML and JSON.
#![no_main]

use copydesk::model::Source;
use copydesk::readers::{FieldNames, read};
use copydesk_fuzz::{FORMATS, spans_are_true};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for story in [format!("---\n{text}\n---\nText."), format!("+++\n{text}\n+++\nText."), format!("{{\"{text}}}\nText.")] {
        for format in FORMATS {
            let source = Source::file("draft", story.as_str());
            spans_are_true(&read(&source, format, &FieldNames::default()), &source);
        }
    }
});
