//! What was said, as transcripts, statements and notes have it, and how a story's quotations stand to it.
//!
//! Sources become one row of words with an index of their pairs and threes. A quotation becomes a claim, words with the
//! places between them where something may be left out. Runs of the same words are chained, what lies between the runs is
//! compared word by word, and what differs is named.

mod chain;
mod changes;
mod claim;
mod comparison;
mod holding;
mod index;
mod markings;
mod runs;
mod speech;
mod verdict;
mod words;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::{Lexicon, Passage, Reading, Source, Text};
pub use holding::Holding;
use index::Index;
use markings::Markings;
use speech::Speech;
pub use verdict::{Change, ChangeKind, Cleaning, Found, Said, Verdict};
use words::{Word, WordKind};

/// The sources of a run, ready for any number of stories.
#[derive(Debug)]
pub struct Evidence {
    documents: Vec<Document>,
    /// What is spoken: the words of all documents but fillers and remarks.
    spoken: Vec<Word>,
    /// For each spoken word, and for the end, how many of `passed` stand before it.
    passed_at: Vec<u32>,
    /// Fillers and remarks.
    passed: Vec<Word>,
    keys: Keys,
    index: Index,
    speech: Speech,
}

/// One source.
#[derive(Debug)]
struct Document {
    source: Arc<Source>,
    text: Text,
    /// Of its spoken words, the first and the one behind the last.
    first: usize,
    end: usize,
    /// Who speaks from a spoken word on.
    speakers: Vec<(usize, Passage)>,
}

/// The number of each word that the sources have.
#[derive(Debug, Default)]
struct Keys(FxHashMap<Box<str>, u32>);

impl Keys {
    /// The number of a word that no source has.
    const UNKNOWN: u32 = u32::MAX;

    fn intern(&mut self, word: &str) -> u32 {
        if let Some(key) = self.0.get(word) {
            return *key;
        }
        let key = self.0.len() as u32;
        self.0.insert(word.into(), key);
        key
    }

    fn get(&self, word: &str) -> u32 {
        self.0.get(word).copied().unwrap_or(Self::UNKNOWN)
    }
}

impl Evidence {
    /// Makes sources ready, each with what its reader made of it.
    pub fn new(sources: impl IntoIterator<Item = (Source, Reading)>, lexicon: &Lexicon) -> Self {
        let mut evidence = Self {
            documents: Vec::new(),
            spoken: Vec::new(),
            passed_at: Vec::new(),
            passed: Vec::new(),
            keys: Keys::default(),
            index: Index::default(),
            speech: Speech::new(lexicon),
        };
        for (source, reading) in sources {
            evidence.add(Arc::new(source), reading);
        }
        evidence.passed_at.push(evidence.passed.len() as u32);
        evidence.index = Index::new(&evidence.spoken, evidence.documents.iter().map(|one| one.first..one.end));
        evidence
    }

    fn add(&mut self, source: Arc<Source>, reading: Reading) {
        let first = self.spoken.len();
        let mut speakers = Vec::new();
        let text = reading.text;
        for block in &reading.blocks {
            let markings = Markings::find(&text, block.passage, source.content());
            let mut labels = markings.speakers.iter().peekable();
            let keys = &mut self.keys;
            for word in words::words(text.slice(block.passage), block.passage.start, &self.speech, &mut |word| {
                keys.intern(word)
            }) {
                if markings.is_label(word.passage) {
                    continue;
                }
                while let Some(label) = labels.next_if(|label| label.end <= word.passage.start) {
                    speakers.push((self.spoken.len(), *label));
                }
                if word.kind == WordKind::Filler || markings.is_remark(word.passage) {
                    let kind = if word.kind == WordKind::Filler { word.kind } else { WordKind::Remark };
                    self.passed.push(Word { kind, ..word });
                } else {
                    self.passed_at.push(self.passed.len() as u32);
                    self.spoken.push(word);
                }
            }
        }
        let end = self.spoken.len();
        self.documents.push(Document { source, text, first, end, speakers });
    }

    /// How many sources there are.
    pub fn sources(&self) -> usize {
        self.documents.len()
    }

    /// The index of the document that the spoken word at `place` is of.
    fn document_at(&self, place: usize) -> usize {
        self.documents.partition_point(|document| document.end <= place)
    }

    /// The fillers and remarks directly before the spoken word at `place`.
    fn passed_before(&self, place: usize) -> &[Word] {
        let start = place.checked_sub(1).map_or(0, |before| self.passed_at[before]);
        &self.passed[start as usize..self.passed_at[place] as usize]
    }
}
