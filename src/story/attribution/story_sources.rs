//! The story's sources: who stands behind how many of its sentences, how they are described, why they are not named.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Attribution;
use super::credit;
use super::kind::{apposed_name, kind_of_core};
use super::ladder::SpeakerAnswer;
use super::noun_phrase::NounPhrase;
use super::sources::Standing;
use crate::language::tokens::{Token, TokenKind};
use crate::language::vocabulary::Classes;
use crate::model::{Passage, QuotationKind, SourceKind, StorySource, fold};

/// How far an apposition is followed, in tokens.
const REACH: usize = 40;

impl Attribution<'_> {
    /// The sources in the order in which they first speak; `answers` holds the speakers of the quotations.
    pub fn story_sources(&self, standings: &[Standing], answers: &[Option<SpeakerAnswer>]) -> Vec<StorySource> {
        let spoken = self.spoken(answers);
        let mut gathered = Gathered::default();
        for (sentence, standing) in standings.iter().enumerate() {
            let answer = match standing {
                Standing::Sourced(answer) if answer.step == credit::STEP => None,
                Standing::Sourced(answer) => Some(answer),
                _ => spoken[sentence],
            };
            let Some((kind, phrase)) = answer.and_then(|answer| self.identity(answer)) else { continue };
            let unnamed = kind == SourceKind::Anonymous;
            let reason = unnamed.then(|| self.anonymity_reason(sentence, standings)).flatten();
            let (naming, description) = self.naming(&phrase);
            let words = self.tokens.passage(naming.clone());
            let first = self.sentences[sentence].passage;
            let found = StorySource { words, kind, mentions: 1, first, description, reason };
            gathered.take(found, &self.mention(kind, naming, description));
        }
        gathered.sources
    }

    /// For each sentence the speaker of the first speech that stands in it.
    fn spoken<'answers>(&self, answers: &'answers [Option<SpeakerAnswer>]) -> Vec<Option<&'answers SpeakerAnswer>> {
        let mut spoken: Vec<Option<&SpeakerAnswer>> = vec![None; self.sentences.len()];
        for (index, answer) in answers.iter().enumerate() {
            let (Some(answer), Some(rung)) = (answer, self.rung(index)) else { continue };
            if self.quotation_kind(index, answers) == QuotationKind::Speech {
                spoken[rung.sentences.start].get_or_insert(answer);
            }
        }
        spoken
    }

    /// Who is meant: the one a pronoun stands for, where that is plain, else the words themselves.
    fn identity(&self, answer: &SpeakerAnswer) -> Option<(SourceKind, NounPhrase)> {
        if answer.speaker != SourceKind::Pronoun {
            return Some((answer.speaker, answer.phrase.clone()));
        }
        self.antecedent(&answer.phrase)
    }

    /// The words that name the source, and those that describe it: "the owner, Harald Quist," is named by his name.
    fn naming(&self, phrase: &NounPhrase) -> (Range<usize>, Option<Passage>) {
        let unnamed = kind_of_core(&self.tokens[phrase.core.clone()]);
        match apposed_name(self.tokens, phrase, unnamed) {
            Some(name) => (name, Some(self.tokens.passage(phrase.all.clone()))),
            None => (phrase.core.clone(), self.description(phrase)),
        }
    }

    /// What hangs on the source's name, or is set off behind it by commas.
    fn description(&self, phrase: &NounPhrase) -> Option<Passage> {
        if phrase.all.end > phrase.core.end {
            let hanging = phrase.core.end..phrase.all.end;
            let words = hanging.clone().find(|index| self.tokens[*index].is_word()).unwrap_or(hanging.start);
            return Some(self.tokens.passage(words..hanging.end));
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
        let end = (comma + 1..sentence.end.min(comma + REACH))
            .find(|index| matches!(self.tokens[*index].kind, TokenKind::Punctuation | TokenKind::Quote))?;
        Some(self.tokens.passage(comma + 1..end))
    }

    fn mention(&self, kind: SourceKind, naming: Range<usize>, description: Option<Passage>) -> SourceMention {
        let core = &self.tokens[naming];
        let spelled = |token: &Token| fold(self.text.slice(token.passage));
        let words = || core.iter().filter(|token| token.is_word());
        let weightless = Classes::DETERMINER.or(Classes::INDEFINITE).or(Classes::ADVERB);
        let names = |token: &&Token| kind != SourceKind::Named || token.capital && !token.is(Classes::TITLE);
        // "A:" in an interview is no article.
        let weighs = |token: &&Token| core.len() == 1 || !token.is(weightless);
        let name = words().filter(weighs).filter(names).map(spelled).collect();
        let described = description.map(|passage| self.tokens.within(passage)).unwrap_or_default();
        let tells = |token: &&Token| token.is(Classes::ROLE.or(Classes::PERSON)) && !token.is(Classes::TIME);
        SourceMention {
            name,
            roles: words().chain(&self.tokens[described]).filter(tells).map(spelled).collect(),
            indefinite: core.len() > 1 && core[0].is(Classes::INDEFINITE.or(Classes::QUANTIFIER)),
        }
    }
}

/// The words by which a source is known again.
struct SourceMention {
    /// A person's names without titles; of others, all words of weight.
    name: Vec<String>,
    /// What the person does ("mayor"), in the name or its description.
    roles: Vec<String>,
    /// "a source", "two officials".
    indefinite: bool,
}

/// The sources so far, and by which words each is known.
#[derive(Default)]
struct Gathered {
    sources: Vec<StorySource>,
    /// Of how many words each one's longest name is.
    lengths: Vec<usize>,
    by_name: FxHashMap<String, usize>,
    by_last_word: FxHashMap<String, usize>,
    by_role: FxHashMap<String, usize>,
}

impl Gathered {
    fn take(&mut self, found: StorySource, mention: &SourceMention) {
        let index = match self.known(&found, mention) {
            Some(index) => {
                self.sources[index].add(&found);
                self.lengths[index] = self.lengths[index].max(mention.name.len());
                index
            }
            None => {
                self.sources.push(found);
                self.lengths.push(mention.name.len());
                self.sources.len() - 1
            }
        };
        if let Some(last) = mention.name.last() {
            self.by_name.insert(mention.name.join(" "), index);
            self.by_last_word.insert(last.clone(), index);
        }
        for role in &mention.roles {
            self.by_role.insert(role.clone(), index);
        }
    }

    /// The source that is mentioned again: under the same name, a part of it, or its role ("the mayor").
    fn known(&self, found: &StorySource, mention: &SourceMention) -> Option<usize> {
        let last = mention.name.last()?;
        if let Some(index) = self.by_name.get(&mention.name.join(" ")) {
            let other = mention.indefinite && found.kind == SourceKind::Anonymous;
            return (!other).then_some(*index);
        }
        if mention.indefinite {
            return None;
        }
        let same_kind = |index: &&usize| self.sources[**index].kind == found.kind;
        let namesake = self.by_last_word.get(last).filter(same_kind);
        match found.kind {
            SourceKind::Named => {
                namesake.filter(|index| mention.name.len() == 1 || self.lengths[**index] == 1).copied()
            }
            SourceKind::Role => self.by_role.get(last).or(namesake).copied(),
            _ => namesake.copied(),
        }
    }
}
