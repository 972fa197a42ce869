//! Patterns collected while rules load, and the one matcher made of them.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use regex_automata::meta;
use rustc_hash::FxHashMap;

use super::literals::{Extractor, Required};
use super::program::Program;
use super::search::{Needs, Search};
use super::syntax::{self, Node};
use super::vocabulary::Vocabulary;
use super::{Hits, PatternError, pattern};
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
    ids: FxHashMap<Key, PatternId>,
    vocabulary: Vocabulary,
    of_articles: Needs,
    of_units: Needs,
}

/// The same pattern with the same lists, looked for in the same places, is kept once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    pattern: String,
    /// By their addresses.
    lists: Vec<usize>,
    reach: Reach,
}

#[derive(Debug)]
pub(super) struct Pattern {
    written: String,
    /// The lists that it names.
    lists: Vec<(String, WordList)>,
    /// What it says, where that is nothing unusual.
    read: Option<syntax::Read>,
    program: OnceLock<Option<Program>>,
    /// Compiled when it is first needed.
    regex: OnceLock<meta::Regex>,
    pub(super) reach: Reach,
    /// Its matches begin and end at word boundaries where it says `\b`, also beside letters that are not ASCII.
    pub(super) bounded: bool,
    /// It can match without any literal.
    pub(super) anywhere: bool,
    /// The names of its groups, as they open.
    groups: Vec<Arc<str>>,
}

/// Every pattern of every rule, ready to run.
#[derive(Debug)]
pub struct Matcher {
    pub(super) patterns: Vec<Pattern>,
    pub(super) vocabulary: Vocabulary,
    /// Of the literals that are looked for all over an article.
    pub(super) of_articles: Search,
    /// Of the literals that are looked for in single units.
    pub(super) of_units: Search,
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
        let lists: RefCell<Vec<(String, WordList)>> = RefCell::default();
        let mut collected = self.collected();
        let read = syntax::read(pattern, &mut |name| {
            let words = list(name)?;
            lists.borrow_mut().push((name.to_owned(), words.clone()));
            Ok(collected.vocabulary.add(words))
        })?;
        let (read, node, size) = match read.filter(|read| collected.is_plain(read)) {
            Some(read) => {
                let size = collected.size(&read.node);
                (Some(read), None, size)
            }
            None => {
                pattern::regex(pattern, list)?;
                let (syntax, size) = pattern::plain_syntax(pattern, &|name| {
                    lists.borrow_mut().push((name.to_owned(), list(name)?.clone()));
                    list(name)
                })?;
                (None, Some(Node::from(&syntax)), size)
            }
        };
        let lists = lists.into_inner();
        let addresses = lists.iter().map(|(_, words)| words.address()).collect();
        let key = Key { pattern: pattern.to_owned(), lists: addresses, reach };
        if let Some(id) = collected.ids.get(&key) {
            return Ok(*id);
        }
        collected.grow(size)?;
        let node = node.as_ref().or(read.as_ref().map(|read| &read.node)).expect("one of the two has read it");
        let extractor = Extractor { vocabulary: &collected.vocabulary, lightest: reach.shortest_literal() };
        let required = extractor.required(node);
        let mut groups = Vec::new();
        node.groups(&mut groups);
        let bounded = pattern.contains(r"\b");
        let anywhere = required.is_none();
        let (program, regex) = (OnceLock::new(), OnceLock::new());
        let written = pattern.to_owned();
        let pattern = Pattern { written, lists, read, program, regex, reach, bounded, anywhere, groups };
        Ok(collected.add(key, pattern, required))
    }

    /// The names of a pattern's groups.
    pub fn groups(&self, id: PatternId) -> Vec<Arc<str>> {
        self.collected().patterns[id.0 as usize].groups.clone()
    }

    pub fn build(self) -> Matcher {
        let Collected { patterns, vocabulary, of_articles, of_units, .. } =
            self.collected.into_inner().expect(NO_PANIC);
        let (of_articles, of_units) = (of_articles.build(&vocabulary), of_units.build(&vocabulary));
        Matcher { patterns, vocabulary, of_articles, of_units }
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

    /// Whether the pattern is far below every limit, and its groups have names of their own.
    fn is_plain(&self, read: &syntax::Read) -> bool {
        let mut groups = Vec::new();
        read.node.groups(&mut groups);
        groups.sort_unstable();
        self.size(&read.node) < pattern::LARGEST / 4 && groups.windows(2).all(|pair| pair[0] != pair[1])
    }

    fn size(&self, node: &Node) -> usize {
        node.size(&|list| self.vocabulary.get(list).size)
    }

    fn add(&mut self, key: Key, pattern: Pattern, required: Option<Required>) -> PatternId {
        let id = PatternId(u32::try_from(self.patterns.len()).expect("fewer than 2^32 patterns"));
        let needs = match key.reach {
            Reach::Article => &mut self.of_articles,
            Reach::Units => &mut self.of_units,
        };
        if let Some(required) = required {
            needs.add(required, id);
        }
        self.ids.insert(key, id);
        self.patterns.push(pattern);
        id
    }
}

impl Pattern {
    pub(super) fn regex(&self) -> &meta::Regex {
        self.regex.get_or_init(|| {
            let list = |name: &str| {
                let (_, words) = self.lists.iter().find(|(known, _)| known == name).expect("it was found before");
                Ok(words)
            };
            let written = pattern::regex(&self.written, &list).expect("it was read when its rule was loaded");
            // It runs in single units, where its literals were seen already: a prefilter of its own gains nothing there.
            let config = meta::Config::new().nfa_size_limit(Some(64 << 20)).auto_prefilter(false).onepass(false);
            let regex = meta::Regex::builder().configure(config).build(&written);
            regex.expect("but for its cases, the pattern was parsed when its rule was loaded")
        })
    }

    /// What to try at one place after another; `None` where the pattern needs a regex.
    pub(super) fn program(&self, vocabulary: &Vocabulary) -> Option<&Program> {
        let write = || self.read.as_ref().and_then(|read| Program::new(read, vocabulary));
        self.program.get_or_init(write).as_ref()
    }

    pub(super) fn groups(&self) -> &[Arc<str>] {
        &self.groups
    }
}

impl Matcher {
    /// Runs over an article's prose once.
    pub fn scan<'text>(&'text self, prose: &'text str) -> Hits<'text> {
        Hits::new(self, prose)
    }
}
