//! `figures`: figures of a draft that cannot all be right.

mod expression;
mod figure;
mod listed;
mod parser;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::story_date::story_date;
use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::language::amounts::amounts;
use crate::matcher::{Match, PatternId};
use crate::model::{Passage, WordList};
use crate::query::Unit;
use expression::{Expression, FigureNames};
use figure::Figure;

pub const KIND: CheckKind = CheckKind::new::<FiguresTable>(
    "figures",
    "figures that cannot all be right, by a sum that the rule says; what `underline` names is underlined",
);

/// `figures = { patterns = ['(?<total>\d+) in all: (?<parts>…)'], wrong = "sum(parts) != total" }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FiguresTable {
    /// Patterns whose groups are figures by name: `(?<from>\d+)`. A group `from_scale` holds a word of `scales` for it.
    #[schemars(with = "Vec<String>")]
    patterns: Vec<Spanned<String>>,
    /// Whether all matches in a unit are taken together, for `sum` and `count`.
    #[serde(default)]
    together: bool,
    /// When the figures are wrong: names of groups and values, numbers, `+ - * /`, `< <= = != >= >`, `and`, `or`, `not`, and
    /// the functions `has`, `same`, `sum`, `count`, `change`, `meets`, `covers`, `abs`, `max`, `year` and `listed`. What the
    /// draft does not give decides nothing.
    #[schemars(with = "String")]
    wrong: Spanned<String>,
    /// Names for what is reckoned, for `wrong`, the message and the labels; in that order of the alphabet.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    values: BTreeMap<String, Spanned<String>>,
    /// Words for the message, by a condition: `way = { when = "to < from", then = "fall", otherwise = "rise" }`.
    #[serde(default)]
    words: BTreeMap<String, Choice>,
    /// What stands for a group that is not there: another group, or `story_year`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    default: BTreeMap<String, Spanned<String>>,
    /// The lists of words for a thousand, a million and so on.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    scales: Vec<Spanned<String>>,
    /// The group that is underlined; the whole match, where it is left out or not there.
    underline: Option<String>,
    /// Groups to point at too, or `listed`, with what is written there.
    #[serde(default)]
    also: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Choice {
    /// A condition, like `wrong`.
    #[schemars(with = "String")]
    when: Spanned<String>,
    then: String,
    otherwise: String,
}

#[derive(Debug)]
struct Figures {
    patterns: Vec<PatternId>,
    groups: Vec<String>,
    together: bool,
    wrong: Expression,
    values: Vec<(String, Expression)>,
    words: Vec<(String, Expression, Choice)>,
    default: BTreeMap<String, String>,
    scales: Vec<WordList>,
    underline: Option<String>,
    also: BTreeMap<String, String>,
}

/// The year of the story's own date.
const STORY_YEAR: &str = "story_year";
/// What the story lists, as a place.
const LISTED: &str = "listed";

impl CheckSettings for FiguresTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let patterns = builder.patterns(&self.patterns);
        let groups = builder.groups(&patterns);
        let scales = self.scales.iter().filter_map(|name| builder.list(name)).collect();
        let mut known = groups.clone();
        known.push(STORY_YEAR.to_owned());
        let groups_and_year = known.clone();
        for (name, other) in &self.default {
            if !groups_and_year.contains(other.get_ref()) {
                let help = format!("known here: {}", known.join(", "));
                let message = format!("nothing is called `{}`", other.get_ref());
                builder.report(&other.span(), message, "no such group", help);
            }
            if !known.contains(name) {
                known.push(name.clone());
            }
        }
        let mut values = Vec::new();
        for (name, written) in &self.values {
            values.extend(expression(written, false, &known, builder).map(|value| (name.clone(), value)));
            known.push(name.clone());
        }
        let wrong = expression(&self.wrong, true, &known, builder);
        let mut words = Vec::new();
        for (name, choice) in self.words {
            words.extend(expression(&choice.when, true, &known, builder).map(|when| (name, when, choice)));
        }
        let wrong = wrong?;
        let Self { together, underline, also, .. } = self;
        let default = self.default.into_iter().map(|(name, other)| (name, other.into_inner())).collect();
        Some(Box::new(Figures { patterns, groups, together, wrong, values, words, default, scales, underline, also }))
    }
}

/// Reads an expression over `known` names; what is wrong with it goes to the builder's problems.
fn expression(
    written: &Spanned<String>,
    condition: bool,
    known: &[String],
    builder: &mut Builder<'_>,
) -> Option<Expression> {
    let parsed = parser::parse(written.get_ref()).and_then(|parsed| parsed.check(condition).map(|()| parsed));
    let unknown = |parsed: &Expression| {
        let mut names = parsed.names().into_iter();
        names.find(|name| !known.iter().any(|known| known == name)).map(str::to_owned)
    };
    let fault = match parsed {
        Ok(parsed) => match unknown(&parsed) {
            None => return Some(parsed),
            Some(name) => format!("nothing is called `{name}`"),
        },
        Err(fault) => fault,
    };
    let help = format!("known here: {}", known.join(", "));
    builder.report(&written.span(), format!("this can't be reckoned: {fault}"), "here", help);
    None
}

