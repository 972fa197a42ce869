//! Cuts prose into digits, words and single marks, and remembers what stands without a space.

use super::digits::{self, Digits};
use crate::language::words::chunks;
use crate::model::fold;

#[derive(Clone, Debug, PartialEq)]
pub enum AmountPiece {
    Digits(Digits),
    Word(String),
    Mark(char),
}

#[derive(Clone, Debug)]
pub struct AmountToken {
    pub piece: AmountPiece,
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
    /// No white space stands before it.
    pub glued: bool,
}

/// The digits, words and marks of `text`, in order.
pub fn cut(text: &str) -> Vec<AmountToken> {
    let mut tokens = Vec::new();
    // A number of groups parted by spaces reaches into the next chunk.
    let mut at = 0;
    for (start, chunk) in chunks(text) {
        let end = start + chunk.len();
        at = at.max(start);
        while at < end {
            let (piece, length) = first(&text[at..], end - at);
            tokens.push(AmountToken { piece, start: at, end: at + length, glued: at > start });
            at += length;
        }
    }
    tokens
}

/// What `text` begins with, and its length; no word is longer than `most`.
fn first(text: &str, most: usize) -> (AmountPiece, usize) {
    let first = text.chars().next().unwrap_or_default();
    if first.is_ascii_digit() || digits::part(first).is_some() {
        let read = digits::digits(text);
        (AmountPiece::Digits(read), read.taken)
    } else if first.is_alphabetic() {
        let word = |letter: char| letter.is_alphabetic() || matches!(letter, '\'' | '’');
        let length = text[..most].find(|letter| !word(letter)).unwrap_or(most);
        (AmountPiece::Word(fold(&text[..length])), length)
    } else {
        (AmountPiece::Mark(first), first.len_utf8())
    }
}
