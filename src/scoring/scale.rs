//! A table of weights for signals that are known by their number.

use std::sync::Arc;

use super::{WeighedSignal, Weighing};
use crate::model::{Lexicon, Passage, Weights};

/// Decimal weights add up with an error in the last bits; it must not decide.
const ERROR: f64 = 1e-9;

/// The weights of numbered signals, and the scores that count.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Name and weight, by number.
    signals: Vec<(Arc<str>, f64)>,
    /// Everything but the signals.
    table: Weights,
}

/// A signal that is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The signal's number.
    pub signal: usize,
    /// How much of its weight counts: 0 to 1, or more where it counts as often as it is found.
    pub share: f64,
    /// Where it stands; `None` where it is a matter of the whole unit.
    pub place: Option<Passage>,
    /// Somebody is quoted with it, and it counts less for that.
    pub quoted: bool,
}

/// What a score comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Nothing,
    /// A finding that is no more than a note.
    Note,
    Finding,
}

impl Share {
    /// A signal of the whole unit that counts in full.
    pub fn whole(signal: usize) -> Self {
        Self { signal, share: 1.0, place: None, quoted: false }
    }
}

impl Scale {
    /// A scale for signals of these names, numbered from 0; one that the table does not name weighs nothing.
    pub fn new<Name: Into<Arc<str>>>(weights: &Weights, names: impl IntoIterator<Item = Name>) -> Self {
        let weigh = |name: Arc<str>| {
            let weight = weights.signals.get(&*name).copied().unwrap_or_default();
            (name, weight)
        };
        let signals = names.into_iter().map(|name| weigh(name.into())).collect();
        Self { signals, table: Weights { signals: Default::default(), ..weights.clone() } }
    }

    /// The scale of the table of that name; without such a table nothing ever reaches the threshold.
    pub fn named<Name: Into<Arc<str>>>(lexicon: &Lexicon, table: &str, names: impl IntoIterator<Item = Name>) -> Self {
        let none = || Weights { name: table.to_owned(), threshold: f64::INFINITY, ..Weights::default() };
        Self::new(&lexicon.weights(table).cloned().unwrap_or_else(none), names)
    }

    /// The same weights with other scores that count.
    pub fn with_thresholds(mut self, threshold: Option<f64>, note: Option<f64>) -> Self {
        self.table.threshold = threshold.unwrap_or(self.table.threshold);
        self.table.note = note.or(self.table.note);
        self
    }

    /// The table that it was made of, without its signals.
    pub fn table(&self) -> &Weights {
        &self.table
    }

    /// The signals' names, by number.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.signals.iter().map(|(name, _)| &**name)
    }

    /// What the signal of that number weighs.
    pub fn weight(&self, signal: usize) -> f64 {
        self.signals[signal].1
    }

    /// The bias and the weights of the signals that are there.
    pub fn sum<'share>(&self, shares: impl IntoIterator<Item = &'share Share>) -> f64 {
        let terms = shares.into_iter().map(|share| self.weight(share.signal) * share.share);
        self.table.bias + terms.sum::<f64>()
    }

    /// What a sum comes to.
    pub fn verdict(&self, sum: f64) -> Verdict {
        let score = self.table.link.score(sum) + ERROR;
        if score >= self.table.threshold {
            Verdict::Finding
        } else if self.table.note.is_some_and(|note| score >= note) {
            Verdict::Note
        } else {
            Verdict::Nothing
        }
    }

    /// What the signals add up to, each by name.
    pub fn weigh(&self, shares: &[Share]) -> Weighing {
        let sum = self.sum(shares);
        let weighed = |share: &Share| WeighedSignal {
            name: self.signals[share.signal].0.clone(),
            weight: self.weight(share.signal),
            share: share.share,
            place: share.place,
            quoted: share.quoted,
        };
        Weighing {
            signals: shares.iter().map(weighed).collect(),
            bias: self.table.bias,
            sum,
            score: self.table.link.score(sum),
            threshold: self.table.threshold,
            link: self.table.link,
            verdict: self.verdict(sum),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Scale, Share, Verdict};
    use crate::model::{Link, Weights};

    fn table(link: Link, threshold: f64, note: Option<f64>) -> Weights {
        let signals = [("a figure", 0.7), ("a source", -1.0)].map(|(name, weight)| (name.to_owned(), weight));
        Weights { name: "test".to_owned(), bias: 0.1, threshold, note, link, signals: signals.into() }
    }

    #[test]
    fn shares_of_weights_add_up_with_the_bias() {
        let scale = Scale::new(&table(Link::Sum, 0.45, None), ["a source", "a figure", "unknown"]);
        let half = Share { share: 0.5, ..Share::whole(1) };
        assert_eq!(scale.verdict(scale.sum(&[half])), Verdict::Finding);
        assert_eq!(scale.verdict(scale.sum(&[half, Share::whole(0)])), Verdict::Nothing);
        assert_eq!(scale.weight(2), 0.0);
        assert_eq!(scale.weigh(&[half]).note(), "a figure 0.35 + 0.1 to begin with = 0.45, threshold 0.45");
    }

    #[test]
    fn log_odds_are_weighed_as_a_probability() {
        let scale = Scale::new(&table(Link::Logistic, 0.8, Some(0.5)), ["a figure"]);
        assert_eq!(scale.verdict(1.5), Verdict::Finding);
        assert_eq!(scale.verdict(0.2), Verdict::Note);
        assert_eq!(scale.verdict(-0.2), Verdict::Nothing);
        assert_eq!(scale.weigh(&[Share::whole(0)]).note(), "a figure 0.7 + 0.1 to begin with: 69 %, threshold 80 %");
    }
}
