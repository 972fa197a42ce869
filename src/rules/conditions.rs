//! Conditions with a name: those of all rule files.

use std::collections::BTreeMap;

use super::load::Parsed;
use crate::decode::span_of;
use crate::matcher::PatternPool;
use crate::model::{Lexicon, Problem};
use crate::query::{Builder, Condition, NamedConditions};

/// Gathers the conditions of all files. One that another file has already, or that is wrong in itself, is a fault of its
/// file.
pub(super) fn gather(parsed: &mut [Parsed<'_>], lexicon: &Lexicon, pool: &PatternPool) -> NamedConditions {
    let mut named = NamedConditions::new();
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for file in parsed.iter_mut() {
        let Some(set) = &file.set else { continue };
        for (name, condition) in &set.conditions {
            if let Some(other) = known.get(name.get_ref()) {
                file.problems.push(Problem {
                    span: span_of(&name.span()),
                    message: format!("the condition `{}` stands in {other} already", name.get_ref()),
                    label: "the second one of that name".to_owned(),
                    help: "give it another name".to_owned(),
                });
                continue;
            }
            known.insert(name.get_ref().clone(), file.file.path.to_string());
            named.insert(name.get_ref().clone(), condition.clone());
        }
    }
    for file in parsed.iter_mut() {
        let Some(set) = &file.set else { continue };
        for (name, condition) in &set.conditions {
            let problems = &mut file.problems;
            let mut builder = Builder { pool, lexicon, named: &named, scopes: &[], problems };
            Condition::check_named(name.get_ref(), condition, &mut builder);
        }
    }
    named
}
