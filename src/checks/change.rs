//! `change`: from one figure to another, and the change that the draft makes of it.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::matcher::{Match, PatternId};
use crate::model::{Article, WordList};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<Written>(
    "change",
    "a change in percent that doesn't follow from the two figures beside it, or goes the other way",
);

/// `change = { fault = "sum", patterns = [ … ], scales = ["thousands", "millions", "billions"] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// What is reported.
    fault: Fault,
    /// Patterns with groups named `from` and `to`, and where they stand there `change` (in percent), `up` or `down`,
    /// `from_unit` and `to_unit` (a currency), `percent` (both are percentages), `from_scale` and `to_scale`.
    #[schemars(with = "Vec<String>")]
    patterns: Vec<Spanned<String>>,
    /// The lists of words for a thousand, a million and so on.
    #[schemars(with = "Vec<String>")]
    scales: Vec<Spanned<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// The percentage is another one, or the figure moved the other way.
    Sum,
    /// Both figures are percentages, and the change is the difference between them: percentage points.
    Points,
}

#[derive(Debug)]
struct Change {
    fault: Fault,
    patterns: Vec<PatternId>,
    scales: Vec<WordList>,
}

/// A figure as written: the value, and how far the true one may lie from it.
#[derive(Clone, Copy)]
struct Figure {
    value: f64,
    half_step: f64,
}

impl Settings for Written {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let patterns = builder.patterns(&self.patterns);
        let scales = self.scales.iter().filter_map(|name| builder.list(name)).collect();
        Some(Box::new(Change { fault: self.fault, patterns, scales }))
    }
}

impl Check for Change {
    fn places(&self, context: &Context<'_>) -> Option<Vec<u32>> {
        context.places(self.patterns.iter().copied())
    }

    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let found = context.matches(&self.patterns, unit);
        found.iter().filter_map(|found| self.finding(found, context.article)).collect()
    }

    fn placeholders(&self) -> Vec<String> {
        ["from", "to", "truth", "points"].map(str::to_owned).to_vec()
    }
}

impl Change {
    fn finding(&self, found: &Match, article: &Article) -> Option<Finding> {
        let group = |wanted: &str| {
            let group = found.groups.iter().find(|(name, _)| &**name == wanted);
            group.map(|(_, place)| article.text.slice(*place))
        };
        let (from_unit, to_unit) = (group("from_unit"), group("to_unit"));
        if from_unit.is_some() && to_unit.is_some() && from_unit != to_unit {
            return None;
        }
        let to_scale = self.scale(group("to_scale"));
        let from_scale = group("from_scale").map_or(to_scale, |words| self.scale(Some(words)));
        let (from, to) = (figure(group("from")?)?.times(from_scale), figure(group("to")?)?.times(to_scale));
        let percent = group("percent").is_some();
        let unitless =
            !percent && ["from_unit", "to_unit", "from_scale", "to_scale"].iter().all(|name| group(name).is_none());
        if from.value <= 0.0 || unitless && (from.may_be_year() || to.may_be_year()) {
            return None;
        }
        let said = group("change").and_then(figure);
        let is_points = percent && said.is_some_and(|said| said.covers((to.value - from.value).abs()));
        let truth = from.change_to(to);
        let wrong = match self.fault {
            Fault::Points => is_points && !said.is_some_and(|said| said.covers(truth.value.abs())),
            Fault::Sum if is_points => false,
            Fault::Sum => {
                let direction = (group("up").is_some() && to.value < from.value)
                    || (group("down").is_some() && to.value > from.value);
                direction || said.is_some_and(|said| !said.meets(truth))
            }
        };
        let place = |wanted: &str| Some(found.groups.iter().find(|(name, _)| &**name == wanted)?.1);
        let mark = place("change").unwrap_or(found.whole);
        let others = ["from", "to"].iter().filter_map(|name| Some((place(name)?, String::new())));
        let way = if truth.value < 0.0 { "fall" } else { "rise" };
        wrong.then(|| {
            let finding = Finding { others: others.collect(), ..Finding::at(mark) };
            finding
                .with_value("from", group("from").unwrap_or_default())
                .with_value("to", group("to").unwrap_or_default())
                .with_value("truth", format!("{way} of {} percent", tenths(truth.value.abs())))
                .with_value("points", tenths((to.value - from.value).abs()))
        })
    }

    fn scale(&self, words: Option<&str>) -> f64 {
        let words = words.map(str::to_lowercase);
        let step = words.and_then(|words| self.scales.iter().position(|list| list.contains(&words)));
        step.map_or(1.0, |step| 1000f64.powi(i32::try_from(step).unwrap_or(0) + 1))
    }
}

impl Figure {
    fn times(self, scale: f64) -> Figure {
        Figure { value: self.value * scale, half_step: self.half_step * scale }
    }

    fn may_be_year(self) -> bool {
        self.value.fract() == 0.0 && (1800.0..2100.0).contains(&self.value)
    }

    /// Whether `value` could be written so, rounded up or down.
    fn covers(self, value: f64) -> bool {
        (self.value - value).abs() <= self.half_step * 2.0 + 1e-9
    }

    /// The change from this figure to `to`, in percent.
    fn change_to(self, to: Figure) -> Figure {
        let percent = |from: f64, to: f64| (to / from - 1.0) * 100.0;
        let least = percent(self.value + self.half_step, to.value - to.half_step);
        let most = percent((self.value - self.half_step).max(f64::MIN_POSITIVE), to.value + to.half_step);
        let value = percent(self.value, to.value);
        Figure { value, half_step: (most - value).max(value - least) }
    }

    /// Whether a change said to be this may be `truth`, which is known no better than its figures.
    fn meets(self, truth: Figure) -> bool {
        let allowed = self.half_step * 2.0 + truth.half_step + truth.value.abs() * ROUNDING;
        (self.value - truth.value.abs()).abs() <= allowed
    }
}

/// "Nearly half", "some 30 percent": how far a rounded percentage may lie from the true one, as a share of it.
const ROUNDING: f64 = 0.06;

/// Reads "1,234.5"; the last digit is as exact as the figure is.
fn figure(text: &str) -> Option<Figure> {
    let digits: String = text.chars().filter(|letter| *letter != ',').collect();
    let value: f64 = digits.trim_end_matches('.').parse().ok()?;
    let decimals = digits.trim_end_matches('.').split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let half_step = 0.5 / 10f64.powi(i32::try_from(decimals).ok()?);
    value.is_finite().then_some(Figure { value, half_step })
}

fn tenths(value: f64) -> String {
    format!("{}", (value * 10.0).round() / 10.0)
}
