//! One file a check, and the table of them: a new check is its file and its line in `CHECKS`.

mod acronym;
mod age;
mod agree;
mod change;
mod check;
mod consistent;
mod count;
mod date;
mod doubled_word;
mod duplicate;
mod echo;
mod first_reference;
mod list_count;
mod match_;
mod metadata;
mod name_variant;
mod promo;
mod repeated_opener;
mod replace;
mod score;
mod stet;
mod story_date;
mod sum;

pub use check::{Builder, Check, CheckKind, Context, Finding, WeighedSignal, Weighing};

/// Every check, by the name of its table in a rule.
pub const CHECKS: &[CheckKind] = &[
    match_::KIND,
    replace::KIND,
    count::KIND,
    score::KIND,
    agree::KIND,
    date::KIND,
    doubled_word::KIND,
    duplicate::KIND,
    name_variant::KIND,
    promo::KIND,
    first_reference::KIND,
    acronym::KIND,
    age::KIND,
    change::KIND,
    sum::KIND,
    consistent::KIND,
    echo::KIND,
    list_count::KIND,
    repeated_opener::KIND,
    metadata::KIND,
    stet::KIND,
];
