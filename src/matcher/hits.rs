//! What the one pass over an article's prose found, and a pattern's matches within a unit.

use std::sync::Arc;

use regex_automata::Input;

use super::{Matcher, PatternId, pool::Pattern};
use crate::model::Passage;

/// The places in one article's prose where patterns may match.
#[derive(Debug)]
pub struct Hits<'text> {
    matcher: &'text Matcher,
    prose: &'text str,
    /// For each pattern, where its literals begin, ascending.
    places: Vec<Vec<u32>>,
}

/// One match of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The group named `mark` where the pattern has one, else the whole match: what is underlined.
    pub mark: Passage,
    pub whole: Passage,
    /// The other named groups that took part.
    pub groups: Vec<(Arc<str>, Passage)>,
}

impl<'text> Hits<'text> {
    pub(super) fn new(matcher: &'text Matcher, prose: &'text str) -> Self {
        let mut places = vec![Vec::new(); matcher.patterns.len()];
        for hit in matcher.automaton.find_overlapping_iter(prose) {
            for owner in &matcher.owners[hit.pattern().as_usize()] {
                let place = u32::try_from(hit.start()).expect("articles are smaller than 4 GiB");
                places[owner.0 as usize].push(place);
            }
        }
        for found in &mut places {
            found.sort_unstable();
        }
        Self { matcher, prose, places }
    }

    /// Where the pattern may match: ascending offsets into the prose; `None` where it may match anywhere.
    pub fn places(&self, id: PatternId) -> Option<&[u32]> {
        (!self.matcher.patterns[id.0 as usize].anywhere).then(|| self.places[id.0 as usize].as_slice())
    }

    /// The pattern's matches within `passage`, which it sees as if nothing stood around it.
    pub fn find(&self, id: PatternId, passage: Passage) -> Vec<Match> {
        let mut found = Vec::new();
        self.visit(id, passage, |hit| {
            found.push(hit);
            true
        });
        found
    }

    /// Whether the pattern matches within `passage`.
    pub fn matches(&self, id: PatternId, passage: Passage) -> bool {
        let mut any = false;
        self.visit(id, passage, |_| {
            any = true;
            false
        });
        any
    }

    fn visit(&self, id: PatternId, passage: Passage, mut accept: impl FnMut(Match) -> bool) {
        if !self.may_match(id, passage) {
            return;
        }
        let pattern = &self.matcher.patterns[id.0 as usize];
        let regex = pattern.regex();
        let words = &self.prose[passage.range()];
        let mut captures = regex.create_captures();
        let mut at = 0;
        while at <= words.len() {
            let input = Input::new(words).range(at..);
            if pattern.groups().is_empty() {
                let Some(found) = regex.find(input) else { return };
                captures.clear();
                at = self.step(pattern, words, found.range(), &mut |whole| {
                    accept(Match {
                        mark: whole.shift(passage.start),
                        whole: whole.shift(passage.start),
                        groups: Vec::new(),
                    })
                });
            } else {
                regex.captures(input, &mut captures);
                let Some(found) = captures.get_match() else { return };
                at = self.step(pattern, words, found.range(), &mut |whole| {
                    accept(with_groups(pattern, &captures, whole, passage.start))
                });
            }
        }
    }

    /// Hands a match on unless it begins or ends inside a word; returns where to look next.
    fn step(
        &self,
        pattern: &Pattern,
        words: &str,
        found: std::ops::Range<usize>,
        accept: &mut dyn FnMut(Passage) -> bool,
    ) -> usize {
        if pattern.bounded && (inside_word(words, found.start) || inside_word(words, found.end)) {
            let first = words[found.start..].chars().next().map_or(1, char::len_utf8);
            return found.start + first;
        }
        if accept(Passage::new(found.start, found.end)) { found.end.max(found.start + 1) } else { words.len() + 1 }
    }

    fn may_match(&self, id: PatternId, passage: Passage) -> bool {
        let Some(places) = self.places(id) else { return true };
        let first = places.partition_point(|place| (*place as usize) < passage.start);
        places.get(first).is_some_and(|place| (*place as usize) < passage.end)
    }
}

fn with_groups(
    pattern: &Pattern,
    captures: &regex_automata::util::captures::Captures,
    whole: Passage,
    base: usize,
) -> Match {
    let mut mark = whole.shift(base);
    let mut groups = Vec::new();
    for (index, name) in pattern.groups() {
        let Some(group) = captures.get_group(*index) else { continue };
        let passage = Passage::new(group.start + base, group.end + base);
        if &**name == "mark" {
            mark = passage;
        } else {
            groups.push((name.clone(), passage));
        }
    }
    Match { mark, whole: whole.shift(base), groups }
}

/// Whether letters stand on both sides of `at`, one of them beyond ASCII: what an ASCII word boundary can't see.
fn inside_word(words: &str, at: usize) -> bool {
    let before = words[..at].chars().next_back();
    let after = words[at..].chars().next();
    matches!((before, after), (Some(before), Some(after))
        if before.is_alphanumeric() && after.is_alphanumeric() && !(before.is_ascii() && after.is_ascii()))
}
