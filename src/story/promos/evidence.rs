//! What speaks for and against a block's being a promo.

use super::signals::Signal;
use crate::model::PromoKind;
use crate::scoring::{Scale, Share, Verdict, Weighing};

/// Signals, and what kind of promo they point at.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    found: Vec<Share>,
    kinds: Vec<(PromoKind, f64)>,
}

impl Evidence {
    /// Adds a signal once, however often it is found.
    pub fn add(&mut self, signal: Signal, weights: &Scale) {
        if !self.has(signal) && weights.weight(signal.number()) != 0.0 {
            self.found.push(Share::whole(signal.number()));
        }
    }

    /// Adds a signal that points at a kind; it counts as often as it is found.
    pub fn add_for(&mut self, kind: PromoKind, signal: Signal, weights: &Scale) {
        match self.found.iter_mut().find(|share| share.signal == signal.number()) {
            Some(share) => share.share += 1.0,
            None => self.found.push(Share::whole(signal.number())),
        }
        self.point_at(kind, weights.weight(signal.number()));
    }

    /// The kind gains `weight` against other kinds.
    pub fn point_at(&mut self, kind: PromoKind, weight: f64) {
        match self.kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, total)) => *total += weight,
            None => self.kinds.push((kind, weight)),
        }
    }

    pub fn has(&self, signal: Signal) -> bool {
        self.found.iter().any(|share| share.signal == signal.number())
    }

    /// How often it was found.
    pub fn count(&self, signal: Signal) -> usize {
        let found = self.found.iter().find(|share| share.signal == signal.number());
        found.map_or(0, |share| share.share as usize)
    }

    /// Whether anything points at a promo, so that the rest is worth looking at.
    pub fn is_suspect(&self) -> bool {
        !self.found.is_empty()
    }

    /// The kind that most points at, the first of equals; what says no kind gives way to what does.
    pub fn kind(&self) -> Option<PromoKind> {
        let clear = |(kind, weight): &(PromoKind, f64)| (*kind != PromoKind::Other, *weight);
        let order = |one: &&(PromoKind, f64), other: &&(PromoKind, f64)| {
            let ((one, weight), (other, heavier)) = (clear(one), clear(other));
            one.cmp(&other).then(weight.total_cmp(&heavier))
        };
        self.kinds.iter().rev().max_by(order).map(|(kind, _)| *kind)
    }

    /// Whether something points at a promo that stories hardly have; shape and single words alone do not.
    pub fn is_plain(&self) -> bool {
        Signal::ALL.iter().any(|signal| {
            let plain = matches!(
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
                    | Signal::Beside
            );
            plain && self.has(*signal)
        })
    }

    /// The kind of promo that the block is, if it is one.
    pub fn verdict(&self, weights: &Scale) -> Option<PromoKind> {
        let reaches = weights.verdict(weights.sum(&self.found)) == Verdict::Finding;
        if reaches && self.is_plain() { self.kind() } else { None }
    }

    /// Whether it would be enough with one signal more.
    pub fn is_enough_with(&self, signal: Signal, weights: &Scale) -> bool {
        weights.verdict(weights.sum(self.found.iter().chain([&Share::whole(signal.number())]))) == Verdict::Finding
    }

    pub fn weighing(&self, weights: &Scale) -> Weighing {
        weights.weigh(&self.found)
    }

    /// What was added up, the heaviest first.
    pub fn signals(&self, weights: &Scale) -> Vec<(&'static str, f64)> {
        let term = |share: &Share| (Signal::ALL[share.signal].name(), weights.weight(share.signal) * share.share);
        let mut signals: Vec<(&'static str, f64)> = self.found.iter().map(term).collect();
        signals.sort_by(|one, other| other.1.total_cmp(&one.1));
        signals
    }
}
