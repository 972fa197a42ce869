//! What a pair of marks is for: speech, a fragment of it, distance from a word, or the title of a work.

use std::ops::Range;

use super::Attribution;
use super::ladder::SpeakerAnswer;
use crate::language::tokens::{Token, TokenKind};
use crate::language::vocabulary::Classes;
use crate::model::QuotationKind;

/// Up to so many quoted words without a cue are a scare quote.
const FEW_WORDS: usize = 3;

pub fn kind(story: &Attribution<'_>, index: usize, answer: Option<&SpeakerAnswer>) -> QuotationKind {
    let quotation = &story.quotations[index];
    let tokens = story.tokens.within(quotation.words);
    let words = story.tokens[tokens.clone()]
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .count();
    if is_title(story, &tokens) {
        return QuotationKind::Title;
    }
    let cued = answer.is_some_and(|answer| answer.cue.is_some() && answer.step == "sentence");
    if is_clause(story, &tokens) && (words > FEW_WORDS || cued || !is_embedded(story, &tokens)) {
        return QuotationKind::Speech;
    }
    if words <= FEW_WORDS && !cued { QuotationKind::Scare } else { QuotationKind::Fragment }
}

/// Every word of weight in capitals, and no stop inside; or a capital word after "the film", "the book".
fn is_title(story: &Attribution<'_>, tokens: &Range<usize>) -> bool {
    let words = || story.tokens[tokens.clone()].iter().filter(|token| token.is_word());
    let weighty: Vec<&Token> = words()
        .filter(|token| {
            !token.is(Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::DETERMINER).or(Classes::INDEFINITE))
        })
        .collect();
    let capitals = weighty.iter().filter(|token| token.capital).count();
    if weighty.is_empty() || capitals < weighty.len() || !words().next().is_some_and(|first| first.capital) {
        return false;
    }
    let before = tokens.start.checked_sub(2).map(|before| &story.tokens[before]);
    let named = before.is_some_and(|before| before.is(Classes::WORK));
    let opens_sentence = story
        .sentence_of(tokens.start)
        .is_some_and(|sentence| story.sentence_tokens(sentence).start + 1 >= tokens.start);
    named || weighty.len() >= 2 && !opens_sentence || weighty.len() >= 3
}

/// Whether the quoted words begin as a sentence does, or end as one.
fn is_clause(story: &Attribution<'_>, tokens: &Range<usize>) -> bool {
    let first = story.tokens[tokens.clone()].first();
    let last = story.tokens[tokens.clone()].last();
    let ends = last.is_some_and(|last| matches!(last.first, '.' | '!' | '?' | '…' | ','));
    first.is_some_and(|first| first.capital || first.first == '[' || first.first == '…' || first.first == '.')
        && (ends || tokens.len() > 4)
        || ends && last.is_some_and(|last| !last.is_mark(',')) && tokens.len() > 4
}

/// Whether the quotation is a part of a sentence of the writer's.
fn is_embedded(story: &Attribution<'_>, tokens: &Range<usize>) -> bool {
    story.sentence_of(tokens.start).is_some_and(|sentence| {
        let range = story.sentence_tokens(sentence);
        range.start + 1 < tokens.start || range.end > tokens.end + 1
    })
}
