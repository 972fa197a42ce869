//! `match`: patterns in the words of a unit.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::matcher::{Match, PatternId};
use crate::model::{Article, Passage};
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
    /// How many of them are still right in one unit: only the first one too many is a finding.
    #[serde(default, rename = "at-most")]
    at_most: usize,
    /// Parts of addresses: links that lead to one are found too.
    #[serde(default)]
    addresses: Vec<String>,
}

#[derive(Debug)]
struct Patterns {
    patterns: Vec<PatternId>,
    at_most: usize,
    addresses: Vec<String>,
    placeholders: Vec<String>,
}

impl CheckSettings for MatchTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let patterns = builder.patterns(&self.patterns);
        let mut placeholders = builder.groups(&patterns);
        placeholders.extend(["count", "most"].map(str::to_owned));
        Some(Box::new(Patterns { patterns, at_most: self.at_most, addresses: self.addresses, placeholders }))
    }
}

impl Check for Patterns {
    fn places(&self, context: &Context<'_>) -> Option<Vec<u32>> {
        if self.addresses.is_empty() { context.places(self.patterns.iter().copied()) } else { None }
    }

    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let found = context.matches(&self.patterns, unit);
        let finding = |found: &Match| Finding::of_match(found, context.article);
        if self.at_most == 0 {
            let links = self.links(unit, context.article).into_iter().map(Finding::at);
            return found.iter().map(finding).chain(links).collect();
        }
        let Some(excess) = found.get(self.at_most) else { return Vec::new() };
        let earlier = found[..self.at_most].iter().map(|earlier| (earlier.mark, String::new()));
        let finding = Finding { others: earlier.collect(), ..finding(excess) };
        vec![finding.with_value("count", found.len().to_string()).with_value("most", self.at_most.to_string())]
    }

    fn placeholders(&self) -> Vec<String> {
        self.placeholders.clone()
    }
}

impl Patterns {
    /// The words of the unit's links that lead to one of the addresses.
    fn links(&self, unit: Unit, article: &Article) -> Vec<Passage> {
        let Some(block) = unit.block(article).filter(|_| !self.addresses.is_empty()) else { return Vec::new() };
        let shape = &article.blocks[block].shape;
        let leads = |target: &String| self.addresses.iter().any(|part| target.contains(part.as_str()));
        let links = shape.links.iter().zip(&shape.targets).filter(|(_, target)| leads(target));
        links.map(|(link, _)| *link).filter(|link| unit.passage(article).contains(*link)).collect()
    }
}
