//! The sentence of the story that tells most of what a headline says.

use super::Claim;
use crate::language::words::parts;
use crate::model::{Passage, fold};

/// Shorter words are in every sentence.
const SHORTEST: usize = 4;

/// The first of the body's sentences with the most words of the claim; the first of all where none has any.
pub fn sentence(claim: &Claim<'_>) -> Option<Passage> {
    let article = claim.context.article;
    let telling: Vec<String> = parts(claim.text()).map(fold).filter(|word| word.len() >= SHORTEST).collect();
    let shares = |sentence: Passage| {
        let words: Vec<String> = parts(article.text.slice(sentence)).map(fold).collect();
        telling.iter().filter(|word| words.contains(word)).count()
    };
    let in_body = |block: usize| article.body.binary_search(&block).is_ok();
    let sentences = article.sentences.iter().filter(|sentence| in_body(sentence.block));
    let elsewhere = sentences.map(|sentence| sentence.passage).filter(|passage| !claim.passage.contains(*passage));
    elsewhere.rev().max_by_key(|passage| shares(*passage))
}
