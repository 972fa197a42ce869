//! Anchors, the named places of a unit that a rule's labels and placeholders point at.

use super::Unit;
use crate::model::{Article, BlockKind, Passage};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Unit,
    /// The words that name a quotation's speaker.
    Speaker,
    /// The words that name a sentence's source.
    Source,
    /// The reporting form.
    Cue,
    Headline,
}

impl Anchor {
    pub const ALL: [Anchor; 5] = [Anchor::Unit, Anchor::Speaker, Anchor::Source, Anchor::Cue, Anchor::Headline];

    pub const fn name(self) -> &'static str {
        match self {
            Anchor::Unit => "unit",
            Anchor::Speaker => "speaker",
            Anchor::Source => "source",
            Anchor::Cue => "cue",
            Anchor::Headline => "headline",
        }
    }

    pub fn from_name(name: &str) -> Option<Anchor> {
        Anchor::ALL.into_iter().find(|anchor| anchor.name() == name)
    }

    /// Where it stands, if the unit has it.
    pub fn passage(self, article: &Article, unit: Unit) -> Option<Passage> {
        match (self, unit) {
            (Anchor::Unit, _) => Some(unit.passage(article)),
            (Anchor::Speaker | Anchor::Source, Unit::Quotation(index)) => article.quotations[index].speaker_words,
            (Anchor::Cue, Unit::Quotation(index)) => article.quotations[index].cue,
            (Anchor::Speaker | Anchor::Source, Unit::Sentence(index)) => article.sentences[index].source_words,
            (Anchor::Cue, Unit::Sentence(index)) => article.sentences[index].cue,
            (Anchor::Headline, _) => article.blocks_of(BlockKind::Headline).next().map(|(_, block)| block.passage),
            _ => None,
        }
    }
}
