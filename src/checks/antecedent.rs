//! `antecedent`: "he said", and nobody or several before it whom the pronoun could mean.

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::language::words::{surname, words};
use crate::model::{Article, Passage, Sentence, SourceKind, fold};
use crate::query::{Anchor, Unit};

pub const KIND: CheckKind = CheckKind::new::<AntecedentTable>(
    "antecedent",
    "a pronoun for a source, and nobody or several before it whom it could mean; the pronoun is underlined",
);

/// `antecedent = { paragraphs = 2, pronouns = ["he", "she"] }`
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AntecedentTable {
    /// How many paragraphs before its own are searched.
    paragraphs: usize,
    /// The pronouns, in lower case, that must mean one person.
    pronouns: Vec<String>,
}

impl Settings for AntecedentTable {
    fn build(self, _builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(self))
    }
}

impl Check for AntecedentTable {
    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let (Unit::Sentence(index), Some(pronoun)) = (unit, Anchor::Source.passage(article, unit)) else {
            return Vec::new();
        };
        let sentence = &article.sentences[index];
        let written = fold(article.text.slice(pronoun));
        if sentence.source != SourceKind::Pronoun || !self.pronouns.contains(&written) {
            return Vec::new();
        }
        let mut blocks = (0..=sentence.block).rev().filter(|block| article.blocks[*block].kind.is_body());
        let near: Vec<usize> = blocks.by_ref().take(self.paragraphs + 1).collect();
        let named =
            near.iter().map(|block| named_sources(article, *block, pronoun.start)).find(|named| !named.is_empty());
        match named {
            Some(named) if named.len() > 1 => vec![several(pronoun, named)],
            Some(_) => Vec::new(),
            None if near.iter().any(|block| holds_a_name(context, *block, pronoun.start)) => Vec::new(),
            None => vec![Finding { label: Some("nobody is named before".to_owned()), ..Finding::at(pronoun) }],
        }
    }
}

fn several(pronoun: Passage, named: Vec<Passage>) -> Finding {
    let others = named.into_iter().map(|place| (place, "this one?".to_owned())).collect();
    Finding { label: Some("which of them?".to_owned()), others, ..Finding::at(pronoun) }
}

/// How many sentences of a block are searched, the last ones before the pronoun.
const NEAR: usize = 64;

fn sentences_before(article: &Article, block: usize, end: usize) -> &[Sentence] {
    let passage = article.blocks[block].passage;
    let before = article.sentences_in(Passage::new(passage.start, passage.end.min(end).max(passage.start)));
    &before[before.len().saturating_sub(NEAR)..]
}

/// The first mention of each named source that stands in the block before `end`.
fn named_sources(article: &Article, block: usize, end: usize) -> Vec<Passage> {
    let sentences = sentences_before(article, block, end).iter();
    let named = sentences.filter(|sentence| sentence.source == SourceKind::Named);
    let mut first: FxHashMap<&str, Passage> = FxHashMap::default();
    for words in named.filter_map(|sentence| sentence.source_words).filter(|words| words.end <= end) {
        first.entry(surname(article.text.slice(words))).or_insert(words);
    }
    let mut places: Vec<Passage> = first.into_values().collect();
    places.sort();
    places
}

/// Whether a name stands in the block before `end`: a capitalised word that no sentence merely begins with.
fn holds_a_name(context: &Context<'_>, block: usize, end: usize) -> bool {
    let article = context.article;
    let starters = context.lexicon.list("sentence-starters");
    let always = context.lexicon.list("words-always-capital");
    sentences_before(article, block, end).iter().any(|sentence| {
        let before = Passage::new(sentence.passage.start, sentence.passage.end.min(end));
        let mut words = words(article.text.slice(before));
        let first = words.next().is_some_and(|word| word.is_capital() && !starters.contains(&fold(word.text)));
        first || words.any(|word| word.is_capital() && !always.contains(&fold(word.text)))
    })
}
