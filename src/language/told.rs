//! What a story tells below its headline, indexed for comparison: its words, and the amounts in it.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::amounts::{Amount, Numerals, amounts};
use super::words::{are_forms, parts};
use crate::model::{Article, BlockKind, Lexicon, Passage, WordList, fold};

/// An index of one story's body, captions and subheads, each part made when it is first asked for.
#[derive(Debug, Default)]
pub struct Told {
    words: OnceCell<Words>,
    amounts: OnceCell<Vec<Amount>>,
    numerals: OnceCell<Numerals>,
}

/// Every word of the story, in its order.
#[derive(Debug, Default)]
pub struct Words {
    pub list: Vec<ToldWord>,
    /// By the word in lower case.
    vocabulary: FxHashMap<String, Entry>,
}

/// One word as it stands in the story, without possessive and punctuation.
#[derive(Clone, Copy, Debug)]
pub struct ToldWord {
    pub passage: Passage,
    /// Its first character.
    pub first: char,
    key: u32,
}

/// One word of the vocabulary: its number, and where in the list it stands.
#[derive(Debug)]
struct Entry {
    key: u32,
    places: Vec<u32>,
}

/// Fewer words than this are no story to compare a headline with.
const ENOUGH: usize = 40;

impl Told {
    pub fn words(&self, article: &Article) -> &Words {
        self.words.get_or_init(|| {
            let mut words = Words::default();
            for passage in passages(article) {
                words.read(article.text.slice(passage), passage.start);
            }
            words
        })
    }

    /// The amounts of the story, in its order.
    pub fn amounts(&self, article: &Article, lexicon: &Lexicon) -> &[Amount] {
        self.amounts.get_or_init(|| {
            let numerals = self.numerals(lexicon);
            let read = |passage: Passage| amounts(article.text.slice(passage), passage.start, numerals);
            passages(article).flat_map(read).collect()
        })
    }

    pub fn numerals(&self, lexicon: &Lexicon) -> &Numerals {
        self.numerals.get_or_init(|| Numerals::new(lexicon))
    }
}

fn passages(article: &Article) -> impl Iterator<Item = Passage> {
    let told = |kind: BlockKind| {
        kind.is_body() || matches!(kind, BlockKind::Caption | BlockKind::Subhead | BlockKind::Dateline)
    };
    article.blocks.iter().filter(move |block| told(block.kind)).map(|block| block.passage)
}

impl Words {
    fn read(&mut self, prose: &str, base: usize) {
        for word in parts(prose) {
            let start = base + (word.as_ptr() as usize - prose.as_ptr() as usize);
            let place = u32::try_from(self.list.len()).expect("articles are smaller than 4 GiB");
            let next = self.vocabulary.len() as u32;
            let entry = self.vocabulary.entry(fold(word)).or_insert_with(|| Entry { key: next, places: Vec::new() });
            entry.places.push(place);
            let first = word.chars().next().unwrap_or_default();
            let passage = Passage::new(start, start + word.len());
            self.list.push(ToldWord { passage, first, key: entry.key });
        }
    }

    /// Whether there is enough of a story to compare anything with.
    pub fn are_a_story(&self) -> bool {
        self.list.len() >= ENOUGH
    }

    /// The different words of the story, in lower case and no order.
    pub fn vocabulary(&self) -> impl Iterator<Item = &str> {
        self.vocabulary.keys().map(String::as_str)
    }

    /// The words of the story that are forms of this one, itself included ("call", "calls", "calling").
    pub fn forms(&self, word: &str, endings: &WordList) -> Vec<&str> {
        self.vocabulary().filter(|other| are_forms(word, other, endings)).collect()
    }

    /// How often the story has the word, which is in lower case.
    pub fn count(&self, word: &str) -> usize {
        self.vocabulary.get(word).map_or(0, |entry| entry.places.len())
    }

    /// The word's places in the list, but for those in `except`.
    pub fn places(&self, word: &str, except: Passage) -> impl Iterator<Item = usize> {
        let places = self.vocabulary.get(word).map_or(&[][..], |entry| entry.places.as_slice());
        places.iter().map(|place| *place as usize).filter(move |place| !except.contains(self.list[*place].passage))
    }

    pub fn holds(&self, word: &str, except: Passage) -> bool {
        self.places(word, except).next().is_some()
    }

    /// Whether the word at `place` of the list is this one, in lower case.
    pub fn is_at(&self, place: usize, word: &str) -> bool {
        let key = self.vocabulary.get(word).map(|entry| entry.key);
        key.is_some() && self.list.get(place).map(|word| word.key) == key
    }
}
