//! Where quotations begin and end: curly and straight marks, nested ones, apostrophes, feet and inches, marks that are
//! missing.

use std::ops::Range;

use crate::language::endings::Ending;
use crate::language::tokens::{Token, TokenKind, Tokens};
use crate::language::vocabulary::Classes;
use crate::model::{Passage, Text};

/// A quotation as its marks give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Marks included.
    pub passage: Passage,
    /// Without the marks.
    pub words: Passage,
    /// The closing mark is missing.
    pub open: bool,
    /// The opening mark is missing: it goes on from the block before.
    pub running: bool,
}

/// What the marks of one block say.
#[derive(Debug, Default)]
pub struct BlockMarks {
    /// By where they begin; an outer quotation before the ones inside it.
    pub quotations: Vec<Marked>,
    /// Marks that close nothing.
    pub stray: Vec<Passage>,
}

/// Marks that are nested deeper than this are taken for a missing closing mark.
const DEEPEST: usize = 4;

/// The quotations of the block whose tokens are `block`. `continued` says that the block before left a quotation open.
pub fn quotations(tokens: &Tokens, text: &Text, block: Range<usize>, continued: bool) -> BlockMarks {
    let spoken = dialogue(tokens, block.clone());
    if !spoken.is_empty() {
        return BlockMarks { quotations: spoken, stray: Vec::new() };
    }
    let marks = marks(tokens, text, block.clone());
    let mut pairing = Pairing { tokens, text, block, marks: &marks, open: Vec::new(), found: BlockMarks::default() };
    pairing.run(continued);
    pairing.finish()
}

