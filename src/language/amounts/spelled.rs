//! Numbers in words: "two hundred and five", "half a million", "hundreds of thousands".

use super::AmountKind;
use super::reader::AmountReader;
use super::tokens::AmountPiece;
use super::words::{Joint, Numeral};

impl AmountReader<'_> {
    pub(super) fn spelled(&mut self) -> Option<(f64, AmountKind)> {
        if let Some(part) = self.part() {
            return Some(part);
        }
        let article = self.joins(self.at, Joint::ARTICLE);
        let start = self.at + usize::from(article);
        match self.numeral_at(start) {
            Some(Numeral::Scale { .. }) if self.joins(start, Joint::SHORT) => None,
            Some(Numeral::Scale { worth, plural: true }) if !article => Some(self.multitude(worth)),
            Some(Numeral::Scale { .. }) if article => self.count(start, Count::of_one()),
            Some(Numeral::Scale { .. }) => None,
            _ if article => None,
            _ => self.count(start, Count::default()),
        }
    }

    /// "Dozens", "hundreds of thousands".
    fn multitude(&mut self, worth: f64) -> (f64, AmountKind) {
        self.at += 1;
        match self.numeral_at(self.at + 1) {
            Some(Numeral::Scale { worth: each, plural: true }) if self.joins(self.at, Joint::OF) && each > worth => {
                self.at += 2;
                (worth * each, AmountKind::Vague)
            }
            _ => (worth, AmountKind::Vague),
        }
    }

    fn count(&mut self, start: usize, mut count: Count) -> Option<(f64, AmountKind)> {
        let mut at = start;
        while let Some(after) = self.count_on(&mut count, at) {
            at = after;
        }
        if at == start || self.ends_in_ordinal(at) {
            return None;
        }
        self.at = at;
        Some((count.thousands + count.below, AmountKind::Figure))
    }

    /// Adds the word at `at`: the index behind it, if it belongs to the number.
    fn count_on(&self, count: &mut Count, at: usize) -> Option<usize> {
        let glued = self.tokens.get(at).is_some_and(|token| token.glued && token.piece == AmountPiece::Mark('-'));
        let word = at + usize::from(count.begun && glued);
        if self.numeral_at(word).is_some_and(|numeral| count.add(numeral)) {
            return Some(word + 1);
        }
        if !count.begun {
            return None;
        }
        if self.joins(at, Joint::AND) && self.joins_and(at) && (count.below >= 100.0 || count.thousands > 0.0) {
            return Some(at + 1);
        }
        if self.joins(at, Joint::POINT) && count.thousands == 0.0 {
            let Some(Numeral::Unit(tenths)) = self.numeral_at(at + 1) else { return None };
            count.below += tenths / 10.0;
            return Some(at + 2);
        }
        self.is_and_a_half(at).then(|| {
            count.below += 0.5;
            at + 3
        })
    }

    /// "twenty-first", whose place in a row is no amount.
    fn ends_in_ordinal(&self, at: usize) -> bool {
        self.mark_at(at) == Some('-')
            && self.tokens[at].glued
            && self.word_at(at + 1).is_some_and(|word| self.numerals.is_ordinal(word))
    }

    /// "one hundred and five", and not "one hundred and a thousand others" or "two and three".
    fn joins_and(&self, at: usize) -> bool {
        matches!(self.numeral_at(at + 1), Some(Numeral::Unit(_) | Numeral::Ten(_)))
    }

    fn is_and_a_half(&self, at: usize) -> bool {
        self.joins(at, Joint::AND)
            && self.joins(at + 1, Joint::ARTICLE)
            && self.numeral_at(at + 2) == Some(Numeral::Part(2.0))
    }

    /// "Half a million", "a third", "two-thirds", "half".
    fn part(&mut self) -> Option<(f64, AmountKind)> {
        let (count, mut at) = match self.numeral_at(self.at) {
            Some(Numeral::Unit(count)) if count >= 1.0 => {
                let hyphen = self.tokens.get(self.at + 1).is_some_and(|token| token.piece == AmountPiece::Mark('-'));
                (count, self.at + 1 + usize::from(hyphen))
            }
            Some(Numeral::Part(2.0)) => (1.0, self.at),
            _ if self.joins(self.at, Joint::ARTICLE) => (1.0, self.at + 1),
            _ => return None,
        };
        let Some(Numeral::Part(parts)) = self.numeral_at(at) else { return None };
        at += 1;
        let of = at + usize::from(self.joins(at, Joint::OF) || self.mark_at(at) == Some('-'));
        let scaled = self.joins(of, Joint::ARTICLE).then(|| self.scale_at(of + 1)).flatten();
        // "A third million-dollar ship" is the third of them.
        let is_part = |_: &(f64, usize)| self.tokens[at].glued || matches!(parts, 2.0 | 4.0);
        if let Some((worth, end)) = scaled.or_else(|| self.scale_at(at).filter(is_part)) {
            self.at = end;
            return Some((worth * count / parts, AmountKind::Figure));
        }
        self.at = at;
        (count < parts).then_some((100.0 * count / parts, AmountKind::Part))
    }
}

/// A number as far as its words are read.
#[derive(Default)]
struct Count {
    thousands: f64,
    below: f64,
    begun: bool,
    /// It begins with "a", which no years follow.
    article: bool,
}

impl Count {
    /// "A" before "hundred".
    fn of_one() -> Self {
        Self { below: 1.0, begun: true, article: true, ..Self::default() }
    }

    /// Adds a word; false where the number ends before it.
    fn add(&mut self, numeral: Numeral) -> bool {
        match numeral {
            Numeral::Ten(ten) if self.below % 100.0 == 0.0 => self.below += ten,
            Numeral::Unit(unit) if self.takes(unit) => self.below += unit,
            Numeral::Scale { worth, .. } if self.begun && worth <= 100.0 && self.below < 100.0 => self.below *= worth,
            Numeral::Scale { worth, .. } if self.begun && worth >= 1000.0 => {
                self.thousands += self.below * worth;
                self.below = 0.0;
            }
            Numeral::Years(years) if self.begun && !self.article => self.below *= years,
            _ => return false,
        }
        self.begun = true;
        true
    }

    /// "Five" behind nothing, a hundred or a ten; "fifteen" behind nothing or a hundred.
    fn takes(&self, unit: f64) -> bool {
        self.below % 100.0 == 0.0 || self.below % 10.0 == 0.0 && unit < 10.0 && self.below % 100.0 >= 20.0
    }
}
