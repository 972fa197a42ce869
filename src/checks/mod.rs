//! One file a check, and the table of them: a new check is its file and its line in `CHECKS`.

mod acronym;
mod agree;
mod check;
mod consistent;
mod date;
mod doubled_word;
mod enumeration;
mod evidence;
mod figures;
mod first_reference;
mod match_;
mod name_variant;
mod parameter;
mod parts;
mod promo;
mod repeats;
mod replace;
mod run;
mod score;
mod story_date;

pub use crate::query::Builder;
pub use check::{Check, CheckKind, CheckSettings, Context, Finding};
pub use parameter::Parameter;

/// Every check, by the name of its table in a rule.
pub const CHECKS: &[CheckKind] = &[
    match_::KIND,
    replace::KIND,
    score::KIND,
    evidence::KIND,
    agree::NUMBERS,
    agree::NAMES,
    agree::WORDS,
    agree::LIMITS,
    agree::PLURALS,
    agree::VARIANTS,
    date::KIND,
    figures::KIND,
    parts::KIND,
    enumeration::KIND,
    doubled_word::KIND,
    name_variant::KIND,
    promo::KIND,
    first_reference::KIND,
    acronym::KIND,
    consistent::KIND,
    run::KIND,
    repeats::KIND,
];