/// The words of speech in a block that a dash opens, where the language writes speech so: "—No hay agua —dijo Ruiz—."
fn dialogue(tokens: &Tokens, block: Range<usize>) -> Vec<Marked> {
    let touches = |left: usize| left + 1 < block.end && tokens[left].passage.end == tokens[left + 1].passage.start;
    let is_dash = |index: usize| tokens[index].kind == TokenKind::Dash && tokens[index].is(Classes::DIALOGUE);
    let mut spoken = Vec::new();
    let mut start = block.start;
    while start + 1 < block.end && is_dash(start) && (start > block.start || touches(start)) {
        let aside = (start + 1..block.end).find(|index| is_dash(*index) && touches(*index) && !touches(index - 1));
        let end = aside.unwrap_or(block.end);
        // Behind the dash that ends an aside, its full stop or comma.
        let first =
            (start + 1..end).find(|index| tokens[*index].kind != TokenKind::Punctuation || start == block.start);
        if let Some(first) = first {
            let words = tokens.passage(first..end);
            let opening = if start == block.start { start } else { first };
            spoken.push(Marked { passage: tokens.passage(opening..end), words, open: false, running: false });
        }
        let Some(aside) = aside else { break };
        let Some(back) = (aside + 1..block.end).find(|index| is_dash(*index)) else { break };
        start = back;
    }
    spoken
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Opens,
    Closes,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct QuoteMark {
    token: usize,
    double: bool,
    turn: Turn,
    /// May be the apostrophe of a plural ("the workers’ rights").
    possessive: bool,
    /// How many double marks behind it in the block can only close.
    closers_left: usize,
}

/// The marks of the block that are quotation marks, as far as their surroundings tell.
fn marks(tokens: &Tokens, text: &Text, block: Range<usize>) -> Vec<QuoteMark> {
    let mut found: Vec<QuoteMark> = block.clone().filter_map(|index| mark_at(tokens, text, &block, index)).collect();
    let mut closers = 0;
    for mark in found.iter_mut().rev() {
        mark.closers_left = closers;
        closers += usize::from(mark.double && mark.turn == Turn::Closes);
    }
    found
}

fn mark_at(tokens: &Tokens, text: &Text, block: &Range<usize>, index: usize) -> Option<QuoteMark> {
    let token = &tokens[index];
    if token.kind != TokenKind::Quote {
        return None;
    }
    let glyphs = text.slice(token.passage);
    let double = matches!(token.first, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″') || glyphs.chars().count() == 2;
    let before =
        (index > block.start).then(|| &tokens[index - 1]).filter(|before| before.passage.end == token.passage.start);
    let after =
        (index + 1 < block.end).then(|| &tokens[index + 1]).filter(|after| after.passage.start == token.passage.end);
    if is_measure(tokens, text, block, index, before) || !double && is_elision(after, text) {
        return None;
    }
    let turn = turn(token.first, double, before, after);
    let next_is_lower = tokens[index + 1..block.end].first().is_some_and(|next| next.is_word() && !next.capital);
    let possessive =
        !double && after.is_none() && next_is_lower && before.is_some_and(|before| before.ends(Ending::PLURAL));
    Some(QuoteMark { token: index, double, turn, possessive, closers_left: 0 })
}

/// Whether the mark opens or closes, by what it touches, else by its shape.
fn turn(glyph: char, double: bool, before: Option<&Token>, after: Option<&Token>) -> Turn {
    let opens = before.is_none_or(|token| token.kind == TokenKind::Dash || matches!(token.first, '(' | '[' | '/'));
    let closes = after.is_none_or(|token| {
        matches!(token.kind, TokenKind::Dash | TokenKind::Clitic)
            || matches!(token.first, '.' | '…' | ',' | ';' | ':' | '!' | '?' | ')' | ']')
    });
    match (opens && after.is_some(), closes && before.is_some()) {
        (true, false) => Turn::Opens,
        (false, true) => Turn::Closes,
        _ => match glyph {
            '“' | '‘' | '„' | '«' | '`' => Turn::Opens,
            '”' | '’' | '»' => Turn::Closes,
            _ if opens && !closes => Turn::Opens,
            _ if closes && !opens => Turn::Closes,
            _ if !double && before.is_some_and(Token::is_word) => Turn::Closes,
            _ => Turn::Either,
        },
    }
}

/// Whether the mark counts feet, inches, minutes or seconds: `6'2"`, `5' 10"`, `a 12" gun`.
fn is_measure(tokens: &Tokens, text: &Text, block: &Range<usize>, index: usize, before: Option<&Token>) -> bool {
    let straight = |token: &Token| matches!(token.first, '"' | '\'' | '″' | '′' | '’' | '”');
    let Some(number) = before.filter(|before| before.kind == TokenKind::Number && straight(&tokens[index])) else {
        return false;
    };
    let digits = text.slice(number.passage).len();
    let follows_feet = index >= block.start + 3
        && tokens[index - 3].kind == TokenKind::Number
        && tokens[index - 2].kind == TokenKind::Quote
        && digits <= 2;
    let has_inches = index + 2 < block.end
        && tokens[index + 1].kind == TokenKind::Number
        && tokens[index + 2].kind == TokenKind::Quote;
    let primes = matches!(tokens[index].first, '″' | '′');
    follows_feet || has_inches || primes
}

/// Whether the mark stands for dropped letters: 'em, 'til, the '90s.
fn is_elision(after: Option<&Token>, text: &Text) -> bool {
    after.is_some_and(|after| match after.kind {
        TokenKind::Word => after.is(Classes::ELISION),
        TokenKind::Number => {
            let number = text.slice(after.passage);
            number.len() == 2 || number.len() == 3 && number.ends_with(char::is_alphabetic)
        }
        _ => false,
    })
}

struct Pairing<'article> {
    tokens: &'article Tokens,
    text: &'article Text,
    block: Range<usize>,
    marks: &'article [QuoteMark],
    /// The marks that wait for their closing mark, the innermost last.
    open: Vec<QuoteMark>,
    found: BlockMarks,
}

impl Pairing<'_> {
    fn run(&mut self, continued: bool) {
        if continued {
            self.close_running();
        }
        for index in 0..self.marks.len() {
            let mark = self.marks[index];
            if self
                .found
                .quotations
                .iter()
                .rev()
                .take(1)
                .any(|first| first.running && first.passage.end > self.start(mark))
            {
                continue;
            }
            match (mark.double, mark.turn) {
                (true, Turn::Opens) => self.open_double(mark),
                (true, Turn::Closes) => self.close(mark),
                (true, Turn::Either) if self.has_open(true) => self.close(mark),
                (true, Turn::Either) => self.open.push(mark),
                (false, Turn::Opens | Turn::Either) if self.may_open_single() => self.open.push(mark),
                (false, _) if self.is_apostrophe(mark, index) => {}
                (false, _) => self.close(mark),
            }
        }
    }

    /// The block before left a quotation open, and this block closes it without having opened it again.
    fn close_running(&mut self) {
        let first = self.marks.iter().find(|mark| mark.double);
        let Some(mark) = first.filter(|mark| mark.turn == Turn::Closes && mark.token > self.block.start) else {
            return;
        };
        let start = self.tokens[self.block.start].passage.start;
        let closing = self.tokens[mark.token].passage;
        self.found.quotations.push(Marked {
            passage: Passage::new(start, closing.end),
            words: self.trimmed(start, closing.start),
            open: false,
            running: true,
        });
    }

    fn start(&self, mark: QuoteMark) -> usize {
        self.tokens[mark.token].passage.start
    }

    fn has_open(&self, double: bool) -> bool {
        self.open.iter().any(|mark| mark.double == double)
    }

    fn may_open_single(&self) -> bool {
        self.open.last().is_none_or(|last| last.double) && self.open.len() < DEEPEST
    }

    fn open_double(&mut self, mark: QuoteMark) {
        let doubles = self.open.iter().filter(|open| open.double).count();
        if doubles > 0 && (mark.closers_left <= doubles || self.open.len() >= DEEPEST) {
            let end = self.tokens[mark.token - 1].passage.end;
            self.end_all(end);
        }
        self.open.push(mark);
    }

    /// An apostrophe rather than a closing mark: nothing to close, or a plural's possessive with the closing mark to come.
    fn is_apostrophe(&self, mark: QuoteMark, index: usize) -> bool {
        let waits = self.open.last().is_some_and(|last| !last.double);
        let next_closes =
            || self.marks[index + 1..].first().is_some_and(|next| !next.double && next.turn == Turn::Closes);
        !waits || mark.possessive && next_closes()
    }

    /// Closes the innermost open quotation of the mark's family; single marks inside it were apostrophes.
    fn close(&mut self, mark: QuoteMark) {
        let closing = self.tokens[mark.token].passage;
        let Some(position) = self.open.iter().rposition(|open| open.double == mark.double) else {
            self.found.stray.push(closing);
            return;
        };
        let opening = self.tokens[self.open[position].token].passage;
        self.open.truncate(position);
        let words = self.trimmed(opening.end, closing.start);
        if !words.is_empty() {
            let passage = Passage::new(opening.start, closing.end);
            self.found.quotations.push(Marked { passage, words, open: false, running: false });
        }
    }

    /// Ends at `end` every quotation that waits for its closing mark; single marks that wait were apostrophes.
    fn end_all(&mut self, end: usize) {
        for mark in std::mem::take(&mut self.open) {
            let opening = self.tokens[mark.token].passage;
            if mark.double && opening.end < end {
                let passage = Passage::new(opening.start, end);
                let words = self.trimmed(opening.end, end);
                self.found.quotations.push(Marked { passage, words, open: true, running: false });
            }
        }
    }

    fn finish(mut self) -> BlockMarks {
        if !self.block.is_empty() {
            let end = self.tokens[self.block.end - 1].passage.end;
            self.end_all(end);
        }
        self.found.quotations.sort_by_key(|marked| (marked.passage.start, std::cmp::Reverse(marked.passage.end)));
        self.found
    }

    /// The passage without white space at its ends.
    fn trimmed(&self, start: usize, end: usize) -> Passage {
        let words = &self.text.prose()[start..end];
        let lead = words.len() - words.trim_start().len();
        Passage::new(start + lead, (start + words.trim_end().len()).max(start + lead))
    }
}
