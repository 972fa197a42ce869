//! "…, the auditors found.": a source set off by a comma, behind the clause that it stands for or inside it.

use std::ops::Range;

use super::complement;
use super::finder::CueFinder;
use super::noun_phrase::NounPhrase;
use crate::language::tokens::TokenKind;
use crate::language::vocabulary::Classes;

impl CueFinder<'_> {
    /// The subject of `verb`, if nothing but the two stands between a comma and the end of the clause.
    pub fn parenthesis(&self, verb: &Range<usize>, helpers: usize, floor: usize, end: usize) -> Option<NounPhrase> {
        let form = &self.tokens[verb.start];
        let group = verb.start - helpers;
        let passive = self.tokens[group..verb.start].iter().any(|helper| helper.is(Classes::BE));
        if !form.is(Classes::SAYING) || form.capital || passive || self.is_followed(verb.end, end) {
            return None;
        }
        let comma = (floor..group).rev().find(|index| self.tokens[*index].is_mark(','))?;
        let start = comma + 1 + usize::from(self.tokens[comma + 1].is(Classes::AS));
        let inserted = verb.end < end && self.tokens[verb.end].is_mark(',');
        let phrase = self.phrases.before(verb.start, start)?;
        let alone = phrase.all == (start..group);
        (alone && self.can_be_subject(verb.start, &phrase) && (inserted || self.is_clause(floor, comma)))
            .then_some(phrase)
    }

    /// Whether more stands behind the verb than a time or a place.
    fn is_followed(&self, after: usize, end: usize) -> bool {
        let placed = complement::after_places(&self.phrases, after, end);
        self.tokens
            .get(placed)
            .filter(|_| placed < end)
            .is_some_and(|next| !matches!(next.kind, TokenKind::Punctuation | TokenKind::Dash) || next.is_mark(':'))
    }

    /// Whether the verb agrees with its subject, where the two words might be a noun and its participle or plural.
    fn can_be_subject(&self, verb: usize, subject: &NounPhrase) -> bool {
        !self.tokens[verb].is(Classes::NOUN_LIKE) || self.agrees(verb, subject)
    }
}
