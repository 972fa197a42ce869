//! What a rule has to say of a draft; it knows no check and no output format.

use std::sync::Arc;

use super::{Level, Reference, Span};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// `set/name`.
    pub rule: Arc<str>,
    pub level: Level,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// The first is the primary one: what is underlined, and the finding's place.
    pub labels: Vec<Label>,
    /// What it speaks of in other documents.
    pub references: Vec<Reference>,
    /// All that it speaks of, where that is more than what is underlined: a run of paragraphs.
    pub extent: Option<Span>,
    /// What else there is to know ("forward reference 2 + question 1 = 3, threshold 2").
    pub notes: Vec<String>,
    /// What an editor needs to know of the rule; may be empty.
    pub why: Arc<str>,
    /// Where the rule is described, from the root of copydesk's repository; none for a newsroom's own rules.
    pub page: Option<Arc<str>>,
    /// What to do next.
    pub help: Option<String>,
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Where it is: the span of the primary label.
    pub fn span(&self) -> Span {
        self.labels.first().map_or(Span::default(), |label| label.span)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    /// May be empty: the underline alone.
    pub message: String,
}

/// A change to the source text that removes the finding. Edits do not overlap and are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub message: String,
    pub safety: Safety,
    pub edits: Vec<Edit>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Changes no meaning: applied by `--fix`.
    Safe,
    /// May change the meaning: applied by `--fix --unsafe` only.
    Unsafe,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub replacement: String,
}
