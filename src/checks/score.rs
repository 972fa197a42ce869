//! `score`: signals that each weigh something, and a threshold; the finding says what it added up.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, Context, Finding, Settings, WeighedSignal, Weighing};
use crate::matcher::PatternId;
use crate::model::Passage;
use crate::query::{Condition, Conditions, Unit};

pub const KIND: CheckKind = CheckKind::new::<Written>(
    "score",
    "weighted signals and a threshold; each signal is underlined, and a note adds them up",
);

/// `score = { threshold = 2, signals = [{ name = "…", weight = 1, patterns = [ … ], where = { … } }] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// The sum from which on there is a finding.
    threshold: f64,
    /// The share of its weight that a signal keeps when its words stand in quotation marks and others around them.
    #[serde(default = "whole")]
    quoted: f64,
    signals: Vec<WrittenSignal>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WrittenSignal {
    /// What the note calls it.
    name: String,
    /// What it adds; a negative weight speaks against a finding.
    weight: f64,
    /// It is there when one of these matches …
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    patterns: Vec<Spanned<String>>,
    /// … and none of these …
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    unless: Vec<Spanned<String>>,
    /// … and these facts hold.
    #[serde(default, rename = "where")]
    #[schemars(with = "std::collections::BTreeMap<String, crate::query::Wanted>")]
    conditions: Conditions,
    /// What is written under its words; its name where it is left out. Empty: the note counts it, nothing is
    /// underlined.
    label: Option<String>,
}

#[derive(Debug)]
struct Score {
    threshold: f64,
    quoted: f64,
    signals: Vec<Signal>,
}

#[derive(Debug)]
struct Signal {
    name: String,
    weight: f64,
    patterns: Vec<PatternId>,
    unless: Vec<PatternId>,
    condition: Condition,
    label: String,
}

const fn whole() -> f64 {
    1.0
}

impl Settings for Written {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let signals = self.signals.into_iter().map(|signal| Signal {
            patterns: builder.unit_patterns(&signal.patterns),
            unless: builder.unit_patterns(&signal.unless),
            condition: Condition::new(&signal.conditions, builder.scopes, builder.problems),
            label: signal.label.unwrap_or_else(|| signal.name.clone()),
            name: signal.name,
            weight: signal.weight,
        });
        Some(Box::new(Score { threshold: self.threshold, quoted: self.quoted, signals: signals.collect() }))
    }
}

impl Check for Score {
    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let weighing = self.weighing(unit, context);
        // Decimal weights add up with an error in the last bits; it must not decide.
        if weighing.sum + 1e-9 < self.threshold {
            return Vec::new();
        }
        let whole = unit.passage(context.article);
        let mut marked: Vec<(Passage, &str)> = Vec::new();
        for (signal, weighed) in self.signals.iter().zip(&weighing.signals).filter(|(signal, _)| signal.weight > 0.0) {
            let place = weighed.place.filter(|place| *place != whole && !signal.label.is_empty());
            marked.extend(place.map(|place| (place, signal.label.as_str())));
        }
        let notes = vec![sum_note(&weighing)];
        let finding = Finding { place: whole, others: by_place(marked), notes, ..Finding::default() };
        vec![finding.with_value("sum", rounded(weighing.sum))]
    }

    fn weigh(&self, unit: Unit, context: &Context<'_>) -> Option<Weighing> {
        Some(self.weighing(unit, context))
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["sum".to_owned()]
    }
}

impl Score {
    fn weighing(&self, unit: Unit, context: &Context<'_>) -> Weighing {
        let signals: Vec<WeighedSignal> = self
            .signals
            .iter()
            .map(|signal| {
                let found = signal.strongest(unit, context, self.quoted);
                WeighedSignal {
                    name: signal.name.clone(),
                    weight: signal.weight,
                    share: found.map_or(0.0, |(_, share)| share),
                    place: found.map(|(place, _)| place),
                }
            })
            .collect();
        Weighing {
            threshold: self.threshold,
            sum: signals.iter().map(|signal| signal.weight * signal.share).sum(),
            signals,
        }
    }
}

impl Signal {
    /// Where it stands in the unit and the share of its weight that counts there: its first match outside quotation
    /// marks, else its first; the whole unit where it is a matter of facts alone.
    fn strongest(&self, unit: Unit, context: &Context<'_>, quoted: f64) -> Option<(Passage, f64)> {
        let whole = unit.passage(context.article);
        let asked = |place| context.asked(unit, place);
        if !self.condition.holds_for_unit(&asked(whole)) || context.any_matches(&self.unless, whole) {
            return None;
        }
        if self.patterns.is_empty() {
            return Some((whole, 1.0));
        }
        let found: Vec<Passage> = context
            .matches(&self.patterns, unit)
            .into_iter()
            .map(|found| found.mark)
            .filter(|place| self.condition.holds(&asked(*place)))
            .collect();
        let share = |place: &Passage| if in_others_words(*place, whole, context) { quoted } else { 1.0 };
        let own = found.iter().find(|place| share(place) >= 1.0);
        own.or(found.first()).map(|place| (*place, share(place)))
    }
}

/// Whether `place` stands in quotation marks, and something else than they in the unit: whoever is quoted said it.
fn in_others_words(place: Passage, whole: Passage, context: &Context<'_>) -> bool {
    let quotations = context.article.quotations_in(whole).iter();
    quotations.clone().any(|quotation| quotation.passage.contains(place))
        && quotations.clone().all(|quotation| quotation.passage.len() + 1 < whole.len())
}

/// Places in the order of the text; those that begin together are one, the longest, with all of their labels.
fn by_place(mut marked: Vec<(Passage, &str)>) -> Vec<(Passage, String)> {
    marked.sort_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end)));
    let mut kept: Vec<(Passage, String)> = Vec::with_capacity(marked.len());
    for (place, label) in marked {
        match kept.last_mut() {
            Some((last, labels)) if last.start == place.start => {
                if !labels.split(", ").any(|known| known == label) {
                    labels.push_str(", ");
                    labels.push_str(label);
                }
            }
            _ => kept.push((place, label.to_owned())),
        }
    }
    kept
}

/// "this 1.2 + you 1.3 − a comma 0.9 = 1.6, threshold 2"
fn sum_note(weighing: &Weighing) -> String {
    let mut terms = String::new();
    for signal in weighing.signals.iter().filter(|signal| signal.place.is_some()) {
        let term = signal.weight * signal.share;
        let sign = match (terms.is_empty(), term < 0.0) {
            (true, false) => "",
            (true, true) => "−",
            (false, false) => " + ",
            (false, true) => " − ",
        };
        let halved = if signal.share < 1.0 { " in quotation marks" } else { "" };
        terms.push_str(&format!("{sign}{}{halved} {}", signal.name, rounded(term.abs())));
    }
    format!("{terms} = {}, threshold {}", rounded(weighing.sum), weighing.threshold)
}

fn rounded(sum: f64) -> String {
    format!("{}", (sum * 100.0).round() / 100.0)
}
