//! The sources of a story, gathered over all of its sentences and quotations.

use super::{Article, Passage, SourceKind};

/// One source of a story: somebody, or something, that it quotes or cites.
#[derive(Clone, Debug)]
pub struct StorySource {
    /// The fullest words that name it ("Jane Smith", "a source close to the talks").
    pub words: Passage,
    pub kind: SourceKind,
    /// How many sentences it stands behind.
    pub mentions: usize,
    /// The first sentence that it stands behind.
    pub first: Passage,
    /// How it is described beside its name: what stands in apposition or in a relative clause.
    pub description: Option<Passage>,
    /// For an anonymous source: where the story says why it is not named.
    pub reason: Option<Passage>,
}

impl StorySource {
    /// A person or body that is named.
    pub fn is_named(&self) -> bool {
        matches!(self.kind, SourceKind::Named | SourceKind::Organization)
    }

    pub fn is_anonymous(&self) -> bool {
        self.kind == SourceKind::Anonymous
    }
}

impl Article {
    /// How many sources the story names.
    pub fn named_sources(&self) -> usize {
        self.sources.iter().filter(|source| source.is_named()).count()
    }

    /// How many sources the story keeps unnamed.
    pub fn anonymous_sources(&self) -> usize {
        self.sources.iter().filter(|source| source.is_anonymous()).count()
    }

    /// Whether a reason for anonymity is given in the block at index `block`, or at most `near` blocks from it.
    pub fn gives_anonymity_reason(&self, block: usize, near: usize) -> bool {
        let holds = |reason: &Passage| self.block_at(reason.start).is_some_and(|at| at.abs_diff(block) <= near);
        self.anonymity_reasons.iter().any(holds)
    }
}
