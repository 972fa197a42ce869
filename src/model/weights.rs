//! Tables of weights: what each signal of a score weighs, and from which score on it counts.

use std::collections::BTreeMap;

/// What `[weights.NAME]` in a rule file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    pub name: String,
    /// What every score begins with.
    pub bias: f64,
    /// The score from which on there is a finding.
    pub threshold: f64,
    /// A lower score, from which on there is a finding that is no more than a note.
    pub note: Option<f64>,
    pub link: Link,
    /// What each signal adds, by its name; below 0 it speaks against a finding.
    pub signals: BTreeMap<String, f64>,
}

/// What the sum of a score's signals means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Link {
    /// Points: the score is the sum.
    #[default]
    Sum,
    /// Log odds: the score is a probability, 0 to 1.
    Logistic,
}

impl Link {
    /// The score that a sum stands for.
    pub fn score(self, sum: f64) -> f64 {
        match self {
            Link::Sum => sum,
            Link::Logistic => 1.0 / (1.0 + (-sum).exp()),
        }
    }
}
