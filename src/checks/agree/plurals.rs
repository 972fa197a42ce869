//! Plurals of a headline ("polls", "experts") of which the story has one alone.

use super::{Claim, Finding};
use crate::language::headline::Headline;
use crate::model::{Passage, WordList, fold};

pub fn findings(claim: &Claim<'_>, nouns: &[WordList]) -> Vec<Finding> {
    let headline = Headline::new(claim.text());
    let mut findings = Vec::new();
    for word in headline.words() {
        let plural = fold(word.text);
        let Some(singular) = singular(&plural, claim, nouns) else { continue };
        let place = Passage::new(word.start, word.start + word.text.len()).shift(claim.passage.start);
        if claim.context.article.is_quoted(place) || claim.told().count(&plural) > 0 {
            continue;
        }
        if let Some(one) = sole(&singular, claim) {
            findings.push(claim.finding(place, Some((one, "one is all that the story has")), "is one in the story"));
        }
    }
    findings
}

/// The listed noun of which the word is the plural.
fn singular(plural: &str, claim: &Claim<'_>, nouns: &[WordList]) -> Option<String> {
    let is_noun = |word: &str| nouns.iter().any(|list| list.contains(word));
    let endings = claim.context.lexicon.list("plural-endings");
    let mut stems = endings.words().iter().filter_map(|ending| plural.strip_suffix(ending.as_str()));
    stems.find(|stem| is_noun(stem)).map(str::to_owned)
}

/// The only one that the story has: brought in once, and then spoken of as known.
fn sole(noun: &str, claim: &Claim<'_>) -> Option<Passage> {
    let told = claim.told();
    let places: Vec<usize> = told.places(noun, claim.passage).collect();
    let lexicon = claim.context.lexicon;
    let is_behind = |place: usize, list: &str| {
        let before = place.checked_sub(1).map(|before| fold(claim.slice(told.list[before].passage)));
        before.is_some_and(|word| lexicon.list(list).contains(&word))
    };
    // "The poll" was told of before; "each doctor" is many.
    let new = places.iter().filter(|place| !is_behind(**place, "words-of-the-known")).count();
    let many = places.iter().any(|place| is_behind(*place, "words-of-many"));
    (new <= 1 && !many).then(|| places.first().map(|place| told.list[*place].passage)).flatten()
}
