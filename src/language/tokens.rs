//! The prose cut into words, numbers and marks, each looked up once in the vocabulary.

use std::ops::Range;

use super::endings::Ending;
use super::namesakes;
use super::vocabulary::{Classes, Vocabulary};
use super::words::chunks;
use crate::model::{Passage, Text, fold_into};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with the hyphens, apostrophes and full stops inside it ("Berlin-based", "don't", "U.S.").
    Word,
    /// The `'s` or `’` that makes a possessive, or a contracted verb.
    Clitic,
    Number,
    /// One mark that may be a quotation mark, an apostrophe, or a sign for feet and inches.
    Quote,
    /// A dash of any length.
    Dash,
    Punctuation,
}

#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub passage: Passage,
    pub kind: TokenKind,
    pub classes: Classes,
    /// Its first character, which tells marks apart.
    pub first: char,
    pub capital: bool,
    /// What the word's ending tells.
    pub ending: Ending,
    /// How many tokens the listed phrase has that begins here; 1 for a word by itself, 0 inside a phrase.
    pub length: u8,
}

impl Token {
    pub fn is(&self, classes: Classes) -> bool {
        self.classes.any(classes)
    }

    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether the word has such an ending.
    pub fn ends(&self, ending: Ending) -> bool {
        self.ending.any(ending)
    }

    /// Whether it is this punctuation mark.
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == TokenKind::Punctuation && self.first == mark
    }
}

/// An article's tokens in the order of its prose.
#[derive(Debug, Default)]
pub struct Tokens {
    list: Vec<Token>,
}

impl std::ops::Deref for Tokens {
    type Target = [Token];

    fn deref(&self) -> &[Token] {
        &self.list
    }
}

impl Tokens {
    pub fn new(text: &Text, vocabulary: &Vocabulary) -> Self {
        let mut cutter =
            Cutter { prose: text.prose(), vocabulary, at: 0, list: Vec::with_capacity(text.prose().len() / 5) };
        cutter.run();
        let mut tokens = Self { list: cutter.list };
        tokens.mark_phrases(text, vocabulary);
        namesakes::mark(&mut tokens.list, text);
        tokens
    }

    /// The indices of the tokens that begin within `passage`.
    pub fn within(&self, passage: Passage) -> Range<usize> {
        let first = self.list.partition_point(|token| token.passage.start < passage.start);
        let count = self.list[first..].partition_point(|token| token.passage.start < passage.end);
        first..first + count
    }

    /// The passage from the first token of `range` to its last.
    pub fn passage(&self, range: Range<usize>) -> Passage {
        Passage::new(self.list[range.start].passage.start, self.list[range.end - 1].passage.end)
    }

    fn mark_phrases(&mut self, text: &Text, vocabulary: &Vocabulary) {
        let (mut first, mut other) = (String::new(), String::new());
        let mut index = 0;
        while index < self.list.len() {
            let token = self.list[index];
            let mut length = 1;
            if token.length == PHRASE_MAY_BEGIN {
                fold_into(text.slice(token.passage), &mut first);
                let entry = vocabulary.entry(&first);
                let found = vocabulary.phrase(entry, |ahead, word| {
                    self.list.get(index + ahead).is_some_and(|token| {
                        fold_into(text.slice(token.passage), &mut other);
                        other == word
                    })
                });
                self.list[index].length = 1;
                if let Some((count, classes)) = found {
                    self.list[index].length = count as u8;
                    self.list[index].classes = classes.or(token.classes.and(Classes::GRAMMAR));
                    for inside in &mut self.list[index + 1..index + count] {
                        inside.length = 0;
                        inside.classes = inside.classes.and(Classes::GRAMMAR);
                    }
                    length = count;
                }
            }
            index += length;
        }
    }
}

/// What `Token::length` holds between cutting and looking for phrases.
const PHRASE_MAY_BEGIN: u8 = u8::MAX;

struct Cutter<'text> {
    prose: &'text str,
    vocabulary: &'text Vocabulary,
    at: usize,
    list: Vec<Token>,
}

