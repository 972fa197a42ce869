//! `running-quotation`: a quotation that goes on in the next paragraph without the marks that say so.

use super::{Check, CheckKind, Context, Finding};
use crate::model::{Article, Block, BlockKind, Passage, Quotation, QuotationKind};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::without_settings::<RunningQuotation>(
    "running-quotation",
    "a quotation over several paragraphs: the next one lacks its opening mark, or it was closed and opened again",
);

#[derive(Debug, Default)]
struct RunningQuotation;

impl Check for RunningQuotation {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let body: Vec<&Block> = article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).collect();
        body.windows(2).filter_map(|pair| fault(pair[0], pair[1], article)).collect()
    }
}

fn fault(before: &Block, after: &Block, article: &Article) -> Option<Finding> {
    let last = article.quotations_in(before.passage).iter().rfind(|quotation| quotation.depth == 0)?;
    let next = article.quotations_in(after.passage).first()?;
    let goes_on = last.passage.end == before.passage.end && next.passage.start == after.passage.start;
    if !goes_on {
        return None;
    }
    if last.open && next.passage.start == next.words.start {
        let first_word = article.text.slice(next.words).split(' ').next().map_or(0, str::len);
        let place = Passage::new(next.words.start, next.words.start + first_word);
        return Some(labelled(place, "opens without its mark", opening(last, article), "the quotation begins here"));
    }
    let same_voice = next.step == Some("running") && next.speaker_words == last.speaker_words;
    let speech = last.kind == QuotationKind::Speech && next.kind == QuotationKind::Speech;
    let reopened = !last.open && speech && same_voice && next.passage == after.passage;
    reopened.then(|| labelled(closing(last, article), "closed here", opening(next, article), "opened again"))
}

fn labelled(place: Passage, label: &str, other: Passage, other_label: &str) -> Finding {
    Finding { label: Some(label.to_owned()), others: vec![(other, other_label.to_owned())], ..Finding::at(place) }
}

fn opening(quotation: &Quotation, article: &Article) -> Passage {
    let mark = article.text.slice(quotation.passage).chars().next().map_or(0, char::len_utf8);
    Passage::new(quotation.passage.start, quotation.passage.start + mark)
}

fn closing(quotation: &Quotation, article: &Article) -> Passage {
    let mark = article.text.slice(quotation.passage).chars().next_back().map_or(0, char::len_utf8);
    Passage::new(quotation.passage.end - mark, quotation.passage.end)
}
