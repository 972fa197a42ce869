//! Facts of the whole story, which may be asked of any unit in it.

use super::{Asked, Fact, FactKind, Scopes, Value};
use crate::language::words::count;
use crate::model::{BlockKind, PieceKind};

pub const FACTS: &[Fact] = &[
    Fact {
        name: "story-type",
        kind: FactKind::Text,
        scopes: Scopes::Story,
        about: "what the metadata calls the story: opinion, analysis, review (keys type, section, category)",
        value: |asked| story_type(asked).map_or(Value::Unknown, Value::from),
    },
    Fact {
        name: "piece",
        kind: FactKind::Word(|| PieceKind::ALL.map(PieceKind::name).to_vec()),
        scopes: Scopes::Story,
        about: "what kind of piece the story is, by metadata, headline, folder and shape",
        value: |asked| asked.article.piece.name().into(),
    },
    Fact {
        name: "language",
        kind: FactKind::Text,
        scopes: Scopes::Story,
        about: "the code of the language that the story is written in: en",
        value: |asked| asked.article.language.as_str().into(),
    },
    Fact {
        name: "served",
        kind: FactKind::Flag,
        scopes: Scopes::Story,
        about: "whether a pack serves the story's language: else only rules that need no language run",
        value: |asked| asked.article.served.into(),
    },
    Fact {
        name: "missing-fields",
        kind: FactKind::Text,
        scopes: Scopes::Story,
        about: "the fields that the metadata lacks or leaves empty (list required-fields); none where it has them all",
        value: missing_fields,
    },
    Fact {
        name: "paragraphs",
        kind: FactKind::Number,
        scopes: Scopes::Story,
        about: "how many paragraphs the story has",
        value: |asked| asked.article.blocks_of(BlockKind::Paragraph).count().into(),
    },
    Fact {
        name: "story-words",
        kind: FactKind::Number,
        scopes: Scopes::Story,
        about: "how many words the story's body has",
        value: |asked| {
            let body = asked.article.blocks.iter().filter(|block| block.kind.is_body());
            body.map(|block| count(asked.article.text.slice(block.passage))).sum::<usize>().into()
        },
    },
    Fact {
        name: "subheads",
        kind: FactKind::Number,
        scopes: Scopes::Story,
        about: "how many subheads the story has",
        value: |asked| asked.article.blocks_of(BlockKind::Subhead).count().into(),
    },
    Fact {
        name: "quotations",
        kind: FactKind::Number,
        scopes: Scopes::Story,
        about: "how many quotations the story has",
        value: |asked| asked.article.quotations.len().into(),
    },
    Fact {
        name: "has-dek",
        kind: FactKind::Flag,
        scopes: Scopes::Story,
        about: "whether the story has a dek",
        value: |asked| has(asked, BlockKind::Dek),
    },
    Fact {
        name: "has-byline",
        kind: FactKind::Flag,
        scopes: Scopes::Story,
        about: "whether the story has a byline",
        value: |asked| has(asked, BlockKind::Byline),
    },
    Fact {
        name: "has-dateline",
        kind: FactKind::Flag,
        scopes: Scopes::Story,
        about: "whether the story has a dateline",
        value: |asked| has(asked, BlockKind::Dateline),
    },
];

/// “date, author or authors”: `|` parts names of which one is enough.
fn missing_fields(asked: &Asked<'_>) -> Value<'static> {
    let fields = &asked.article.metadata.fields;
    let is_filled = |key: &str| fields.iter().any(|field| field.key == key && !field.value.trim().is_empty());
    let required = asked.lexicon.list("required-fields").words().iter();
    let missing: Vec<&str> = required.filter(|keys| !keys.split('|').any(is_filled)).map(String::as_str).collect();
    Value::Text(if missing.is_empty() { "none".into() } else { missing.join(", ").replace('|', " / ").into() })
}

fn story_type<'a>(asked: &Asked<'a>) -> Option<&'a str> {
    let keys = ["type", "story-type", "genre", "section", "category", "categories"];
    asked.article.metadata.first(&keys).map(|field| field.value.as_str())
}

fn has<'a>(asked: &Asked<'a>, kind: BlockKind) -> Value<'a> {
    asked.article.blocks_of(kind).next().is_some().into()
}
