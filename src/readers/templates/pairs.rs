//! Which opening template a closing one belongs to.

use std::collections::HashMap;

use super::{Template, TemplateKind};
use crate::model::Span;

/// An opening template and the one that closes it, by their places among the templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::readers) struct Pair {
    pub opening: usize,
    pub closing: usize,
}

/// The pairs by their opening templates: a closing one belongs to the nearest of its name before it that is still open.
pub(in crate::readers) fn pairs(source: &str, templates: &[Template]) -> Vec<Pair> {
    let mut open: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut pairs: Vec<Pair> = Vec::new();
    for (index, template) in templates.iter().enumerate() {
        let Some(name) = template.names.first() else { continue };
        let closed = match template.kind {
            TemplateKind::Closing => Some(name.as_str()),
            // {% endif %}
            TemplateKind::Silent => name.strip_prefix("end"),
            _ => None,
        };
        if let Some(name) = closed {
            let opening = open.get_mut(name).and_then(Vec::pop);
            pairs.extend(opening.map(|opening| Pair { opening, closing: index }));
        } else if !closes_itself(source, template.span) {
            open.entry(name).or_default().push(index);
        }
    }
    pairs.sort_unstable_by_key(|pair| pair.opening);
    pairs
}

fn closes_itself(source: &str, span: Span) -> bool {
    source[span.range()].trim_end_matches(['>', '}', '%', '-', ' ']).ends_with('/')
}
