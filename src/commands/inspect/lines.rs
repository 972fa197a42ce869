//! An article's structure for programs: one JSON object.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Article, Block, Field, Passage, Quotation, Sentence, Source, Span};

#[derive(Serialize)]
struct Inspected<'a> {
    article: &'a str,
    path: &'a str,
    language: &'a str,
    blocks: Vec<InspectedBlock<'a>>,
    sentences: Vec<InspectedSentence<'a>>,
    quotations: Vec<InspectedQuotation<'a>>,
}

/// Byte offsets into the article's text, or into its headline where `field` says so.
#[derive(Serialize)]
struct Range {
    start: usize,
    end: usize,
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<Field>,
}

#[derive(Serialize)]
struct InspectedBlock<'a> {
    kind: &'static str,
    #[serde(flatten)]
    range: Range,
    #[serde(skip_serializing_if = "Option::is_none")]
    promo: Option<InspectedPromo>,
    text: &'a str,
}

/// What a promo block advertises, and what was added up to know it.
#[derive(Serialize)]
struct InspectedPromo {
    kind: &'static str,
    signals: Vec<(&'static str, i32)>,
}

#[derive(Serialize)]
struct InspectedSentence<'a> {
    #[serde(flatten)]
    range: Range,
    source: &'static str,
    source_text: Option<&'a str>,
    cue: Option<&'a str>,
    /// Whose source carries over from a neighbour, where the sentence has none of its own.
    carried: &'static str,
    block: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct InspectedQuotation<'a> {
    #[serde(flatten)]
    range: Range,
    kind: &'static str,
    speaker: &'static str,
    speaker_text: Option<&'a str>,
    cue: Option<&'a str>,
    /// How the speaker was found.
    step: Option<&'static str>,
    block: usize,
    text: &'a str,
}

/// Writes the article on one line.
pub fn write(source: &Source, article: &Article, out: &mut impl Write) -> io::Result<()> {
    let view = View { source, article };
    let inspected = Inspected {
        article: &source.article,
        path: &source.path,
        language: article.language,
        blocks: article.blocks.iter().map(|block| view.block(block)).collect(),
        sentences: article.sentences.iter().map(|sentence| view.sentence(sentence)).collect(),
        quotations: article.quotations.iter().map(|quotation| view.quotation(quotation)).collect(),
    };
    serde_json::to_writer(&mut *out, &inspected)?;
    writeln!(out)
}

struct View<'a> {
    source: &'a Source,
    article: &'a Article,
}

impl<'a> View<'a> {
    fn block(&self, block: &Block) -> InspectedBlock<'a> {
        InspectedBlock {
            kind: block.kind.name(),
            range: self.range(block.span),
            promo: block
                .promo
                .as_ref()
                .map(|promo| InspectedPromo { kind: promo.kind.name(), signals: promo.signals.clone() }),
            text: self.article.text.slice(block.passage),
        }
    }

    fn sentence(&self, sentence: &Sentence) -> InspectedSentence<'a> {
        InspectedSentence {
            range: self.place(sentence.passage),
            source: sentence.source.name(),
            source_text: self.words(sentence.source_words),
            cue: self.words(sentence.cue),
            carried: sentence.carried.name(),
            block: sentence.block,
            text: self.article.text.slice(sentence.passage),
        }
    }

    fn quotation(&self, quotation: &Quotation) -> InspectedQuotation<'a> {
        InspectedQuotation {
            range: self.place(quotation.passage),
            kind: quotation.kind.name(),
            speaker: quotation.speaker.name(),
            speaker_text: self.words(quotation.speaker_words),
            cue: self.words(quotation.cue),
            step: quotation.step,
            block: quotation.block,
            text: self.article.text.slice(quotation.passage),
        }
    }

    fn words(&self, passage: Option<Passage>) -> Option<&'a str> {
        passage.map(|passage| self.article.text.slice(passage))
    }

    fn place(&self, passage: Passage) -> Range {
        self.range(self.article.text.span(passage))
    }

    fn range(&self, span: Span) -> Range {
        let place = self.source.place(span);
        let field = (place.field == Field::Headline).then_some(place.field);
        Range { start: place.start, end: place.end, line: place.from.line, field }
    }
}
