//! Reads amounts out of prose: signs, digits, number words, ranges, units.

use super::digits::{self, Digits};
use super::words::{Numeral, Numerals};
use super::{Amount, AmountKind, AmountUnit, Hedge};
use crate::model::Passage;

/// What more than one may be a share of with "in" alone: "seven in 10".
const WHOLES: [f64; 3] = [10.0, 100.0, 1000.0];
/// A longer word before a figure is no currency's code: "Rs 5", "EUR 5".
const LONGEST_CODE: usize = 3;

/// The amounts in `text` in its order; their passages begin at `base`.
pub fn amounts(text: &str, base: usize, numerals: &Numerals) -> Vec<Amount> {
    let tokens = cut(text);
    let mut reader = Reader { tokens: &tokens, numerals, at: 0 };
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

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Digits(Digits),
    Word(String),
    Mark(char),
}

#[derive(Clone, Debug)]
struct Token {
    piece: Piece,
    start: usize,
    end: usize,
    /// No white space stands before it.
    glued: bool,
}

fn cut(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut glued = false;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            glued = false;
            at += first.len_utf8();
            continue;
        }
        let (piece, length) = if first.is_ascii_digit() || digits::part(first).is_some() {
            let read = digits::digits(&text[at..]);
            (Piece::Digits(read), read.taken)
        } else if first.is_alphabetic() {
            let word = |letter: char| letter.is_alphabetic() || matches!(letter, '\'' | '’');
            let length = text[at..].find(|letter| !word(letter)).unwrap_or(text.len() - at);
            (Piece::Word(text[at..at + length].to_lowercase()), length)
        } else {
            (Piece::Mark(first), first.len_utf8())
        };
        tokens.push(Token { piece, start: at, end: at + length, glued });
        glued = true;
        at += length;
    }
    tokens
}

struct Reader<'a> {
    tokens: &'a [Token],
    numerals: &'a Numerals,
    at: usize,
}

type Read = (f64, f64, AmountUnit, AmountKind);

