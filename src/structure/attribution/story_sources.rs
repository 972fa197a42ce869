//! The story's sources: who stands behind how many of its sentences, how they are described, why they are not named.

use rustc_hash::FxHashMap;

use super::Story;
use super::ladder::Answer;
use super::noun_phrase::NounPhrase;
use super::sources::Standing;
use crate::model::{Passage, SourceKind, StorySource};
use crate::structure::tokens::{Token, TokenKind};
use crate::structure::vocabulary::{Classes, fold};

/// A reason is looked for in so many sentences behind an anonymous source, and in the one before it.
const NEAR: usize = 4;

impl Story<'_> {
    /// The sources in the order in which they first speak.
    pub fn story_sources(&self, standings: &[Standing], reasons: &[Passage]) -> Vec<StorySource> {
        let mut gathered: Vec<StorySource> = Vec::new();
        let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
        for (sentence, standing) in standings.iter().enumerate() {
            let Standing::Sourced(answer) = standing else { continue };
            let Some((kind, phrase)) = self.identity(answer) else { continue };
            let key = self.key(kind, &phrase);
            let words = self.tokens.passage(phrase.core.clone());
            let description = self.description(&phrase);
            let reason = (kind == SourceKind::Anonymous).then(|| self.reason_near(sentence, reasons)).flatten();
            let index = *by_key.entry(key).or_insert_with(|| {
                let first = self.sentences[sentence].passage;
                gathered.push(StorySource { words, kind, mentions: 0, first, description, reason });
                gathered.len() - 1
            });
            let source = &mut gathered[index];
            source.mentions += 1;
            if words.len() > source.words.len() {
                source.words = words;
            }
            source.description = source.description.or(description);
            source.reason = source.reason.or(reason);
        }
        gathered
    }

    /// Who is meant: a pronoun's person where one stands before it, else the words themselves.
    fn identity(&self, answer: &Answer) -> Option<(SourceKind, NounPhrase)> {
        if answer.speaker != SourceKind::Pronoun {
            return Some((answer.speaker, answer.phrase.clone()));
        }
        self.antecedent(&answer.phrase).map(|person| (SourceKind::Named, person))
    }

    /// What two mentions of one source have in common: a person's surname, else all words but determiner and adverbs.
    fn key(&self, kind: SourceKind, phrase: &NounPhrase) -> String {
        let words: Vec<&Token> = self.tokens[phrase.core.clone()].iter().filter(|token| token.is_word()).collect();
        let spelled = |token: &&Token| fold(self.text.slice(token.passage));
        if kind == SourceKind::Named {
            return words.iter().rev().find(|token| token.capital).map(spelled).unwrap_or_default();
        }
        let weightless = Classes::DETERMINER.or(Classes::INDEFINITE).or(Classes::ADVERB);
        words.iter().filter(|token| !token.is(weightless)).map(spelled).collect::<Vec<_>>().join(" ")
    }

    /// What hangs on the source's name, or is set off behind it by commas.
    fn description(&self, phrase: &NounPhrase) -> Option<Passage> {
        if phrase.all.end > phrase.core.end {
            return Some(self.tokens.passage(phrase.core.end..phrase.all.end));
        }
        let sentence = self.sentence_tokens(self.sentence_of(phrase.core.start)?);
        let comma = phrase.all.end;
        let opens = |token: &Token| {
            token.is(Classes::DETERMINER
                .or(Classes::INDEFINITE)
                .or(Classes::RELATIVE)
                .or(Classes::ROLE)
                .or(Classes::POSSESSIVE))
        };
        if comma + 1 >= sentence.end || !self.tokens[comma].is_mark(',') || !opens(&self.tokens[comma + 1]) {
            return None;
        }
        let end = (comma + 1..sentence.end.min(comma + 40))
            .find(|index| self.tokens[*index].kind == TokenKind::Punctuation)?;
        Some(self.tokens.passage(comma + 1..end))
    }

    /// Every place where the story says why a source is not named: behind words of anonymity, to the end of the sentence.
    pub fn anonymity_reasons(&self) -> Vec<Passage> {
        (0..self.sentences.len()).filter_map(|sentence| self.reason_in(sentence)).collect()
    }

    fn reason_in(&self, sentence: usize) -> Option<Passage> {
        let range = self.sentence_tokens(sentence);
        let find = |from: usize, classes: Classes| (from..range.end).find(|index| self.tokens[*index].is(classes));
        let anonymity = find(range.start, Classes::ANONYMITY)?;
        let reason = find(anonymity, Classes::ANONYMITY_REASON)?;
        Some(self.tokens.passage(reason..range.end))
    }

    fn reason_near(&self, sentence: usize, reasons: &[Passage]) -> Option<Passage> {
        let first = self.sentences[sentence.saturating_sub(1)].passage.start;
        let end = self.sentences[(sentence + NEAR).min(self.sentences.len() - 1)].passage.end;
        let index = reasons.partition_point(|reason| reason.start < first);
        reasons.get(index).copied().filter(|reason| reason.start < end)
    }
}
