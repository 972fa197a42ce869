//! The rule files that are part of the binary.

use super::RuleFile;

macro_rules! built_in {
    ($($path:literal),* $(,)?) => {
        &[$(RuleFile { path: std::borrow::Cow::Borrowed(concat!("built-in:", $path)), text: std::borrow::Cow::Borrowed(include_str!(concat!("../../", $path))) }),*]
    };
}

/// Every built-in rule file; lists come from all of them, rules in this order. Their paths are none that a newsroom's own
/// files can have.
pub const BUILT_IN: &[RuleFile] = built_in![
    "rules/en/lists.toml",
    "rules/en/language.toml",
    "rules/en/people.toml",
    "rules/en/reporting.toml",
    "rules/en/attribution-weights.toml",
    "rules/en/role-words.toml",
    "rules/en/piece-words.toml",
    "rules/en/promo-words.toml",
    "rules/en/headline-words.toml",
    "rules/en/headline-tone-words.toml",
    "rules/en/numbers.toml",
    "rules/en/claims-words.toml",
    "rules/en/claims-needs-source.toml",
    "rules/en/claims-writers-verdict.toml",
    "rules/en/claims.toml",
    "rules/en/claims-bare.toml",
    "rules/en/claims-verdicts.toml",
    "rules/en/sources.toml",
    "rules/en/quotes.toml",
    "rules/en/headlines.toml",
    "rules/en/headlines-clickbait.toml",
    "rules/en/headlines-sensational.toml",
    "rules/en/headlines-story.toml",
    "rules/en/promos.toml",
    "rules/en/copy.toml",
    "rules/en/copy-people.toml",
    "rules/en/copy-numbers.toml",
    "rules/en/copy-language.toml",
    "rules/en/copy-form.toml",
    "rules/stet.toml",
];
