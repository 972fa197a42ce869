//! What lists know of spoken words: fillers, what is heard alike and written in several ways, number words.

use rustc_hash::FxHashMap;

use crate::language::amounts::Numerals;
use crate::model::{Lexicon, fold};

#[derive(Debug)]
pub struct Speech {
    pub numerals: Numerals,
    /// By their first word, the words that follow it.
    fillers: FxHashMap<String, Vec<Vec<String>>>,
    /// The words that stand for a word.
    alike: FxHashMap<String, Vec<String>>,
}

impl Speech {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut fillers: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
        for filler in lexicon.list("fillers").words() {
            let filler = fold(filler);
            let mut words = filler.split([' ', '-']).map(str::to_owned);
            let Some(first) = words.next() else { continue };
            fillers.entry(first).or_default().push(words.collect());
        }
        fillers.values_mut().for_each(|rests| rests.sort_by_key(|rest| std::cmp::Reverse(rest.len())));
        let mut alike = FxHashMap::default();
        for line in lexicon.list("heard-alike").words() {
            let Some((word, others)) = line.split_once(" = ") else { continue };
            let words: Vec<String> = fold(word).split(' ').map(str::to_owned).collect();
            alike.extend(others.split(", ").map(|other| (fold(other), words.clone())));
        }
        Self { numerals: Numerals::new(lexicon), fillers, alike }
    }

    /// How many words the filler has that `words` begin with; 0 where they begin with none.
    pub fn filler_length(&self, word: &str, following: impl Fn(usize) -> Option<String>) -> usize {
        let Some(rests) = self.fillers.get(word) else { return 0 };
        let follows = |rest: &&Vec<String>| {
            rest.iter().enumerate().all(|(ahead, word)| following(ahead).is_some_and(|other| other == *word))
        };
        rests.iter().find(follows).map_or(0, |rest| rest.len() + 1)
    }

    /// The words that are written for it, where it is another way to write them.
    pub fn alike(&self, word: &str) -> Option<&[String]> {
        self.alike.get(word).map(Vec::as_slice)
    }
}
