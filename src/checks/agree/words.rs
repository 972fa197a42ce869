//! Loaded words of a headline of which the story has no form.

use super::aliases::{is_phrase_told, others_of};
use super::{Claim, Finding};
use crate::language::headline::Headline;
use crate::language::words::parts;
use crate::model::{Passage, WordList, fold};

pub fn findings(claim: &Claim<'_>, lists: &[WordList]) -> Vec<Finding> {
    let told = claim.told();
    let endings = claim.context.lexicon.list("word-form-endings");
    let headline = Headline::new(claim.text());
    let words = headline.words();
    let mut findings = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let one = fold(word.text);
        let two = words.get(index + 1).map(|next| format!("{one} {}", fold(next.text)));
        let loaded = |phrase: &str| lists.iter().any(|list| list.contains(phrase));
        let (phrase, last) = match two.filter(|two| loaded(two)) {
            Some(two) => (two, index + 1),
            None if loaded(&one) => (one, index),
            None => continue,
        };
        let place = Passage::new(word.start, words[last].start + words[last].text.len()).shift(claim.passage.start);
        let has_form = parts(&phrase).all(|word| !told.forms(word, endings).is_empty());
        let has_form = has_form || others_of(&phrase, lists).any(|other| is_phrase_told(other, told));
        if !has_form && !claim.context.article.is_quoted(place) {
            findings.push(claim.finding(place, None, "has no likeness in the story"));
        }
    }
    findings
}
