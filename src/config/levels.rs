//! At which level each rule runs.

use crate::model::Level;
use crate::rules::{RuleSet, Selector};

/// A name that is no rule and no set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    pub name: String,
    pub nearest: Option<String>,
}

/// The level of a rule that is off by itself and asked for by name.
const OPTED_IN: Level = Level::Note;

/// The levels of `rules`, in their order, with all but `select` off (where there is any) and `ignore` off.
///
/// # Errors
/// The names that are no rule and no set.
pub fn levels(rules: &RuleSet, select: &[String], ignore: &[String]) -> Result<Vec<Level>, Vec<UnknownRule>> {
    let (selected, ignored) = match (selectors(rules, select), selectors(rules, ignore)) {
        (Ok(selected), Ok(ignored)) => (selected, ignored),
        (selected, ignored) => {
            return Err([selected.err(), ignored.err()].into_iter().flatten().flatten().collect());
        }
    };
    let mut levels = rules.levels();
    for (rule, level) in rules.rules.iter().zip(&mut levels) {
        if !selected.is_empty() {
            let named = selected.iter().any(|selector| selector.names(rule));
            let taken = named || selected.iter().any(|selector| selector.takes(rule));
            *level = match (*level, taken, named) {
                (Level::Off, _, true) => OPTED_IN,
                (level, true, _) => level,
                (_, false, _) => Level::Off,
            };
        }
        if ignored.iter().any(|selector| selector.takes(rule)) {
            *level = Level::Off;
        }
    }
    Ok(levels)
}

fn selectors(rules: &RuleSet, names: &[String]) -> Result<Vec<Selector>, Vec<UnknownRule>> {
    let (found, unknown): (Vec<_>, Vec<_>) =
        names.iter().map(|name| (name, rules.selector(name))).partition(|(_, found)| found.is_ok());
    if unknown.is_empty() {
        return Ok(found.into_iter().filter_map(|(_, selector)| selector.ok()).collect());
    }
    let unknown =
        unknown.into_iter().map(|(name, found)| UnknownRule { name: name.clone(), nearest: found.err().flatten() });
    Err(unknown.collect())
}
