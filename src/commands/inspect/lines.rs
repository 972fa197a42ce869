//! An article's structure for programs: one JSON object.

use std::io::{self, Write};

use serde::Serialize;

use super::place::InspectedPlace;
use crate::emit::write_json;
use crate::model::{Article, Block, Identity, MetadataField, Passage, Quotation, Sentence, Source, Span};
use crate::scoring::Weighing;

#[derive(Serialize)]
struct InspectedArticle<'a> {
    article: &'a str,
    path: &'a str,
    language: &'a str,
    /// Whether a pack serves that language.
    served: bool,
    piece: &'static str,
    /// What told the kind of piece.
    piece_sign: &'static str,
    /// What the front matter or the page's head says, field by field.
    metadata: Vec<InspectedField<'a>>,
    blocks: Vec<InspectedBlock<'a>>,
    sentences: Vec<InspectedSentence<'a>>,
    quotations: Vec<InspectedQuotation<'a>>,
}

#[derive(Serialize)]
struct InspectedField<'a> {
    key: &'a str,
    value: &'a str,
    #[serde(flatten)]
    place: InspectedPlace,
}

#[derive(Serialize)]
struct InspectedBlock<'a> {
    kind: &'static str,
    part: &'static str,
    #[serde(flatten)]
    place: InspectedPlace,
    #[serde(skip_serializing_if = "Option::is_none")]
    promo: Option<InspectedPromo<'a>>,
    text: &'a str,
}

/// What a promo block advertises, and what was added up to know it.
#[derive(Serialize)]
struct InspectedPromo<'a> {
    kind: &'static str,
    signals: Vec<(&'static str, f64)>,
    /// The same in words.
    weighed: &'a str,
}

#[derive(Serialize)]
struct InspectedSentence<'a> {
    #[serde(flatten)]
    place: InspectedPlace,
    source: &'static str,
    source_text: Option<&'a str>,
    cue: Option<&'a str>,
    /// Whose source carries over from a neighbour, where the sentence has none of its own.
    carried: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    weighed: Option<String>,
    /// How far readers can tell who the source is.
    identity: Option<&'static str>,
    block: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct InspectedQuotation<'a> {
    #[serde(flatten)]
    place: InspectedPlace,
    kind: &'static str,
    speaker: &'static str,
    speaker_text: Option<&'a str>,
    /// Whom a pronoun that speaks stands for.
    antecedent: Option<&'a str>,
    /// How far readers can tell who speaks.
    identity: Option<&'static str>,
    cue: Option<&'a str>,
    /// How the speaker was found.
    step: Option<&'static str>,
    block: usize,
    text: &'a str,
}

/// Writes the article on one line; `weighings` is what sentences with weak cues added up to.
pub fn write(
    source: &Source,
    article: &Article,
    weighings: &[(Span, Weighing)],
    out: &mut impl Write,
) -> io::Result<()> {
    write_json(&mut *out, &inspected(source, article, weighings))?;
    writeln!(out)
}

pub fn inspected<'a>(
    source: &'a Source,
    article: &'a Article,
    weighings: &'a [(Span, Weighing)],
) -> impl Serialize + 'a {
    let view = InspectedView { source, article, weighings };
    InspectedArticle {
        article: &source.article,
        path: &source.path,
        language: &article.language,
        served: article.served,
        piece: article.piece.name(),
        piece_sign: article.piece_sign.name(),
        metadata: article.metadata.fields.iter().map(|field| view.field(field)).collect(),
        blocks: article.blocks.iter().map(|block| view.block(block)).collect(),
        sentences: article.sentences.iter().map(|sentence| view.sentence(sentence)).collect(),
        quotations: article.quotations.iter().map(|quotation| view.quotation(quotation)).collect(),
    }
}

struct InspectedView<'a> {
    source: &'a Source,
    article: &'a Article,
    weighings: &'a [(Span, Weighing)],
}

impl<'a> InspectedView<'a> {
    fn field(&self, field: &'a MetadataField) -> InspectedField<'a> {
        InspectedField { key: &field.key, value: &field.value, place: InspectedPlace::of(self.source, field.span) }
    }

    fn block(&self, block: &'a Block) -> InspectedBlock<'a> {
        InspectedBlock {
            kind: block.kind.name(),
            part: block.part.name(),
            place: InspectedPlace::of(self.source, block.span),
            promo: block.promo.as_ref().map(|promo| InspectedPromo {
                kind: promo.kind.name(),
                signals: promo.signals.clone(),
                weighed: &promo.weighed,
            }),
            text: self.article.text.slice(block.passage),
        }
    }

    fn sentence(&self, sentence: &Sentence) -> InspectedSentence<'a> {
        InspectedSentence {
            place: self.place(sentence.passage),
            source: sentence.source.name(),
            source_text: self.words(sentence.source_words),
            cue: self.words(sentence.cue),
            carried: sentence.carried.name(),
            weighed: self.weighed(sentence),
            identity: sentence.identity.map(Identity::name),
            block: sentence.block,
            text: self.article.text.slice(sentence.passage),
        }
    }

    /// What its weak cue and the rest of it added up to, if it was weighed.
    fn weighed(&self, sentence: &Sentence) -> Option<String> {
        let span = self.article.text.span(sentence.passage);
        let found = self.weighings.iter().find(|(place, _)| *place == span);
        found.map(|(_, weighing)| weighing.note())
    }

    fn quotation(&self, quotation: &Quotation) -> InspectedQuotation<'a> {
        InspectedQuotation {
            place: self.place(quotation.passage),
            kind: quotation.kind.name(),
            speaker: quotation.speaker.name(),
            speaker_text: self.words(quotation.speaker_words),
            antecedent: self.words(quotation.antecedent),
            identity: quotation.identity.map(Identity::name),
            cue: self.words(quotation.cue),
            step: quotation.step,
            block: quotation.block,
            text: self.article.text.slice(quotation.passage),
        }
    }

    fn words(&self, passage: Option<Passage>) -> Option<&'a str> {
        passage.map(|passage| self.article.text.slice(passage))
    }

    fn place(&self, passage: Passage) -> InspectedPlace {
        InspectedPlace::of(self.source, self.article.text.span(passage))
    }
}
