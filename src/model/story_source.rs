//! The sources of a story, gathered over all of its sentences and quotations.

use super::{Article, Passage, SourceKind};

/// One source of a story: somebody, or something, that it quotes or cites.
#[derive(Clone, Debug)]
pub struct StorySource {
    /// The fullest words that name it ("Jane Smith", "a source").
    pub words: Passage,
    /// Never none or a pronoun.
    pub kind: SourceKind,
    /// How many sentences it stands behind.
    pub mentions: usize,
    /// The first sentence that it stands behind.
    pub first: Passage,
    /// How it is described beside its name: what hangs on it or stands in apposition.
    pub description: Option<Passage>,
    /// For an anonymous source: where the story says why it is not named.
    pub reason: Option<Passage>,
}

impl StorySource {
    /// Takes in another mention of the same source.
    pub fn add(&mut self, other: &StorySource) {
        self.mentions += other.mentions;
        if other.kind == self.kind && other.words.len() > self.words.len() {
            self.words = other.words;
        }
        self.description = self.description.or(other.description);
        self.reason = self.reason.or(other.reason);
    }
}

impl Article {
    /// How many people with a name the story has as sources.
    pub fn named_sources(&self) -> usize {
        self.sources.iter().filter(|source| source.kind == SourceKind::Named).count()
    }

    /// How many sources without a name it has.
    pub fn anonymous_sources(&self) -> usize {
        self.sources.iter().filter(|source| source.kind == SourceKind::Anonymous).count()
    }

    /// How many offices, groups, documents and organizations it has as sources.
    pub fn other_sources(&self) -> usize {
        self.sources.len() - self.named_sources() - self.anonymous_sources()
    }
}
