//! Where something stands, as programs are told.

use serde::Serialize;

use crate::model::{Field, Source, Span};

/// Byte offsets into the article's text, or into its headline where `field` says so; the line counts from 1.
#[derive(Serialize)]
pub struct InspectedPlace {
    pub start: usize,
    pub end: usize,
    pub line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
}

impl InspectedPlace {
    pub fn of(source: &Source, span: Span) -> Self {
        let place = source.place(span);
        let field = (place.field == Field::Headline).then_some(place.field);
        Self { start: place.start, end: place.end, line: place.from.line, field }
    }
}
