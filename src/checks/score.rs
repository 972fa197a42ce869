//! `score`: signals that each weigh something, and a threshold; the finding says what it added up.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, Context, Finding};
use crate::decode::Table;
use crate::matcher::PatternId;
use crate::model::Passage;
use crate::structure::facts::Asked;
use crate::structure::{Condition, Conditions, Unit};

pub const KIND: CheckKind = CheckKind {
    name: "score",
    about: "weighted signals and a threshold; each signal is underlined, and a note adds them up",
    build,
    schema: |generator| generator.subschema_for::<Written>(),
};

/// `score = { threshold = 2, signals = [{ name = "…", weight = 1, patterns = [ … ], where = { … } }] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// The sum from which on there is a finding.
    threshold: f64,
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
    /// … and these facts hold.
    #[serde(default, rename = "where")]
    #[schemars(with = "std::collections::BTreeMap<String, crate::structure::Wanted>")]
    conditions: Conditions,
    /// What is written under its words; its name where there is none.
    label: Option<String>,
}

#[derive(Debug)]
struct Score {
    threshold: f64,
    signals: Vec<Signal>,
}

#[derive(Debug)]
struct Signal {
    name: String,
    weight: f64,
    patterns: Vec<PatternId>,
    condition: Condition,
    label: String,
}

fn build(table: Table<'_>, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
    let written: Written = builder.decode(table)?;
    let signals = written.signals.into_iter().map(|signal| Signal {
        patterns: builder.patterns(&signal.patterns),
        condition: Condition::new(&signal.conditions, builder.scopes, builder.problems),
        label: signal.label.unwrap_or_else(|| signal.name.clone()),
        name: signal.name,
        weight: signal.weight,
    });
    Some(Box::new(Score { threshold: written.threshold, signals: signals.collect() }))
}

impl Check for Score {
    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let present: Vec<(&Signal, Passage)> =
            self.signals.iter().filter_map(|signal| Some((signal, signal.place(unit, context)?))).collect();
        let sum: f64 = present.iter().map(|(signal, _)| signal.weight).sum();
        // Decimal weights add up with an error in the last bits; it must not decide.
        if sum + 1e-9 < self.threshold {
            return Vec::new();
        }
        let whole = unit.passage(context.article);
        let mut marked: Vec<(Passage, String)> = present
            .iter()
            .filter(|(signal, place)| signal.weight > 0.0 && *place != whole)
            .map(|(signal, place)| (*place, signal.label.clone()))
            .collect();
        marked.sort();
        let mut marked = marked.into_iter();
        let (place, label) = marked.next().map_or((whole, None), |(place, label)| (place, Some(label)));
        let note = self.sum_note(&present, sum);
        let finding = Finding { place, label, others: marked.collect(), notes: vec![note], ..Finding::default() };
        vec![finding.with_value("sum", rounded(sum))]
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["sum".to_owned()]
    }
}

impl Score {
    fn sum_note(&self, present: &[(&Signal, Passage)], sum: f64) -> String {
        let terms: Vec<String> =
            present.iter().map(|(signal, _)| format!("{} {}", signal.name, signal.weight)).collect();
        format!("{} = {}, threshold {}", terms.join(" + "), rounded(sum), self.threshold)
    }
}

impl Signal {
    /// Where it stands in the unit: its first match, the whole unit where it is a matter of facts alone.
    fn place(&self, unit: Unit, context: &Context<'_>) -> Option<Passage> {
        let whole = unit.passage(context.article);
        let asked = |place| Asked { article: context.article, lexicon: context.lexicon, unit, place };
        if self.patterns.is_empty() {
            return self.condition.holds(&asked(whole)).then_some(whole);
        }
        let found = context.matches(&self.patterns, whole).into_iter().map(|found| found.mark);
        found.into_iter().find(|place| self.condition.holds(&asked(*place)))
    }
}

fn rounded(sum: f64) -> String {
    format!("{}", (sum * 100.0).round() / 100.0)
}
