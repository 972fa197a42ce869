//! `score`: signals that each weigh something, and a threshold; the finding says what it added up.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::matcher::PatternId;
use crate::model::{Level, Passage, Weights};
use crate::query::facts::{Fact, FactKind, Value, fact};
use crate::query::{Condition, Unit, WrittenCondition, anything};
use crate::scoring::{Scale, Share, Verdict, Weighing};

pub const KIND: CheckKind = CheckKind::new::<ScoreTable>(
    "score",
    "weighted signals and a threshold; each signal is underlined, and a note adds them up",
);

/// `score = { weights = "clickbait", signals = [{ name = "…", patterns = [ … ], where = { … } }] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ScoreTable {
    /// The table `[weights.NAME]` that says what each signal weighs.
    #[schemars(with = "String")]
    weights: Spanned<String>,
    /// The score from which on there is a finding, instead of the table's.
    threshold: Option<f64>,
    /// A lower score, from which on there is a note, instead of the table's.
    note: Option<f64>,
    /// The share of its weight that a signal keeps when its words stand in quotation marks and others around them.
    #[serde(default = "whole")]
    quoted: f64,
    /// What is added up: each signal of the table of weights.
    #[serde(deserialize_with = "crate::decode::tables")]
    signals: Vec<SignalTable>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SignalTable {
    /// What the table of weights and the note call it.
    #[schemars(with = "String")]
    name: Spanned<String>,
    /// It is there when one of these matches …
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    patterns: Vec<Spanned<String>>,
    /// … and none of these …
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    unless: Vec<Spanned<String>>,
    /// … and this holds.
    #[serde(default = "anything", rename = "where")]
    #[schemars(with = "WrittenCondition")]
    condition: Spanned<WrittenCondition>,
    /// It weighs by how much of something there is: `matches` of its patterns, or a fact that is a number.
    #[schemars(with = "Option<String>")]
    amount: Option<Spanned<String>>,
    /// The amount at which it has its whole weight: less of it weighs less, more of it no more.
    #[serde(default = "whole")]
    most: f64,
    /// What is written under its words; its name where it is left out. Empty: the note counts it, nothing is
    /// underlined.
    label: Option<String>,
}

#[derive(Debug)]
struct ScoreCheck {
    scale: Scale,
    quoted: f64,
    /// By their number on the scale.
    signals: Vec<ScoreSignal>,
}

#[derive(Debug)]
struct ScoreSignal {
    patterns: Vec<PatternId>,
    unless: Vec<PatternId>,
    condition: Condition,
    measure: Measure,
    most: f64,
    label: String,
}

/// How much of a signal's weight counts.
#[derive(Debug)]
enum Measure {
    Presence,
    Matches,
    Fact(&'static Fact),
}

const fn whole() -> f64 {
    1.0
}

impl CheckSettings for ScoreTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let weights = builder.weights(&self.weights)?;
        require_one_to_one(&self, &weights, builder);
        let names = self.signals.iter().map(|signal| signal.name.get_ref().as_str());
        let scale = Scale::new(&weights, names).with_thresholds(self.threshold, self.note);
        let signals = self.signals.iter().map(|signal| signal.build(builder)).collect::<Option<_>>()?;
        Some(Box::new(ScoreCheck { scale, quoted: self.quoted, signals }))
    }
}

/// Reports signals without a weight, and weights without a signal.
fn require_one_to_one(score: &ScoreTable, weights: &Weights, builder: &mut Builder<'_>) {
    let table = score.weights.get_ref();
    let names: Vec<&str> = score.signals.iter().map(|signal| signal.name.get_ref().as_str()).collect();
    for signal in &score.signals {
        let name = signal.name.get_ref();
        if !weights.signals.contains_key(name) {
            let help = format!("add \"{name}\" to [weights.{table}.signals], with what it adds");
            builder.report(&signal.name.span(), format!("the signal “{name}” weighs nothing"), "no weight", help);
        }
    }
    for name in weights.signals.keys().filter(|name| !names.contains(&name.as_str())) {
        let help = match crate::decode::nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean “{near}”?"),
            None => "take it out of the table, or add a signal of that name".to_owned(),
        };
        let message = format!("the weights `{table}` have “{name}”, which is no signal of this rule");
        builder.report(&score.weights.span(), message, "no such signal", help);
    }
}

impl SignalTable {
    fn build(&self, builder: &mut Builder<'_>) -> Option<ScoreSignal> {
        let measure = match &self.amount {
            None => Measure::Presence,
            Some(amount) => measure(amount, builder)?,
        };
        Some(ScoreSignal {
            patterns: builder.unit_patterns(&self.patterns),
            unless: builder.unit_patterns(&self.unless),
            condition: builder.condition(&self.condition),
            measure,
            most: self.most,
            label: self.label.clone().unwrap_or_else(|| self.name.get_ref().clone()),
        })
    }
}

