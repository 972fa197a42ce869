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
        let bits = self.ranges.iter().fold(0, |bits, (first, last)| bits | ascii_bits(*first, *last));
        let bits = if self.fold { bits | self.other_cases(bits) } else { bits };
        self.ascii = if self.negated { !bits } else { bits };
        self
    }

    /// The ASCII letters that are cases of what it holds.
    fn other_cases(&self, bits: u128) -> u128 {
        let (upper, lower) = (ascii_bits('A', 'Z'), ascii_bits('a', 'z'));
        let beyond = |letter: char| self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter));
        let letters = [('ſ', "sS"), ('\u{212a}', "kK")].into_iter().filter(|(letter, _)| beyond(*letter));
        let of_beyond = letters.flat_map(|(_, cases)| cases.chars()).fold(0, |bits, case| bits | 1 << (case as u32));
        (bits & upper) << 32 | (bits & lower) >> 32 | of_beyond
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

/// A bit for each ASCII character of a range.
fn ascii_bits(first: char, last: char) -> u128 {
    let upto = |end: u32| 1u128.checked_shl(end).map_or(u128::MAX, |bit| bit - 1);
    upto((last as u32).saturating_add(1)) & !upto(first as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_is_told_as_by_looking_up() {
        let classes = [
            vec![('a', 'c')],
            vec![('A', 'Z'), ('_', '_')],
            vec![('\u{60}', '\u{250}')],
            vec![('ſ', 'ſ')],
            vec![('}', '\u{3000}')],
        ];
        for ranges in classes {
            for set in [false, true].map(|negated| Set::new(ranges.clone(), negated)) {
                for set in [set.folded(), set] {
                    for letter in '\0'..='\x7f' {
                        assert_eq!(set.holds(letter), set.look_up(letter), "{letter:?} in {set:?}");
                    }
                }
            }
        }
    }
}
