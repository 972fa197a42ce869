//! The literals of many patterns in one automaton, which tells where each pattern may match.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;

use super::PatternId;

/// Literals, and the patterns that need them.
#[derive(Debug, Default)]
pub(super) struct Literals {
    owners: FxHashMap<String, Vec<PatternId>>,
}

#[derive(Debug)]
pub(super) struct Automaton {
    search: AhoCorasick,
    /// The patterns that need each literal.
    owners: Vec<Vec<PatternId>>,
}

impl Literals {
    pub(super) fn add(&mut self, literal: String, owner: PatternId) {
        self.owners.entry(literal).or_default().push(owner);
    }

    pub(super) fn build(self) -> Automaton {
        let (literals, owners): (Vec<String>, Vec<Vec<PatternId>>) = self.owners.into_iter().unzip();
        let search = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&literals);
        Automaton { search: search.expect("the literals of rules fit an automaton"), owners }
    }
}

impl Automaton {
    /// Tells of every literal in `text`, overlapping ones too: the pattern that needs it, and where it begins.
    pub(super) fn scan(&self, text: &str, mut found: impl FnMut(PatternId, usize)) {
        for hit in self.search.find_overlapping_iter(text) {
            for owner in &self.owners[hit.pattern().as_usize()] {
                found(*owner, hit.start());
            }
        }
    }
}
