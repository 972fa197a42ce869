//! Whether two stretches of a story speak of the same things: the words of weight that they share.

use std::ops::Range;

use super::Attribution;
use crate::language::endings::Ending;
use crate::language::tokens::Token;
use crate::language::vocabulary::Classes;

/// How many tokens of a sentence are compared.
const REACH: usize = 64;

/// Words that say nothing of what a sentence is about.
const WEIGHTLESS: Classes = Classes::STOP_WORD
    .or(Classes::REPORTING)
    .or(Classes::PRONOUN)
    .or(Classes::PREPOSITION)
    .or(Classes::TIME)
    .or(Classes::AUXILIARY)
    .or(Classes::BE)
    .or(Classes::ADVERB)
    .or(Classes::CONJUNCTION)
    .or(Classes::SUBORDINATOR)
    .or(Classes::INDEFINITE)
    .or(Classes::DETERMINER)
    .or(Classes::POSSESSIVE)
    .or(Classes::TITLE);

impl Attribution<'_> {
    /// How many of the words at `said` stand in `words` too; of a long sentence the beginning is looked at.
    pub fn shared(&self, said: impl Iterator<Item = usize>, words: Range<usize>) -> usize {
        let weighs = |token: &Token| token.is_word() && token.length > 0 && !token.is(WEIGHTLESS);
        let words = words.start..words.end.min(words.start + REACH);
        said.take(REACH)
            .filter(|index| weighs(&self.tokens[*index]))
            .filter(|index| words.clone().any(|word| self.is_same_noun(*index, word)))
            .count()
    }

    /// Whether the two words are one, or one its plural.
    pub fn is_same_noun(&self, left: usize, right: usize) -> bool {
        let (left_token, right_token) = (&self.tokens[left], &self.tokens[right]);
        if left_token.first.to_lowercase().ne(right_token.first.to_lowercase()) {
            return false;
        }
        let (left, right) = (self.folded(left), self.folded(right));
        left == right
            || left_token.ends(Ending::PLURAL) && left.starts_with(&right)
            || right_token.ends(Ending::PLURAL) && right.starts_with(&left)
    }
}
