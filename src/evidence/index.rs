//! Where words, pairs and threes of words stand in the sources.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::words::Word;

#[derive(Debug, Default)]
pub struct Index {
    /// By the word's key.
    words: Vec<Vec<u32>>,
    pairs: FxHashMap<[u32; 2], Vec<u32>>,
    threes: FxHashMap<[u32; 3], Vec<u32>>,
}

impl Index {
    /// Of the spoken words; no pair runs from one document into the next.
    pub fn new(spoken: &[Word], documents: impl Iterator<Item = Range<usize>>) -> Self {
        let mut index = Self::default();
        for document in documents {
            for place in document.clone() {
                let key = |ahead: usize| Some(place + ahead).filter(|at| *at < document.end).map(|at| spoken[at].key);
                let first = spoken[place].key;
                if index.words.len() <= first as usize {
                    index.words.resize(first as usize + 1, Vec::new());
                }
                index.words[first as usize].push(place as u32);
                let Some(second) = key(1) else { continue };
                index.pairs.entry([first, second]).or_default().push(place as u32);
                let Some(third) = key(2) else { continue };
                index.threes.entry([first, second, third]).or_default().push(place as u32);
            }
        }
        index
    }

    pub fn word(&self, key: u32) -> &[u32] {
        self.words.get(key as usize).map_or(&[], Vec::as_slice)
    }

    pub fn pair(&self, keys: [u32; 2]) -> &[u32] {
        self.pairs.get(&keys).map_or(&[], Vec::as_slice)
    }

    pub fn three(&self, keys: [u32; 3]) -> &[u32] {
        self.threes.get(&keys).map_or(&[], Vec::as_slice)
    }

    /// How much a word tells of where it comes from: rare ones more than frequent ones.
    pub fn weight(&self, key: u32) -> f64 {
        let count = self.word(key).len() as f64;
        (1.3 - 0.13 * (1.0 + count).log2()).clamp(0.25, 1.2)
    }
}
