//! Quotation marks: which lack their partner, and how a quotation runs on from paragraph to paragraph.

use crate::language::words::chunks;
use crate::model::{Article, BlockKind, Passage, Quotation, QuotationKind};

/// How a quotation goes on from the one that ends the paragraph before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Running {
    /// The paragraph before is left open, and this one lacks its opening mark.
    Unmarked,
    /// It was closed there, and is opened again here in the same voice.
    Reopened,
}

/// The quotation's opening mark, or its first word where it has none.
pub fn opening(quotation: &Quotation, article: &Article) -> Passage {
    let start = quotation.passage.start;
    let length = if start < quotation.words.start {
        article.text.slice(quotation.passage).chars().next().map_or(0, char::len_utf8)
    } else {
        chunks(article.text.slice(quotation.words)).next().map_or(0, |(_, word)| word.len())
    };
    Passage::new(start, start + length)
}

fn closing(quotation: &Quotation, article: &Article) -> Passage {
    let mark = article.text.slice(quotation.passage).chars().next_back().map_or(0, char::len_utf8);
    Passage::new(quotation.passage.end - mark, quotation.passage.end)
}

/// Whether its closing mark is missing, and it does not run on into the next paragraph.
pub fn is_unclosed(quotation: &Quotation, article: &Article) -> bool {
    quotation.open && !runs_on(quotation, article)
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

/// How the quotation at `index` goes on from the one before its paragraph, if its marks hide that, and the mark there:
/// the opening one where that is left open, else the closing one.
pub fn runs_from(index: usize, article: &Article) -> Option<(Running, Passage)> {
    let next = &article.quotations[index];
    let is_paragraph = |block: &usize| article.blocks[*block].kind == BlockKind::Paragraph;
    let after = &article.blocks[Some(next.block).filter(is_paragraph)?];
    let before = &article.blocks[(0..next.block).rev().find(is_paragraph)?];
    let last = article.quotations_in(before.passage).iter().rfind(|quotation| quotation.depth == 0)?;
    let is_first = article.quotations_in(after.passage).first().is_some_and(|first| std::ptr::eq(first, next));
    if !is_first || last.passage.end != before.passage.end || next.passage.start != after.passage.start {
        return None;
    }
    if last.open && next.passage.start == next.words.start {
        return Some((Running::Unmarked, opening(last, article)));
    }
    let same_voice = next.step == Some("running") && next.speaker_words == last.speaker_words;
    let speech = last.kind == QuotationKind::Speech && next.kind == QuotationKind::Speech;
    let reopened = !last.open && speech && same_voice && next.passage == after.passage;
    reopened.then(|| (Running::Reopened, closing(last, article)))
}
