//! One file a check, and the table of them: a new check is its file and its line in `CHECKS`.

mod acronym;
mod age;
mod agree;
mod antecedent;
mod balanced_marks;
mod change;
mod check;
mod consistent;
mod count;
mod date;
mod doubled_word;
mod duplicate;
mod echo;
mod first_reference;
mod hidden_party;
mod list_count;
mod match_;
mod metadata;
mod mixed_marks;
mod name_variant;
mod parameter;
mod promo;
mod repeated_opener;
mod repeated_quotation;
mod replace;
mod running_quotation;
mod score;
mod stet;
mod story_date;
mod sum;
mod unsourced_run;

pub use crate::query::Builder;
pub use check::{Check, CheckKind, Context, Finding, Settings};
pub use parameter::Parameter;

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
    antecedent::KIND,
    balanced_marks::KIND,
    hidden_party::KIND,
    mixed_marks::KIND,
    repeated_quotation::KIND,
    running_quotation::KIND,
    unsourced_run::KIND,
];
