//! A class of characters: `[a-z]`, `\w`, `[^.]`.

use super::letters::cases;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    ranges: Vec<(char, char)>,
    negated: bool,
    /// Of ASCII, all that it holds, cases and negation included.
    ascii: u128,
    fold: bool,
}

impl Set {
    pub(super) fn new(ranges: Vec<(char, char)>, negated: bool) -> Self {
        Self { ranges, negated, ..Self::default() }.ready()
    }

    /// The same in any case.
    pub(super) fn folded(&self) -> Self {
        Self { fold: true, ..self.clone() }.ready()
    }

    fn ready(mut self) -> Self {
        self.ascii = 0;
        for byte in 0..128u8 {
            self.ascii |= u128::from(self.look_up(char::from(byte))) << byte;
        }
        self
    }

    pub(super) fn holds(&self, letter: char) -> bool {
        if letter.is_ascii() { self.ascii >> (letter as u32) & 1 == 1 } else { self.look_up(letter) }
    }

    fn look_up(&self, letter: char) -> bool {
        let within = |letter: char| self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter));
        let found = if self.fold { cases(letter).into_iter().flatten().any(within) } else { within(letter) };
        found != self.negated
    }

    /// What it holds, where that is at most `most` characters.
    pub(super) fn letters(&self, most: usize) -> Option<Vec<char>> {
        let size: usize = self.ranges.iter().map(|(first, last)| *last as usize - *first as usize + 1).sum();
        (!self.negated && size <= most).then(|| self.ranges.iter().flat_map(|(first, last)| *first..=*last).collect())
    }

    /// Whether it holds nothing that a word is made of.
    pub(super) fn is_outside_words(&self) -> bool {
        !self.negated
            && self.letters(64).is_some_and(|letters| {
                letters.iter().all(|letter| letter.is_ascii() && !super::program::is_word(*letter as u8))
            })
    }

    pub(super) fn size(&self) -> usize {
        self.ranges.len()
    }
}
