//! Feeds the readers any text: none may panic, and every span must lie on characters of the source.
//!
//! `mkdir -p fuzz/corpus/read; cargo +nightly fuzz run read fuzz/corpus/read tests/readers`
#![no_main]

use copydesk::model::{Format, Source, Span};
use copydesk::readers::{FieldNames, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for format in [Format::Html, Format::Markdown, Format::Text] {
        let source = Source::file("draft", text);
        let reading = read(&source, format, &FieldNames::default());
        let holds = |span: Span| assert!(source.content().get(span.range()).is_some(), "{span:?}");
        for block in &reading.blocks {
            holds(block.span);
            holds(block.removal.lines);
            reading.text.pieces(block.passage).for_each(|piece| holds(piece.span));
        }
        reading.comments.iter().for_each(|comment| holds(comment.span));
        reading.metadata.fields.iter().for_each(|field| holds(field.span));
    }
});
