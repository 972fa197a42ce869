//! Patterns collected while rules load, and the one matcher made of them.

use std::sync::{Arc, OnceLock};

use aho_corasick::{AhoCorasick, MatchKind};
use regex_automata::meta;
use rustc_hash::FxHashMap;

use super::{Hits, PatternError, literals, pattern};
use crate::model::WordList;

/// A pattern of the pool it was added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PatternId(pub(super) u32);

/// Where a pattern is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// All over the article: the one pass over its prose tells where.
    Article,
    /// Only in the few short units that its rule looks at; its everyday words would crowd that pass.
    Units,
}

/// Collects the patterns of all rules.
#[derive(Debug, Default)]
pub struct PatternPool {
    patterns: Vec<Pattern>,
    ids: FxHashMap<(String, Reach), PatternId>,
    owners: FxHashMap<String, Vec<PatternId>>,
}

#[derive(Debug)]
pub(super) struct Pattern {
    source: String,
    regex: OnceLock<meta::Regex>,
    pub(super) bounded: bool,
    /// It can match where none of the automaton's literals stands.
    pub(super) anywhere: bool,
    /// It runs in each unit by itself: it asks where its unit begins or ends, or reaches no further than units.
    pub(super) by_unit: bool,
    groups: Vec<(usize, Arc<str>)>,
}

/// Every pattern of every rule, ready to run.
#[derive(Debug)]
pub struct Matcher {
    pub(super) patterns: Vec<Pattern>,
    pub(super) automaton: AhoCorasick,
    /// The patterns that need each literal of the automaton.
    pub(super) owners: Vec<Vec<PatternId>>,
    /// The patterns that need no literal, in one regex that tells which of them match at all.
    pub(super) others: OnceLock<Others>,
}

/// One multi-pattern regex, and the pattern of the pool that each of its patterns is.
#[derive(Debug)]
pub(super) struct Others {
    pub(super) regex: meta::Regex,
    pub(super) ids: Vec<PatternId>,
}

impl PatternPool {
    /// Adds a pattern; `list` looks up the `@lists` that it names.
    ///
    /// The same pattern with the same lists and reach is kept once.
    pub fn add<'list>(
        &mut self,
        pattern: &str,
        reach: Reach,
        list: &dyn Fn(&str) -> Result<&'list WordList, PatternError>,
    ) -> Result<PatternId, PatternError> {
        let parsed = pattern::parse(pattern, list)?;
        let key = (parsed.regex, reach);
        if let Some(id) = self.ids.get(&key) {
            return Ok(*id);
        }
        let id = PatternId(u32::try_from(self.patterns.len()).expect("fewer than 2^32 patterns"));
        let required = literals::required(&parsed.hir).filter(|_| reach == Reach::Article);
        self.patterns.push(Pattern {
            groups: group_names(&parsed.hir),
            source: key.0.clone(),
            regex: OnceLock::new(),
            bounded: parsed.bounded,
            anywhere: required.is_none(),
            by_unit: reach == Reach::Units || parsed.hir.properties().look_set().contains_anchor(),
        });
        for literal in required.into_iter().flatten() {
            self.owners.entry(literal).or_default().push(id);
        }
        self.ids.insert(key, id);
        Ok(id)
    }

    /// The names of a pattern's groups.
    pub fn groups(&self, id: PatternId) -> impl Iterator<Item = &str> {
        self.patterns[id.0 as usize].groups.iter().map(|(_, name)| &**name)
    }

    pub fn build(self) -> Matcher {
        let (literals, owners): (Vec<String>, Vec<Vec<PatternId>>) = self.owners.into_iter().unzip();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(aho_corasick::AhoCorasickKind::ContiguousNFA))
            .build(&literals)
            .expect("the literals of rules fit an automaton");
        Matcher { patterns: self.patterns, automaton, owners, others: OnceLock::new() }
    }
}

impl Pattern {
    pub(super) fn regex(&self) -> &meta::Regex {
        self.regex.get_or_init(|| {
            meta::Regex::builder()
                .configure(meta::Config::new().nfa_size_limit(Some(64 << 20)))
                .build(&self.source)
                .expect("the pattern was parsed when its rule was loaded")
        })
    }

    pub(super) fn groups(&self) -> &[(usize, Arc<str>)] {
        &self.groups
    }
}

impl Matcher {
    /// The patterns without a literal that may share one look at the whole prose.
    pub(super) fn others(&self) -> &Others {
        self.others.get_or_init(|| {
            let shared = self.patterns.iter().enumerate().filter(|(_, pattern)| pattern.anywhere && !pattern.by_unit);
            let (ids, sources): (Vec<PatternId>, Vec<&str>) =
                shared.map(|(index, pattern)| (PatternId(index as u32), pattern.source.as_str())).unzip();
            let overlapping = meta::Config::new().match_kind(regex_automata::MatchKind::All);
            let regex = meta::Regex::builder().configure(overlapping).build_many(&sources);
            Others { regex: regex.expect("each pattern was parsed by itself"), ids }
        })
    }

    /// Runs over an article's prose once.
    pub fn scan<'text>(&'text self, prose: &'text str) -> Hits<'text> {
        Hits::new(self, prose)
    }
}

fn group_names(hir: &regex_syntax::hir::Hir) -> Vec<(usize, Arc<str>)> {
    use regex_syntax::hir::HirKind;
    let mut names = Vec::new();
    let mut waiting = vec![hir];
    while let Some(part) = waiting.pop() {
        match part.kind() {
            HirKind::Capture(capture) => {
                if let Some(name) = &capture.name {
                    names.push((capture.index as usize, Arc::from(&**name)));
                }
                waiting.push(&capture.sub);
            }
            HirKind::Repetition(repetition) => waiting.push(&repetition.sub),
            HirKind::Concat(parts) | HirKind::Alternation(parts) => waiting.extend(parts),
            _ => {}
        }
    }
    names.sort();
    names
}
