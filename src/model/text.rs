//! Clean prose that remembers, piece by piece, where in the source text it stood.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{Passage, Span};

/// An article's prose with the place in the source text of each of its pieces.
#[derive(Clone, Debug, Default)]
pub struct Text {
    prose: String,
    pieces: Vec<Piece>,
}

/// A run of prose and the run of source text that says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub passage: Passage,
    pub span: Span,
    /// Whether the source says the prose byte for byte; else the whole span stands for the whole passage (an entity, a
    /// run of white space, a composed letter).
    pub verbatim: bool,
}

impl Text {
    pub fn prose(&self) -> &str {
        &self.prose
    }

    pub fn slice(&self, passage: Passage) -> &str {
        &self.prose[passage.range()]
    }

    /// All of the prose.
    pub fn whole(&self) -> Passage {
        Passage::new(0, self.prose.len())
    }

    /// The pieces that `passage` touches, cut to it; a piece that is not verbatim is never cut in its source.
    pub fn pieces(&self, passage: Passage) -> impl Iterator<Item = Piece> + '_ {
        let first = self.pieces.partition_point(|piece| piece.passage.end <= passage.start);
        self.pieces[first..]
            .iter()
            .take_while(move |piece| piece.passage.start < passage.end)
            .map(move |piece| piece.cut(passage))
    }

    /// The source text from the first byte to the last that `passage` covers; markup between them is inside.
    ///
    /// An empty passage gives an empty span at the place where its next (else its last) piece stands.
    pub fn span(&self, passage: Passage) -> Span {
        let mut pieces = self.pieces(passage);
        if let Some(first) = pieces.next() {
            return pieces.fold(first.span, |span, piece| span.cover(piece.span));
        }
        let next = self.pieces.partition_point(|piece| piece.passage.end <= passage.start);
        match (self.pieces.get(next), self.pieces.last()) {
            (Some(piece), _) => {
                let into = if piece.verbatim { passage.start.saturating_sub(piece.passage.start) } else { 0 };
                Span::new(piece.span.start + into, piece.span.start + into)
            }
            (None, Some(last)) => Span::new(last.span.end, last.span.end),
            (None, None) => Span::default(),
        }
    }

    /// The prose that the source text in `span` says, if it says any.
    pub fn passage(&self, span: Span) -> Option<Passage> {
        self.pieces
            .iter()
            .filter(|piece| piece.span.overlaps(span))
            .map(|piece| piece.cut_by_source(span).passage)
            .reduce(Passage::cover)
    }
}

impl Piece {
    fn cut(self, passage: Passage) -> Piece {
        let cut = Passage::new(self.passage.start.max(passage.start), self.passage.end.min(passage.end));
        let span = if self.verbatim {
            Span::new(self.span.start + (cut.start - self.passage.start), self.span.end - (self.passage.end - cut.end))
        } else {
            self.span
        };
        Piece { passage: cut, span, verbatim: self.verbatim }
    }

    /// The part of the piece that `span`, which overlaps it, says; a piece that is not verbatim is never cut.
    pub fn cut_by_source(self, span: Span) -> Piece {
        if !self.verbatim {
            return self;
        }
        self.cut(Passage::new(
            self.passage.start + span.start.saturating_sub(self.span.start),
            self.passage.end - self.span.end.saturating_sub(span.end),
        ))
    }
}

/// Collects prose for a [`Text`], normalising it on the way: white space of any kind and length becomes one space,
/// invisible characters go, decomposed letters are composed.
#[derive(Debug)]
pub struct TextBuilder<'source> {
    source: &'source str,
    text: Text,
}

impl<'source> TextBuilder<'source> {
    pub fn new(source: &'source str) -> Self {
        Self { source, text: Text { prose: String::with_capacity(source.len()), pieces: Vec::new() } }
    }

    /// Bytes of prose so far: the start of the next block's passage.
    pub fn position(&self) -> usize {
        self.text.prose.len()
    }

    /// The prose since `start`, without the white space at its end.
    pub fn since(&self, start: usize) -> Passage {
        let prose = &self.text.prose[start..];
        Passage::new(start, start + prose.trim_end_matches([' ', '\n']).len())
    }

