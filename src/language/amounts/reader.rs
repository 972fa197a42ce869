//! Reads amounts out of prose: signs, digits, number words, ranges, units.

use super::digits::Digits;
use super::tokens::{AmountPiece, AmountToken, cut};
use super::words::{Joint, Numeral, Numerals};
use super::{Amount, AmountKind, AmountUnit, Hedge};
use crate::model::Passage;

/// What more than one may be a share of with "in" alone: "seven in 10".
const WHOLES: [f64; 3] = [10.0, 100.0, 1000.0];

/// The amounts in `text` in its order; their passages begin at `base`.
pub fn amounts(text: &str, base: usize, numerals: &Numerals) -> Vec<Amount> {
    let tokens = cut(text);
    let mut reader = AmountReader { tokens: &tokens, numerals, at: 0 };
    let mut found = Vec::new();
    while reader.at < tokens.len() {
        let start = reader.at;
        match reader.amount() {
            Some((low, high, unit, kind)) if low.is_finite() && high.is_finite() => {
                let passage = Passage::new(base + tokens[start].start, base + tokens[reader.at - 1].end);
                found.push(Amount { passage, low, high, unit, hedge: reader.hedge(start), kind });
            }
            _ => reader.at = (start + 1).max(reader.skipped(start)),
        }
    }
    found
}

/// Reads on from `at`, an index into `tokens`.
pub(super) struct AmountReader<'a> {
    pub(super) tokens: &'a [AmountToken],
    pub(super) numerals: &'a Numerals,
    pub(super) at: usize,
}

type Read = (f64, f64, AmountUnit, AmountKind);

