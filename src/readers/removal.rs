//! What goes with a block when it is taken out of the source: its lines, and the blank lines around them.

use crate::model::{Removal, Span};

/// The removal of the block at `span`, in the part of the source that `text` is.
pub(super) fn of(source: &str, text: Span, span: Span) -> Removal {
    let whole = Removal { lines: span, gap_start: span.start, is_last: false };
    if !text.contains(span) {
        return whole;
    }
    let before = source[text.start..span.start].trim_end_matches([' ', '\t']);
    let behind = source[span.end..text.end].trim_start_matches([' ', '\t']);
    let begins_line = before.is_empty() || before.ends_with('\n');
    let ends_line = behind.is_empty() || behind.starts_with(['\n', '\r']);
    if !begins_line || !ends_line {
        return whole;
    }
    let next = text.end - behind.trim_start().len();
    let is_last = next == text.end;
    let end = if is_last { text.end } else { source[..next].rfind('\n').map_or(next, |end| end + 1) };
    let words_before = text.start + before.trim_end().len();
    let gap_start = match source[words_before..span.start].find('\n') {
        Some(end) if words_before > text.start => words_before + end + 1,
        _ => text.start,
    };
    Removal { lines: Span::new(text.start + before.len(), end.max(span.end)), gap_start, is_last }
}
