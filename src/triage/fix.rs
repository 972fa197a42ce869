//! Fixes: which of them can be applied together, and the text that they leave.

use crate::model::{Edit, FileReport, Fix, Safety, Source, Span};

/// Rounds after which fixes that make each other necessary are left alone.
pub const MOST_ROUNDS: usize = 50;

/// A source text after some of its fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    pub text: String,
    /// How many fixes were applied.
    pub fixes: usize,
    /// The edits that were made, in the places of the text before; sorted, not overlapping.
    pub edits: Vec<Edit>,
}

/// Applies the fixes of a report that are safe (all of them where `unsafe_too`), first come first served where they
/// overlap: the rest is for a next round. `None` where there is nothing to apply.
pub fn apply(report: &FileReport, unsafe_too: bool) -> Option<Mended> {
    let fixes = report.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
    let mut edits: Vec<Edit> = Vec::new();
    let mut count = 0;
    for fix in fixes.filter(|fix| unsafe_too || fix.safety == Safety::Safe) {
        if changes_something(fix, &report.source) && fits(fix, &edits) {
            count += 1;
            edits.extend(fix.edits.iter().cloned());
            edits.sort_by_key(|edit| edit.span);
        }
    }
    if count == 0 {
        return None;
    }
    let edits = with_breaks(edits, &report.source);
    Some(Mended { text: write(report.source.content(), &edits), fixes: count, edits })
}

/// The edits of one fix, if it changes anything.
pub fn edits(fix: &Fix, source: &Source) -> Option<Vec<Edit>> {
    changes_something(fix, source).then(|| with_breaks(fix.edits.clone(), source))
}

/// Edits whose lines end as those of the source do.
fn with_breaks(mut edits: Vec<Edit>, source: &Source) -> Vec<Edit> {
    let breaks = if source.content().contains("\r\n") { "\r\n" } else { "\n" };
    for edit in &mut edits {
        edit.replacement = edit.replacement.replace("\r\n", "\n").replace('\n', breaks);
    }
    edits
}

fn changes_something(fix: &Fix, source: &Source) -> bool {
    fix.edits.iter().any(|edit| source.slice(edit.span) != edit.replacement)
}

/// Whether all edits of `fix` stand clear of `edits`, which are sorted. Two that meet do not: which would come first?
fn fits(fix: &Fix, edits: &[Edit]) -> bool {
    fix.edits.iter().all(|edit| {
        let next = edits.partition_point(|taken| taken.span.end < edit.span.start);
        edits.get(next).is_none_or(|taken| edit.span.end < taken.span.start)
    })
}

/// `text` with `edits`, which are sorted and do not overlap.
pub fn write(text: &str, edits: &[Edit]) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        mended.push_str(&text[done..edit.span.start]);
        mended.push_str(&edit.replacement);
        done = edit.span.end;
    }
    mended.push_str(&text[done..]);
    mended
}

/// Where `span` of the text before `edits` stands in the text after them: for findings that stay.
pub fn moved(span: Span, edits: &[Edit]) -> Span {
    let shift = |offset: usize| {
        edits
            .iter()
            .take_while(|edit| edit.span.end <= offset)
            .fold(offset, |at, edit| at + edit.replacement.len() - edit.span.len())
    };
    let start = shift(span.start);
    Span::new(start, shift(span.end).max(start))
}
