//! `balanced-marks`: quotation marks that close nothing, or are never closed.

use super::{Check, CheckKind, Context, Finding};
use crate::model::{Article, Passage, Quotation};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::without_settings::<BalancedMarks>(
    "balanced-marks",
    "a quotation mark that closes nothing, or one never closed, unless the quotation runs on into the next paragraph",
);

#[derive(Debug, Default)]
struct BalancedMarks;

impl Check for BalancedMarks {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let open = article.quotations.iter().filter(|quotation| quotation.open && !runs_on(quotation, article));
        let unclosed = open.map(|quotation| labelled(opening_mark(quotation, article), "never closed"));
        let stray = article.stray_marks.iter().map(|place| labelled(*place, "closes nothing"));
        let mut findings: Vec<Finding> = unclosed.chain(stray).collect();
        findings.sort_by_key(|finding| finding.place);
        findings
    }
}

fn labelled(place: Passage, label: &str) -> Finding {
    Finding { label: Some(label.to_owned()), ..Finding::at(place) }
}

fn opening_mark(quotation: &Quotation, article: &Article) -> Passage {
    let mark = article.text.slice(quotation.passage).chars().next().map_or(0, char::len_utf8);
    Passage::new(quotation.passage.start, quotation.passage.start + mark)
}

/// Whether the quotation ends its paragraph and the next one begins with a quotation, with or without its own mark.
fn runs_on(quotation: &Quotation, article: &Article) -> bool {
    if quotation.passage.end != article.blocks[quotation.block].passage.end || ends_on_its_speaker(quotation, article) {
        return false;
    }
    let next = article.blocks[quotation.block + 1..].iter().find(|block| block.kind.is_body());
    next.is_some_and(|next| {
        let first = article.quotations_in(next.passage).first();
        first.is_some_and(|first| first.passage.start == next.passage.start)
    })
}

/// "…, said Ivo Marek." at the end of the open quotation: its mark was forgotten before that.
fn ends_on_its_speaker(quotation: &Quotation, article: &Article) -> bool {
    let (Some(speaker), Some(cue)) = (quotation.speaker_words, quotation.cue) else { return false };
    let credit = Passage::new(speaker.start.min(cue.start), speaker.end.max(cue.end));
    let words = quotation.words;
    let before = article.text.slice(Passage::new(words.start, credit.start.max(words.start)));
    let behind = article.text.slice(Passage::new(credit.end.min(words.end), words.end));
    words.contains(credit) && before.ends_with(", ") && behind == "."
}
