//! Facts of the story's sources: how many different ones stand behind it, with and without a name.

use super::{Fact, FactKind, Scopes};

pub const FACTS: &[Fact] = &[
    Fact {
        name: "named-sources",
        kind: FactKind::Number,
        scopes: Scopes::Story,
        about: "how many different people with a name the story has as sources",
        value: |asked| asked.article.named_sources().into(),
    },
    Fact {
        name: "anonymous-sources",
        kind: FactKind::Number,
        scopes: Scopes::Story,
        about: "how many sources without a name the story has; “the source” is one that was there before",
        value: |asked| asked.article.anonymous_sources().into(),
    },
    Fact {
        name: "other-sources",
        kind: FactKind::Number,
        scopes: Scopes::Story,
        about: "how many different offices, groups, documents and organizations the story has as sources",
        value: |asked| asked.article.other_sources().into(),
    },
    Fact {
        name: "anonymity-explained",
        kind: FactKind::Flag,
        scopes: Scopes::Story,
        about: "whether the story says of one of its sources why it has no name",
        value: |asked| asked.article.sources.iter().any(|source| source.reason.is_some()).into(),
    },
];
