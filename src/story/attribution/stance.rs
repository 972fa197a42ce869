//! Who holds something where no reporting form says so: "is confident that", "their opposition to the plan".

use super::Attribution;
use super::kind::kind;
use super::ladder::SpeakerAnswer;
use super::noun_phrase::NounPhrase;
use crate::language::tokens::TokenKind;
use crate::language::vocabulary::Classes;
use crate::model::SourceKind;

/// How many words may stand between an owner and what is owned: "her long-standing public opposition".
const BETWEEN: usize = 2;

impl Attribution<'_> {
    /// The one whose stance a sentence without a reporting form tells. It is a hint, to be weighed.
    pub fn stance(&self, sentence: usize) -> Option<SpeakerAnswer> {
        self.mind(sentence).or_else(|| self.owner(sentence))
    }

    /// "Holt is (not entirely) confident": the subject of an adjective that tells what somebody thinks.
    pub fn mind(&self, sentence: usize) -> Option<SpeakerAnswer> {
        let range = self.sentence_tokens(sentence);
        let outside = |index: &usize| self.inside[*index] == 0 && self.tokens[*index].is(Classes::MINDED);
        range.clone().filter(outside).find_map(|adjective| {
            let verb = self.linking_verb(adjective, range.start)?;
            let phrase = self.phrases().before(verb, range.start)?;
            self.somebody(phrase)
        })
    }

    /// The form of "to be" or "to seem" that the adjective belongs to.
    fn linking_verb(&self, adjective: usize, floor: usize) -> Option<usize> {
        let skipped = Classes::ADVERB.or(Classes::NEGATION);
        let verb = (floor..adjective).rev().find(|index| !self.tokens[*index].is(skipped))?;
        self.tokens[verb].is(Classes::BE.or(Classes::LINKING)).then_some(verb)
    }

    /// "the mayor's opposition", "their call": the owner of a noun of saying or thinking.
    pub fn owner(&self, sentence: usize) -> Option<SpeakerAnswer> {
        let range = self.sentence_tokens(sentence);
        let owned = Classes::REPORTING_NOUN.or(Classes::STANCE_NOUN);
        let noun = |index: &usize| self.inside[*index] == 0 && self.tokens[*index].is(owned);
        range.clone().filter(noun).find_map(|noun| {
            let nearest = noun.saturating_sub(BETWEEN + 1).max(range.start);
            let owner = (nearest..noun).rev().find(|index| self.owns(*index))?;
            if self.tokens[owner].is(Classes::POSSESSIVE) {
                return Some(hint(SourceKind::Pronoun, NounPhrase { all: owner..owner + 1, core: owner..owner + 1 }));
            }
            self.somebody(self.phrases().before(owner, range.start)?)
        })
    }

    fn owns(&self, token: usize) -> bool {
        let token = &self.tokens[token];
        token.is(Classes::POSSESSIVE) || token.kind == TokenKind::Clitic
    }

    fn somebody(&self, phrase: NounPhrase) -> Option<SpeakerAnswer> {
        let speaker = kind(self.tokens, &phrase, false);
        (speaker != SourceKind::None).then(|| hint(speaker, phrase))
    }
}

fn hint(speaker: SourceKind, phrase: NounPhrase) -> SpeakerAnswer {
    SpeakerAnswer { speaker, phrase, cue: None, group: None, step: "sentence" }
}
