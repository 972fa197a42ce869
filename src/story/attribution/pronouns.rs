//! Whom a pronoun stands for: the one compatible person, group or body named before it.

use super::Attribution;
use super::kind::kind;
use super::noun_phrase::NounPhrase;
use crate::language::tokens::Token;
use crate::language::vocabulary::Classes;
use crate::model::{SourceKind, fold};

/// So many sentences before the pronoun's own are looked through.
const REACH: usize = 8;

/// So many forms of a sentence are looked at, those inside quotations included.
const FIRST_CUES: usize = 64;

/// So many make a pronoun unclear.
const SEVERAL: usize = 2;

/// What a pronoun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Referent {
    Man,
    Woman,
    /// "it": a body or a paper.
    Thing,
    /// "they": a group, or a body of people.
    Several,
}

impl Referent {
    fn of(pronoun: &Token) -> Option<Self> {
        let referents = [
            (Classes::HE, Referent::Man),
            (Classes::SHE, Referent::Woman),
            (Classes::IT, Referent::Thing),
            (Classes::THEY, Referent::Several),
        ];
        referents.into_iter().find(|(classes, _)| pronoun.is(*classes)).map(|(_, referent)| referent)
    }
}

impl Attribution<'_> {
    /// Who is meant by the pronoun, with their kind, where exactly one compatible source stands in the sentences before.
    pub fn antecedent(&self, pronoun: &NounPhrase) -> Option<(SourceKind, NounPhrase)> {
        let [found] = <[_; 1]>::try_from(self.antecedents(pronoun)?).ok()?;
        Some(found)
    }

    /// Who could be meant by the pronoun, the nearest first, of several two; those without a name only where nobody with
    /// a name could. `None` for a pronoun that stands for nobody in particular.
    pub fn antecedents(&self, pronoun: &NounPhrase) -> Option<Vec<(SourceKind, NounPhrase)>> {
        let wanted = Referent::of(&self.tokens[pronoun.core.start])?;
        let named = self.referents(pronoun, wanted, false);
        if named.is_empty() && matches!(wanted, Referent::Man | Referent::Woman) {
            return Some(self.referents(pronoun, wanted, true));
        }
        Some(named)
    }

    fn referents(&self, pronoun: &NounPhrase, wanted: Referent, unnamed: bool) -> Vec<(SourceKind, NounPhrase)> {
        let Some(sentence) = self.sentence_of(pronoun.core.start) else { return Vec::new() };
        let mut found: Vec<(String, SourceKind, NounPhrase)> = Vec::new();
        for before in (sentence.saturating_sub(REACH)..=sentence).rev() {
            for (kind, phrase) in self.candidates(before, pronoun.core.start) {
                if !self.is_compatible(wanted, kind, &phrase, unnamed) {
                    continue;
                }
                let name = self.last_name(kind, &phrase);
                match found.iter_mut().find(|(known, _, _)| *known == name) {
                    Some((_, _, fullest)) if phrase.core.len() > fullest.core.len() => *fullest = phrase,
                    Some(_) => {}
                    None => found.push((name, kind, phrase)),
                }
            }
            if found.len() >= SEVERAL {
                break;
            }
        }
        found.into_iter().take(SEVERAL).map(|(_, kind, phrase)| (kind, phrase)).collect()
    }

    /// The speakers and the subject of a sentence, before the token at `end`.
    fn candidates(&self, sentence: usize, end: usize) -> impl Iterator<Item = (SourceKind, NounPhrase)> {
        let subject = self.phrases().main_subject(self.sentence_tokens(sentence));
        let cues = self.cues_in(sentence..sentence + 1).iter().take(FIRST_CUES);
        let speakers = cues.filter(|cue| cue.inside == 0).take(REACH).map(|cue| cue.phrase.clone());
        let named = subject.into_iter().chain(speakers).filter(move |phrase| phrase.all.end <= end);
        named.map(|phrase| (kind(self.tokens, &phrase, false), phrase))
    }

    fn is_compatible(&self, wanted: Referent, kind: SourceKind, phrase: &NounPhrase, unnamed: bool) -> bool {
        let words = &self.tokens[phrase.core.clone()];
        let none = |classes: Classes| !words.iter().any(|token| token.is(classes));
        let person = match unnamed {
            true => matches!(kind, SourceKind::Role | SourceKind::Anonymous),
            false => kind == SourceKind::Named,
        };
        match wanted {
            Referent::Man => person && (none(Classes::FEMININE) || !none(Classes::MASCULINE)),
            Referent::Woman => person && (none(Classes::MASCULINE) || !none(Classes::FEMININE)),
            Referent::Thing => matches!(kind, SourceKind::Organization | SourceKind::Document),
            Referent::Several => matches!(kind, SourceKind::Group | SourceKind::Organization),
        }
    }

    /// The word by which a source is known again: a person's surname, another's last word.
    fn last_name(&self, kind: SourceKind, phrase: &NounPhrase) -> String {
        let named = kind == SourceKind::Named;
        let mut words = self.tokens[phrase.core.clone()].iter().rev().filter(|token| token.is_word());
        let last = words.find(|token| token.capital || !named);
        last.map_or_else(String::new, |token| fold(self.text.slice(token.passage)))
    }
}
