//! Lines of lists that say what a word may also be: "us = united states, american", both ways; "fury ~ anger", one way.

use crate::language::told::Words;
use crate::language::words::parts;
use crate::model::{Passage, WordList};

/// What the lists say that `word`, in lower case, may also be; the word itself may be among it.
pub fn others_of<'list>(word: &'list str, lists: &'list [WordList]) -> impl Iterator<Item = &'list str> {
    let lines = || lists.iter().flat_map(|list| list.words());
    let both_ways = lines()
        .filter_map(|line| line.split_once(" = "))
        .filter(move |(name, others)| *name == word.replace('.', "") || others.split(", ").any(|other| other == word))
        .flat_map(|(name, others)| others.split(", ").chain([name]));
    let one_way = lines().filter_map(|line| line.split_once(" ~ ")).filter(move |(name, _)| *name == word);
    both_ways.chain(one_way.flat_map(|(_, others)| others.split(", ")))
}

/// Whether the story has the words of `phrase` in a row.
pub fn is_phrase_told(phrase: &str, told: &Words) -> bool {
    let words: Vec<&str> = parts(phrase).collect();
    let Some(first) = words.first() else { return false };
    let mut places = told.places(first, Passage::default());
    places.any(|place| words.iter().enumerate().all(|(index, word)| told.is_at(place + index, word)))
}
