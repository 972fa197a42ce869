//! Where sentences end: abbreviations, initials, decimals, times of day and closing quotation marks considered.

use std::ops::Range;

use super::tokens::{Token, TokenKind, Tokens};
use super::vocabulary::Classes;
use crate::model::{Passage, Text};

/// The sentences of the block whose tokens are `block`, in order; every token belongs to one.
pub fn sentences(tokens: &Tokens, text: &Text, block: Range<usize>) -> Vec<Passage> {
    let splitter = Splitter { tokens, text, end: block.end };
    let mut found = Vec::new();
    let mut first = block.start;
    let mut index = block.start;
    let mut after = block.start;
    while index < block.end {
        // All closers of one run end at the same place.
        if after <= index + 1 {
            after = splitter.closers_end(index);
        }
        if after < block.end && splitter.ends_at(index, after) {
            found.push(tokens.passage(first..after));
            first = after;
            index = after;
        } else {
            index += 1;
        }
    }
    if first < block.end {
        found.push(tokens.passage(first..block.end));
    }
    found
}

struct Splitter<'article> {
    tokens: &'article Tokens,
    text: &'article Text,
    /// The index after the block's last token.
    end: usize,
}

impl Splitter<'_> {
    /// The index after the stops, closing marks and brackets that stand right behind the token at `index`.
    fn closers_end(&self, index: usize) -> usize {
        let mut after = index + 1;
        while after < self.end && self.adjoins(after) && closes(&self.tokens[after]) {
            after += 1;
        }
        after
    }

    /// Whether no space stands before the token at `index`.
    fn adjoins(&self, index: usize) -> bool {
        self.tokens[index - 1].passage.end == self.tokens[index].passage.start
    }

    /// Whether a sentence ends with the token at `index` and the closers up to `after`.
    fn ends_at(&self, index: usize, after: usize) -> bool {
        let token = &self.tokens[index];
        if self.adjoins(after) && !opens(&self.tokens[after]) {
            return false;
        }
        let quoted = || self.tokens[index + 1..after].iter().any(|token| token.kind == TokenKind::Quote);
        match (token.kind, token.first) {
            (TokenKind::Punctuation, '.' | '…') => {
                self.starts_sentence(after) && !(self.is_attribution(after, true) && quoted())
            }
            (TokenKind::Punctuation, '!' | '?') => {
                self.starts_sentence(after) && !(self.is_attribution(after, false) && quoted())
            }
            (TokenKind::Word, _) if self.text.slice(token.passage).ends_with('.') => {
                let next = &self.tokens[after];
                let starts = next.capital && next.is(Classes::STARTER) || next.kind == TokenKind::Quote;
                !token.is(Classes::NEVER_ENDS) && (starts || quoted()) && self.starts_sentence(after)
            }
            _ => false,
        }
    }

    /// Whether a sentence may begin with the token at `index`.
    fn starts_sentence(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        match token.kind {
            TokenKind::Word => token.capital,
            TokenKind::Number | TokenKind::Dash => true,
            TokenKind::Clitic => false,
            TokenKind::Quote => index + 1 >= self.end || self.begins_quotation(index + 1),
            TokenKind::Punctuation => !matches!(token.first, ',' | ';' | ':' | '.' | '…' | '!' | '?' | ')' | ']'),
        }
    }

    fn begins_quotation(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        self.adjoins(index) && (token.capital || !token.is_word())
    }

    /// Whether the words from `index` on say who spoke the quotation before: a name, then a verb of saying.
    /// After a full stop the sentence must also end there, for it is rare.
    fn is_attribution(&self, index: usize, stop: bool) -> bool {
        let name = |token: &&Token| token.is_word() && (token.capital || token.is(Classes::TITLE));
        let names = self.tokens[index..self.end].iter().take(5).take_while(name).count();
        let verb = index + names;
        if names == 0 || verb >= self.end || !self.tokens[verb].is(Classes::NEUTRAL.or(Classes::FACTIVE)) {
            return false;
        }
        let next = self.tokens[verb + 1..self.end].first();
        !stop || next.is_none_or(|next| next.kind == TokenKind::Punctuation)
    }
}

fn closes(token: &Token) -> bool {
    match token.kind {
        TokenKind::Punctuation => matches!(token.first, '.' | '…' | '!' | '?' | ')' | ']'),
        TokenKind::Quote => !opens(token),
        _ => false,
    }
}

/// Whether the mark can only open: no space is needed before it.
fn opens(token: &Token) -> bool {
    token.kind == TokenKind::Quote && matches!(token.first, '“' | '‘' | '„' | '«')
}
