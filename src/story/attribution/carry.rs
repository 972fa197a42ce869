//! Where a neighbour's source plainly carries over to a sentence that has none of its own.

use super::Attribution;
use super::sources::Standing;
use crate::language::vocabulary::Classes;
use crate::model::{BlockKind, SourceKind};

impl Attribution<'_> {
    /// For each sentence the kind of the source that carries over to it, else none: a list under "The report found:",
    /// a sentence between two of the same source in one paragraph, and those behind a source that go on about the same
    /// thing, until one is about another, or has a source of its own.
    pub fn carried(&self, standings: &[Standing], blocks: &[BlockKind]) -> Vec<SourceKind> {
        let mut under: Vec<SourceKind> = Vec::with_capacity(blocks.len());
        for block in 0..blocks.len() {
            under.push(self.source_above(block, standings, blocks, &under));
        }
        let mut carried: Vec<SourceKind> = Vec::with_capacity(self.sentences.len());
        for sentence in 0..self.sentences.len() {
            let above = under[self.sentences[sentence].block];
            let around = self.source_around(sentence, standings);
            carried.push(match &standings[sentence] {
                Standing::Sourced(_) => SourceKind::None,
                _ if above != SourceKind::None => above,
                _ if around != SourceKind::None => around,
                _ => self.source_running_on(sentence, standings, &carried),
            });
        }
        carried
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

    /// The source of the sentence before in the paragraph, its own or carried, where this one takes up what that said.
    fn source_running_on(&self, sentence: usize, standings: &[Standing], carried: &[SourceKind]) -> SourceKind {
        let block = self.block_sentences(self.sentences[sentence].block);
        if sentence <= block.start || !matches!(standings[sentence], Standing::Unsourced) {
            return SourceKind::None;
        }
        let (kind, source) = match &standings[sentence - 1] {
            Standing::Sourced(answer) if answer.cue.is_some() => (answer.speaker, Some(answer)),
            Standing::Sourced(_) => return SourceKind::None,
            _ => (carried[sentence - 1], None),
        };
        let words = self.sentence_tokens(sentence);
        let named = source.map_or(0..0, |answer| answer.phrase.all.clone());
        let said = self.sentence_tokens(sentence - 1).filter(|index| !named.contains(index));
        let goes_on = self.takes_up(words.start) || self.shared(said, words) > 0;
        if goes_on { kind } else { SourceKind::None }
    }

    /// "It had …", "This …": the sentence begins with a word for what was just said.
    fn takes_up(&self, first: usize) -> bool {
        let Some(token) = self.tokens.get(first) else { return false };
        let next = self.tokens.get(first + 1);
        let verb = next.is_some_and(|next| next.is(Classes::BE.or(Classes::AUXILIARY)));
        token.is(Classes::IT.or(Classes::THEY)) || token.is(Classes::DETERMINER.or(Classes::QUANTIFIER)) && verb
    }

    fn same_words(&self, one: &super::ladder::SpeakerAnswer, other: &super::ladder::SpeakerAnswer) -> bool {
        let words =
            |answer: &super::ladder::SpeakerAnswer| self.text.slice(self.tokens.passage(answer.phrase.core.clone()));
        words(one) == words(other)
    }
}

fn source(standing: &Standing) -> SourceKind {
    match standing {
        Standing::Sourced(answer) => answer.speaker,
        _ => SourceKind::None,
    }
}
