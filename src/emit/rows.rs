//! Soft wrapping: a long line as rows of a terminal, each a range of the line's bytes.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::visible::{MARK_WIDTH, is_hostile, row};

/// Columns between tab stops.
pub const TAB: usize = 4;

/// The rows of `line` (which holds no line break), each at most `width` columns wide, broken after white space where
/// there is some. Byte ranges that follow each other without a gap; one empty row for an empty line.
pub fn wrap(line: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(TAB);
    let mut rows = Vec::new();
    let (mut start, mut column) = (0, 0);
    let mut break_at = None;
    for (at, letter) in line.char_indices() {
        if column + columns(letter, column) > width && !letter.is_whitespace() {
            let end = break_at.take().unwrap_or(at);
            rows.push(start..end);
            column = display_width(&line[end..at]);
            start = end;
        }
        column += columns(letter, column);
        if letter.is_whitespace() && !is_no_break(letter) {
            break_at = Some(at + letter.len_utf8());
        }
    }
    rows.push(start..line.len());
    rows
}

/// `words` in lines of at most `width` columns; line breaks that are there stay.
pub fn fill(words: &str, width: usize) -> String {
    let rows = words.lines().flat_map(|line| wrap(line, width).into_iter().map(move |row| line[row].trim_end()));
    rows.map(row).collect::<Vec<_>>().join("\n")
}

/// Columns that `text` takes, as it is shown, when it begins at a tab stop.
pub fn display_width(text: &str) -> usize {
    text.chars().fold(0, |column, letter| column + columns(letter, column))
}

fn columns(letter: char, column: usize) -> usize {
    match letter {
        '\t' => TAB - column % TAB,
        _ if is_hostile(letter) => MARK_WIDTH,
        _ => letter.width().unwrap_or(0),
    }
}

fn is_no_break(letter: char) -> bool {
    matches!(letter, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(line: &str, width: usize) -> Vec<&str> {
        wrap(line, width).into_iter().map(|row| &line[row]).collect()
    }

    #[test]
    fn a_line_breaks_after_white_space() {
        assert_eq!(rows("the ferry was late again", 10), ["the ferry ", "was late ", "again"]);
    }

    #[test]
    fn white_space_may_hang_over_the_edge() {
        assert_eq!(rows("four four", 4), ["four ", "four"]);
    }

    #[test]
    fn a_word_longer_than_a_row_is_cut() {
        assert_eq!(rows("a pneumonoultra end", 6), ["a ", "pneumo", "noultr", "a end"]);
    }

    #[test]
    fn wide_letters_take_two_columns() {
        assert_eq!(rows("渡し船が遅れた", 6), ["渡し船", "が遅れ", "た"]);
    }

    #[test]
    fn an_empty_line_is_one_row() {
        assert_eq!(rows("", 10), [""]);
    }
}
