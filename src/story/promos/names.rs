//! The names that markup gives a block: classes, ids, shortcodes, and the addresses of its links.

use rustc_hash::FxHashMap;

use super::evidence::Evidence;
use super::signals::Signal;
use crate::language::words::count;
use crate::model::{Block, Lexicon, PromoKind, Reading, WordList};
use crate::scoring::Scale;

/// Names from this length on are found inside longer words too.
const TELLING: usize = 8;

#[derive(Debug)]
pub struct MarkupNames {
    /// Names of blocks and of what is around them.
    names: Vec<(PromoKind, WordList)>,
    /// Names of addresses, and of shortcodes and embeds.
    targets: Vec<(PromoKind, WordList)>,
    /// Words that make of a name its contrary.
    negations: WordList,
}

/// The names of one article, each looked up once.
pub struct NamesOfArticle<'names> {
    names: &'names MarkupNames,
    known: FxHashMap<String, Option<PromoKind>>,
}

/// A name that stands on so much of the story, one word in so many, is the page's.
const PAGE: usize = 3;
/// A story with fewer blocks is too small to tell a page from a box.
const BLOCKS: usize = 6;

impl MarkupNames {
    pub fn new(lexicon: &Lexicon) -> Self {
        let lists = |suffix: &str| {
            let list = |kind: PromoKind| (kind, lexicon.list(&format!("promo-{}-{suffix}", kind.name())).clone());
            PromoKind::ALL.map(list).to_vec()
        };
        Self {
            names: lists("names"),
            targets: lists("targets"),
            negations: lexicon.list("promo-name-negations").clone(),
        }
    }

    /// The names of a reading's blocks; those of the page itself tell nothing.
    pub fn of_article(&self, reading: &Reading) -> NamesOfArticle<'_> {
        let mut said: FxHashMap<&str, usize> = FxHashMap::default();
        let (mut all, mut blocks) = (0, 0);
        for block in reading.blocks.iter().filter(|block| !block.passage.is_empty()) {
            let words = count(reading.text.slice(block.passage));
            (all, blocks) = (all + words, blocks + 1);
            let names = &block.shape.names;
            let first = |(index, name): &(usize, &String)| !names[..*index].contains(name);
            names.iter().enumerate().filter(first).for_each(|(_, name)| *said.entry(name).or_default() += words);
        }
        let of_page = said.into_iter().filter(|(_, words)| blocks >= BLOCKS && words * PAGE >= all);
        NamesOfArticle { names: self, known: of_page.map(|(name, _)| (name.to_owned(), None)).collect() }
    }

    /// The kind that a class, an id or a component's name tells.
    fn kind(&self, name: &str) -> Option<PromoKind> {
        let words = words_of(name);
        if words.iter().any(|word| self.negations.contains(word)) {
            return None;
        }
        let pairs: Vec<String> = words.windows(2).map(|pair| pair.join("-")).collect();
        let whole = words.concat();
        let tells = |list: &WordList| {
            words.iter().chain(&pairs).any(|word| list.contains(word))
                || list.words().iter().any(|name| name.len() >= TELLING && whole.contains(name.as_str()))
        };
        self.names.iter().find(|(_, list)| tells(list)).map(|(kind, _)| *kind)
    }

    /// The kind that the name of a shortcode or embed tells.
    fn embed_kind(&self, name: &str) -> Option<PromoKind> {
        let words = words_of(name);
        let target = || {
            let tells = |list: &WordList| words.iter().any(|word| list.contains(word));
            self.targets.iter().find(|(_, list)| tells(list)).map(|(kind, _)| *kind)
        };
        self.kind(name).or_else(target)
    }

    /// The kind that the names of a shortcode or component around blocks tell.
    pub fn wrapper_kind(&self, names: &[String]) -> Option<PromoKind> {
        clearest(names.iter().filter_map(|name| self.kind(name)))
    }

    /// The kind that a part of a link's address tells: its last part, or one of its first.
    fn target_kind(&self, target: &str) -> Option<PromoKind> {
        let path = target.split_once("://").map_or(target, |(_, path)| path);
        let mut parts = path.split(['/', '?', '#']).skip(1).take(3).map(str::to_lowercase);
        parts.find_map(|part| {
            let tells = |(_, list): &&(PromoKind, WordList)| list.contains(&part);
            self.names.iter().chain(&self.targets).find(tells).map(|(kind, _)| *kind)
        })
    }
}

impl NamesOfArticle<'_> {
    pub fn weigh(&mut self, block: &Block, evidence: &mut Evidence, weights: &Scale) {
        if block.shape.embed {
            let says = block.shape.names.iter().chain(block.shape.values.iter().filter(|value| is_address(value)));
            if let Some(kind) = clearest(says.filter_map(|name| self.names.embed_kind(name))) {
                evidence.add_for(kind, Signal::EmbedName, weights);
            }
            return;
        }
        if let Some(kind) = clearest(block.shape.names.iter().filter_map(|name| self.kind(name))) {
            evidence.add_for(kind, Signal::Name, weights);
        }
        if let Some(kind) = block.shape.targets.iter().find_map(|target| self.names.target_kind(target)) {
            evidence.add_for(kind, Signal::Target, weights);
        }
    }

    fn kind(&mut self, name: &str) -> Option<PromoKind> {
        if let Some(kind) = self.known.get(name) {
            return *kind;
        }
        let kind = self.names.kind(name);
        self.known.insert(name.to_owned(), kind);
        kind
    }
}

/// The first kind that says what is promoted, else that something is.
fn clearest(kinds: impl Iterator<Item = PromoKind>) -> Option<PromoKind> {
    let mut unclear = None;
    for kind in kinds {
        if kind != PromoKind::Other {
            return Some(kind);
        }
        unclear = Some(kind);
    }
    unclear
}

fn is_address(value: &str) -> bool {
    !value.contains(char::is_whitespace) && value.contains('/')
}

/// The words of a name, lower case: `PromoSmall`, `two-related` and `embed/newsletter` have two each.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() || letter.is_uppercase() && after_small {
            words.push(String::new());
        }
        if letter.is_alphanumeric() {
            words.last_mut().expect("there is always a last word").extend(letter.to_lowercase());
        }
        after_small = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}
