//! Components of MDX, and how their tags are told from those of HTML.

/// `<P>` and `<TABLE>` are HTML in capitals.
pub(super) fn is_html_element(name: &str) -> bool {
    !name.contains(|letter: char| letter.is_ascii_lowercase())
}

/// The mark of a fragment of JSX that is all of its line.
pub(super) fn fragment(source: &str, at: usize) -> Option<&'static str> {
    let mark = ["<>", "</>"].into_iter().find(|mark| source[at..].starts_with(mark))?;
    let before = source[..at].trim_end_matches([' ', '\t']);
    let behind = source[at + mark.len()..].trim_start_matches([' ', '\t', '\r']);
    let is_line = (before.is_empty() || before.ends_with('\n')) && (behind.is_empty() || behind.starts_with('\n'));
    is_line.then_some(mark)
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
