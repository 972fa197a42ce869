//! Conditions with a name: those of all rule files.

use super::load::Parsed;
use crate::matcher::PatternPool;
use crate::model::Lexicon;
use crate::query::{Builder, Condition, NamedConditions};

/// Gathers the conditions of all files; a later file's condition replaces an earlier one of the same name. What is wrong
/// with one in itself is a fault of its file.
pub(super) fn gather(parsed: &mut [Parsed<'_>], lexicon: &Lexicon, pool: &PatternPool) -> NamedConditions {
    let mut named = NamedConditions::new();
    for set in parsed.iter().filter_map(|file| file.set.as_ref()) {
        for (name, condition) in &set.conditions {
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
