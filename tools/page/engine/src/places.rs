//! Places as a page knows them: the paragraph, and UTF-16 code units within it.

use copydesk::model::{Source, Span};
use serde::Serialize;

#[derive(Serialize)]
pub struct Place {
    pub paragraph: usize,
    pub start: usize,
    /// Where it ends may be in a later paragraph.
    pub last: usize,
    pub end: usize,
}

impl Place {
    pub fn of(source: &Source, span: Span) -> Self {
        let (paragraph, start) = units(source, span.start);
        let (last, end) = units(source, span.end);
        Self { paragraph, start, last, end }
    }
}

fn units(source: &Source, offset: usize) -> (usize, usize) {
    let line = source.line_index(offset);
    let before = &source.content()[source.line_starts()[line]..offset];
    (line, before.encode_utf16().count())
}
