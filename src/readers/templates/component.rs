//! Components of MDX, and how their tags are told from those of HTML.

/// `<P>` and `<TABLE>` are HTML in capitals.
pub(super) fn is_html_element(name: &str) -> bool {
    !name.contains(|letter: char| letter.is_ascii_lowercase())
}

pub(super) enum Tag {
    /// Its length in bytes.
    Closed(usize),
    Other,
    Unclosed,
}

/// Measures the tag that `text` begins with; quoted and braced values may hold its closing mark.
pub(super) fn tag_length(text: &str) -> Tag {
    let (mut quote, mut depth) = (None, 0_usize);
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (Some(mark), _) if byte == mark => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => depth = depth.saturating_sub(1),
            (None, b'>') if depth == 0 => return Tag::Closed(at + 1),
            (None, b'<') if depth == 0 => return Tag::Other,
            _ => {}
        }
    }
    Tag::Unclosed
}