impl Cutter<'_> {
    fn run(&mut self) {
        let mut folded = String::new();
        for (start, chunk) in chunks(self.prose) {
            self.at = start;
            self.cut_chunk(start + chunk.len(), &mut folded);
        }
    }

    /// Cuts the tokens up to `end`, where the white space begins.
    fn cut_chunk(&mut self, end: usize, folded: &mut String) {
        while let Some(first) = self.prose[self.at..end].chars().next() {
            let start = self.at;
            let kind = self.cut(first);
            let passage = Passage::new(start, self.at);
            let (classes, ending) = (Classes::NONE, Ending::default());
            let mut token = Token { passage, kind, classes, first, capital: false, ending, length: 1 };
            if kind == TokenKind::Dash {
                token.classes = self.vocabulary.entry(&self.prose[passage.range()]).classes;
            }
            if matches!(kind, TokenKind::Word | TokenKind::Clitic) {
                fold_into(&self.prose[passage.range()], folded);
                let entry = self.vocabulary.entry(folded);
                token.capital = first.is_uppercase();
                token.ending = self.vocabulary.ending(folded);
                token.classes = entry.classes;
                if entry.classes == Classes::NONE && token.ends(Ending::ADVERB) && !token.capital {
                    token.classes = Classes::ADVERB;
                }
                if entry.begins_phrases() {
                    token.length = PHRASE_MAY_BEGIN;
                }
            }
            self.list.push(token);
        }
    }

    /// Moves over one token, which begins with `first`.
    fn cut(&mut self, first: char) -> TokenKind {
        let rest = &self.prose[self.at..];
        if first.is_alphabetic() {
            self.at += self.word_length(rest);
            return TokenKind::Word;
        }
        if first.is_ascii_digit() {
            self.at += number_length(rest);
            return TokenKind::Number;
        }
        if is_quote(first) {
            if let Some(length) = self.clitic_length(rest)
                && self.follows_letter()
            {
                self.at += length;
                return TokenKind::Clitic;
            }
            let doubled = (first == '\'' || first == '`' || first == '’' || first == '‘')
                && rest[first.len_utf8()..].starts_with(first);
            self.at += first.len_utf8() * if doubled { 2 } else { 1 };
            return TokenKind::Quote;
        }
        if matches!(first, '–' | '—' | '―') || first == '-' {
            let length = rest.find(|letter| !matches!(letter, '–' | '—' | '―' | '-')).unwrap_or(rest.len());
            self.at += length;
            return TokenKind::Dash;
        }
        let run = if matches!(first, '.' | '…') {
            rest.find(|letter| !matches!(letter, '.' | '…')).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        self.at += run;
        TokenKind::Punctuation
    }

    /// The length of the clitic at the start of `rest`, if a word ends after it.
    fn clitic_length(&self, rest: &str) -> Option<usize> {
        let mark = rest.chars().next().filter(|mark| matches!(mark, '\'' | '’'))?;
        let letters = &rest[mark.len_utf8()..];
        let length = letters.find(|letter: char| !letter.is_alphabetic()).unwrap_or(letters.len());
        self.vocabulary.is_clitic(&letters[..length]).then_some(mark.len_utf8() + length)
    }

    fn follows_letter(&self) -> bool {
        self.prose[..self.at].chars().next_back().is_some_and(char::is_alphanumeric)
    }

    /// The length of the word that `rest` begins with.
    fn word_length(&self, rest: &str) -> usize {
        let mut letters = rest.char_indices().peekable();
        let mut end = 0;
        while let Some((at, letter)) = letters.next() {
            let next = letters.peek().map(|(_, next)| *next);
            let joined = match letter {
                '-' | '‑' | '&' | '@' => at > 0 && next.is_some_and(char::is_alphanumeric),
                '\'' | '’' => self.clitic_length(&rest[at..]).is_none() && next.is_some_and(char::is_alphabetic),
                '.' => {
                    at > 0 && next.is_some_and(|next| joins_after_stop(&rest[..at], next))
                        || self.keeps_full_stop(&rest[..at + 1])
                }
                _ => letter.is_alphanumeric() || is_mark_on_letter(letter),
            };
            if !joined {
                break;
            }
            end = at + letter.len_utf8();
            if letter == '.' && !next.is_some_and(|next| joins_after_stop(&rest[..at], next)) {
                break;
            }
        }
        end.max(rest.chars().next().map_or(0, char::len_utf8))
    }

    /// Whether the full stop at the end of `word` belongs to it: an initial, an abbreviation, letters with stops.
    fn keeps_full_stop(&self, word: &str) -> bool {
        let stem = &word[..word.len() - 1];
        if stem.contains('.') && stem.rsplit('.').next().is_some_and(|last| last.chars().count() <= 2) {
            return true;
        }
        let mut folded = String::with_capacity(word.len());
        let mut letters = stem.chars();
        if let (Some(only), None) = (letters.next(), letters.next()) {
            fold_into(stem, &mut folded);
            return only.is_uppercase() && !self.vocabulary.entry(&folded).classes.any(Classes::NO_INITIAL);
        }
        fold_into(word, &mut folded);
        self.vocabulary.entry(&folded).classes.any(Classes::ABBREVIATION.or(Classes::NEVER_ENDS))
    }
}

/// Whether a word goes on after a full stop: "U.S", "example.com", but not "ended.The".
fn joins_after_stop(before: &str, next: char) -> bool {
    next.is_lowercase() || next.is_alphabetic() && before.chars().rev().take_while(|letter| *letter != '.').count() <= 2
}

fn is_mark_on_letter(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '\'' | '‘' | '’' | '‛' | '`' | '′' | '″')
}

/// The length of the number that `rest` begins with: digits with the marks and letters inside and behind them
/// ("1,000.5", "2015–16" up to the dash, "20th", "9/11", "5pm").
fn number_length(rest: &str) -> usize {
    let mut letters = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((at, letter)) = letters.next() {
        let joined = letter.is_alphanumeric()
            || matches!(letter, '.' | ',' | ':' | '/' | '-')
                && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !joined {
            break;
        }
        end = at + letter.len_utf8();
    }
    end
}