    pub fn prose(&self, passage: Passage) -> &str {
        self.text.slice(passage)
    }

    /// Adds the words that the source says in `span`.
    pub fn push(&mut self, span: Span) {
        let words = &self.source[span.range()];
        let mut done = 0;
        while done < words.len() {
            let plain = plain_prefix(&words[done..]);
            if plain > 0 {
                self.append(&words[done..done + plain], span_at(span, done, plain), true);
                done += plain;
                continue;
            }
            done += self.push_special(&words[done..], span.start + done);
        }
    }

    /// Adds `prose` for the source in `span`, which says it in other bytes (an entity, an escape).
    pub fn substitute(&mut self, prose: &str, span: Span) {
        if prose.chars().all(char::is_whitespace) {
            self.space(span);
        } else {
            self.append(&prose.nfc().filter(|letter| !is_invisible(*letter)).collect::<String>(), span, false);
        }
    }

    /// Adds one space for the white space in `span`, unless the prose ends in one.
    pub fn space(&mut self, span: Span) {
        if !self.text.prose.is_empty() && !self.text.prose.ends_with([' ', '\n']) {
            self.append(" ", span, self.source[span.range()] == *" ");
        }
    }

    /// Ends a block: the next prose starts on a line of its own. The break itself stands nowhere in the source.
    pub fn end_block(&mut self) {
        let trimmed = self.text.prose.trim_end_matches(' ').len();
        self.text.prose.truncate(trimmed);
        while let Some(piece) = self.text.pieces.pop_if(|piece| piece.passage.end > trimmed) {
            if piece.passage.start < trimmed {
                self.text.pieces.push(piece.cut(Passage::new(0, trimmed)));
                break;
            }
        }
        if !self.text.prose.is_empty() && !self.text.prose.ends_with('\n') {
            self.text.prose.push('\n');
        }
    }

    pub fn finish(mut self) -> Text {
        self.end_block();
        self.text
    }

    /// Handles the one character, or cluster, that `plain_prefix` stopped at; returns its length in bytes.
    fn push_special(&mut self, words: &str, at: usize) -> usize {
        let first = words.chars().next().expect("called on words that are not empty");
        if first.is_whitespace() {
            let length = words.find(|letter: char| !letter.is_whitespace()).unwrap_or(words.len());
            self.space(Span::new(at, at + length));
            return length;
        }
        if is_invisible(first) {
            return first.len_utf8();
        }
        let marks = words[first.len_utf8()..].find(|letter| !is_combining_mark(letter));
        let length = marks.map_or(words.len(), |marks| first.len_utf8() + marks);
        self.append(&words[..length].nfc().collect::<String>(), Span::new(at, at + length), false);
        length
    }

    fn append(&mut self, prose: &str, span: Span, verbatim: bool) {
        if prose.is_empty() {
            return;
        }
        let start = self.text.prose.len();
        self.text.prose.push_str(prose);
        let end = self.text.prose.len();
        if verbatim
            && let Some(last) = self.text.pieces.last_mut()
            && last.verbatim
            && last.span.end == span.start
            && last.passage.end == start
        {
            last.passage.end = end;
            last.span.end = span.end;
            return;
        }
        self.text.pieces.push(Piece { passage: Passage::new(start, end), span, verbatim });
    }
}

fn span_at(span: Span, done: usize, length: usize) -> Span {
    Span::new(span.start + done, span.start + done + length)
}

/// How many bytes at the start of `words` go into the prose as they are.
fn plain_prefix(words: &str) -> usize {
    let mut letters = words.char_indices().peekable();
    let mut after_letter = false;
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let plain = match letter {
            ' ' => after_letter && next.is_none_or(|next| !next.is_whitespace()),
            '!'..='~' => next.is_none_or(|next| next.is_ascii() || !is_combining_mark(next)),
            _ => !letter.is_whitespace() && !is_invisible(letter) && next.is_none_or(|next| !is_combining_mark(next)),
        };
        if !plain {
            return at;
        }
        after_letter = true;
    }
    words.len()
}

/// Characters that show nothing: soft hyphens, zero-width spaces and joiners, byte-order marks, controls.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
        || letter.is_control() && !letter.is_whitespace()
}
