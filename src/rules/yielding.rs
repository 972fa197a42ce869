//! `yields-to`: a sentence that several rules report is reported once.

use std::cmp::Reverse;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::load::Parsed;
use super::{Rule, RuleSet, Selector};
use crate::decode::nearest;
use crate::model::{Diagnostic, Label, Problem};

impl RuleSet {
    /// Reports once what several rules report of one sentence. Where a rule that yields is the louder one, it takes in those
    /// that it yields to, each as a label on its words; where one of them is as loud, that one speaks in its own words and
    /// place, with the notes of both. Of two rules that yield to each other, and are as loud, the first stays.
    pub fn settle(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut by_rule: FxHashMap<Arc<str>, Vec<usize>> = FxHashMap::default();
        for (index, diagnostic) in diagnostics.iter().enumerate() {
            by_rule.entry(diagnostic.rule.clone()).or_default().push(index);
        }
        let places = FindingPlaces::of(diagnostics);
        let mut silent = vec![false; diagnostics.len()];
        for rule in self.rules.iter().rev().filter(|rule| !rule.yields_to.is_empty()) {
            let Some(own) = by_rule.get(&rule.id) else { continue };
            let speakers = self.speakers(rule);
            for index in own.iter().copied().filter(|index| !silent[*index]).collect::<Vec<_>>() {
                let others = places.within(index, &speakers, diagnostics, &silent);
                let loudest = others.iter().copied().max_by_key(|other| (diagnostics[*other].level, Reverse(*other)));
                match loudest.filter(|other| diagnostics[*other].level >= diagnostics[index].level) {
                    Some(speaker) => {
                        speak_for(index, speaker, diagnostics);
                        silent[index] = true;
                    }
                    None => {
                        take_in(index, &others, diagnostics);
                        others.into_iter().for_each(|other| silent[other] = true);
                    }
                }
            }
        }
        let mut silent = silent.into_iter();
        diagnostics.retain(|_| !silent.next().unwrap_or(false));
    }

    /// The rules that `rule` yields to, by their ids.
    fn speakers(&self, rule: &Rule) -> FxHashSet<&str> {
        let takes = |other: &&Rule| other.id != rule.id && rule.yields_to.iter().any(|to| to.takes(other));
        self.rules.iter().filter(takes).map(|other| &*other.id).collect()
    }
}

/// Where findings begin, ascending, with their indices; without those that are about more than their place.
struct FindingPlaces(Vec<(usize, usize)>);

impl FindingPlaces {
    fn of(diagnostics: &[Diagnostic]) -> Self {
        let of_place = diagnostics.iter().enumerate().filter(|(_, diagnostic)| diagnostic.extent.is_none());
        let mut places: Vec<(usize, usize)> =
            of_place.map(|(index, diagnostic)| (diagnostic.span().start, index)).collect();
        places.sort_unstable();
        Self(places)
    }

    /// The findings within the one at `own` whose rules are among `speakers`, in order.
    fn within(
        &self,
        own: usize,
        speakers: &FxHashSet<&str>,
        diagnostics: &[Diagnostic],
        silent: &[bool],
    ) -> Vec<usize> {
        let span = diagnostics[own].span();
        let from = self.0.partition_point(|(start, _)| *start < span.start);
        let near = self.0[from..].iter().take_while(|(start, _)| *start <= span.end).map(|(_, index)| *index);
        let within = |index: &usize| {
            let other = &diagnostics[*index];
            !silent[*index] && speakers.contains(&*other.rule) && span.contains(other.span())
        };
        near.filter(within).collect()
    }
}

/// Gives the finding at `speaker` what the one at `index` says more, where it is no louder.
fn speak_for(index: usize, speaker: usize, diagnostics: &mut [Diagnostic]) {
    let silent = &diagnostics[index];
    if diagnostics[speaker].level == silent.level {
        let notes = silent.notes.clone();
        diagnostics[speaker].notes.extend(notes);
    }
}

/// Takes the `others` into the finding at `index`: what they underline and say of it, where nothing is underlined yet.
fn take_in(index: usize, others: &[usize], diagnostics: &mut [Diagnostic]) {
    for other in others {
        let Some(label) = diagnostics[*other].labels.first().cloned() else { continue };
        let own = &mut diagnostics[index];
        let apart = |known: &Label| known.span.end <= label.span.start || label.span.end <= known.span.start;
        if label.span != own.span() && own.labels.iter().skip(1).all(apart) {
            own.labels.push(label);
        }
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
