//! What stands in a draft letter by letter, code and addresses: no prose, and broken by an edit.

use super::{Fix, Span};

/// Spans of the source, markup included; sorted, not overlapping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Literals(Vec<Span>);

impl Literals {
    /// Of spans in any order, which may stand inside each other.
    pub fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        spans.dedup_by(|next, last| {
            let meet = next.overlaps(*last);
            if meet {
                *last = last.cover(*next);
            }
            meet
        });
        Self(spans)
    }

    /// Whether `span` is a part of one, and not the whole.
    pub fn hold(&self, span: Span) -> bool {
        self.from(span.start).first().is_some_and(|literal| literal.contains(span) && *literal != span)
    }

    /// Whether the fix leaves each of them as it is, or takes it out as a whole.
    pub fn allow(&self, fix: &Fix) -> bool {
        fix.edits.iter().all(|edit| {
            let met = self.from(edit.span.start).iter().take_while(|literal| literal.overlaps(edit.span));
            met.into_iter().all(|literal| edit.span.contains(*literal))
        })
    }

    /// Those that do not end before `offset`.
    fn from(&self, offset: usize) -> &[Span] {
        &self.0[self.0.partition_point(|literal| literal.end <= offset)..]
    }
}