impl Reader<'_> {
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
        if let Some((second, second_unit)) = self.range_end(first, start) {
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
        let out_of = self.is_word(start, "out") && self.is_word(start + 1, "of");
        if !(out_of || self.is_word(start + hyphen, "in")) {
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
            Piece::Mark(mark) => currency(*mark)?,
            Piece::Word(word) if word.len() <= LONGEST_CODE && self.digits_at(self.at + 1) => {
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

    fn digits_at(&self, at: usize) -> bool {
        matches!(self.tokens.get(at), Some(Token { piece: Piece::Digits(_), .. }))
    }

    /// One number, without its unit.
    fn quantity(&mut self, money: bool) -> Option<(f64, AmountKind)> {
        match &self.tokens.get(self.at)?.piece {
            Piece::Digits(digits) => self.figure(*digits, money),
            Piece::Word(_) => self.spelled(),
            Piece::Mark(_) => None,
        }
    }

    fn figure(&mut self, digits: Digits, money: bool) -> Option<(f64, AmountKind)> {
        let glued_mark = |at: usize| match self.tokens.get(at).filter(|token| token.glued).map(|token| &token.piece) {
            Some(Piece::Mark(mark)) => Some(*mark),
            _ => None,
        };
        let glued_digits =
            |at: usize| self.tokens.get(at).is_some_and(|token| token.glued && matches!(token.piece, Piece::Digits(_)));
        let glued_before = self.tokens[self.at].glued
            && self.at > 0
            && !matches!(self.tokens[self.at - 1].piece, Piece::Mark(mark) if !matches!(mark, ':' | '/' | '.' | ','));
        let is_time = matches!(glued_mark(self.at + 1), Some(':' | '/')) && glued_digits(self.at + 2);
        if glued_before && !money || is_time || self.is_of_day(self.at + 1) {
            return None;
        }
        let mut scale = 1.0;
        let mut end = self.at + 1;
        if let Some((worth, after)) = self.scale_at(end).or_else(|| self.years_at(end)) {
            scale = worth;
            end = after;
        } else if matches!(self.tokens.get(end), Some(token) if token.glued && matches!(token.piece, Piece::Word(_)))
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
    fn scale_at(&self, at: usize) -> Option<(f64, usize)> {
        let hyphen = self.tokens.get(at).is_some_and(|token| token.glued && token.piece == Piece::Mark('-'));
        let at = at + usize::from(hyphen);
        let token = self.tokens.get(at)?;
        let Piece::Word(word) = &token.piece else { return None };
        let Some(Numeral::Scale { worth, .. }) = self.numerals.word(word) else { return None };
        (word.len() > 3 || token.glued && !hyphen || word.len() == 2).then_some((worth, at + 1))
    }

    /// What makes a time of day of the number before it: "9.30 am".
    fn is_of_day(&self, at: usize) -> bool {
        let said = |word: &str| self.numerals.is_of_day(word);
        let letters = self.word_at(at).zip(self.word_at(at + 2)).filter(|_| self.mark_at(at + 1) == Some('.'));
        self.word_at(at).is_some_and(said) || letters.is_some_and(|(one, two)| said(&format!("{one}{two}")))
    }

    fn mark_at(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.piece {
            Piece::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    fn years_at(&self, at: usize) -> Option<(f64, usize)> {
        let at = at + usize::from(self.mark_at(at) == Some('-'));
        match self.numeral_at(at)? {
            Numeral::Years(years) => Some((years, at + 1)),
            _ => None,
        }
    }

    fn numeral_at(&self, at: usize) -> Option<Numeral> {
        match &self.tokens.get(at)?.piece {
            Piece::Word(word) => self.numerals.word(word),
            _ => None,
        }
    }

    fn word_at(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.piece {
            Piece::Word(word) => Some(word),
            _ => None,
        }
    }

    fn is_word(&self, at: usize, wanted: &str) -> bool {
        self.word_at(at) == Some(wanted)
    }

    fn spelled(&mut self) -> Option<(f64, AmountKind)> {
        if let Some(found) = self.part() {
            return Some(found);
        }
        let article = self.is_word(self.at, "a") || self.is_word(self.at, "an");
        let start = self.at + usize::from(article);
        if let Some(Numeral::Scale { worth, plural }) = self.numeral_at(start) {
            if !plural && !article || self.word_at(start).is_some_and(|word| word.len() < 4) {
                return None;
            }
            if plural && !article {
                self.at = start + 1;
                // "Hundreds of thousands"
                let of = usize::from(self.is_word(self.at, "of"));
                if let Some(Numeral::Scale { worth: each, plural: true }) = self.numeral_at(self.at + of)
                    && of == 1
                    && each > worth
                {
                    self.at += 2;
                    return Some((worth * each, AmountKind::Vague));
                }
                return Some((worth, AmountKind::Vague));
            }
        } else if article {
            return None;
        }
        let (mut total, mut current) = (0.0, if article { 1.0 } else { 0.0 });
        let mut at = start;
        let mut any = article;
        loop {
            let hyphen = usize::from(
                any && self.tokens.get(at).is_some_and(|token| token.glued && token.piece == Piece::Mark('-')),
            );
            match self.numeral_at(at + hyphen) {
                Some(Numeral::Ten(ten)) if current % 100.0 == 0.0 => current += ten,
                Some(Numeral::Unit(unit))
                    if current % 100.0 == 0.0 || current % 10.0 == 0.0 && unit < 10.0 && current % 100.0 >= 20.0 =>
                {
                    current += unit;
                }
                Some(Numeral::Scale { worth: 100.0, .. }) if any && current < 100.0 => current *= 100.0,
                Some(Numeral::Scale { worth, .. }) if any && worth < 100.0 && current < 100.0 => current *= worth,
                Some(Numeral::Years(years)) if any && !article => current *= years,
                Some(Numeral::Scale { worth, .. }) if any && worth >= 1000.0 => {
                    total += current * worth;
                    current = 0.0;
                }
                _ if any && self.is_word(at, "and") && self.joins_and(at) && (current >= 100.0 || total > 0.0) => {
                    at += 1;
                    continue;
                }
                _ if any && self.is_word(at, "point") => {
                    let Some(Numeral::Unit(tenths)) = self.numeral_at(at + 1).filter(|_| total == 0.0) else { break };
                    current += tenths / 10.0;
                    at += 2;
                    continue;
                }
                _ if any && self.is_and_a_half(at) => {
                    current += 0.5;
                    at += 3;
                    continue;
                }
                _ => break,
            }
            any = true;
            at += 1 + hyphen;
        }
        if at > start && self.ends_in_ordinal(at) {
            return None;
        }
        (at > start).then(|| {
            self.at = at;
            (total + current, AmountKind::Figure)
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
        self.is_word(at, "and") && self.is_word(at + 1, "a") && self.numeral_at(at + 2) == Some(Numeral::Part(2.0))
    }

    /// "Half a million", "a third", "two-thirds", "half".
    fn part(&mut self) -> Option<(f64, AmountKind)> {
        let (count, mut at) = match self.numeral_at(self.at) {
            Some(Numeral::Unit(count)) if count >= 1.0 => {
                let hyphen = self.tokens.get(self.at + 1).is_some_and(|token| token.piece == Piece::Mark('-'));
                (count, self.at + 1 + usize::from(hyphen))
            }
            Some(Numeral::Part(2.0)) => (1.0, self.at),
            _ if self.is_word(self.at, "a") => (1.0, self.at + 1),
            _ => return None,
        };
        let Some(Numeral::Part(parts)) = self.numeral_at(at) else { return None };
        at += 1;
        let of = at + usize::from(self.is_word(at, "of") || self.mark_at(at) == Some('-'));
        let scaled = self.is_word(of, "a").then(|| self.scale_at(of + 1)).flatten();
        // "A third million-dollar ship" is the third of them.
        let is_part = |_: &(f64, usize)| self.tokens[at].glued || matches!(parts, 2.0 | 4.0);
        if let Some((worth, end)) = scaled.or_else(|| self.scale_at(at).filter(is_part)) {
            self.at = end;
            return Some((worth * count / parts, AmountKind::Figure));
        }
        self.at = at;
        (count < parts).then_some((100.0 * count / parts, AmountKind::Part))
    }

    fn unit(&mut self) -> Option<AmountUnit> {
        let hyphen = usize::from(self.tokens.get(self.at).is_some_and(|token| token.piece == Piece::Mark('-')));
        let at = self.at + hyphen;
        let unit = match &self.tokens.get(at)?.piece {
            Piece::Mark('%') => (AmountUnit::Percent, 1),
            Piece::Mark(mark) if !self.digits_at(at + 1) => (AmountUnit::Money(currency(*mark)?), 1),
            Piece::Word(word) if word == "per" && self.is_word(at + 1, "cent") => (AmountUnit::Percent, 2),
            Piece::Word(word) if word == "per" && self.is_word(at + 2, "cent") => (AmountUnit::Percent, 3),
            Piece::Word(word) => match self.numerals.word(word)? {
                Numeral::Unitful(unit) => (unit, 1),
                _ => return None,
            },
            _ => return None,
        };
        self.at = at + unit.1;
        Some(unit.0)
    }

    /// The greater end of the range that begins at `begin`: after a dash, "to", or the "and" of "between … and".
    fn range_end(&mut self, first: f64, begin: usize) -> Option<(f64, Option<AmountUnit>)> {
        let start = self.at;
        let between = self.is_word(start, "and") && begin > 0 && self.is_word(begin - 1, "between");
        let dash = matches!(self.tokens.get(start)?.piece, Piece::Mark('-' | '–'));
        if !dash && !between && !self.is_word(start, "to") {
            return None;
        }
        self.at += 1;
        let sign = self.sign();
        match self.quantity(sign.is_some()) {
            Some((second, AmountKind::Figure | AmountKind::Year)) if second > first => {
                Some((second, self.unit().or(sign.map(AmountUnit::Money))))
            }
            _ => {
                self.at = start;
                None
            }
        }
    }

    /// Where to go on after something that is no amount: behind a number with letters or times glued to it.
    fn skipped(&self, start: usize) -> usize {
        let mut at = start + 1;
        if matches!(self.tokens[start].piece, Piece::Digits(_)) {
            while self
                .tokens
                .get(at)
                .is_some_and(|token| token.glued && !matches!(token.piece, Piece::Mark('-' | '–' | '—')))
            {
                at += 1;
            }
        }
        at
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
