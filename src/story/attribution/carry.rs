//! Where a neighbour's source plainly carries over to a sentence that has none of its own.

use super::Story;
use super::sources::Standing;
use crate::model::{BlockKind, SourceKind};

impl Story<'_> {
    /// For each sentence the kind of the source that carries over to it, else none: a list under "The report found:",
    /// and a sentence between two of the same source in one paragraph.
    pub fn carried(&self, standings: &[Standing], blocks: &[BlockKind]) -> Vec<SourceKind> {
        let mut under: Vec<SourceKind> = Vec::with_capacity(blocks.len());
        for block in 0..blocks.len() {
            under.push(self.source_above(block, standings, blocks, &under));
        }
        (0..self.sentences.len())
            .map(|sentence| match &standings[sentence] {
                Standing::Sourced(_) => SourceKind::None,
                _ if under[self.sentences[sentence].block] != SourceKind::None => under[self.sentences[sentence].block],
                _ => self.source_around(sentence, standings),
            })
            .collect()
    }

    /// The source that the block before introduces by a colon; it holds for all items of a list.
    fn source_above(
        &self,
        block: usize,
        standings: &[Standing],
        blocks: &[BlockKind],
        under: &[SourceKind],
    ) -> SourceKind {
        let Some(before) = self.block_before[block] else { return SourceKind::None };
        if let Some(last) = self.last_sentence_before(block).filter(|last| self.ends_in_colon(*last)) {
            return source(&standings[last]);
        }
        let list = blocks[block] == BlockKind::ListItem && blocks[before] == BlockKind::ListItem;
        if list { under[before] } else { SourceKind::None }
    }

    fn source_around(&self, sentence: usize, standings: &[Standing]) -> SourceKind {
        let block = self.block_sentences(self.sentences[sentence].block);
        if sentence <= block.start || sentence + 1 >= block.end {
            return SourceKind::None;
        }
        match (&standings[sentence - 1], &standings[sentence + 1]) {
            (Standing::Sourced(before), Standing::Sourced(behind))
                if behind.speaker == SourceKind::Pronoun || self.same_words(before, behind) =>
            {
                before.speaker
            }
            _ => SourceKind::None,
        }
    }

    fn same_words(&self, one: &super::ladder::Answer, other: &super::ladder::Answer) -> bool {
        let words = |answer: &super::ladder::Answer| self.text.slice(self.tokens.passage(answer.phrase.core.clone()));
        words(one) == words(other)
    }
}

fn source(standing: &Standing) -> SourceKind {
    match standing {
        Standing::Sourced(answer) => answer.speaker,
        _ => SourceKind::None,
    }
}