impl Check for Figures {
    fn places(&self, context: &Context<'_>) -> Option<Vec<u32>> {
        context.places(self.patterns.iter().copied())
    }

    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let found = context.matches(&self.patterns, unit);
        let size = if self.together { found.len().max(1) } else { 1 };
        let cases = found.chunks(size).map(|matches| FigureCase { matches, check: self, context, values: Vec::new() });
        cases.filter_map(FigureCase::finding).collect()
    }

    fn placeholders(&self) -> Vec<String> {
        let reckoned = self.values.iter().map(|(name, _)| name).chain(self.words.iter().map(|(name, ..)| name));
        self.groups.iter().chain(reckoned).chain(self.default.keys()).cloned().collect()
    }
}

/// Figures that belong together.
struct FigureCase<'a> {
    matches: &'a [Match],
    check: &'a Figures,
    context: &'a Context<'a>,
    /// What was reckoned of them so far.
    values: Vec<(&'a str, Figure)>,
}

impl FigureCase<'_> {
    fn finding(mut self) -> Option<Finding> {
        let check = self.check;
        for (name, value) in &check.values {
            if let Some(figure) = value.figure(&self) {
                self.values.push((name.as_str(), figure));
            }
        }
        if check.wrong.holds(&self) != Some(true) {
            return None;
        }
        let first = &self.matches[0];
        let underlined = self.check.underline.as_ref().and_then(|name| self.places(name).next());
        let mut finding = Finding::of_match(first, self.context.article);
        finding.place = underlined.unwrap_or(first.mark);
        for (name, _) in self.check.default.iter().filter(|(name, _)| self.places(name).next().is_none()) {
            finding = finding.with_value(name, self.figure(name).map(Figure::written).unwrap_or_default());
        }
        for (name, figure) in &self.values {
            finding = finding.with_value(name, figure.written());
        }
        for (name, when, choice) in &self.check.words {
            let words = if when.holds(&self) == Some(true) { &choice.then } else { &choice.otherwise };
            finding = finding.with_value(name, words.clone());
        }
        finding.others = self.matches[1..].iter().map(|other| (other.mark, String::new())).collect();
        for (name, label) in &self.check.also {
            let filled = finding
                .values
                .iter()
                .fold(label.clone(), |label, (name, value)| label.replace(&format!("{{{name}}}"), value));
            let listed = self.listed_place().filter(|_| name == LISTED);
            finding.others.extend(self.places(name).chain(listed).map(|place| (place, filled.clone())));
        }
        finding.others.sort_by_key(|(place, _)| *place);
        Some(finding)
    }

    /// Where the groups of that name stand.
    fn places(&self, name: &str) -> impl Iterator<Item = Passage> {
        let groups = self.matches.iter().flat_map(|found| &found.groups);
        groups.filter(move |(known, _)| **known == *name).map(|(_, place)| *place)
    }

    fn listed_place(&self) -> Option<Passage> {
        let promised = self.check.values.iter().find_map(|(_, value)| match value {
            Expression::Call(expression::Function::Listed, given) => given[0].figure(self),
            _ => None,
        });
        listed::nearest(promised?.value as usize, self.context.article).map(|list| list.last)
    }

    /// All figures in a passage, in digits or in words.
    fn read(&self, place: Passage) -> Vec<Figure> {
        let text = self.context.article.text.slice(place);
        if let Some(figure) = Figure::read(text) {
            return vec![figure];
        }
        let numerals = self.context.told.numerals(self.context.lexicon);
        amounts(text, place.start, numerals).iter().map(|amount| Figure::exact(amount.low)).collect()
    }

    /// What a figure is multiplied by: the word in its group of scale.
    fn scale(&self, name: &str) -> f64 {
        let words = self.words(&format!("{name}_scale")).map(str::to_lowercase);
        let step = words.and_then(|words| self.check.scales.iter().position(|list| list.contains(&words)));
        step.map_or(1.0, |step| 1000f64.powi(i32::try_from(step).unwrap_or(0) + 1))
    }
}

impl FigureNames for FigureCase<'_> {
    fn figure(&self, name: &str) -> Option<Figure> {
        if let Some((_, value)) = self.values.iter().find(|(known, _)| *known == name) {
            return Some(*value);
        }
        if name == STORY_YEAR {
            let date = story_date(&self.context.article.metadata)?;
            return Some(Figure::exact(f64::from(date.year())));
        }
        match self.places(name).next() {
            Some(place) => self.read(place).first().map(|figure| figure.times(self.scale(name))),
            None => self.figure(self.check.default.get(name)?),
        }
    }

    fn figures(&self, name: &str) -> Vec<Figure> {
        let scale = self.scale(name);
        self.places(name).flat_map(|place| self.read(place)).map(|figure| figure.times(scale)).collect()
    }

    fn words(&self, name: &str) -> Option<&str> {
        match self.places(name).next() {
            Some(place) => Some(self.context.article.text.slice(place)),
            None => self.words(self.check.default.get(name)?),
        }
    }

    fn listed(&self, promised: Figure) -> Option<Figure> {
        let listed = listed::nearest(promised.value as usize, self.context.article);
        Some(listed.map_or(promised, |list| Figure::exact(list.count as f64)))
    }
}
