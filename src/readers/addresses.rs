//! Web and mail addresses in running text.

use linkify::{Link, LinkFinder, LinkKind};

use crate::model::{Passage, Span, Text};

/// Endings by which an address is known that has neither a scheme nor `www.`: other words behind a full stop may be the
/// next sentence.
const ENDINGS: [&str; 9] = ["com", "org", "net", "edu", "gov", "info", "io", "uk", "eu"];

/// Where they stand in the source.
pub(super) fn find(text: &Text) -> Vec<Span> {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let links = finder.links(text.prose()).filter(is_address);
    links.map(|link| text.span(Passage::new(link.start(), link.end()))).collect()
}

fn is_address(link: &Link) -> bool {
    let written = link.as_str();
    let host = written.split(['/', '?', '#', ':']).next().unwrap_or_default();
    *link.kind() == LinkKind::Email
        || written.contains("://")
        || written.starts_with("www.")
        || host.rsplit('.').next().is_some_and(|ending| ENDINGS.contains(&ending))
}
