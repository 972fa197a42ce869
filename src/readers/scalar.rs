//! Adds a metadata value to the prose, letter by letter beside the source that says it with escapes.

use super::composer::Composer;
use crate::model::{MetadataField, Span};

/// Pushes the field's value into the open block. Where source and value say the same the place is exact; an escape
/// stands for its letter; where they can't be laid side by side, the rest stands for the rest.
pub(super) fn push(composer: &mut Composer, field: &MetadataField) {
    let source = composer.source();
    if source[field.span.range()] == field.value {
        composer.push(field.span);
        return;
    }
    let mut value = field.value.as_str();
    let mut at = field.span.start;
    while let Some(letter) = value.chars().next() {
        let raw = &source[at..field.span.end];
        let same = common_prefix(raw, value);
        if same > 0 {
            composer.push(Span::new(at, at + same));
            value = &value[same..];
            at += same;
        } else if letter.is_whitespace() && white_space(raw) > 0 {
            composer.space(Span::new(at, at + white_space(raw)));
            value = value.trim_start();
            at += white_space(raw);
        } else if escape(raw, letter) > 0 {
            let length = escape(raw, letter);
            composer.substitute(letter.encode_utf8(&mut [0; 4]), Span::new(at, at + length));
            value = &value[letter.len_utf8()..];
            at += length;
        } else {
            composer.substitute(value, Span::new(at, field.span.end));
            return;
        }
    }
}

/// How many bytes the two share, up to the next letter that may be written otherwise than it reads.
fn common_prefix(raw: &str, value: &str) -> usize {
    let mut length = 0;
    for (one, other) in raw.chars().zip(value.chars()) {
        let doubled = one == '\'' && raw[length..].starts_with("''") && !value[length..].starts_with("''");
        if one != other || one == '\\' || one.is_whitespace() || doubled {
            break;
        }
        length += one.len_utf8();
    }
    length
}

fn white_space(raw: &str) -> usize {
    raw.len() - raw.trim_start().len()
}

/// The length of the escape that `raw` begins with, where it can stand for `letter`; 0 where there is none.
fn escape(raw: &str, letter: char) -> usize {
    if letter == '\'' && raw.starts_with("''") {
        return 2;
    }
    if !raw.starts_with('\\') {
        return 0;
    }
    let digits = match raw.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') if u32::from(letter) > 0xffff => 10,
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(_) => return 1 + raw[1..].chars().next().map_or(0, char::len_utf8),
        None => return 0,
    };
    if raw.is_char_boundary(2 + digits) { 2 + digits } else { 0 }
}
