//! What follows a reporting form: a clause, quoted words, an object, or nothing.

use std::ops::Range;

use super::noun_phrase::Phrases;
use crate::language::tokens::{Token, TokenKind};
use crate::language::vocabulary::Classes;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Complement {
    /// "said that …", "said the plan would …".
    Clause,
    /// Quoted words, or a colon before them.
    Quotation,
    /// Nothing: the form stands aside of what is said ("…, Smith said.").
    Aside,
    /// "promised to …".
    Infinitive,
    /// "spoke of …".
    Preposition,
    /// "criticised the plan".
    Object,
}

impl Complement {
    pub const ALL: [Complement; 6] = [
        Complement::Clause,
        Complement::Quotation,
        Complement::Aside,
        Complement::Infinitive,
        Complement::Preposition,
        Complement::Object,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Complement::Clause => "clause",
            Complement::Quotation => "quotation",
            Complement::Aside => "aside",
            Complement::Infinitive => "infinitive",
            Complement::Preposition => "preposition",
            Complement::Object => "object",
        }
    }
}

/// How far a clause's verb is looked for, in tokens.
const REACH: usize = 14;

/// The complement of the form that ends before `after`, in the sentence that ends before `end`. `hearer` says that the
/// form takes somebody who is told.
pub fn complement(phrases: &Phrases<'_>, after: usize, end: usize, hearer: bool) -> Complement {
    let mut at = after;
    if hearer && let Some(heard) = hearer_end(phrases, at, end) {
        at = heard;
    }
    let rest = after_places(phrases, at, end);
    let placed = phrases.tokens[at..rest].iter().any(|token| token.is(Classes::PREPOSITION));
    at = rest;
    let found = plain(phrases, at..end);
    if placed && matches!(found, Complement::Object | Complement::Aside) { Complement::Preposition } else { found }
}

/// The index after the adverbs, times and places that begin at `at`: "on Friday", "in a statement".
pub fn after_places(phrases: &Phrases<'_>, mut at: usize, end: usize) -> usize {
    for _ in 0..4 {
        let Some(token) = phrases.tokens.get(at).filter(|_| at < end) else { break };
        if token.is(Classes::ADVERB.or(Classes::TIME)) && !token.is(Classes::SUBORDINATOR) {
            at += 1;
        } else if token.is(Classes::PREPOSITION)
            && !token.is(Classes::SUBORDINATOR)
            && let Some(phrase) = phrases.after(at + 1, end)
            && (!token.is(Classes::INFINITIVE_MARK) || is_subordinator(phrases, phrase.all.end, end))
        {
            at = phrase.all.end;
        } else {
            break;
        }
    }
    at
}

/// Whether "that" or the like follows: "wrote to the board that …".
fn is_subordinator(phrases: &Phrases<'_>, at: usize, end: usize) -> bool {
    at < end && phrases.tokens[at].is(Classes::SUBORDINATOR)
}

fn plain(phrases: &Phrases<'_>, rest: Range<usize>) -> Complement {
    let Some(next) = phrases.tokens.get(rest.start).filter(|_| !rest.is_empty()) else { return Complement::Aside };
    let second = phrases.tokens.get(rest.start + 1).filter(|_| rest.len() > 1);
    let quotes = |token: &Token| token.kind == TokenKind::Quote;
    match next.kind {
        TokenKind::Quote => return Complement::Quotation,
        TokenKind::Dash => return Complement::Aside,
        TokenKind::Punctuation => {
            let quoted = second.is_some_and(quotes) && matches!(next.first, ',' | ':');
            return if quoted || next.first == ':' { Complement::Quotation } else { Complement::Aside };
        }
        _ => {}
    }
    if next.is(Classes::INFINITIVE_MARK) {
        return Complement::Infinitive;
    }
    if next.is(Classes::AS) {
        return Complement::Preposition;
    }
    if next.is(Classes::SUBORDINATOR.or(Classes::PRONOUN)) {
        return Complement::Clause;
    }
    if next.is(Classes::PREPOSITION) {
        return Complement::Preposition;
    }
    if next.is(Classes::CONJUNCTION) {
        return Complement::Aside;
    }
    if has_verb(phrases, rest) { Complement::Clause } else { Complement::Object }
}

/// Whether a finite verb stands in the words before the next mark: then they are a clause without "that".
pub fn has_verb(phrases: &Phrases<'_>, rest: Range<usize>) -> bool {
    let verbs = Classes::AUXILIARY.or(Classes::BE).or(Classes::VERB);
    let stops = Classes::RELATIVE.or(Classes::SUBORDINATOR);
    phrases.tokens[rest]
        .iter()
        .take(REACH)
        .take_while(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic))
        .take_while(|token| !token.is(stops))
        .any(|token| token.is(verbs) && !token.is(Classes::PREPOSITION))
}

/// The index after the one who is told.
fn hearer_end(phrases: &Phrases<'_>, at: usize, end: usize) -> Option<usize> {
    let next = phrases.tokens.get(at).filter(|_| at < end)?;
    if next.is(Classes::OBJECT_PRONOUN) {
        return Some(at + 1);
    }
    let phrase = phrases.after(at, end)?;
    (phrase.all.len() <= 8 && !has_verb(phrases, phrase.all.clone())).then_some(phrase.all.end)
}
