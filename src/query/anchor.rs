//! Anchors, the named places of a unit that a rule's labels and placeholders point at.

use super::{Unit, marks};
use crate::model::{Article, Block, BlockKind, Passage, Span};

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
    /// Where the metadata begin.
    Metadata,
    /// A quotation's opening mark, or the first word of one that lacks it; a stray mark itself.
    Opening,
    /// The mark at the edge of the quotation that runs on into this one.
    RunsFrom,
    /// The story's headline, else its first block.
    FirstWords,
    /// The words that name the one for whom a pronoun speaks, or could; of several the nearest.
    Antecedent,
    /// The next of several.
    OtherAntecedent,
}

impl Anchor {
    pub const ALL: [Anchor; 11] = [
        Anchor::Unit,
        Anchor::Speaker,
        Anchor::Source,
        Anchor::Cue,
        Anchor::Headline,
        Anchor::Metadata,
        Anchor::Opening,
        Anchor::RunsFrom,
        Anchor::FirstWords,
        Anchor::Antecedent,
        Anchor::OtherAntecedent,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Anchor::Unit => "unit",
            Anchor::Speaker => "speaker",
            Anchor::Source => "source",
            Anchor::Cue => "cue",
            Anchor::Headline => "headline",
            Anchor::Metadata => "metadata",
            Anchor::Opening => "opening",
            Anchor::RunsFrom => "runs-from",
            Anchor::FirstWords => "first-words",
            Anchor::Antecedent => "antecedent",
            Anchor::OtherAntecedent => "other-antecedent",
        }
    }

    pub fn from_name(name: &str) -> Option<Anchor> {
        Anchor::ALL.into_iter().find(|anchor| anchor.name() == name)
    }

    /// Where it stands in the prose, if the unit has it.
    pub fn passage(self, article: &Article, unit: Unit) -> Option<Passage> {
        match (self, unit) {
            (Anchor::Unit, _) => Some(unit.passage(article)),
            (Anchor::Speaker | Anchor::Source, Unit::Quotation(index)) => article.quotations[index].speaker_words,
            (Anchor::Cue, Unit::Quotation(index)) => article.quotations[index].cue,
            (Anchor::Speaker | Anchor::Source, Unit::Sentence(index)) => article.sentences[index].source_words,
            (Anchor::Cue, Unit::Sentence(index)) => article.sentences[index].cue,
            (Anchor::Headline, _) => article.blocks_of(BlockKind::Headline).next().map(|(_, block)| block.passage),
            (Anchor::Opening, Unit::Quotation(index)) => Some(marks::opening(&article.quotations[index], article)),
            (Anchor::Opening, Unit::StrayMark(index)) => Some(article.stray_marks[index]),
            (Anchor::RunsFrom, Unit::Quotation(index)) => marks::runs_from(index, article).map(|(_, mark)| mark),
            (Anchor::Antecedent, Unit::Quotation(index)) => article.quotations[index].antecedent,
            (Anchor::Antecedent, Unit::Sentence(index)) => meant(article, index, 0),
            (Anchor::OtherAntecedent, Unit::Sentence(index)) => meant(article, index, 1),
            (Anchor::FirstWords, _) => {
                let has_words = |block: &&Block| !block.passage.is_empty();
                article.blocks.iter().find(has_words).map(|block| block.passage)
            }
            _ => None,
        }
    }

    /// Where it stands in the source, if the unit has it.
    pub fn span(self, article: &Article, unit: Unit) -> Option<Span> {
        match self {
            Anchor::Metadata => Some(Span::new(article.metadata.span.start, article.metadata.span.start)),
            anchor => anchor.passage(article, unit).map(|passage| article.text.span(passage)),
        }
    }
}

/// One of those whom the pronoun could mean that the sentence has as its source.
fn meant(article: &Article, sentence: usize, which: usize) -> Option<Passage> {
    article.sentences[sentence].antecedents.as_ref()?.get(which).copied()
}
