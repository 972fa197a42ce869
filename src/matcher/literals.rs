//! The literals of which a pattern's every match holds at least one.

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, Hir, HirKind};

type Literals = BTreeSet<String>;

/// More alternatives than this would crowd the automaton.
const MOST: usize = 600;
/// A shorter literal is seen in nearly every sentence.
const SHORTEST: usize = 3;

/// A set of lower-case literals such that every match of `hir` holds one of them, in any case; the rarest such set as
/// far as length tells. `None` where the pattern has no such set.
pub(super) fn required(hir: &Hir) -> Option<Vec<String>> {
    best(hir).map(|literals| literals.into_iter().collect())
}

fn best(hir: &Hir) -> Option<Literals> {
    let whole = exact(hir).filter(is_useful);
    let parts = match hir.kind() {
        HirKind::Capture(capture) => best(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => best(&repetition.sub),
        HirKind::Concat(parts) => best_of_concat(parts),
        HirKind::Alternation(branches) => union(branches.iter().map(best)),
        _ => None,
    };
    better(whole, parts)
}

fn best_of_concat(parts: &[Hir]) -> Option<Literals> {
    let mut found = None;
    let mut run = Literals::from([String::new()]);
    for part in parts {
        found = better(found, best(part));
        match exact(part) {
            Some(next) => match product(&run, &next) {
                Some(longer) => run = longer,
                None => {
                    found = better(found, Some(std::mem::replace(&mut run, next)).filter(is_useful));
                }
            },
            None => {
                found =
                    better(found, Some(std::mem::replace(&mut run, Literals::from([String::new()]))).filter(is_useful));
            }
        }
    }
    better(found, Some(run).filter(is_useful))
}

/// All that `hir` can match, in lower case, if that is a small finite set.
fn exact(hir: &Hir) -> Option<Literals> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(Literals::from([String::new()])),
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            let folds_in_ascii = |letter: char| letter.is_ascii() || !letter.is_alphabetic();
            text.chars().all(folds_in_ascii).then(|| Literals::from([text.to_ascii_lowercase()]))
        }
        HirKind::Class(class) => exact_class(class),
        HirKind::Repetition(repetition) if repetition.max == Some(1) => {
            let mut literals = exact(&repetition.sub)?;
            if repetition.min == 0 {
                literals.insert(String::new());
            }
            Some(literals)
        }
        HirKind::Repetition(_) => None,
        HirKind::Capture(capture) => exact(&capture.sub),
        HirKind::Concat(parts) => {
            parts.iter().try_fold(Literals::from([String::new()]), |run, part| product(&run, &exact(part)?))
        }
        HirKind::Alternation(branches) => union(branches.iter().map(exact)),
    }
}

/// A class of one letter's cases, or of a few characters (either apostrophe).
fn exact_class(class: &Class) -> Option<Literals> {
    let Class::Unicode(class) = class else { return None };
    let size: usize = class.ranges().iter().map(|range| range.len()).sum();
    if size > 12 {
        return None;
    }
    let letters = class.ranges().iter().flat_map(|range| range.start()..=range.end());
    // The long s and the Kelvin sign fold to s and k; no literal needs them.
    let letters = letters.filter(|letter| !matches!(letter, 'ſ' | '\u{212a}'));
    let folded =
        |letter: char| (letter.is_ascii() || !letter.is_alphabetic()).then(|| letter.to_ascii_lowercase().to_string());
    letters.map(folded).collect()
}

fn union(sets: impl Iterator<Item = Option<Literals>>) -> Option<Literals> {
    let mut all = Literals::new();
    for set in sets {
        all.extend(set?);
    }
    (all.len() <= MOST).then_some(all)
}

fn product(left: &Literals, right: &Literals) -> Option<Literals> {
    (left.len() * right.len() <= MOST)
        .then(|| left.iter().flat_map(|start| right.iter().map(move |end| format!("{start}{end}"))).collect())
}

fn is_useful(literals: &Literals) -> bool {
    !literals.is_empty() && literals.iter().all(|literal| literal.trim().len() >= SHORTEST)
}

fn better(left: Option<Literals>, right: Option<Literals>) -> Option<Literals> {
    match (left, right) {
        (Some(left), Some(right)) => Some(if rarity(&right) > rarity(&left) { right } else { left }),
        (left, right) => left.or(right),
    }
}

/// Grows with the length of the shortest literal, falls with the number of them.
fn rarity(literals: &Literals) -> usize {
    let shortest = literals.iter().map(String::len).min().unwrap_or(0).min(12);
    (shortest * 8).saturating_sub(literals.len().ilog2() as usize * 3)
}
