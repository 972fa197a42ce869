//! Web and mail addresses in running text.

use linkify::{Link, LinkFinder, LinkKind};

use crate::model::{Passage, Span, Text};

/// Endings by which an address is known that has neither a scheme nor `www.`: other words behind a full stop may be the
/// next sentence.
const ENDINGS: [&str; 9] = ["com", "org", "net", "edu", "gov", "info", "io", "uk", "eu"];

/// Bytes that an address has at most; what goes on for longer without white space is none, and costs the finder its
/// length many times over.
const LONGEST: usize = 2048;

/// Where they stand in the source.
pub(super) fn find(text: &Text) -> Vec<Span> {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let place = |start: usize, link: &Link| text.span(Passage::new(start + link.start(), start + link.end()));
    let links_in = |(start, words)| finder.links(words).filter(is_address).map(move |link| place(start, &link));
    stretches(text.prose()).into_iter().flat_map(links_in).collect()
}

/// The text between its words that are too long, and where it begins.
fn stretches(text: &str) -> Vec<(usize, &str)> {
    let mut stretches = Vec::new();
    let mut from = 0;
    for word in text.split_ascii_whitespace().filter(|word| word.len() > LONGEST) {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        stretches.push((from, &text[from..at]));
        from = at + word.len();
    }
    stretches.push((from, &text[from..]));
    stretches
}

fn is_address(link: &Link) -> bool {
    let written = link.as_str();
    let host = written.split(['/', '?', '#', ':']).next().unwrap_or_default();
    *link.kind() == LinkKind::Email
        || written.contains("://")
        || written.starts_with("www.")
        || host.rsplit('.').next().is_some_and(|ending| ENDINGS.contains(&ending))
}
