//! Reference definitions, `[keeper]: https://…`, and the links that lead by them.

use pulldown_cmark::{LinkType, Parser};
use rustc_hash::FxHashMap;

use crate::model::Span;

/// The definitions of a document by their labels, lower case: where each stands, and its links so far.
#[derive(Default)]
pub(super) struct Definitions(FxHashMap<String, (Span, Vec<Span>)>);

impl Definitions {
    /// `base` is where the parser's text begins in the source.
    pub fn of(parser: &Parser, base: usize) -> Self {
        let definitions = parser.reference_definitions().iter();
        let place = |range: &std::ops::Range<usize>| Span::new(range.start, range.end).shift(base);
        let all = definitions.map(|(label, found)| (label.to_lowercase(), (place(&found.span), Vec::new())));
        Self(all.collect())
    }

    pub fn use_by(&mut self, link: LinkType, label: &str, span: Span) {
        if matches!(link, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
            && let Some((_, uses)) = self.0.get_mut(&label.to_lowercase())
        {
            uses.push(span);
        }
    }

    /// The definitions that are used, each with its links.
    pub fn used(self) -> impl Iterator<Item = (Span, Vec<Span>)> {
        self.0.into_values().filter(|(_, uses)| !uses.is_empty())
    }
}
