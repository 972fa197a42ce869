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
    let before = last_words(report.source.slice(Span::new(start, span.start)), AROUND);
    let mark = shortened(report.source.slice(span));
    let after = first_words(report.source.slice(Span::new(span.end, end)), AROUND);
    format!("{before} [[{mark}]] {after}").trim().to_owned()
}

/// The two ends of a long wording; none of a short one. Where one of them is the same, the passage has been edited in its
/// middle, or at the other end.
pub fn ends(words: &str) -> Vec<&str> {
    words.split_once(GAP).map_or_else(Vec::new, |(first, last)| vec![first, last])
}

fn first_words(text: &str, count: usize) -> String {
    text.split_whitespace().take(count).collect::<Vec<_>>().join(" ")
}

fn last_words(text: &str, count: usize) -> String {
    let mut words: Vec<&str> = text.split_whitespace().rev().take(count).collect();
    words.reverse();
    words.join(" ")
}

fn shortened(passage: &str) -> String {
    if passage.split_whitespace().nth(2 * END).is_none() {
        return first_words(passage, 2 * END);
    }
    [first_words(passage, END), last_words(passage, END)].join(GAP)
}
