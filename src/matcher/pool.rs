//! Patterns collected while rules load, and the one matcher made of them.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use regex_automata::meta;
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

/// Collects the patterns of all rules, which may be read side by side.
#[derive(Debug, Default)]
pub struct PatternPool {
    collected: Mutex<Collected>,
}

#[derive(Debug, Default)]
struct Collected {
    patterns: Vec<Pattern>,
    /// What they come to, written out.
    size: usize,
    ids: FxHashMap<(String, Reach), PatternId>,
    of_articles: Literals,
    of_units: Literals,
}

#[derive(Debug)]
pub(super) struct Pattern {
    /// As a regex, parsed when it is first needed.
    written: String,
    regex: OnceLock<meta::Regex>,
    pub(super) reach: Reach,
    /// Its matches begin and end at word boundaries where it says `\b`, also beside letters that are not ASCII.
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
        &self,
        pattern: &str,
        reach: Reach,
        list: &dyn Fn(&str) -> Result<&'list WordList, PatternError>,
    ) -> Result<PatternId, PatternError> {
        let key = (pattern::regex(pattern, list)?, reach);
        if let Some(id) = self.collected().ids.get(&key) {
            return Ok(*id);
        }
        let (syntax, size) = pattern::plain_syntax(pattern, list)?;
        self.collected().grow(size)?;
        let required = literals::required(&syntax, reach.shortest_literal());
        let pattern = Pattern {
            groups: group_names(&syntax),
            written: key.0.clone(),
            regex: OnceLock::new(),
            reach,
            bounded: pattern.contains(r"\b"),
            anywhere: required.is_none(),
        };
        Ok(self.collected().add(key, pattern, required.unwrap_or_default()))
    }

    /// The names of a pattern's groups.
    pub fn groups(&self, id: PatternId) -> Vec<Arc<str>> {
        self.collected().patterns[id.0 as usize].groups.iter().map(|(_, name)| Arc::clone(name)).collect()
    }

    pub fn build(self) -> Matcher {
        let collected = self.collected.into_inner().expect(NO_PANIC);
        let (of_articles, of_units) = rayon::join(|| collected.of_articles.build(), || collected.of_units.build());
        Matcher { patterns: collected.patterns, of_articles, of_units }
    }

    fn collected(&self) -> MutexGuard<'_, Collected> {
        self.collected.lock().expect(NO_PANIC)
    }
}

const NO_PANIC: &str = "nobody panics while holding the patterns";

/// Characters of all patterns together, written out: many times what a newsroom needs, and no danger to memory.
const LARGEST_POOL: usize = 4_000_000;

impl Collected {
    fn grow(&mut self, size: usize) -> Result<(), PatternError> {
        self.size = self.size.saturating_add(size);
        if self.size <= LARGEST_POOL {
            return Ok(());
        }
        Err(PatternError {
            message: "with this pattern, the patterns of all rules are too large together".to_owned(),
            help: "name shorter lists in them, and fewer of them".to_owned(),
        })
    }

    fn add(&mut self, key: (String, Reach), pattern: Pattern, literals: Vec<String>) -> PatternId {
        let next = PatternId(u32::try_from(self.patterns.len()).expect("fewer than 2^32 patterns"));
        let reach = key.1;
        let id = *self.ids.entry(key).or_insert(next);
        if id == next {
            self.patterns.push(pattern);
            let automaton = match reach {
                Reach::Article => &mut self.of_articles,
                Reach::Units => &mut self.of_units,
            };
            literals.into_iter().for_each(|literal| automaton.add(literal, id));
        }
        id
    }
}

impl Pattern {
    pub(super) fn regex(&self) -> &meta::Regex {
        self.regex.get_or_init(|| {
            // It runs in single units, where its literals were seen already: a prefilter of its own gains nothing there.
            let config = meta::Config::new().nfa_size_limit(Some(64 << 20)).auto_prefilter(false).onepass(false);
            let regex = meta::Regex::builder().configure(config).build(&self.written);
            regex.expect("but for its cases, the pattern was parsed when its rule was loaded")
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
