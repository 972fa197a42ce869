//! `sum`: figures of one whole that add up to more than it.

use std::ops::{Range, RangeInclusive};

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::matcher::PatternId;
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<Written>("sum", "numbers in a unit that add up to more than they can");

/// `sum = { patterns = ['(?<number>\d+)%'], at-least = 3, at-most = 5, more-than = 102, less-than = 130 }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    /// Patterns with a group named `number`.
    #[schemars(with = "Vec<String>")]
    patterns: Vec<Spanned<String>>,
    /// Fewer numbers are no breakdown of a whole.
    at_least: usize,
    /// More numbers are several breakdowns.
    at_most: usize,
    /// What they may add up to, rounding included.
    more_than: f64,
    /// What adds up to this was never meant to be one whole.
    less_than: f64,
}

#[derive(Debug)]
struct Sum {
    patterns: Vec<PatternId>,
    terms: RangeInclusive<usize>,
    too_much: Range<f64>,
}

impl Settings for Written {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let patterns = builder.patterns(&self.patterns);
        let terms = self.at_least..=self.at_most;
        Some(Box::new(Sum { patterns, terms, too_much: self.more_than..self.less_than }))
    }
}

impl Check for Sum {
    fn places(&self, context: &Context<'_>) -> Option<Vec<u32>> {
        context.places(self.patterns.iter().copied())
    }

    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let found = context.matches(&self.patterns, unit);
        let number = |name: &str, place| (name == "number").then(|| article.text.slice(place).parse::<f64>().ok())?;
        let numbers: Vec<f64> = found
            .iter()
            .flat_map(|found| found.groups.iter().filter_map(|(name, place)| number(name, *place)))
            .collect();
        let sum: f64 = numbers.iter().sum();
        match found.split_first() {
            Some((first, others)) if self.terms.contains(&numbers.len()) && self.too_much.contains(&sum) => {
                let others = others.iter().map(|other| (other.mark, String::new())).collect();
                let finding = Finding { others, ..Finding::at(first.mark) };
                vec![finding.with_value("sum", format!("{}", (sum * 10.0).round() / 10.0))]
            }
            _ => Vec::new(),
        }
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["sum".to_owned()]
    }
}
