//! The tags and comments of an HTML text with their bytes, by html5gum; text is what lies between them.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as Range, Tokenizer};

use crate::model::Span;

/// A tag, or a comment.
#[derive(Clone, Debug)]
pub(in crate::readers) struct Markup {
    pub kind: MarkupKind,
    /// The element's name, lower case; the text of a comment.
    pub name: String,
    pub attributes: Vec<Attribute>,
    /// It ends in a slash.
    pub self_closing: bool,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::readers) enum MarkupKind {
    Open,
    Close,
    Comment,
    Doctype,
}

#[derive(Clone, Debug)]
pub(in crate::readers) struct Attribute {
    /// Lower case.
    pub name: String,
    /// With its entities read.
    pub value: String,
    /// The value as it is written, without quotation marks.
    pub span: Span,
}

/// All markup of the source within `span`, in order.
pub(in crate::readers) fn markup(source: &str, span: Span) -> Vec<Markup> {
    let text = &source[span.range()];
    let mut tag: Option<Markup> = None;
    let callback = |event: CallbackEvent<'_>, range: Range<usize>| -> Option<Markup> {
        let place = within(text, range).shift(span.start);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                tag = Some(Markup::new(MarkupKind::Open, name, place));
                None
            }
            CallbackEvent::AttributeName { name } => {
                let attribute = Attribute { name: lossy(name), value: String::new(), span: place };
                tag.as_mut()?.attributes.push(attribute);
                None
            }
            CallbackEvent::AttributeValue { value } => {
                let attribute = tag.as_mut()?.attributes.last_mut()?;
                attribute.value = lossy(value);
                attribute.span = place;
                None
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let mut closed = tag.take()?;
                closed.self_closing = self_closing;
                closed.span = closed.span.cover(place);
                Some(closed)
            }
            CallbackEvent::EndTag { name } => Some(Markup::new(MarkupKind::Close, name, place)),
            CallbackEvent::Comment { value } => Some(Markup::new(MarkupKind::Comment, value, place)),
            CallbackEvent::Doctype { name, .. } => Some(Markup::new(MarkupKind::Doctype, name, place)),
            CallbackEvent::String { .. } | CallbackEvent::Error(_) => None,
        }
    };
    let mut emitter = CallbackEmitter::new(callback);
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(text, emitter).map_while(Result::ok).collect()
}

impl Markup {
    fn new(kind: MarkupKind, name: &[u8], span: Span) -> Self {
        Self { kind, name: lossy(name), attributes: Vec::new(), self_closing: false, span }
    }
}

/// The tokenizer's range, kept inside the text and on character boundaries.
fn within(text: &str, range: Range<usize>) -> Span {
    let end = (0..=range.end.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = (0..=range.start.min(end)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    Span::new(start, end)
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
