//! Patterns collected while rules load, and the one matcher made of them.

use std::sync::{Arc, OnceLock};

use regex_automata::meta;
use regex_syntax::hir::Hir;
use rustc_hash::FxHashMap;

use super::automaton::{Automaton, Literals};
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
    /// Only in the few short units that its rule looks at, one by one; its everyday words would crowd that pass.
    Units,
}

impl Reach {
    /// The bytes of the shortest literal that is worth looking for: a shorter one stands in nearly every sentence.
    const fn shortest_literal(self) -> usize {
        match self {
            Reach::Article => 3,
            Reach::Units => 1,
        }
    }
}

/// Collects the patterns of all rules.
#[derive(Debug, Default)]
pub struct PatternPool {
    patterns: Vec<Pattern>,
    ids: FxHashMap<(String, Reach), PatternId>,
    of_articles: Literals,
    of_units: Literals,
}

#[derive(Debug)]
pub(super) struct Pattern {
    syntax: Hir,
    regex: OnceLock<meta::Regex>,
    pub(super) reach: Reach,
    pub(super) bounded: bool,
    /// It can match without any literal.
    pub(super) anywhere: bool,
    groups: Vec<(usize, Arc<str>)>,
}

/// Every pattern of every rule, ready to run.
#[derive(Debug)]
pub struct Matcher {
    pub(super) patterns: Vec<Pattern>,
    /// Of the literals that are looked for all over an article.
    pub(super) of_articles: Automaton,
    /// Of the literals that are looked for in single units.
    pub(super) of_units: Automaton,
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
        let required = literals::required(&parsed.hir, reach.shortest_literal());
        self.patterns.push(Pattern {
            groups: group_names(&parsed.hir),
            regex: OnceLock::new(),
            reach,
            bounded: parsed.bounded,
            anywhere: required.is_none(),
            syntax: parsed.hir,
        });
        let literals = match reach {
            Reach::Article => &mut self.of_articles,
            Reach::Units => &mut self.of_units,
        };
        required.into_iter().flatten().for_each(|literal| literals.add(literal, id));
        self.ids.insert(key, id);
        Ok(id)
    }

    /// The names of a pattern's groups.
    pub fn groups(&self, id: PatternId) -> impl Iterator<Item = &str> {
        self.patterns[id.0 as usize].groups.iter().map(|(_, name)| &**name)
    }

    pub fn build(self) -> Matcher {
        Matcher { patterns: self.patterns, of_articles: self.of_articles.build(), of_units: self.of_units.build() }
    }
}

impl Pattern {
    pub(super) fn regex(&self) -> &meta::Regex {
        self.regex.get_or_init(|| {
            // It runs in single units, where its literals were seen already: a prefilter of its own gains nothing there.
            let config = meta::Config::new().nfa_size_limit(Some(64 << 20)).auto_prefilter(false);
            let regex = meta::Regex::builder().configure(config).build_from_hir(&self.syntax);
            regex.expect("the pattern was parsed when its rule was loaded")
        })
    }

    pub(super) fn groups(&self) -> &[(usize, Arc<str>)] {
        &self.groups
    }
}

impl Matcher {
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
