//! The literals of which a pattern's every match holds at least one.

use regex_syntax::hir::{Class, Hir, HirKind};

type Literals = Vec<String>;

/// More alternatives than this would crowd the automaton.
const MOST: usize = 600;
/// Neighbours are joined to longer literals while these are not more.
const MOST_JOINED: usize = 48;

/// What is known of a part of a pattern.
struct Part {
    /// All that it can match, in lower case, if that is a small finite set.
    exact: Option<Literals>,
    /// Literals of which every match of it holds one; the rarest such set as far as length tells.
    required: Option<Literals>,
}

/// A set of lower-case literals of at least `shortest` bytes such that every match of `hir` holds one of them, in any
/// case. `None` where the pattern has no such set.
pub(super) fn required(hir: &Hir, shortest: usize) -> Option<Vec<String>> {
    let mut literals = part(hir, shortest).required?;
    literals.sort_unstable();
    literals.dedup();
    Some(literals)
}

fn part(hir: &Hir, shortest: usize) -> Part {
    let (exact, required) = match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => (Some(nothing()), None),
        HirKind::Literal(literal) => (exact_literal(&literal.0), None),
        HirKind::Class(class) => (exact_class(class), None),
        HirKind::Capture(capture) => return part(&capture.sub, shortest),
        HirKind::Repetition(repetition) => {
            let inner = part(&repetition.sub, shortest);
            let required = inner.required.filter(|_| repetition.min > 0);
            let exact = inner.exact.filter(|_| repetition.max == Some(1)).map(|mut literals| {
                literals.extend((repetition.min == 0).then(String::new));
                literals
            });
            (exact, required)
        }
        HirKind::Concat(parts) => return concat(parts, shortest),
        HirKind::Alternation(branches) => return alternation(branches, shortest),
    };
    Part { required: better(required, useful(exact.as_ref(), shortest)), exact }
}

fn concat(parts: &[Hir], shortest: usize) -> Part {
    let mut required = None;
    // The neighbours joined so far, and whether they are all of the pattern's beginning.
    let mut run = nothing();
    let mut whole = true;
    for hir in parts {
        let next = part(hir, shortest);
        required = better(required, next.required);
        if !next.exact.as_ref().is_some_and(|exact| join(&mut run, exact)) {
            whole = false;
            required = better(required, useful(Some(&run), shortest));
            run = next.exact.unwrap_or_else(nothing);
        }
    }
    Part { required: better(required, useful(Some(&run), shortest)), exact: whole.then_some(run) }
}

fn alternation(branches: &[Hir], shortest: usize) -> Part {
    let parts: Vec<Part> = branches.iter().map(|branch| part(branch, shortest)).collect();
    let union = |of: fn(&Part) -> Option<&Literals>| {
        let sets: Option<Vec<&Literals>> = parts.iter().map(of).collect();
        let all: Literals = sets?.into_iter().flatten().cloned().collect();
        (all.len() <= MOST).then_some(all)
    };
    let exact = union(|part| part.exact.as_ref());
    let required = better(union(|part| part.required.as_ref()), useful(exact.as_ref(), shortest));
    Part { exact, required }
}

fn nothing() -> Literals {
    vec![String::new()]
}

fn exact_literal(bytes: &[u8]) -> Option<Literals> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.chars().all(folds_in_ascii).then(|| vec![text.to_ascii_lowercase()])
}

/// A class of one letter's cases, or of a few characters (either apostrophe).
fn exact_class(class: &Class) -> Option<Literals> {
    let Class::Unicode(class) = class else { return None };
    let size: usize = class.ranges().iter().map(|range| range.len()).sum();
    if size > 12 {
        return None;
    }
    // The long s and the Kelvin sign fold to s and k; no literal needs them.
    let letters = class.ranges().iter().flat_map(|range| range.start()..=range.end());
    let letters = letters.filter(|letter| !matches!(letter, 'ſ' | '\u{212a}'));
    let folded = letters.map(|letter| folds_in_ascii(letter).then(|| letter.to_ascii_lowercase().to_string()));
    let mut literals = folded.collect::<Option<Literals>>()?;
    literals.sort_unstable();
    literals.dedup();
    Some(literals)
}

/// The automaton knows the cases of ASCII letters only.
fn folds_in_ascii(letter: char) -> bool {
    letter.is_ascii() || !letter.is_alphabetic()
}

/// Puts each of `right` behind each of `run`; false, and nothing done, where that would be too many.
fn join(run: &mut Literals, right: &Literals) -> bool {
    match right.as_slice() {
        [only] => run.iter_mut().for_each(|start| start.push_str(only)),
        _ if run.len() * right.len() > MOST_JOINED => return false,
        _ => *run = run.iter().flat_map(|start| right.iter().map(move |end| format!("{start}{end}"))).collect(),
    }
    true
}

fn useful(literals: Option<&Literals>, shortest: usize) -> Option<Literals> {
    let long_enough = |literals: &&Literals| literals.iter().all(|literal| weight(literal.trim()) >= shortest);
    literals.filter(|literals| !literals.is_empty()).filter(long_enough).cloned()
}

fn better(left: Option<Literals>, right: Option<Literals>) -> Option<Literals> {
    match (left, right) {
        (Some(left), Some(right)) => Some(if rarity(&right) > rarity(&left) { right } else { left }),
        (left, right) => left.or(right),
    }
}

/// The literal's length in bytes, with more for signs that few sentences have.
fn weight(literal: &str) -> usize {
    const RARE: [char; 8] = ['$', '£', '€', '%', '[', '#', '@', '&'];
    literal.chars().map(|letter| if RARE.contains(&letter) { 5 } else { letter.len_utf8() }).sum()
}

/// Grows with the length of the shortest literal, falls with the number of them.
fn rarity(literals: &Literals) -> usize {
    let shortest = literals.iter().map(|literal| weight(literal)).min().unwrap_or(0).min(12);
    (shortest * 8).saturating_sub(literals.len().ilog2() as usize * 3)
}
