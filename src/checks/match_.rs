//! `match`: patterns in the words of a unit.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::matcher::PatternId;
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<MatchTable>(
    "match",
    "patterns in the words of the unit; the group named `mark`, else the whole match, is underlined",
);

/// `match = { patterns = [ … ] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MatchTable {
    /// Regular expressions with `@lists`; in any case unless one holds a capital letter.
    #[schemars(with = "Vec<String>")]
    patterns: Vec<Spanned<String>>,
}

#[derive(Debug)]
struct Patterns {
    patterns: Vec<PatternId>,
    placeholders: Vec<String>,
}

impl Settings for MatchTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let patterns = builder.patterns(&self.patterns);
        let placeholders = builder.groups(&patterns);
        Some(Box::new(Patterns { patterns, placeholders }))
    }
}

impl Check for Patterns {
    fn places(&self, context: &Context<'_>) -> Option<Vec<u32>> {
        context.places(self.patterns.iter().copied())
    }

    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let found = context.matches(&self.patterns, unit);
        found.iter().map(|found| Finding::of_match(found, context.article)).collect()
    }

    fn placeholders(&self) -> Vec<String> {
        self.placeholders.clone()
    }
}
