//! Facts of quotations: what they are, and who speaks.

use super::{Asked, Fact, FactKind, Scopes, Value};
use crate::model::{Quotation, QuotationKind, Sentence, SourceKind};
use crate::query::{Scope, Unit};

const QUOTATION: Scopes = Scopes::Only(&[Scope::Quotation]);

pub const FACTS: &[Fact] = &[
    Fact {
        name: "kind",
        kind: FactKind::Word(|| QuotationKind::ALL.map(QuotationKind::name).to_vec()),
        scopes: QUOTATION,
        about: "speech, a fragment, a scare quote or a title",
        value: |asked| of_quotation(asked, |quotation| quotation.kind.name().into()),
    },
    Fact {
        name: "speaker",
        kind: FactKind::Word(|| SourceKind::ALL.map(SourceKind::name).to_vec()),
        scopes: QUOTATION,
        about: "who speaks it",
        value: |asked| of_quotation(asked, |quotation| quotation.speaker.name().into()),
    },
    Fact {
        name: "speaker-words",
        kind: FactKind::Text,
        scopes: QUOTATION,
        about: "the words that name the speaker",
        value: |asked| {
            of_quotation(asked, |quotation| match quotation.speaker_words {
                Some(words) => asked.article.text.slice(words).into(),
                None => Value::Unknown,
            })
        },
    },
    Fact {
        name: "step",
        kind: FactKind::Text,
        scopes: QUOTATION,
        about: "the step of the ladder that found the speaker",
        value: |asked| of_quotation(asked, |quotation| quotation.step.map_or(Value::Unknown, Value::from)),
    },
    Fact {
        name: "nested",
        kind: FactKind::Flag,
        scopes: QUOTATION,
        about: "whether it stands inside another quotation",
        value: |asked| of_quotation(asked, |quotation| (quotation.depth > 0).into()),
    },
    Fact {
        name: "open",
        kind: FactKind::Flag,
        scopes: QUOTATION,
        about: "whether its closing mark is missing",
        value: |asked| of_quotation(asked, |quotation| quotation.open.into()),
    },
    Fact {
        name: "sentences",
        kind: FactKind::Number,
        scopes: QUOTATION,
        about: "how many sentences it has",
        value: |asked| of_quotation(asked, |quotation| sentences(asked, quotation).into()),
    },
    Fact {
        name: "speaker-after",
        kind: FactKind::Flag,
        scopes: QUOTATION,
        about: "whether the words that name the speaker come after it",
        value: |asked| {
            of_quotation(asked, |quotation| match quotation.speaker_words {
                Some(words) => (words.start >= quotation.passage.end).into(),
                None => false.into(),
            })
        },
    },
    Fact {
        name: "first",
        kind: FactKind::Flag,
        scopes: QUOTATION,
        about: "whether it is the story's first quotation of speech",
        value: |asked| match asked.unit {
            Unit::Quotation(index) => {
                let speech = |quotation: &Quotation| quotation.kind == QuotationKind::Speech;
                let (before, own) = asked.article.quotations.split_at(index);
                // From the nearest backwards: over a whole story that is one pass.
                (speech(&own[0]) && !before.iter().rev().any(speech)).into()
            }
            _ => Value::Unknown,
        },
    },
];

fn sentences(asked: &Asked<'_>, quotation: &Quotation) -> usize {
    let first = asked.article.sentences.partition_point(|sentence| sentence.passage.end <= quotation.words.start);
    let of_quotation = |sentence: &&Sentence| sentence.passage.overlaps(quotation.words);
    asked.article.sentences[first..].iter().take_while(of_quotation).count()
}

fn of_quotation<'a>(asked: &Asked<'a>, value: impl Fn(&'a Quotation) -> Value<'a>) -> Value<'a> {
    match asked.unit {
        Unit::Quotation(index) => value(&asked.article.quotations[index]),
        _ => Value::Unknown,
    }
}
