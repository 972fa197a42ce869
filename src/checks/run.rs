//! `run`: units in a row for which a condition holds.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::model::{Article, Passage};
use crate::query::facts::{Fact, Value};
use crate::query::{Condition, Scope, Unit, WrittenCondition};

pub const KIND: CheckKind = CheckKind::new::<RunTable>(
    "run",
    "units in a row for which a condition holds, in a unit of scope `article`; the first and the last are underlined",
);

/// `run = { of = "paragraph", where = { … }, at-least = 3 }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RunTable {
    /// The kind of unit that stands in a row.
    #[schemars(with = "Scope")]
    of: Spanned<String>,
    /// What must hold of each.
    #[serde(rename = "where")]
    #[schemars(with = "WrittenCondition")]
    condition: Spanned<WrittenCondition>,
    /// Units of which this holds, instead, neither count nor end a row.
    #[schemars(with = "Option<WrittenCondition>")]
    passes: Option<Spanned<WrittenCondition>>,
    /// A fact that must be the same of all of them.
    #[schemars(with = "Option<String>")]
    same: Option<Spanned<String>>,
    /// How many make a row.
    at_least: usize,
    /// Longer rows are left alone.
    at_most: Option<usize>,
    /// What is underlined.
    #[serde(default)]
    underline: Underline,
    /// What is written under the further places.
    also: String,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Underline {
    /// The first sentence of the first unit, and the last of the last.
    #[default]
    Ends,
    /// The first word of each unit.
    Openings,
}

#[derive(Debug)]
struct Run {
    of: Scope,
    condition: Condition,
    passes: Option<Condition>,
    same: Option<&'static Fact>,
    at_least: usize,
    at_most: usize,
    underline: Underline,
    also: String,
}

impl CheckSettings for RunTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let of = builder.scope(&self.of)?;
        let same = match &self.same {
            Some(name) => Some(builder.fact(name, of)?),
            None => None,
        };
        let mut units = builder.within(std::slice::from_ref(&of));
        Some(Box::new(Run {
            of,
            condition: units.condition(&self.condition),
            passes: self.passes.as_ref().map(|passes| units.condition(passes)),
            same,
            at_least: self.at_least,
            at_most: self.at_most.unwrap_or(usize::MAX),
            underline: self.underline,
            also: self.also,
        }))
    }
}

impl Check for Run {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let mut rows: Vec<Vec<Unit>> = vec![Vec::new()];
        let mut value = None;
        for unit in context.units.of(self.of, context.article) {
            let asked = context.asked(*unit, unit.passage(context.article));
            if self.condition.holds(&asked) {
                let own = self.same.map(|fact| asked.value(fact));
                if own != value || own == Some(Value::Unknown) {
                    rows.push(Vec::new());
                }
                value = own;
                rows.last_mut().expect("never empty").push(*unit);
            } else if !self.passes.as_ref().is_some_and(|passes| passes.holds(&asked)) {
                rows.push(Vec::new());
            }
        }
        rows.retain(|row| (self.at_least.max(1)..=self.at_most).contains(&row.len()));
        rows.iter().map(|row| self.finding(row, context.article)).collect()
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["count".to_owned()]
    }
}

impl Run {
    fn finding(&self, row: &[Unit], article: &Article) -> Finding {
        let passages: Vec<Passage> = row.iter().map(|unit| unit.passage(article)).collect();
        let (first, last) = (passages[0], passages[passages.len() - 1]);
        let finding = match self.underline {
            Underline::Openings => {
                let others = passages[1..].iter().map(|passage| (opening(*passage, article), self.also.clone()));
                Finding { others: others.collect(), ..Finding::at(opening(first, article)) }
            }
            Underline::Ends => {
                let begin = article.sentences_in(first).first().map_or(first, |sentence| sentence.passage);
                let end = article.sentences_in(last).last().map_or(last, |sentence| sentence.passage);
                let others = vec![(end, self.also.clone())];
                Finding { others, extent: Some(begin.cover(end)), ..Finding::at(begin) }
            }
        };
        finding.with_value("count", row.len().to_string())
    }
}

/// The first word.
fn opening(passage: Passage, article: &Article) -> Passage {
    let words = article.text.slice(passage);
    let end = words.find(|letter: char| !letter.is_alphanumeric() && letter != '-').unwrap_or(words.len());
    Passage::new(passage.start, passage.start + end)
}
