//! What a score adds up, signal by signal, for people.

use std::sync::Arc;

use super::Verdict;
use crate::model::{Link, Passage};

/// What the signals of one unit add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighing {
    /// Those that are there, in the order in which they were found.
    pub signals: Vec<WeighedSignal>,
    /// What the sum began with.
    pub bias: f64,
    pub sum: f64,
    /// The sum, or the probability that it stands for.
    pub score: f64,
    /// The score from which on there is a finding at the rule's level.
    pub threshold: f64,
    pub link: Link,
    pub verdict: Verdict,
}

/// One signal that is there.
#[derive(Clone, Debug, PartialEq)]
pub struct WeighedSignal {
    pub name: Arc<str>,
    /// Its weight in the table.
    pub weight: f64,
    /// How much of the weight counts here, 0 to 1.
    pub share: f64,
    /// Where it stands; `None` where it is a matter of the whole unit.
    pub place: Option<Passage>,
    /// Somebody is quoted with it, and it counts less for that.
    pub quoted: bool,
}

impl WeighedSignal {
    /// What it adds to the sum.
    pub fn term(&self) -> f64 {
        self.weight * self.share
    }
}

impl Weighing {
    /// "this 1.3 + you 1.2 − a comma 0.9 = 1.6, threshold 2": the heaviest first, what speaks against it last.
    pub fn note(&self) -> String {
        let mut signals: Vec<&WeighedSignal> = self.signals.iter().filter(|signal| signal.term() != 0.0).collect();
        signals.sort_by(|one, other| other.term().total_cmp(&one.term()));
        let mut terms = String::new();
        for signal in signals {
            let quoted = if signal.quoted { " in quotation marks" } else { "" };
            add_term(&format!("{}{quoted} ", signal.name), signal.term(), &mut terms);
        }
        if self.bias != 0.0 {
            add_term("", self.bias, &mut terms);
            terms.push_str(" to begin with");
        }
        match self.link {
            Link::Sum => format!("{terms} = {}, threshold {}", rounded(self.sum), rounded(self.threshold)),
            Link::Logistic => format!("{terms}: {}, threshold {}", percent(self.score), percent(self.threshold)),
        }
    }
}

/// `name` has its space behind it.
fn add_term(name: &str, term: f64, terms: &mut String) {
    let sign = match (terms.is_empty(), term < 0.0) {
        (true, false) => "",
        (true, true) => "−",
        (false, false) => " + ",
        (false, true) => " − ",
    };
    terms.push_str(&format!("{sign}{name}{}", rounded(term.abs())));
}

fn rounded(number: f64) -> String {
    format!("{}", (number * 100.0).round() / 100.0)
}

fn percent(probability: f64) -> String {
    format!("{:.0} %", probability * 100.0)
}
