//! `age`: an age that doesn't follow from the years beside it.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::story_date::story_date;
use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::matcher::{Match, PatternId};
use crate::model::Article;
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<Written>(
    "age",
    "an age that doesn't follow from the year of birth and the year of death, or of the story",
);

/// `age = { patterns = ['born in (?<born>\d{4}) … died in (?<then>\d{4}) … aged (?<age>\d+)'] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// Patterns with groups named `born` (a year), `age`, and `then` (the year of that age; the story's own where it is
    /// left out, if the metadata tells it).
    #[schemars(with = "Vec<String>")]
    patterns: Vec<Spanned<String>>,
}

#[derive(Debug)]
struct Age {
    patterns: Vec<PatternId>,
}

/// Nobody is older.
const OLDEST: i32 = 125;

impl Settings for Written {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(Age { patterns: builder.patterns(&self.patterns) }))
    }
}

impl Check for Age {
    fn places(&self, context: &Context<'_>) -> Option<Vec<u32>> {
        context.places(self.patterns.iter().copied())
    }

    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let found = context.matches(&self.patterns, unit);
        found.iter().filter_map(|found| finding(found, context.article)).collect()
    }

    fn placeholders(&self) -> Vec<String> {
        ["born", "then", "right"].map(str::to_owned).to_vec()
    }
}

fn finding(found: &Match, article: &Article) -> Option<Finding> {
    let group = |wanted: &str| found.groups.iter().find(|(name, _)| &**name == wanted).map(|(_, place)| *place);
    let number = |wanted: &str| group(wanted).and_then(|place| article.text.slice(place).parse::<i32>().ok());
    let (born, age) = (number("born")?, number("age")?);
    let then = match group("then") {
        Some(_) => number("then")?,
        None => i32::from(story_date(&article.metadata)?.year()),
    };
    let years = then - born;
    // The birthday of that year may have been still to come.
    if !(0..=OLDEST).contains(&years) || (years - 1..=years).contains(&age) {
        return None;
    }
    let others = ["born", "then"].iter().filter_map(|name| Some((group(name)?, String::new())));
    let finding = Finding { others: others.collect(), ..Finding::at(group("age")?) };
    let right = if years == 0 { "0".to_owned() } else { format!("{} or {years}", years - 1) };
    Some(finding.with_value("born", born.to_string()).with_value("then", then.to_string()).with_value("right", right))
}
