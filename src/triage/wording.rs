//! The words of a finding, by which it is known again wherever it has moved to.

use crate::model::{Diagnostic, Source, Span};

/// Words around the underlined ones that are kept, on either side.
const AROUND: usize = 3;

/// Of long underlined passages, the words that are kept at the start and at the end.
const START: usize = 8;
const END: usize = 4;

/// The underlined words, and some before and after them on the same line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wording {
    before: String,
    mark: String,
    after: String,
}

impl Wording {
    /// The wording of a finding. One that is about several paragraphs at once is known by its rule alone: they may
    /// change places.
    pub fn of(diagnostic: &Diagnostic, source: &Source) -> Self {
        let span = diagnostic.span();
        let mark = source.slice(span);
        if is_about_paragraphs(mark.trim()) {
            return Self { before: String::new(), mark: String::new(), after: String::new() };
        }
        let content = source.content();
        let line_start = content[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = content[span.end..].find('\n').map_or(content.len(), |at| span.end + at);
        let before = words(source.slice(Span::new(line_start, span.start)));
        let after = words(source.slice(Span::new(span.end, line_end)));
        Self {
            before: before[before.len().saturating_sub(AROUND)..].join(" "),
            mark: shortened(&words(mark)),
            after: after[..after.len().min(AROUND)].join(" "),
        }
    }

    /// As a baseline has it.
    pub fn written(&self) -> String {
        format!("{} [[{}]] {}", self.before, self.mark, self.after).trim().to_owned()
    }

    /// Whether `written` are these words: all of them, or the underlined ones alone.
    pub fn is(&self, written: &str, whole: bool) -> bool {
        if whole {
            return self.written() == written;
        }
        let mark = written.split_once("[[").and_then(|(_, rest)| rest.rsplit_once("]]")).map(|(mark, _)| mark);
        mark == Some(self.mark.as_str())
    }
}

fn is_about_paragraphs(mark: &str) -> bool {
    let mut lines = mark.lines();
    lines.next();
    lines.any(|line| line.trim().is_empty()) || mark.lines().count() > 3
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn shortened(words: &[&str]) -> String {
    if words.len() <= START + END {
        return words.join(" ");
    }
    format!("{} … {}", words[..START].join(" "), words[words.len() - END..].join(" "))
}
