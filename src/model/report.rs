//! All that one article's check says.

use std::sync::Arc;

use super::{Article, Diagnostic, Source, Span};

/// One article's diagnostics, sorted by place, then rule.
#[derive(Clone, Debug)]
pub struct FileReport {
    pub source: Arc<Source>,
    /// The code of the language that the article is written in; `None` for what is no article.
    pub language: Option<String>,
    pub diagnostics: Vec<Diagnostic>,
    /// The article's sentences, in the order of the source.
    pub sentences: Vec<Span>,
    /// The story's structure, for reports that show it.
    pub article: Option<Arc<Article>>,
    pub hidden: Hidden,
    /// How many quotations were held against sources, where there are sources.
    pub held: Option<usize>,
}

impl FileReport {
    /// A report on a file of which nothing but the diagnostics is known.
    pub fn new(source: Arc<Source>, diagnostics: Vec<Diagnostic>) -> Self {
        let (sentences, hidden) = (Vec::new(), Hidden::default());
        Self { source, language: None, diagnostics, sentences, article: None, hidden, held: None }
    }
}

/// How many findings an editor has decided not to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    pub stet: usize,
    pub baseline: usize,
    /// Outside the lines that changed.
    pub unchanged: usize,
}
