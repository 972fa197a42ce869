//! The lists that patterns name, each kept once, and looked up letter by letter.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::letters::folds;
use super::trie::Trie;
use crate::model::WordList;

/// A list of the pool's patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ListId(u32);

#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    lists: Vec<List>,
    /// By the address of what lists share with their copies; `None` for a list whose words can't be matched letter by
    /// letter.
    ids: FxHashMap<usize, Option<ListId>>,
}

#[derive(Debug)]
pub(super) struct List {
    pub words: WordList,
    /// Its characters, written out.
    pub size: usize,
    tree: OnceLock<Tree>,
}

/// A list's words by their letters.
#[derive(Debug, Default)]
struct Tree {
    trie: Trie,
    /// By entry of the trie.
    spellings: Vec<Spellings>,
}

/// Words that are the same but for their case.
#[derive(Debug, Default)]
struct Spellings {
    any_case: bool,
    /// Those with capitals, which match as they are.
    exact: Vec<String>,
}

impl Vocabulary {
    pub(super) fn add(&mut self, words: &WordList) -> Option<ListId> {
        let lists = &mut self.lists;
        *self.ids.entry(words.address()).or_insert_with(|| {
            let sound = |word: &String| !word.is_empty() && word.chars().all(folds);
            let sound = !words.is_empty() && words.words().iter().all(sound);
            sound.then(|| {
                let size = words.words().iter().map(String::len).sum();
                lists.push(List { words: words.clone(), size, tree: OnceLock::new() });
                ListId(u32::try_from(lists.len() - 1).expect("fewer than 2^32 lists"))
            })
        })
    }

    pub(super) fn get(&self, id: ListId) -> &List {
        &self.lists[id.0 as usize]
    }
}

impl List {
    /// Tells of the ends of all words that stand at `start`, the shortest first.
    pub(super) fn visit(&self, text: &str, start: usize, mut found: impl FnMut(usize)) {
        let tree = self.tree();
        tree.trie.visit(text, start, |end, entry| {
            let spellings = &tree.spellings[entry];
            if spellings.any_case || spellings.exact.iter().any(|word| same(word, &text[start..end])) {
                found(end);
            }
        });
    }

    /// The letters that its words begin with, one for all cases.
    pub(super) fn firsts(&self) -> impl Iterator<Item = char> {
        self.tree().trie.firsts()
    }

    fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| {
            let mut tree = Tree::default();
            for word in self.words.words() {
                let entry = tree.trie.insert(word, tree.spellings.len());
                if entry == tree.spellings.len() {
                    tree.spellings.push(Spellings::default());
                }
                let spellings = &mut tree.spellings[entry];
                if word.chars().any(char::is_uppercase) {
                    spellings.exact.push(word.clone());
                } else {
                    spellings.any_case = true;
                }
            }
            tree
        })
    }
}

/// Whether they are the same but for their apostrophes.
fn same(word: &str, text: &str) -> bool {
    let plain = |letter: char| if letter == '’' { '\'' } else { letter };
    word.chars().map(plain).eq(text.chars().map(plain))
}
