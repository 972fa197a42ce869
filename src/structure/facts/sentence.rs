//! Facts of sentences: who stands behind them.

use super::{Asked, Fact, FactKind, Scopes, Value};
use crate::model::{Sentence, SourceKind};
use crate::structure::{Scope, Unit};

const SENTENCE: Scopes = Scopes::Only(&[Scope::Sentence]);

pub const FACTS: &[Fact] = &[
    Fact {
        name: "source",
        kind: FactKind::Word(|| SourceKind::ALL.map(SourceKind::name).to_vec()),
        scopes: SENTENCE,
        about: "who stands behind the sentence, by its own words",
        value: |asked| of_sentence(asked, |sentence| sentence.source.name().into()),
    },
    Fact {
        name: "carried",
        kind: FactKind::Word(|| SourceKind::ALL.map(SourceKind::name).to_vec()),
        scopes: SENTENCE,
        about: "who stands behind a sentence without a source of its own, where a neighbour's plainly carries over",
        value: |asked| of_sentence(asked, |sentence| sentence.carried.name().into()),
    },
    Fact {
        name: "quoted-share",
        kind: FactKind::Number,
        scopes: SENTENCE,
        about: "the share of its letters that stand in quotation marks, 0 to 1",
        value: |asked| of_sentence(asked, |sentence| Value::Number(f64::from(sentence.quoted))),
    },
];

fn of_sentence<'a>(asked: &Asked<'a>, value: impl Fn(&'a Sentence) -> Value<'a>) -> Value<'a> {
    match asked.unit {
        Unit::Sentence(index) => value(&asked.article.sentences[index]),
        _ => Value::Unknown,
    }
}
