//! Cuts prose into digits, words and single marks, and remembers what stands without a space.

use super::digits::{self, Digits};

#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Digits(Digits),
    Word(String),
    Mark(char),
}

#[derive(Clone, Debug)]
pub struct Token {
    pub piece: Piece,
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
    /// No white space stands before it.
    pub glued: bool,
}

/// The digits, words and marks of `text`, in order.
pub fn cut(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut glued = false;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            glued = false;
            at += first.len_utf8();
            continue;
        }
        let (piece, length) = if first.is_ascii_digit() || digits::part(first).is_some() {
            let read = digits::digits(&text[at..]);
            (Piece::Digits(read), read.taken)
        } else if first.is_alphabetic() {
            let word = |letter: char| letter.is_alphabetic() || matches!(letter, '\'' | '’');
            let length = text[at..].find(|letter| !word(letter)).unwrap_or(text.len() - at);
            (Piece::Word(text[at..at + length].to_lowercase()), length)
        } else {
            (Piece::Mark(first), first.len_utf8())
        };
        tokens.push(Token { piece, start: at, end: at + length, glued });
        glued = true;
        at += length;
    }
    tokens
}
