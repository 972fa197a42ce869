//! One file a check, and the table of them: a new check is its file and its line in `CHECKS`.

mod check;
mod count;
mod date;
mod doubled_word;
mod duplicate;
mod match_;
mod name_variant;
mod replace;
mod score;

pub use check::{Builder, Check, CheckKind, Context, Finding, WeighedSignal, Weighing};

/// Every check, by the name of its table in a rule.
pub const CHECKS: &[CheckKind] = &[
    match_::KIND,
    replace::KIND,
    count::KIND,
    score::KIND,
    date::KIND,
    doubled_word::KIND,
    duplicate::KIND,
    name_variant::KIND,
];
