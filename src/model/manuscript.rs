//! A word processor's file: its paragraphs are the lines of the source text, and this is what it says of them.

use std::sync::Arc;

use super::{Comment, Problem, Span};

#[derive(Clone, Debug, Default)]
pub struct Manuscript {
    /// The bytes of the file.
    pub file: Arc<[u8]>,
    /// One for each line of the source text.
    pub paragraphs: Vec<Paragraph>,
    /// What people have noted beside the text; a comment's span is the words that it is about.
    pub comments: Vec<Comment>,
    pub problems: Vec<Problem>,
}

#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    pub span: Span,
    /// The names of its style and of those that this one builds on, lower case, its own first.
    pub styles: Vec<String>,
    /// 1 to 9 for a heading; 0 otherwise.
    pub heading: u8,
    /// Which list of the document it is an item of, counted from 1; 0 outside lists.
    pub list: usize,
    pub setting: Setting,
    /// The words of its links, and where they lead.
    pub links: Vec<(Span, String)>,
    pub bold: Vec<Span>,
    /// Line breaks within it.
    pub breaks: Vec<Span>,
    /// It holds a picture.
    pub picture: bool,
}

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Setting {
    #[default]
    Text,
    Cell,
    /// A text box beside the text.
    Box,
    /// A footnote or an endnote.
    Note,
}
