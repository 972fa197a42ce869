//! `yields-to`: a sentence that several rules report is reported once.

use super::load::Parsed;
use super::{Rule, RuleSet, Selector};
use crate::decode::nearest;
use crate::model::{Diagnostic, Problem};

impl RuleSet {
    /// Leaves each finding of a rule that yields to the loudest of those within it that speak for it, which then has the
    /// places and notes of both, unless it was louder anyway. Of two rules that yield to each other, and are as loud, the
    /// first stays.
    pub fn settle(&self, diagnostics: &mut Vec<Diagnostic>) {
        for rule in self.rules.iter().rev().filter(|rule| !rule.yields_to.is_empty()) {
            let mut index = 0;
            while index < diagnostics.len() {
                let speaker = (diagnostics[index].rule == rule.id).then(|| self.speaker(rule, index, diagnostics));
                match speaker.flatten() {
                    Some(speaker) => {
                        speak_for(index, speaker, diagnostics);
                        diagnostics.remove(index);
                    }
                    None => index += 1,
                }
            }
        }
    }

    /// The finding that speaks for the one at `index`: the loudest within it whose rule its own rule yields to. One that
    /// yields itself speaks only where it is as loud.
    fn speaker(&self, rule: &Rule, index: usize, diagnostics: &[Diagnostic]) -> Option<usize> {
        let own = &diagnostics[index];
        let takes = |other: &Diagnostic| {
            let Some(other_rule) = self.rule(&other.rule).filter(|other| other.id != rule.id) else { return false };
            rule.yields_to.iter().any(|to| to.takes(other_rule))
                && (other_rule.yields_to.is_empty() || other.level >= own.level)
        };
        let within = diagnostics
            .iter()
            .enumerate()
            .filter(|(_, other)| other.extent.is_none() && own.span().contains(other.span()) && takes(other));
        within.rev().max_by_key(|(_, other)| other.level).map(|(index, _)| index)
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
