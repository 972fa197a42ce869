//! What speaks for and against a block's being a promo.

use super::weights::{Signal, Weights};
use crate::model::PromoKind;

/// Signals with their weights, and what kind of promo they point at.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    found: Vec<(Signal, i32)>,
    kinds: Vec<(PromoKind, i32)>,
}

impl Evidence {
    /// Adds a signal once, however often it is found.
    pub fn add(&mut self, signal: Signal, weights: &Weights) {
        if !self.has(signal) && weights.of(signal) != 0 {
            self.found.push((signal, weights.of(signal)));
        }
    }

    /// Adds a signal that points at a kind; it counts as often as it is found.
    pub fn add_for(&mut self, kind: PromoKind, signal: Signal, weights: &Weights) {
        self.found.push((signal, weights.of(signal)));
        self.point_at(kind, weights.of(signal));
    }

    /// The kind gains `weight` against other kinds.
    pub fn point_at(&mut self, kind: PromoKind, weight: i32) {
        match self.kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, total)) => *total += weight,
            None => self.kinds.push((kind, weight)),
        }
    }

    pub fn has(&self, signal: Signal) -> bool {
        self.found.iter().any(|(found, _)| *found == signal)
    }

    pub fn count(&self, signal: Signal) -> usize {
        self.found.iter().filter(|(found, _)| *found == signal).count()
    }

    pub fn score(&self) -> i32 {
        self.found.iter().map(|(_, weight)| weight).sum()
    }

    /// Whether anything points at a promo, so that the rest is worth looking at.
    pub fn is_suspect(&self) -> bool {
        !self.found.is_empty()
    }

    /// The kind that most points at, the first of equals; what says no kind gives way to what does.
    pub fn kind(&self) -> Option<PromoKind> {
        let clear = |(kind, weight): &(PromoKind, i32)| (*kind != PromoKind::Other, *weight);
        self.kinds.iter().rev().max_by_key(|kind| clear(kind)).map(|(kind, _)| *kind)
    }

    /// Whether something points at a promo that stories hardly have; shape and single words alone do not.
    pub fn is_plain(&self) -> bool {
        self.found.iter().any(|(signal, _)| {
            matches!(
                signal,
                Signal::Phrase
                    | Signal::WholeLine
                    | Signal::Lead
                    | Signal::Opening
                    | Signal::Name
                    | Signal::EmbedName
                    | Signal::EmbedWords
                    | Signal::HeadlineRun
                    | Signal::Listed
                    | Signal::TitleCase
                    | Signal::Residue
                    | Signal::Neighbour
                    | Signal::Fragment
            )
        })
    }

    /// The kind of promo that the block is, if it is one.
    pub fn verdict(&self, weights: &Weights) -> Option<PromoKind> {
        if self.score() < weights.threshold || !self.is_plain() { None } else { self.kind() }
    }

    /// What was added up, the heaviest first.
    pub fn signals(&self) -> Vec<(&'static str, i32)> {
        let mut signals: Vec<(&'static str, i32)> = Vec::new();
        for (signal, weight) in &self.found {
            match signals.iter_mut().find(|(known, _)| *known == signal.name()) {
                Some((_, total)) => *total += weight,
                None => signals.push((signal.name(), *weight)),
            }
        }
        signals.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
        signals
    }
}
