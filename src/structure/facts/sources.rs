//! Facts of the story's sources: how many different ones stand behind it, with and without a name.

use rustc_hash::FxHashSet;

use super::{Asked, Fact, FactKind, Scopes};
use crate::model::{Article, Passage, SourceKind};

pub const FACTS: &[Fact] = &[
    Fact {
        name: "named-sources",
        kind: FactKind::Number,
        scopes: Scopes::All,
        about: "how many different people with a name the story has as sources",
        value: |asked| named(asked.article).into(),
    },
    Fact {
        name: "anonymous-sources",
        kind: FactKind::Number,
        scopes: Scopes::All,
        about: "how many sources without a name the story has; “the source” is one that was there before",
        value: |asked| anonymous(asked.article).into(),
    },
    Fact {
        name: "other-sources",
        kind: FactKind::Number,
        scopes: Scopes::All,
        about: "how many different offices, groups, documents and organizations the story has as sources",
        value: |asked| others(asked).into(),
    },
];

fn named(article: &Article) -> usize {
    let surname = |words: &str| words.rsplit(' ').next().unwrap_or_default().to_lowercase();
    distinct(article, &[SourceKind::Named], surname)
}

fn anonymous(article: &Article) -> usize {
    let new = words_of(article, &[SourceKind::Anonymous])
        .map(|words| article.text.slice(words).to_lowercase())
        .filter(|words| !words.starts_with("the "))
        .collect::<FxHashSet<_>>()
        .len();
    let any = words_of(article, &[SourceKind::Anonymous]).next().is_some();
    new.max(usize::from(any))
}

fn others(asked: &Asked<'_>) -> usize {
    let kinds = [SourceKind::Role, SourceKind::Group, SourceKind::Document, SourceKind::Organization];
    distinct(asked.article, &kinds, str::to_lowercase)
}

fn distinct(article: &Article, kinds: &[SourceKind], key: impl Fn(&str) -> String) -> usize {
    words_of(article, kinds).map(|words| key(article.text.slice(words))).collect::<FxHashSet<_>>().len()
}

/// The words for the sources of these kinds: of sentences and of quotations, a passage once.
fn words_of<'a>(article: &'a Article, kinds: &'a [SourceKind]) -> impl Iterator<Item = Passage> + 'a {
    let sentences = article.sentences.iter().map(|sentence| (sentence.source, sentence.source_words));
    let quotations = article.quotations.iter().map(|quotation| (quotation.speaker, quotation.speaker_words));
    sentences.chain(quotations).filter(|(kind, _)| kinds.contains(kind)).filter_map(|(_, words)| words)
}
