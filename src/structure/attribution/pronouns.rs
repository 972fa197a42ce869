//! Whom a pronoun stands for: the one compatible person named before it.

use super::Story;
use super::kind::kind;
use super::noun_phrase::NounPhrase;
use crate::model::SourceKind;
use crate::structure::vocabulary::{Classes, fold};

/// So many sentences before the pronoun's own are looked through.
const REACH: usize = 8;

/// A person's sex, as far as the words about them tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sex {
    Male,
    Female,
    Unknown,
}

impl Story<'_> {
    /// The person for whom the pronoun stands, where exactly one compatible person is named in the sentences before it.
    pub fn antecedent(&self, pronoun: &NounPhrase) -> Option<NounPhrase> {
        let wanted = match fold(self.text.slice(self.tokens.passage(pronoun.core.clone()))).as_str() {
            "he" => Sex::Male,
            "she" => Sex::Female,
            _ => return None,
        };
        let sentence = self.sentence_of(pronoun.core.start)?;
        let mut found: Option<(String, NounPhrase)> = None;
        for before in (sentence.saturating_sub(REACH)..=sentence).rev() {
            for person in self.people(before, pronoun.core.start) {
                let compatible = matches!(self.sex(&person), Sex::Unknown) || self.sex(&person) == wanted;
                let name = self.surname(&person);
                match &mut found {
                    _ if !compatible => {}
                    None => found = Some((name, person)),
                    Some((known, fullest)) if *known == name => {
                        if person.core.len() > fullest.core.len() {
                            *fullest = person;
                        }
                    }
                    Some(_) => return None,
                }
            }
        }
        found.map(|(_, person)| person)
    }

    /// The people who are named as speakers or subject of a sentence, before the token at `end`.
    fn people(&self, sentence: usize, end: usize) -> Vec<NounPhrase> {
        let subject = self.phrases().main_subject(self.sentence_tokens(sentence));
        let speakers = self.outer_cues(sentence).take(REACH).map(|cue| cue.phrase.clone());
        let named =
            |phrase: &NounPhrase| phrase.all.end <= end && kind(self.tokens, phrase, false) == SourceKind::Named;
        subject.into_iter().chain(speakers).filter(named).collect()
    }

    fn surname(&self, person: &NounPhrase) -> String {
        let last = self.tokens[person.core.clone()].iter().rev().find(|token| token.is_word() && token.capital);
        last.map_or_else(String::new, |token| fold(self.text.slice(token.passage)))
    }

    fn sex(&self, person: &NounPhrase) -> Sex {
        let words = &self.tokens[person.core.clone()];
        let any = |classes: Classes| words.iter().any(|token| token.is(classes));
        match (any(Classes::MASCULINE), any(Classes::FEMININE)) {
            (true, false) => Sex::Male,
            (false, true) => Sex::Female,
            _ => Sex::Unknown,
        }
    }
}
