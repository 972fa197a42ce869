//! `count`: more of something in a unit than a desk allows.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::matcher::PatternId;
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<Written>(
    "count",
    "more matches of patterns in the unit than allowed; the first one too many is underlined",
);

/// `count = { patterns = [ … ], at-most = 2 }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    /// What is counted.
    #[schemars(with = "Vec<String>")]
    patterns: Vec<Spanned<String>>,
    /// How many are still right.
    at_most: usize,
}

#[derive(Debug)]
struct Count {
    patterns: Vec<PatternId>,
    at_most: usize,
}

impl Settings for Written {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(Count { patterns: builder.patterns(&self.patterns), at_most: self.at_most }))
    }
}

impl Check for Count {
    fn places(&self, context: &Context<'_>) -> Option<Vec<u32>> {
        context.places(self.patterns.iter().copied())
    }

    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let found = context.matches(&self.patterns, unit);
        let Some(excess) = found.get(self.at_most) else { return Vec::new() };
        let earlier = found[..self.at_most].iter().map(|earlier| (earlier.mark, String::new()));
        let finding = Finding { others: earlier.collect(), ..Finding::of_match(excess, context.article) };
        vec![finding.with_value("count", found.len().to_string()).with_value("most", self.at_most.to_string())]
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["count".to_owned(), "most".to_owned()]
    }
}
