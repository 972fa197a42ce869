//! Facts of quotations: what they are, and who speaks.

use super::{Asked, Fact, FactKind, Scopes, Value};
use crate::model::{Quotation, QuotationKind, SourceKind};
use crate::structure::{Scope, Unit};

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
        name: "first",
        kind: FactKind::Flag,
        scopes: QUOTATION,
        about: "whether it is the story's first quotation of speech",
        value: |asked| match asked.unit {
            Unit::Quotation(index) => {
                let speech = |quotation: &Quotation| quotation.kind == QuotationKind::Speech;
                (asked.article.quotations.iter().position(speech) == Some(index)).into()
            }
            _ => Value::Unknown,
        },
    },
];

fn of_quotation<'a>(asked: &Asked<'a>, value: impl Fn(&'a Quotation) -> Value<'a>) -> Value<'a> {
    match asked.unit {
        Unit::Quotation(index) => value(&asked.article.quotations[index]),
        _ => Value::Unknown,
    }
}
