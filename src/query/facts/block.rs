//! Facts of a unit's words and of the block that it is or stands in.

use super::{Asked, Fact, FactKind, Scopes, Value};
use crate::language::words::{count, surname};
use crate::model::{Block, BlockKind, Part, SourceKind};

pub const FACTS: &[Fact] = &[
    Fact {
        name: "quoted",
        kind: FactKind::Flag,
        scopes: Scopes::All,
        about: "whether what is found stands inside quotation marks: other people's words",
        value: |asked| asked.article.is_quoted(asked.place).into(),
    },
    Fact {
        name: "words",
        kind: FactKind::Number,
        scopes: Scopes::InBlock,
        about: "how many words it has",
        value: |asked| count(asked.words()).into(),
    },
    Fact {
        name: "characters",
        kind: FactKind::Number,
        scopes: Scopes::InBlock,
        about: "how many characters it has",
        value: |asked| asked.words().chars().count().into(),
    },
    Fact {
        name: "block",
        kind: FactKind::Word(|| BlockKind::ALL.map(BlockKind::name).to_vec()),
        scopes: Scopes::InBlock,
        about: "the kind of block that it is or stands in",
        value: |asked| own_block(asked).map_or(Value::Unknown, |(_, block)| block.kind.name().into()),
    },
    Fact {
        name: "part",
        kind: FactKind::Word(|| Part::ALL.map(Part::name).to_vec()),
        scopes: Scopes::InBlock,
        about: "what its block does in the piece: tell, ask, answer, list, give results",
        value: |asked| own_block(asked).map_or(Value::Unknown, |(_, block)| block.part.name().into()),
    },
    Fact {
        name: "paragraph",
        kind: FactKind::Number,
        scopes: Scopes::InBlock,
        about: "the number of its block among those of the body, counted from 1; the lede is 1",
        value: |asked| match own_block(asked) {
            Some((index, block)) if block.kind.is_body() => {
                asked.article.body.partition_point(|body| *body <= index).into()
            }
            _ => Value::Unknown,
        },
    },
    Fact {
        name: "paragraphs-after",
        kind: FactKind::Number,
        scopes: Scopes::InBlock,
        about: "how many blocks of the body come after its own",
        value: |asked| match own_block(asked) {
            Some((index, _)) => {
                (asked.article.body.len() - asked.article.body.partition_point(|body| *body <= index)).into()
            }
            None => Value::Unknown,
        },
    },
    Fact {
        name: "paragraphs-before",
        kind: FactKind::Number,
        scopes: Scopes::InBlock,
        about: "how many blocks of the body come before its own",
        value: |asked| match own_block(asked) {
            Some((index, _)) => asked.article.body.partition_point(|body| *body < index).into(),
            None => Value::Unknown,
        },
    },
    Fact {
        name: "first-word",
        kind: FactKind::Text,
        scopes: Scopes::InBlock,
        about: "its first word, where that begins with a capital letter",
        value: |asked| {
            let words = asked.article.text.slice(asked.passage());
            let is_part = |letter: char| letter.is_alphanumeric() || letter == '-';
            let end = words.find(|letter| !is_part(letter)).unwrap_or(words.len());
            if words.starts_with(char::is_uppercase) { words[..end].into() } else { Value::Unknown }
        },
    },
    Fact {
        name: "has-link",
        kind: FactKind::Flag,
        scopes: Scopes::InBlock,
        about: "whether a link stands in it",
        value: |asked| {
            let passage = asked.passage();
            own_block(asked)
                .is_some_and(|(_, block)| block.shape.links.iter().any(|link| link.overlaps(passage)))
                .into()
        },
    },
    Fact {
        name: "speakers",
        kind: FactKind::Number,
        scopes: Scopes::InBlock,
        about: "how many people with different names speak quotations in its block",
        value: |asked| own_block(asked).map_or(Value::Unknown, |(_, block)| speakers(asked, block).into()),
    },
    Fact {
        name: "aside",
        kind: FactKind::Flag,
        scopes: Scopes::InBlock,
        about: "whether its block is set off from the story (an aside, a figure)",
        value: |asked| own_block(asked).is_some_and(|(_, block)| block.shape.aside).into(),
    },
];

fn speakers(asked: &Asked<'_>, block: &Block) -> usize {
    let quotations = asked.article.quotations_in(block.passage).iter();
    let named = quotations.filter(|quotation| quotation.speaker == SourceKind::Named && quotation.depth == 0);
    let words = named.filter_map(|quotation| quotation.speaker_words.filter(|words| block.passage.contains(*words)));
    let mut surnames: Vec<&str> = words.map(|words| surname(asked.article.text.slice(words))).collect();
    surnames.sort_unstable();
    surnames.dedup();
    surnames.len()
}

pub(super) fn own_block<'a>(asked: &Asked<'a>) -> Option<(usize, &'a Block)> {
    let index = asked.unit.block(asked.article)?;
    Some((index, &asked.article.blocks[index]))
}
