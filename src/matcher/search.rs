//! The literals of many patterns at once: where in a text each pattern may match.

use rustc_hash::FxHashMap;

use super::PatternId;
use super::literals::Required;
use super::program::is_word;
use super::trie::Trie;
use super::vocabulary::{ListId, Vocabulary};

/// What patterns need, collected.
#[derive(Debug, Default)]
pub(super) struct Needs {
    at_words: Group,
    anywhere: Group,
}

#[derive(Debug, Default)]
struct Group {
    words: Vec<(PatternId, Vec<String>)>,
    lists: FxHashMap<ListId, Vec<PatternId>>,
}

/// Finds them.
#[derive(Debug)]
pub(super) struct Search {
    /// Literals that are looked for only where a word begins.
    at_words: Finder,
    anywhere: Finder,
}

#[derive(Debug, Default)]
struct Finder {
    trie: Trie,
    /// By entry of the trie, the sets of literals that hold it.
    sets: Vec<Vec<u32>>,
    /// The patterns that need one of a set.
    owners: Vec<Vec<PatternId>>,
}

impl Needs {
    pub(super) fn add(&mut self, required: Required, owner: PatternId) {
        let group = if required.at_word { &mut self.at_words } else { &mut self.anywhere };
        if !required.words.is_empty() {
            group.words.push((owner, required.words));
        }
        required.lists.into_iter().for_each(|list| group.lists.entry(list).or_default().push(owner));
    }

    pub(super) fn build(self, vocabulary: &Vocabulary) -> Search {
        Search { at_words: self.at_words.build(vocabulary), anywhere: self.anywhere.build(vocabulary) }
    }
}

impl Group {
    fn build(self, vocabulary: &Vocabulary) -> Finder {
        let mut finder = Finder::default();
        for (owner, words) in &self.words {
            finder.add(words, vec![*owner]);
        }
        for (list, owners) in self.lists {
            finder.add(vocabulary.get(list).words.words(), owners);
        }
        finder
    }
}

impl Finder {
    fn add(&mut self, words: &[String], owners: Vec<PatternId>) {
        let set = u32::try_from(self.owners.len()).expect("fewer sets than patterns");
        self.owners.push(owners);
        for word in words {
            let entry = self.trie.insert(word, self.sets.len());
            match self.sets.get_mut(entry) {
                Some(sets) => sets.push(set),
                None => self.sets.push(vec![set]),
            }
        }
    }

    fn visit(&self, text: &str, start: usize, found: &mut impl FnMut(PatternId, usize)) {
        self.trie.visit(text, start, |_, entry| {
            let owners = self.sets[entry].iter().flat_map(|set| &self.owners[*set as usize]);
            owners.for_each(|owner| found(*owner, start));
        });
    }
}

impl Search {
    /// Tells of every literal in `text`, overlapping ones too, in the order of their beginnings: the pattern that needs
    /// it, and where it begins.
    pub(super) fn scan(&self, text: &str, mut found: impl FnMut(PatternId, usize)) {
        let mut inside_word = false;
        for (start, byte) in text.bytes().enumerate() {
            let of_word = is_word(byte);
            if of_word && !inside_word {
                self.at_words.visit(text, start, &mut found);
            }
            inside_word = of_word;
            if !matches!(byte, 0x80..=0xbf) {
                self.anywhere.visit(text, start, &mut found);
            }
        }
    }
}
