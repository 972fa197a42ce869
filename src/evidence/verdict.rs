//! How a quotation stands to the sources.

use std::sync::Arc;

use crate::model::{Passage, Source, Span};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// In these words.
    Verbatim,
    /// In other words.
    Altered,
    /// Nothing like it.
    Absent,
}

impl Found {
    pub const ALL: [Found; 3] = [Found::Verbatim, Found::Altered, Found::Absent];
}

/// What was found of one quotation.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Whether most of its words were said, one way or another.
    pub is_there: bool,
    /// What differs, in the order of the quotation.
    pub changes: Vec<Change>,
    /// Where it was said, or the nearest to it, in the order of the quotation: one place, or several where the
    /// quotation joins what was said in several.
    pub said: Vec<Said>,
}

impl Verdict {
    /// Where editors may clean as `cleaned` says.
    pub fn found(&self, cleaned: &[Cleaning]) -> Found {
        match () {
            () if !self.is_there => Found::Absent,
            () if self.changes.iter().any(|change| change.counts(cleaned)) => Found::Altered,
            () => Found::Verbatim,
        }
    }
}

/// A place in a source.
#[derive(Clone, Debug)]
pub struct Said {
    pub source: Arc<Source>,
    pub span: Span,
    /// Who speaks there, as the source calls them.
    pub speaker: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Change {
    pub kind: ChangeKind,
    /// Where in the story's prose.
    pub place: Passage,
    /// What was said there; empty for words that were put in or moved.
    pub said: String,
    /// Why an editor may have made it.
    pub cleaning: Option<Cleaning>,
}

impl Change {
    /// Whether it is a change where editors may clean as `cleaned` says.
    pub fn counts(&self, cleaned: &[Cleaning]) -> bool {
        self.cleaning.is_none_or(|cleaning| !cleaned.contains(&cleaning))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    LeftOut,
    PutIn,
    Changed,
    /// It was said, and at another place.
    Moved,
    /// So many words lie between, and no ellipsis says so.
    Joined(usize),
}

/// What a newsroom may take out of spoken words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cleaning {
    /// The words of the list `fillers`.
    Fillers,
    /// Words said twice, and beginnings that the speaker broke off.
    FalseStarts,
    /// What a transcript says in brackets: \[laughter\].
    Remarks,
}
