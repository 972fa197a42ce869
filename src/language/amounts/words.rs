//! The words that numbers are written with, and what they are worth.

use rustc_hash::FxHashMap;

use super::{AmountUnit, Hedge};
use crate::model::{Lexicon, WordList};

/// What a word says in an amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Numeral {
    /// Zero to nineteen.
    Unit(f64),
    Ten(f64),
    /// Hundred, thousand, million; in the plural it may stand alone ("hundreds of").
    Scale {
        worth: f64,
        plural: bool,
    },
    /// The half, third or quarter of something, as its denominator.
    Part(f64),
    /// So many years; only behind a number ("two decades").
    Years(f64),
    Unitful(AmountUnit),
}

/// The number words of a language.
#[derive(Clone, Debug, Default)]
pub struct Numerals {
    words: FxHashMap<String, Numeral>,
    joints: FxHashMap<String, Joint>,
    /// Two words that say "per cent".
    per_cent: Vec<(String, String)>,
    hedges: FxHashMap<String, Hedge>,
    hedges_behind: FxHashMap<String, Hedge>,
    times_of_day: WordList,
    stretches_of_time: WordList,
    ordinals: WordList,
}

/// What a word does between numbers, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Joint(u16);

impl Joint {
    /// "Two hundred *and* five".
    pub const AND: Joint = Joint(1);
    /// "Two *point* five".
    pub const POINT: Joint = Joint(2);
    /// "*A* hundred".
    pub const ARTICLE: Joint = Joint(4);
    /// "Hundreds *of* thousands".
    pub const OF: Joint = Joint(8);
    /// "Five *to* ten".
    pub const TO: Joint = Joint(16);
    /// "*Between* five and ten".
    pub const BETWEEN: Joint = Joint(32);
    /// "One *in* five".
    pub const IN: Joint = Joint(64);
    /// "Nine *out* of ten".
    pub const OUT: Joint = Joint(128);
    /// "m", "bn": no number by itself.
    pub const SHORT: Joint = Joint(256);
    /// "k", "mln": of the number that it is glued to.
    pub const GLUED: Joint = Joint(512);
    /// "Rs", "EUR": a currency before its number.
    pub const CODE: Joint = Joint(1024);

    const LISTS: [(&'static str, Joint); 11] = [
        ("number-and", Joint::AND),
        ("number-point", Joint::POINT),
        ("number-articles", Joint::ARTICLE),
        ("number-of", Joint::OF),
        ("number-to", Joint::TO),
        ("number-between", Joint::BETWEEN),
        ("number-in", Joint::IN),
        ("number-out", Joint::OUT),
        ("number-scales-in-short", Joint::SHORT),
        ("number-scales-glued", Joint::GLUED),
        ("number-currency-codes", Joint::CODE),
    ];
}

const SCALES: [(&str, f64); 10] = [
    ("number-tens-of", 10.0),
    ("number-dozens", 12.0),
    ("number-scores", 20.0),
    ("number-hundreds", 1e2),
    ("number-thousands", 1e3),
    ("number-lakhs", 1e5),
    ("number-millions", 1e6),
    ("number-crores", 1e7),
    ("number-billions", 1e9),
    ("number-trillions", 1e12),
];

const PER_CENT: &str = "number-per-cent";

const UNITS: [(&str, AmountUnit); 6] = [
    (PER_CENT, AmountUnit::Percent),
    ("number-dollars", AmountUnit::Money('$')),
    ("number-pounds", AmountUnit::Money('£')),
    ("number-euros", AmountUnit::Money('€')),
    ("number-yen", AmountUnit::Money('¥')),
    ("number-rupees", AmountUnit::Money('₹')),
];

const HEDGES: [(&str, Hedge); 3] =
    [("number-nearly", Hedge::Under), ("number-over", Hedge::Over), ("number-about", Hedge::About)];

const HEDGES_BEHIND: [(&str, Hedge); 3] =
    [("number-or-less", Hedge::Under), ("number-or-more", Hedge::Over), ("number-or-so", Hedge::About)];

impl Numerals {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut words = FxHashMap::default();
        for (index, part) in lexicon.list("number-parts").words().iter().enumerate() {
            words.insert(part.clone(), Numeral::Part((index + 2) as f64));
        }
        for (index, parts) in lexicon.list("number-parts-in-plural").words().iter().enumerate() {
            words.insert(parts.clone(), Numeral::Part((index + 2) as f64));
        }
        for (index, ten) in lexicon.list("number-tens").words().iter().enumerate() {
            words.insert(ten.clone(), Numeral::Ten(10.0 * (index + 1) as f64));
        }
        for (index, unit) in lexicon.list("number-units").words().iter().enumerate() {
            words.insert(unit.clone(), Numeral::Unit(index as f64));
        }
        let plurals = lexicon.list("number-multitudes");
        for (list, worth) in SCALES {
            for word in lexicon.list(list).words() {
                words.insert(word.clone(), Numeral::Scale { worth, plural: plurals.contains(word) });
            }
        }
        let mut joints: FxHashMap<String, Joint> = FxHashMap::default();
        for (list, joint) in Joint::LISTS {
            for word in lexicon.list(list).words() {
                joints.entry(word.clone()).or_default().0 |= joint.0;
            }
        }
        let per_cent = lexicon.list(PER_CENT).words().iter().filter_map(|words| words.split_once(' '));
        for word in lexicon.list("number-decades").words() {
            words.insert(word.clone(), Numeral::Years(10.0));
        }
        for (list, unit) in UNITS {
            words.extend(lexicon.list(list).words().iter().map(|word| (word.clone(), Numeral::Unitful(unit))));
        }
        let hedges = |lists: [(&str, Hedge); 3]| {
            let words = |(list, hedge)| lexicon.list(list).words().iter().map(move |words| (words.clone(), hedge));
            lists.into_iter().flat_map(words).collect()
        };
        Self {
            words,
            joints,
            per_cent: per_cent.map(|(first, second)| (first.to_owned(), second.to_owned())).collect(),
            hedges: hedges(HEDGES),
            hedges_behind: hedges(HEDGES_BEHIND),
            times_of_day: lexicon.list("number-times-of-day").clone(),
            stretches_of_time: lexicon.list("number-stretches-of-time").clone(),
            ordinals: lexicon.list("number-ordinals").clone(),
        }
    }

    pub(super) fn word(&self, word: &str) -> Option<Numeral> {
        self.words.get(word).copied()
    }

    pub(super) fn joins(&self, word: &str, joint: Joint) -> bool {
        self.joints.get(word).is_some_and(|known| known.0 & joint.0 != 0)
    }

    /// Whether the two words say "per cent".
    pub(super) fn say_per_cent(&self, first: &str, second: &str) -> bool {
        self.per_cent.iter().any(|(one, other)| one == first && other == second)
    }

    /// What one or two words before a number say of it.
    pub(super) fn hedge(&self, words: &str) -> Option<Hedge> {
        self.hedges.get(words).copied()
    }

    /// What one or two words behind a number say of it.
    pub(super) fn hedge_behind(&self, words: &str) -> Option<Hedge> {
        self.hedges_behind.get(words).copied()
    }

    /// Whether the word behind a number makes a time of day of it.
    pub(super) fn is_of_day(&self, word: &str) -> bool {
        self.times_of_day.contains(word)
    }

    /// Whether the word behind a number makes it last: "in 10 days".
    pub(super) fn is_of_time(&self, word: &str) -> bool {
        self.stretches_of_time.contains(word)
    }

    pub(super) fn is_ordinal(&self, word: &str) -> bool {
        self.ordinals.contains(word)
    }
}
