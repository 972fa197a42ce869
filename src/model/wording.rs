//! The words of a finding, by which it is known again wherever it has moved to.

use super::{Diagnostic, FileReport, Span};

/// Words of the sentence around the underlined ones that are kept, on either side.
const AROUND: usize = 5;

/// Of long underlined passages, the words that are kept at either end.
const END: usize = 8;

/// Stands for the words between the two ends of a passage.
const GAP: &str = " […] ";

/// A finding's underlined words, in `[[` and `]]`, with those around them in the sentence: edits elsewhere leave them as
/// they are. One that speaks of more is known by all of that.
pub fn of(diagnostic: &Diagnostic, report: &FileReport) -> String {
    if let Some(extent) = diagnostic.extent {
        return format!("[[{}]]", shortened(report.source.slice(extent)));
    }
    let span = diagnostic.span();
    let sentence_at = |offset: usize| {
        let index = report.sentences.partition_point(|sentence| sentence.end <= offset);
        report.sentences.get(index).filter(|sentence| sentence.holds(offset))
    };
    let start = sentence_at(span.start).map_or(span.start, |sentence| sentence.start);
    let end = sentence_at(span.end.saturating_sub(1)).map_or(span.end, |sentence| sentence.end.max(span.end));
    let before = words(report.source.slice(Span::new(start, span.start)));
    let after = words(report.source.slice(Span::new(span.end, end)));
    let before = before[before.len().saturating_sub(AROUND)..].join(" ");
    let mark = shortened(report.source.slice(span));
    let after = after[..after.len().min(AROUND)].join(" ");
    format!("{before} [[{mark}]] {after}").trim().to_owned()
}

/// Whether one end of two long wordings is the same: the passage has been edited in its middle, or at the other end.
pub fn share_an_end(one: &str, other: &str) -> bool {
    match (one.split_once(GAP), other.split_once(GAP)) {
        (Some(one), Some(other)) => one.0 == other.0 || one.1 == other.1,
        _ => false,
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn shortened(passage: &str) -> String {
    let words = words(passage);
    if words.len() <= 2 * END {
        return words.join(" ");
    }
    [words[..END].join(" "), words[words.len() - END..].join(" ")].join(GAP)
}
