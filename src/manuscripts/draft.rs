//! Paragraphs in the making: in the order in which they begin, be one inside another, as a text box is.

use crate::model::{Comment, Manuscript, Paragraph, Problem, Span};

/// A place in a paragraph: which, and how many bytes into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub paragraph: usize,
    pub offset: usize,
}

/// All paragraphs of a file; the spans within one count from its own start.
#[derive(Default)]
pub(super) struct Draft {
    pub paragraphs: Vec<(String, Paragraph)>,
    pub comments: Vec<Noted>,
    /// They stand where the text ends.
    pub problems: Vec<Problem>,
}

/// A comment on the words between two spots.
pub(super) struct Noted {
    pub text: String,
    pub from: Spot,
    pub to: Spot,
}

impl Draft {
    /// Begins a paragraph; says which it is.
    pub fn begin(&mut self, paragraph: Paragraph) -> usize {
        self.paragraphs.push((String::new(), paragraph));
        self.paragraphs.len() - 1
    }

    /// Where the words of the paragraph end up to now.
    pub fn spot(&self, paragraph: usize) -> Spot {
        Spot { paragraph, offset: self.paragraphs[paragraph].0.len() }
    }

    /// Adds `words`, in which a line break is but white space; gives their place in the paragraph.
    pub fn push(&mut self, paragraph: usize, words: &str) -> Span {
        let text = &mut self.paragraphs[paragraph].0;
        let start = text.len();
        text.extend(words.chars().map(|letter| if matches!(letter, '\n' | '\r') { ' ' } else { letter }));
        Span::new(start, text.len())
    }

    /// Where each paragraph begins in the text.
    pub fn starts(&self) -> Vec<usize> {
        let lengths = self.paragraphs.iter().map(|(text, _)| text.len() + 1);
        lengths.scan(0, |at, length| Some(std::mem::replace(at, *at + length))).collect()
    }

    /// The text, a paragraph a line, and what is said of it.
    pub fn finish(self) -> (String, Manuscript) {
        let starts = self.starts();
        let length: usize = self.paragraphs.iter().map(|(text, _)| text.len() + 1).sum();
        let place =
            |spot: Spot| starts.get(spot.paragraph).map_or(length.saturating_sub(1), |start| start + spot.offset);
        let comments = self.comments.iter().map(|noted| {
            let start = place(noted.from);
            Comment { text: noted.text.clone(), span: Span::new(start, place(noted.to).max(start)) }
        });
        let comments = comments.collect();
        let mut text = String::new();
        let mut paragraphs = Vec::with_capacity(self.paragraphs.len());
        for (words, mut paragraph) in self.paragraphs {
            let start = text.len();
            paragraph.span = Span::new(start, start + words.len());
            paragraph.links.iter_mut().for_each(|(span, _)| *span = span.shift(start));
            paragraph.bold.iter_mut().chain(&mut paragraph.breaks).for_each(|span| *span = span.shift(start));
            text.push_str(&words);
            text.push('\n');
            paragraphs.push(paragraph);
        }
        let end = Span::new(length.saturating_sub(1), length.saturating_sub(1));
        let problems = self.problems.into_iter().map(|problem| Problem { span: end, ..problem }).collect();
        (text, Manuscript { file: [].into(), paragraphs, comments, problems })
    }
}