impl AmountReader<'_> {
    fn amount(&mut self) -> Option<Read> {
        let start = self.at;
        let sign = self.sign();
        let (first, kind) = self.quantity(sign.is_some())?;
        if kind == AmountKind::Vague {
            return Some(vague(first));
        }
        if kind == AmountKind::Part {
            return Some((first, first, AmountUnit::Percent, kind));
        }
        if let Some(share) = self.share_of_so_many(first) {
            return Some((share, share, AmountUnit::Percent, kind));
        }
        let mut range = (first, first);
        let mut unit = self.unit().or(sign.map(AmountUnit::Money));
        if let Some((second, second_unit)) = self.range_end(first, unit, start) {
            range.1 = second;
            // "5 to 10 million": the scale holds for both.
            if range.0 * 1000.0 <= second && kind == AmountKind::Figure && first < 1000.0 {
                let scale = [1e12, 1e9, 1e6, 1e3].into_iter().find(|scale| second >= *scale).unwrap_or(1.0);
                range.0 *= scale;
            }
            unit = unit.or(second_unit);
        }
        let kind = if unit.is_some() { AmountKind::Figure } else { kind };
        Some((range.0, range.1.max(range.0), unit.unwrap_or(AmountUnit::None), kind))
    }

    /// "One in five", "nine out of ten", "seven in 10", as a percentage.
    fn share_of_so_many(&mut self, count: f64) -> Option<f64> {
        let start = self.at;
        let hyphen = usize::from(self.mark_at(start) == Some('-'));
        let out_of = self.joins(start, Joint::OUT) && self.joins(start + 1, Joint::OF);
        if !(out_of || self.joins(start + hyphen, Joint::IN)) {
            return None;
        }
        self.at += 1 + 2 * hyphen + usize::from(out_of);
        let is_whole = |all: f64| all > count && (out_of || count == 1.0 || WHOLES.contains(&all));
        match self.quantity(false) {
            Some((all, AmountKind::Figure)) if is_whole(all) && !self.is_stretch_of_time(self.at) => {
                Some(100.0 * count / all)
            }
            _ => {
                self.at = start;
                None
            }
        }
    }

    /// "Nine in 10 days" is no share of ten.
    fn is_stretch_of_time(&self, at: usize) -> bool {
        self.word_at(at).is_some_and(|word| self.numerals.is_of_time(word))
    }

    /// The sign of a currency, or its letters before digits: "Rs 5", "EUR 5".
    fn sign(&mut self) -> Option<char> {
        let sign = match &self.tokens.get(self.at)?.piece {
            AmountPiece::Mark(mark) => currency(*mark)?,
            AmountPiece::Word(word) if self.numerals.joins(word, Joint::CODE) && self.digits_at(self.at + 1) => {
                match self.numerals.word(word)? {
                    Numeral::Unitful(AmountUnit::Money(sign)) => sign,
                    _ => return None,
                }
            }
            _ => return None,
        };
        self.at += 1;
        Some(sign)
    }

    /// One number, without its unit.
    fn quantity(&mut self, money: bool) -> Option<(f64, AmountKind)> {
        match &self.tokens.get(self.at)?.piece {
            AmountPiece::Digits(digits) => self.figure(*digits, money),
            AmountPiece::Word(_) => self.spelled(),
            AmountPiece::Mark(_) => None,
        }
    }

    fn figure(&mut self, digits: Digits, money: bool) -> Option<(f64, AmountKind)> {
        let glued_mark = |at: usize| match self.tokens.get(at).filter(|token| token.glued).map(|token| &token.piece) {
            Some(AmountPiece::Mark(mark)) => Some(*mark),
            _ => None,
        };
        let glued_digits = |at: usize| {
            self.tokens.get(at).is_some_and(|token| token.glued && matches!(token.piece, AmountPiece::Digits(_)))
        };
        let glued_before = self.tokens[self.at].glued
            && self.at > 0
            && !matches!(self.tokens[self.at - 1].piece, AmountPiece::Mark(mark) if !matches!(mark, ':' | '/' | '.' | ','));
        let is_time = matches!(glued_mark(self.at + 1), Some(':' | '/')) && glued_digits(self.at + 2);
        if glued_before && !money || is_time || self.is_of_day(self.at + 1) {
            return None;
        }
        let mut scale = 1.0;
        let mut end = self.at + 1;
        if let Some((worth, after)) = self.scale_at(end).or_else(|| self.years_at(end)) {
            scale = worth;
            end = after;
        } else if matches!(self.tokens.get(end), Some(token) if token.glued && matches!(token.piece, AmountPiece::Word(_)))
            && !matches!(self.numeral_at(end), Some(Numeral::Unitful(_)))
        {
            // An ordinal, a decade, or a name: 4th, 1980s, 747X.
            return None;
        }
        self.at = end;
        while let Some((worth, after)) = self.scale_at(self.at).filter(|_| scale > 1.0) {
            scale *= worth;
            self.at = after;
        }
        let Digits { value, grouped, length, .. } = digits;
        let year = !grouped && length == 4 && !money && scale == 1.0 && (1900.0..2100.0).contains(&value);
        Some((value * scale, if year { AmountKind::Year } else { AmountKind::Figure }))
    }

    /// A scale at `at`, after at most a hyphen: its worth and where it ends. One letter must be glued to its number.
    pub(super) fn scale_at(&self, at: usize) -> Option<(f64, usize)> {
        let hyphen = self.tokens.get(at).is_some_and(|token| token.glued && token.piece == AmountPiece::Mark('-'));
        let at = at + usize::from(hyphen);
        let token = self.tokens.get(at)?;
        let AmountPiece::Word(word) = &token.piece else { return None };
        let Some(Numeral::Scale { worth, .. }) = self.numerals.word(word) else { return None };
        (!self.numerals.joins(word, Joint::GLUED) || token.glued && !hyphen).then_some((worth, at + 1))
    }

    /// What makes a time of day of the number before it: "9.30 am".
    fn is_of_day(&self, at: usize) -> bool {
        let said = |word: &str| self.numerals.is_of_day(word);
        let letters = self.word_at(at).zip(self.word_at(at + 2)).filter(|_| self.mark_at(at + 1) == Some('.'));
        self.word_at(at).is_some_and(said) || letters.is_some_and(|(one, two)| said(&format!("{one}{two}")))
    }

    fn years_at(&self, at: usize) -> Option<(f64, usize)> {
        let at = at + usize::from(self.mark_at(at) == Some('-'));
        match self.numeral_at(at)? {
            Numeral::Years(years) => Some((years, at + 1)),
            _ => None,
        }
    }

    pub(super) fn numeral_at(&self, at: usize) -> Option<Numeral> {
        match &self.tokens.get(at)?.piece {
            AmountPiece::Word(word) => self.numerals.word(word),
            _ => None,
        }
    }

    fn unit(&mut self) -> Option<AmountUnit> {
        let hyphen = usize::from(self.tokens.get(self.at).is_some_and(|token| token.piece == AmountPiece::Mark('-')));
        let at = self.at + hyphen;
        let unit = match &self.tokens.get(at)?.piece {
            AmountPiece::Mark('%') => (AmountUnit::Percent, 1),
            AmountPiece::Mark(mark) if !self.digits_at(at + 1) => (AmountUnit::Money(currency(*mark)?), 1),
            AmountPiece::Word(word) if self.says_per_cent(word, at + 1) => (AmountUnit::Percent, 2),
            // "per-cent"
            AmountPiece::Word(word) if self.says_per_cent(word, at + 2) => (AmountUnit::Percent, 3),
            AmountPiece::Word(word) => match self.numerals.word(word)? {
                Numeral::Unitful(unit) => (unit, 1),
                _ => return None,
            },
            _ => return None,
        };
        self.at = at + unit.1;
        Some(unit.0)
    }

    /// The greater end of the range that begins at `begin`: after a dash, "to", or the "and" of "between … and".
    fn range_end(&mut self, first: f64, of: Option<AmountUnit>, begin: usize) -> Option<(f64, Option<AmountUnit>)> {
        let start = self.at;
        let between = self.joins(start, Joint::AND) && begin > 0 && self.joins(begin - 1, Joint::BETWEEN);
        let dash = matches!(self.tokens.get(start)?.piece, AmountPiece::Mark('-' | '–'));
        if !dash && !between && !self.joins(start, Joint::TO) {
            return None;
        }
        self.at += 1;
        let sign = self.sign();
        let end = self
            .quantity(sign.is_some())
            .filter(|(second, kind)| matches!(kind, AmountKind::Figure | AmountKind::Year) && *second > first);
        let end = end.map(|(second, _)| (second, self.unit().or(sign.map(AmountUnit::Money))));
        // "Rose 2 per cent to $410m" is no range.
        let end = end.filter(|(_, unit)| of.is_none() || unit.is_none() || of == *unit);
        if end.is_none() {
            self.at = start;
        }
        end
    }

    /// Where to go on after something that is no amount: behind a number with letters or times glued to it.
    fn skipped(&self, start: usize) -> usize {
        let mut at = start + 1;
        if matches!(self.tokens[start].piece, AmountPiece::Digits(_)) {
            while self
                .tokens
                .get(at)
                .is_some_and(|token| token.glued && !matches!(token.piece, AmountPiece::Mark('-' | '–' | '—')))
            {
                at += 1;
            }
        }
        at
    }

    fn digits_at(&self, at: usize) -> bool {
        matches!(self.tokens.get(at), Some(AmountToken { piece: AmountPiece::Digits(_), .. }))
    }

    pub(super) fn mark_at(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.piece {
            AmountPiece::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub(super) fn word_at(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.piece {
            AmountPiece::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn joins(&self, at: usize, joint: Joint) -> bool {
        self.word_at(at).is_some_and(|word| self.numerals.joins(word, joint))
    }

    fn says_per_cent(&self, first: &str, second: usize) -> bool {
        self.word_at(second).is_some_and(|second| self.numerals.say_per_cent(first, second))
    }

    /// What stands behind the amount that was just read: "200+", "200-plus", "200 or more".
    fn hedge_behind(&self) -> Option<Hedge> {
        if self.mark_at(self.at) == Some('+') {
            return Some(Hedge::Over);
        }
        let joined = matches!(self.mark_at(self.at), Some('-' | '–'));
        let first = self.word_at(self.at + usize::from(joined))?;
        let second = self.word_at(self.at + 1).filter(|_| !joined).map(|second| format!("{first} {second}"));
        let one = || Some(first).filter(|_| joined).and_then(|word| self.numerals.hedge_behind(word));
        second.and_then(|words| self.numerals.hedge_behind(&words)).or_else(one)
    }

    /// What the words around the amount at `start`, which was just read, say of it.
    fn hedge(&self, start: usize) -> Hedge {
        let word = |back: usize| start.checked_sub(back).and_then(|at| self.word_at(at));
        let two = word(2).zip(word(1)).map(|(first, second)| format!("{first} {second}"));
        let found = two.and_then(|two| self.numerals.hedge(&two)).or_else(|| self.numerals.hedge(word(1)?));
        found.or_else(|| self.hedge_behind()).unwrap_or(Hedge::None)
    }
}

/// The sign itself, where it is a currency's.
fn currency(mark: char) -> Option<char> {
    matches!(mark, '$' | '£' | '€' | '¥' | '₹').then_some(mark)
}

/// "Dozens" and "tens of" something are from one and a half of them to some more, "hundreds" go on up to the next scale.
fn vague(worth: f64) -> Read {
    let of_few = worth < 100.0 || worth.log10().rem_euclid(3.0) == 1.0;
    let (low, high) = if of_few { (worth * 1.5, worth * 9.0) } else { (worth * 1.2, worth * 99.0) };
    (low, high, AmountUnit::None, AmountKind::Vague)
}
