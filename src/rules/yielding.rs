//! `yields-to`: a sentence that several rules report is reported once.

use std::cmp::Reverse;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::load::Parsed;
use super::{Rule, RuleSet, Selector};
use crate::decode::nearest;
use crate::model::{Diagnostic, Problem};

impl RuleSet {
    /// Leaves each finding of a rule that yields to the loudest of those within it that speak for it, which then has the
    /// places and notes of both, unless it was louder anyway. Of two rules that yield to each other, and are as loud, the
    /// first stays.
    pub fn settle(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut by_rule: FxHashMap<Arc<str>, Vec<usize>> = FxHashMap::default();
        for (index, diagnostic) in diagnostics.iter().enumerate() {
            by_rule.entry(diagnostic.rule.clone()).or_default().push(index);
        }
        let places = Places::of(diagnostics);
        let mut silent = vec![false; diagnostics.len()];
        for rule in self.rules.iter().rev().filter(|rule| !rule.yields_to.is_empty()) {
            let Some(own) = by_rule.get(&rule.id) else { continue };
            let speakers = self.speakers(rule);
            for index in own.iter().copied() {
                if let Some(speaker) = places.speaker(index, &speakers, diagnostics, &silent) {
                    speak_for(index, speaker, diagnostics);
                    silent[index] = true;
                }
            }
        }
        let mut silent = silent.into_iter();
        diagnostics.retain(|_| !silent.next().unwrap_or(false));
    }

    /// The rules that `rule` yields to, by their ids, and whether they yield themselves.
    fn speakers(&self, rule: &Rule) -> FxHashMap<&str, bool> {
        let takes = |other: &&Rule| other.id != rule.id && rule.yields_to.iter().any(|to| to.takes(other));
        self.rules.iter().filter(takes).map(|other| (&*other.id, !other.yields_to.is_empty())).collect()
    }
}

/// Where findings begin, ascending, with their indices; without those that are about more than their place.
struct Places(Vec<(usize, usize)>);

impl Places {
    fn of(diagnostics: &[Diagnostic]) -> Self {
        let of_place = diagnostics.iter().enumerate().filter(|(_, diagnostic)| diagnostic.extent.is_none());
        let mut places: Vec<(usize, usize)> =
            of_place.map(|(index, diagnostic)| (diagnostic.span().start, index)).collect();
        places.sort_unstable();
        Self(places)
    }

    /// The finding that speaks for the one at `own`: the loudest within it whose rule is among `speakers`, the first of
    /// several. One that yields itself speaks only where it is as loud.
    fn speaker(
        &self,
        own: usize,
        speakers: &FxHashMap<&str, bool>,
        diagnostics: &[Diagnostic],
        silent: &[bool],
    ) -> Option<usize> {
        let (span, level) = (diagnostics[own].span(), diagnostics[own].level);
        // One that speaks for another already begins where that did, still within what holds both.
        let from = self.0.partition_point(|(start, _)| *start < span.start);
        let near = self.0[from..].iter().take_while(|(start, _)| *start <= span.end).map(|(_, index)| *index);
        let speaks = |index: &usize| {
            let other = &diagnostics[*index];
            let yields = speakers.get(&*other.rule);
            !silent[*index]
                && span.contains(other.span())
                && yields.is_some_and(|yields| !yields || other.level >= level)
        };
        near.filter(speaks).max_by_key(|index| (diagnostics[*index].level, Reverse(*index)))
    }
}

/// Gives the finding at `speaker` what the one at `index` says more.
fn speak_for(index: usize, speaker: usize, diagnostics: &mut [Diagnostic]) {
    let silent = diagnostics[index].clone();
    let speaker = &mut diagnostics[speaker];
    if speaker.level > silent.level {
        return;
    }
    speaker.level = silent.level;
    if speaker.span() != silent.span() {
        speaker.labels.splice(0..0, silent.labels.into_iter().take(1));
        speaker.notes.extend(silent.notes);
    }
}

/// Reports what a rule yields to and nothing is called.
pub(super) fn refuse_unknown(rules: &[Rule], parsed: &mut [Parsed<'_>]) {
    for rule in rules {
        for Selector(name) in &rule.yields_to {
            let known = |other: &&Rule| Selector(name.clone()).takes(other);
            if rules.iter().any(|other| known(&other)) {
                continue;
            }
            let Some(file) = parsed.iter_mut().find(|file| file.path() == rule.file) else { continue };
            let sets = rules.iter().map(|rule| rule.set.as_str());
            let near = nearest(name, sets.chain(rules.iter().map(|rule| &*rule.id)));
            file.problems.push(Problem {
                span: rule.span,
                message: format!("`{}` yields to `{name}`, and there is no such rule or set", rule.name),
                label: "this rule".to_owned(),
                help: near.map_or_else(
                    || "write a set's name, or a rule's as set/name".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                ),
            });
        }
    }
}
