//! Amounts in prose, however they are written: 1.2bn, 1,200,000,000, nine, dozens, nearly a third.

mod digits;
mod reader;
mod spelled;
mod tokens;
mod words;

use crate::model::Passage;
pub use reader::amounts;
pub use words::Numerals;

/// A number that the prose tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    pub passage: Passage,
    /// The least and the most that it says: the same but for ranges and for "dozens".
    pub low: f64,
    pub high: f64,
    pub unit: AmountUnit,
    pub hedge: Hedge,
    pub kind: AmountKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountUnit {
    None,
    Percent,
    /// A currency by its sign.
    Money(char),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hedge {
    None,
    /// Nearly, up to, less than.
    Under,
    /// More than, at least.
    Over,
    About,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountKind {
    Figure,
    /// Four digits that are most likely a year.
    Year,
    /// Part of a whole ("a third"), as a percentage.
    Part,
    /// "Dozens", "hundreds", "thousands".
    Vague,
}

/// Two numbers nearer than this share of the greater are the same number, rounded.
const ROUNDING: f64 = 0.06;
/// Parts are rounder than figures: "a third" of 31 per cent.
const ROUGHLY: f64 = 0.08;
/// How far "nearly" may stay below its number, and "more than" go beyond it.
const FALLS_SHORT: f64 = 0.15;
const GOES_BEYOND: f64 = 0.25;

impl Amount {
    /// Whether `other` may be the same amount, told in another way.
    pub fn agrees_with(&self, other: &Amount) -> bool {
        self.unit.may_be(other.unit) && {
            let (low, high) = self.band();
            let (other_low, other_high) = other.band();
            low <= other_high * (1.0 + ROUNDING) && other_low <= high * (1.0 + ROUNDING)
        }
    }

    /// How far the two are apart: 0 when they are equal, 1 when one is ten times the other; other units are further.
    pub fn distance(&self, other: &Amount) -> f64 {
        let middle = |amount: &Amount| f64::midpoint(amount.low, amount.high).max(1e-9);
        let apart = (middle(self).log10() - middle(other).log10()).abs();
        if self.unit == other.unit { apart } else { apart + 1.0 }
    }

    /// What its words allow it to be.
    fn band(&self) -> (f64, f64) {
        match self.hedge {
            Hedge::None if self.kind == AmountKind::Part => (self.low * (1.0 - ROUGHLY), self.high * (1.0 + ROUGHLY)),
            Hedge::None => (self.low, self.high),
            Hedge::Under => (self.low * (1.0 - FALLS_SHORT), self.high),
            Hedge::Over => (self.low, self.high * (1.0 + GOES_BEYOND)),
            Hedge::About => (self.low * (1.0 - ROUNDING), self.high * (1.0 + ROUNDING)),
        }
    }
}

impl AmountUnit {
    /// A number without a unit may be a number of anything.
    fn may_be(self, other: AmountUnit) -> bool {
        self == AmountUnit::None || other == AmountUnit::None || self == other
    }
}
