//! Places in a text as editors count them: lines from 0, and columns in the unit that was agreed on.

use gen_lsp_types::{Position, Range};

use crate::model::Span;

/// The unit of columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    #[default]
    Utf16,
}

impl Encoding {
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
        }
    }

    fn width(self, letter: char) -> usize {
        match self {
            Encoding::Utf8 => letter.len_utf8(),
            Encoding::Utf16 => letter.len_utf16(),
        }
    }
}

/// The lines of a text. They end as the protocol has it: with a line feed, a carriage return, or both.
#[derive(Clone, Debug)]
pub struct Lines {
    encoding: Encoding,
    /// Where each line begins, in bytes.
    starts: Vec<usize>,
}

impl Lines {
    pub fn of(text: &str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let breaks = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        Self { encoding, starts: std::iter::once(0).chain(breaks.map(|at| at + 1)).collect() }
    }

    /// Where the byte at `offset` of `text` stands.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = &text[self.starts[line]..offset];
        let column: usize = before.chars().map(|letter| self.encoding.width(letter)).sum();
        Position::new(line as u32, column as u32)
    }

    /// The byte of `text` at `position`: the end of its line where that is shorter, and of the text where that is.
    pub fn offset(&self, text: &str, position: Position) -> usize {
        let Some(start) = self.starts.get(position.line as usize).copied() else { return text.len() };
        let end = self.starts.get(position.line as usize + 1).copied().unwrap_or(text.len());
        let line = text[start..end].trim_end_matches(['\n', '\r']);
        let mut left = position.character as usize;
        let behind = line.char_indices().find(|(_, letter)| {
            let width = self.encoding.width(*letter);
            let is_behind = left < width;
            left = left.saturating_sub(width);
            is_behind
        });
        start + behind.map_or(line.len(), |(at, _)| at)
    }

    pub fn range(&self, text: &str, span: Span) -> Range {
        Range::new(self.position(text, span.start), self.position(text, span.end))
    }

    /// The span of a range, whichever way round it is.
    pub fn span(&self, text: &str, range: Range) -> Span {
        let (start, end) = (self.offset(text, range.start), self.offset(text, range.end));
        Span::new(start.min(end), start.max(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a🚢b\r\nß\rc\n";

    #[test]
    fn every_place_is_found_again() {
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let lines = Lines::of(TEXT, encoding);
            for offset in (0..=TEXT.len()).filter(|at| TEXT.is_char_boundary(*at) && *at != 7) {
                assert_eq!(lines.offset(TEXT, lines.position(TEXT, offset)), offset, "{encoding:?}");
            }
        }
    }

    #[test]
    fn columns_count_the_unit() {
        let column = |encoding| Lines::of(TEXT, encoding).position(TEXT, 5).character;
        assert_eq!([Encoding::Utf8, Encoding::Utf16].map(column), [5, 3]);
    }

    #[test]
    fn what_lies_beyond_is_the_nearest_end() {
        let lines = Lines::of(TEXT, Encoding::Utf16);
        let offset = |line, character| lines.offset(TEXT, Position::new(line, character));
        assert_eq!([offset(0, 99), offset(0, 2), offset(1, 9), offset(9, 0)], [6, 1, 10, 13]);
    }
}