fn measure(amount: &Spanned<String>, builder: &mut Builder<'_>) -> Option<Measure> {
    let name = amount.get_ref();
    if name == "matches" {
        return Some(Measure::Matches);
    }
    let is_number = |fact: &&Fact| matches!(fact.kind, FactKind::Number);
    let known = |fact: &&Fact| builder.scopes.iter().all(|scope| fact.is_known_of(*scope));
    let found = fact(name).filter(is_number).filter(known);
    if found.is_none() {
        let help = "write matches, or a fact that is a number and known in this scope".to_owned();
        builder.report(&amount.span(), format!("`{name}` is no amount"), "how much of what?", help);
    }
    found.map(Measure::Fact)
}

impl Check for ScoreCheck {
    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let shares = self.shares(unit, context);
        let verdict = self.scale.verdict(self.scale.sum(&shares));
        if verdict == Verdict::Nothing {
            return Vec::new();
        }
        let mut marked: Vec<(Passage, &str)> = Vec::new();
        for share in shares.iter().filter(|share| self.scale.weight(share.signal) > 0.0) {
            let label = self.signals[share.signal].label.as_str();
            marked.extend(share.place.filter(|_| !label.is_empty()).map(|place| (place, label)));
        }
        let weighing = self.scale.weigh(&shares);
        let finding = Finding {
            place: unit.passage(context.article),
            others: by_place(marked),
            notes: vec![weighing.note()],
            at_most: (verdict == Verdict::Note).then_some(Level::Note),
            ..Finding::default()
        };
        vec![finding.with_value("sum", format!("{}", (weighing.sum * 100.0).round() / 100.0))]
    }

    fn weigh(&self, unit: Unit, context: &Context<'_>) -> Option<Weighing> {
        Some(self.scale.weigh(&self.shares(unit, context)))
    }

    fn scale(&self) -> Option<&Scale> {
        Some(&self.scale)
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["sum".to_owned()]
    }
}

impl ScoreCheck {
    /// The signals that are there.
    fn shares(&self, unit: Unit, context: &Context<'_>) -> Vec<Share> {
        let of_unit = |(number, signal): (usize, &ScoreSignal)| signal.share(number, unit, context, self.quoted);
        self.signals.iter().enumerate().filter_map(of_unit).collect()
    }
}

impl ScoreSignal {
    /// Where it stands in the unit and the share of its weight that counts there: its first match outside quotation
    /// marks, else its first; the whole unit where it is a matter of facts alone.
    fn share(&self, number: usize, unit: Unit, context: &Context<'_>, quoted: f64) -> Option<Share> {
        let whole = unit.passage(context.article);
        let asked = |place| context.asked(unit, place);
        if !self.condition.holds_for_unit(&asked(whole)) || context.any_matches(&self.unless, whole) {
            return None;
        }
        let amount = self.amount(unit, context);
        if self.patterns.is_empty() {
            let share = amount.map_or(1.0, |amount| self.capped(amount));
            return (share > 0.0).then(|| Share { share, ..Share::whole(number) });
        }
        let found: Vec<(Passage, f64)> = context
            .matches(&self.patterns, unit)
            .into_iter()
            .map(|found| found.mark)
            .filter(|place| self.condition.holds(&asked(*place)))
            .map(|place| (place, if in_others_words(place, whole, context) { quoted } else { 1.0 }))
            .collect();
        let own = found.iter().find(|(_, share)| *share >= 1.0);
        let (place, strongest) = *own.or(found.first())?;
        let share = match self.measure {
            Measure::Presence => strongest,
            Measure::Matches => self.capped(found.iter().map(|(_, share)| share).sum()),
            Measure::Fact(_) => strongest * self.capped(amount.unwrap_or_default()),
        };
        let place = Some(place).filter(|place| *place != whole);
        (share != 0.0).then_some(Share { signal: number, share, place, quoted: strongest < 1.0 })
    }

    fn amount(&self, unit: Unit, context: &Context<'_>) -> Option<f64> {
        let Measure::Fact(fact) = self.measure else { return None };
        match context.asked(unit, unit.passage(context.article)).value(fact) {
            Value::Number(number) => Some(number),
            _ => Some(0.0),
        }
    }

    /// The share of the whole weight that an amount has.
    fn capped(&self, amount: f64) -> f64 {
        (amount / self.most).clamp(0.0, 1.0)
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
