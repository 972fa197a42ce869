//! Whether somebody with a name says later what one without a name, or a crowd, is said to say.

use super::identity::Identities;
use super::noun_phrase::NounPhrase;
use super::sources::Standing;
use crate::language::tokens::TokenKind;
use crate::model::SourceKind;

/// So many sentences behind its own are looked through.
const LATER: usize = 16;

/// How many tokens of a sentence are looked at.
const LONGEST: usize = 64;

/// So many words of weight in common, and two sentences say the same thing.
const SHARED: usize = 3;

impl Identities<'_> {
    /// Whether a source with a name behind `sentence` is one of those whom `phrase` speaks of, or says the same.
    pub fn is_named_later(&self, phrase: &NounPhrase, sentence: usize) -> bool {
        let last = self.standings.len().min(sentence + 1 + LATER);
        let nouns = phrase.core.clone().rfind(|index| self.story.tokens[*index].is_word());
        let named = |later: &usize| matches!(&self.standings[*later], Standing::Sourced(answer) if answer.speaker == SourceKind::Named);
        (sentence + 1..last).filter(named).any(|later| {
            let words = self.story.sentence_tokens(later);
            let words = words.start..words.end.min(words.start + LONGEST);
            nouns.is_some_and(|noun| words.clone().any(|word| self.story.is_same_noun(noun, word)))
                || self.story.shared(self.said(sentence, phrase), words) >= SHARED
                || self.goes_on(sentence, later)
        })
    }

    /// The words of the sentence beside those that name its source.
    fn said(&self, sentence: usize, phrase: &NounPhrase) -> impl Iterator<Item = usize> {
        let named = phrase.all.clone();
        self.story.sentence_tokens(sentence).filter(move |index| !named.contains(index))
    }

    /// Whether the sentence right behind opens with quoted words: they bear out what was just said.
    fn goes_on(&self, sentence: usize, later: usize) -> bool {
        let opening = self.story.sentence_tokens(later).start;
        later == sentence + 1 && self.story.tokens[opening].kind == TokenKind::Quote
    }
}
