//! The blocks of a story cut into sentences and quotations.

use super::quotations;
use crate::language::sentences;
use crate::language::tokens::Tokens;
use crate::model::{Article, BlockKind, Office, Part, Passage, Quotation, QuotationKind, Sentence, SourceKind};

/// Cuts the blocks into sentences, and finds the quotations in them. What stands in a promo or is furniture is none
/// of the story's: a quotation runs on behind it.
pub fn cut(article: &mut Article, tokens: &Tokens) {
    let mut continued = false;
    let of_story = |index: &usize| {
        let block = &article.blocks[*index];
        block.kind != BlockKind::Promo && block.part != Part::Furniture
    };
    let blocks: Vec<usize> = (0..article.blocks.len()).filter(of_story).collect();
    for index in blocks {
        let block = &article.blocks[index];
        let range = tokens.within(block.passage);
        let sentences = sentences::sentences(tokens, &article.text, range.clone());
        let marks = quotations::quotations(tokens, &article.text, range, continued);
        continued = block.kind.is_body() && marks.quotations.last().is_some_and(|last| last.open);
        article.quotations.extend(marks.quotations.iter().map(|marked| Quotation {
            passage: marked.passage,
            words: marked.words,
            block: index,
            kind: QuotationKind::Speech,
            speaker: SourceKind::None,
            speaker_words: None,
            antecedent: None,
            identity: None,
            cue: None,
            cue_group: None,
            step: None,
            depth: 0,
            open: marked.open,
        }));
        article.stray_marks.extend(marks.stray);
        article.sentences.extend(sentences.into_iter().map(|passage| Sentence {
            passage,
            block: index,
            source: SourceKind::None,
            hinted: SourceKind::None,
            antecedents: None,
            source_words: None,
            cue: None,
            cue_group: None,
            carried: SourceKind::None,
            identity: None,
            office: Office::None,
            quoted: 0.0,
        }));
    }
    nest(&mut article.quotations);
    measure_quoted(article);
}

/// Counts for each sentence the share of its letters that stand in quotation marks.
fn measure_quoted(article: &mut Article) {
    let outermost: Vec<Passage> =
        article.quotations.iter().filter(|quotation| quotation.depth == 0).map(|quotation| quotation.words).collect();
    let mut first = 0;
    for sentence in &mut article.sentences {
        let (mut letters, mut quoted) = (0, 0);
        while first < outermost.len() && outermost[first].end <= sentence.passage.start {
            first += 1;
        }
        let mut around = first;
        for (offset, letter) in article.text.slice(sentence.passage).char_indices() {
            let at = sentence.passage.start + offset;
            while around < outermost.len() && outermost[around].end <= at {
                around += 1;
            }
            if letter.is_alphanumeric() {
                letters += 1;
                quoted += usize::from(outermost.get(around).is_some_and(|words| words.holds(at)));
            }
        }
        sentence.quoted = if letters == 0 { 0.0 } else { quoted as f32 / letters as f32 };
    }
}

/// Counts for each quotation the ones around it.
fn nest(quotations: &mut [Quotation]) {
    let mut around: Vec<usize> = Vec::new();
    for quotation in quotations {
        while around.last().is_some_and(|end| *end <= quotation.passage.start) {
            around.pop();
        }
        quotation.depth = around.len();
        around.push(quotation.passage.end);
    }
}
