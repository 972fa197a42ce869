//! Where the text of a document stands in its XML: run by run, and paragraph by paragraph.

use std::ops::Range;

use crate::model::Span;

#[derive(Debug, Default)]
pub(super) struct Runs {
    /// In the order in which they begin, notes last.
    pub all: Vec<TextRun>,
    /// The XML of each paragraph of the text.
    pub paragraphs: Vec<Vec<RunMark>>,
}

/// A run of text in one form.
#[derive(Clone, Debug, Default)]
pub(super) struct TextRun {
    pub part: usize,
    pub paragraph: usize,
    pub range: Range<usize>,
    /// Its opening tag.
    pub tag: Range<usize>,
    /// How it is formed; empty where it says nothing.
    pub properties: Range<usize>,
    pub children: Vec<Child>,
    /// The opening tag of the insertion that it stands in, which is not accepted yet.
    pub insertion: Option<Range<usize>>,
    /// It can't be cut: a formula.
    pub whole: bool,
    /// The run outside of which stands the text box that it is in.
    pub host: Option<usize>,
}

/// A child of a run and the text that it says, from the start of the paragraph.
#[derive(Clone, Debug)]
pub(super) struct Child {
    pub range: Range<usize>,
    pub span: Span,
    pub is_text: bool,
}

/// A paragraph's element, whose end parts its text from the next: one of several, where ends were deleted.
#[derive(Clone, Debug, Default)]
pub(super) struct RunMark {
    pub part: usize,
    pub tag: Range<usize>,
    /// Its properties, and those of its mark within them; empty where there are none.
    pub properties: Range<usize>,
    pub of_mark: Range<usize>,
    /// Another paragraph stands behind it in the same place, so that its end can be deleted.
    pub has_next: bool,
}

impl TextRun {
    /// What it says, from the start of the paragraph.
    pub fn span(&self) -> Span {
        let filled = self.children.iter().map(|child| child.span).filter(|span| !span.is_empty());
        filled.reduce(Span::cover).unwrap_or_else(|| self.children.first().map_or(Span::default(), |child| child.span))
    }
}
