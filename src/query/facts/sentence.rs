//! Facts of sentences: who stands behind them.

use super::{Asked, Fact, FactKind, Scopes, Value};
use crate::language::words::surname;
use crate::model::{Article, CueGroup, Identity, Office, Passage, Sentence, SourceKind};
use crate::query::{Scope, Unit};

const SENTENCE: Scopes = Scopes::Only(&[Scope::Sentence]);
const SENTENCE_OR_QUOTATION: Scopes = Scopes::Only(&[Scope::Sentence, Scope::Quotation]);

pub const FACTS: &[Fact] = &[
    Fact {
        name: "source",
        kind: FactKind::Word(|| SourceKind::ALL.map(SourceKind::name).to_vec()),
        scopes: SENTENCE,
        about: "who stands behind the sentence, by its own words",
        value: |asked| of_sentence(asked, |sentence| sentence.source.name().into()),
    },
    Fact {
        name: "source-words",
        kind: FactKind::Text,
        scopes: SENTENCE,
        about: "the words that name its source, or the one hinted at",
        value: |asked| {
            of_sentence(asked, |sentence| match sentence.source_words {
                Some(words) => asked.article.text.slice(words).into(),
                None => Value::Unknown,
            })
        },
    },
    Fact {
        name: "antecedents",
        kind: FactKind::Number,
        scopes: SENTENCE,
        about: "where its source is a pronoun: how many the story has named before whom it could mean; 2 for several",
        value: |asked| {
            of_sentence(asked, |sentence| {
                sentence.antecedents.as_ref().map_or(Value::Unknown, |meant| meant.len().into())
            })
        },
    },
    Fact {
        name: "hinted",
        kind: FactKind::Word(|| SourceKind::ALL.map(SourceKind::name).to_vec()),
        scopes: SENTENCE,
        about: "who acts or thinks, but does not plainly speak, in a sentence without a source",
        value: |asked| of_sentence(asked, |sentence| sentence.hinted.name().into()),
    },
    Fact {
        name: "carried",
        kind: FactKind::Word(|| SourceKind::ALL.map(SourceKind::name).to_vec()),
        scopes: SENTENCE,
        about: "who stands behind a sentence without a source of its own, where a neighbour's plainly carries over",
        value: |asked| of_sentence(asked, |sentence| sentence.carried.name().into()),
    },
    Fact {
        name: "identity",
        kind: FactKind::Word(|| Identity::ALL.map(Identity::name).to_vec()),
        scopes: SENTENCE_OR_QUOTATION,
        about: "how far readers can tell who its source or speaker is: by name, by office or body, or not at all",
        value: |asked| {
            let identity = match asked.unit {
                Unit::Sentence(index) => asked.article.sentences[index].identity,
                Unit::Quotation(index) => asked.article.quotations[index].identity,
                _ => None,
            };
            identity.map_or(Value::Unknown, |identity| identity.name().into())
        },
    },
    Fact {
        name: "office",
        kind: FactKind::Word(|| Office::ALL.map(Office::name).to_vec()),
        scopes: SENTENCE,
        about: "by what the words call its source: an authority (“a councillor”), a spokesperson, a body, another trade",
        value: |asked| of_sentence(asked, |sentence| sentence.office.name().into()),
    },
    Fact {
        name: "cue-group",
        kind: FactKind::Word(|| CueGroup::ALL.map(CueGroup::name).to_vec()),
        scopes: SENTENCE_OR_QUOTATION,
        about: "what the reporting form does beside reporting: vouch, judge, cast doubt, tell of a thought",
        value: |asked| {
            let group = match asked.unit {
                Unit::Sentence(index) => asked.article.sentences[index].cue_group,
                Unit::Quotation(index) => asked.article.quotations[index].cue_group,
                _ => None,
            };
            group.map_or(Value::Unknown, |group| group.name().into())
        },
    },
    Fact {
        name: "reported",
        kind: FactKind::Flag,
        scopes: SENTENCE,
        about: "whether somebody says or thinks it, by its own words or a neighbour's; wanting or doing is not enough",
        value: |asked| of_sentence(asked, |sentence| is_reported(sentence).into()),
    },
    Fact {
        name: "described",
        kind: FactKind::Flag,
        scopes: SENTENCE,
        about: "whether the story says anywhere, beside the name, who its source is",
        value: |asked| of_sentence(asked, |sentence| is_described(sentence, asked.article).into()),
    },
    Fact {
        name: "quoted-share",
        kind: FactKind::Number,
        scopes: SENTENCE,
        about: "the share of its letters that stand in quotation marks, 0 to 1",
        value: |asked| of_sentence(asked, |sentence| Value::Number(f64::from(sentence.quoted))),
    },
];

fn is_reported(sentence: &Sentence) -> bool {
    let by_itself = sentence.source != SourceKind::None && sentence.cue_group.is_some();
    by_itself || sentence.carried != SourceKind::None
}

/// Whether one of the story's sources of the same last name has a description.
fn is_described(sentence: &Sentence, article: &Article) -> bool {
    let known_by = |words: Passage| surname(article.text.slice(words));
    let own = sentence.source_words.map(known_by);
    let mut described = article.sources.iter().filter(|source| source.description.is_some());
    own.is_some_and(|own| described.any(|source| known_by(source.words) == own))
}

fn of_sentence<'a>(asked: &Asked<'a>, value: impl Fn(&'a Sentence) -> Value<'a>) -> Value<'a> {
    match asked.unit {
        Unit::Sentence(index) => value(&asked.article.sentences[index]),
        _ => Value::Unknown,
    }
}
