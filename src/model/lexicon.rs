//! The word lists and tables of weights of the rule sets, by name: words live in TOML, never in code.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use super::{Weights, fold};

/// Every list that is visible to all sets, with `@references` between lists resolved.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    lists: BTreeMap<String, WordList>,
    empty: WordList,
    weights: BTreeMap<String, Weights>,
}

/// Words and phrases, as written in the list's file, and folded for look-up.
#[derive(Clone, Debug, Default)]
pub struct WordList {
    shared: Arc<Words>,
}

/// What a list shares with its copies.
#[derive(Debug, Default)]
struct Words {
    words: Vec<String>,
    folded: OnceLock<FxHashSet<String>>,
}

impl Lexicon {
    pub fn insert(&mut self, name: impl Into<String>, list: WordList) {
        self.lists.insert(name.into(), list);
    }

    pub fn get(&self, name: &str) -> Option<&WordList> {
        self.lists.get(name)
    }

    /// The list of that name, or an empty one: structure works, if less well, without a list.
    pub fn list(&self, name: &str) -> &WordList {
        self.lists.get(name).unwrap_or(&self.empty)
    }

    pub fn insert_weights(&mut self, weights: Weights) {
        self.weights.insert(weights.name.clone(), weights);
    }

    /// The table of weights of that name.
    pub fn weights(&self, name: &str) -> Option<&Weights> {
        self.weights.get(name)
    }

    pub fn weights_mut(&mut self, name: &str) -> Option<&mut Weights> {
        self.weights.get_mut(name)
    }

    pub fn names_of_weights(&self) -> impl Iterator<Item = &str> {
        self.weights.keys().map(String::as_str)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.lists.keys().map(String::as_str)
    }
}

impl WordList {
    pub fn words(&self) -> &[String] {
        &self.shared.words
    }

    /// Whether the list holds `word`, which must be folded.
    pub fn contains(&self, word: &str) -> bool {
        let fold = || self.shared.words.iter().map(|word| fold(word)).collect();
        self.shared.folded.get_or_init(fold).contains(word)
    }

    pub fn is_empty(&self) -> bool {
        self.shared.words.is_empty()
    }

    /// The same for a list and its copies, while there are any, and for no other.
    pub fn address(&self) -> usize {
        Arc::as_ptr(&self.shared).addr()
    }
}

impl<Word: Into<String>> FromIterator<Word> for WordList {
    fn from_iter<Words: IntoIterator<Item = Word>>(words: Words) -> Self {
        let words = words.into_iter().map(Into::into).collect();
        Self { shared: Arc::new(self::Words { words, folded: OnceLock::new() }) }
    }
}
