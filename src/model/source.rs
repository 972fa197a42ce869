//! What the author has: an input, its source text, and where a byte of it stands for people and programs.

use std::sync::{Arc, OnceLock};

use memchr::memchr_iter;

use super::{Manuscript, Span};

/// The format of an article's source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Text,
    Markdown,
    Html,
    /// No rule's example is written in it.
    #[serde(skip)]
    Docx,
    #[serde(skip)]
    Odt,
    /// WebVTT and SubRip: what was said, never a story.
    #[serde(skip)]
    Captions,
}

/// One article to check.
#[derive(Clone, Debug)]
pub struct Input {
    pub source: Source,
    pub format: Format,
}

/// The source text of one article: the bytes as the author has them, and the names by which reports call it.
///
/// The `headline` of a `.jsonl` line is a text of its own; it is kept behind the text, so that one `Span` says both
/// where and in which of the two.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's path as the user wrote it.
    pub path: String,
    /// The article's `id` in a `.jsonl` file, else the path.
    pub article: String,
    /// The line of the `.jsonl` file that holds the article, 1-based.
    pub file_line: Option<usize>,
    content: String,
    headline_at: Option<usize>,
    manuscript: Option<Arc<Manuscript>>,
    lines: OnceLock<Vec<usize>>,
    /// Characters before each stretch of [`STRETCH`] bytes.
    characters: OnceLock<Vec<usize>>,
}

/// Bytes between two entries of the index of characters: what a column costs to work out, however long the line.
const STRETCH: usize = 1024;

/// Which of the two texts of a `.jsonl` line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    Text,
    Headline,
}

/// A span within its own text, in bytes, and where it begins and ends for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub field: Field,
    pub start: usize,
    pub end: usize,
    pub from: Position,
    pub to: Position,
}

/// A line and a column, 1-based; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl Source {
    /// A file, or standard input: one text.
    pub fn file(path: impl Into<String>, text: impl Into<String>) -> Self {
        let path = path.into();
        Self {
            article: path.clone(),
            path,
            file_line: None,
            content: text.into(),
            headline_at: None,
            manuscript: None,
            lines: OnceLock::new(),
            characters: OnceLock::new(),
        }
    }

    /// A word processor's file: its paragraphs are the lines of `text`.
    pub fn manuscript_file(path: impl Into<String>, text: impl Into<String>, manuscript: Manuscript) -> Self {
        Self { manuscript: Some(Arc::new(manuscript)), ..Self::file(path, text) }
    }

    /// A line of a `.jsonl` file: a headline, a text, or both.
    pub fn record(
        path: impl Into<String>,
        article: String,
        file_line: usize,
        headline: Option<&str>,
        text: &str,
    ) -> Self {
        let (content, headline_at) = match headline {
            Some(headline) => (format!("{text}\n{headline}"), Some(text.len() + 1)),
            None => (text.to_owned(), None),
        };
        Self {
            path: path.into(),
            article,
            file_line: Some(file_line),
            content,
            headline_at,
            manuscript: None,
            lines: OnceLock::new(),
            characters: OnceLock::new(),
        }
    }

    /// All of the source text, the headline of a `.jsonl` line last. Spans point into this.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// What the word processor's file says of the text, where it is one.
    pub fn manuscript(&self) -> Option<&Manuscript> {
        self.manuscript.as_deref()
    }

    /// Where the text stands in `content`.
    pub fn text_span(&self) -> Span {
        Span::new(0, self.headline_at.map_or(self.content.len(), |at| at - 1))
    }

    /// Where the separate headline stands in `content`, if there is one.
    pub fn headline_span(&self) -> Option<Span> {
        self.headline_at.map(|at| Span::new(at, self.content.len()))
    }

    pub fn slice(&self, span: Span) -> &str {
        &self.content[span.range()]
    }

    pub fn place(&self, span: Span) -> Place {
        let (field, base) = self.field_at(span.start);
        Place {
            field,
            start: span.start - base,
            end: span.end - base,
            from: self.position(span.start),
            to: self.position(span.end),
        }
    }

    /// The line and column of the byte at `offset`, in the text that it belongs to.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line_index(offset);
        let column = self.characters_before(offset) - self.characters_before(self.line_starts()[line]) + 1;
        let (_, base) = self.field_at(offset);
        Position { line: line + 1 - if base > 0 { self.line_index(base) } else { 0 }, column }
    }

    /// The 0-based line of `content` that holds the byte at `offset`.
    pub fn line_index(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|start| *start <= offset) - 1
    }

    /// Where the lines of `content` begin, in bytes.
    pub fn line_starts(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            std::iter::once(0).chain(memchr_iter(b'\n', self.content.as_bytes()).map(|at| at + 1)).collect()
        })
    }

    fn characters_before(&self, offset: usize) -> usize {
        let bytes = self.content.as_bytes();
        let index = self.characters.get_or_init(|| {
            let counts = bytes.chunks(STRETCH).map(first_bytes);
            std::iter::once(0)
                .chain(counts.scan(0, |sum, count| {
                    *sum += count;
                    Some(*sum)
                }))
                .collect()
        });
        let stretch = offset / STRETCH;
        index[stretch] + first_bytes(&bytes[stretch * STRETCH..offset])
    }

    /// The field of `offset`, and where that field begins in `content`.
    fn field_at(&self, offset: usize) -> (Field, usize) {
        match self.headline_at {
            Some(at) if offset >= at => (Field::Headline, at),
            _ => (Field::Text, 0),
        }
    }
}

/// How many characters begin in `bytes` of UTF-8.
fn first_bytes(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !(0x80..0xC0).contains(*byte)).count()
}
