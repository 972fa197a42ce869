//! `first-reference`: somebody speaks under a surname alone, before anybody has been told whose it is.

use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::language::names::{LowerCaseWords, Name, NameLists, names};
use crate::language::words::words;
use crate::model::{Article, BlockKind, CueGroup, Passage, WordList, fold};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<FirstReferenceTable>(
    "first-reference",
    "somebody who speaks under a surname alone, and the full name only after it",
);

/// `first-reference = { titles = "titles", particles = "name-particles", words = "words-in-no-name" }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FirstReferenceTable {
    /// The list of words that stand before a name.
    #[schemars(with = "String")]
    titles: Spanned<String>,
    /// The list of words in lower case that stand inside names.
    #[schemars(with = "String")]
    particles: Spanned<String>,
    /// The list of capitalised words that are nobody's name.
    #[schemars(with = "String")]
    words: Spanned<String>,
}

#[derive(Debug)]
struct FirstReference {
    titles: WordList,
    particles: WordList,
    words: WordList,
}

/// A first paragraph of fewer words may be a dek, which goes by the headline's names.
const SHORTEST_LEDE: usize = 14;
/// Bytes of a title that stands before a surname ("Mrs. ").
const TITLE: usize = 6;

impl CheckSettings for FirstReferenceTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let (titles, particles) = (builder.list(&self.titles), builder.list(&self.particles));
        Some(Box::new(FirstReference { titles: titles?, particles: particles?, words: builder.list(&self.words)? }))
    }
}

impl Check for FirstReference {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let lists = NameLists { titles: &self.titles, particles: &self.particles, lexicon: context.lexicon };
        let mut alone: FxHashMap<&str, Passage> = FxHashMap::default();
        let mut known: FxHashSet<&str> = FxHashSet::default();
        let common = LowerCaseWords::of(article.text.prose());
        let mut findings = Vec::new();
        for name in names(article, lists).iter().filter(|name| self.is_of_body(name, article)) {
            let last = name.words[name.words.len() - 1];
            let surname = article.text.slice(last.passage);
            if let [word] = name.words.as_slice() {
                if !name.initialled && !known.contains(surname) && speaks(word.passage, article) {
                    alone.entry(surname).or_insert(word.passage);
                }
                continue;
            }
            known.extend(name.words.iter().map(|word| article.text.slice(word.passage)));
            if let Some(place) = alone.remove(surname).filter(|_| !common.contain(surname)) {
                let full = Passage::new(name.words[0].passage.start, last.passage.end);
                let others = vec![(full, "the full name comes here".to_owned())];
                let finding = Finding { others, ..Finding::at(place) };
                findings.push(finding.with_value("full", article.text.slice(full)));
            }
        }
        findings
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["full".to_owned()]
    }
}

impl FirstReference {
    fn is_of_body(&self, name: &Name, article: &Article) -> bool {
        let text = |index: usize| fold(article.text.slice(name.words[index].passage));
        let block = article.block_at(name.words[0].passage.start);
        let kind = block.map(|index| article.blocks[index].kind);
        kind.is_some_and(|kind| kind.is_body() || kind == BlockKind::Dek)
            && name.words.len() <= 3
            && !(0..name.words.len()).any(|index| self.words.contains(&text(index)))
    }
}

/// Whether the sentence at `name` reports what the bearer of that name said, and nobody else.
fn speaks(name: Passage, article: &Article) -> bool {
    let Some(sentence) = article.sentence_at(name.start).map(|index| &article.sentences[index]) else { return false };
    let block = article.blocks[sentence.block].passage;
    let is_dek = article.blocks[..sentence.block].iter().all(|block| !block.kind.is_body())
        && words(article.text.slice(block)).take(SHORTEST_LEDE).count() < SHORTEST_LEDE;
    // "Robert “Bob” Doe": the nickname stands between.
    let before = article.text.prose()[..name.start].trim_end();
    let unquoted = before.trim_end_matches(['"', '”', '’', '\'', ')']);
    let after_nickname = unquoted.len() < before.len() && unquoted.ends_with(char::is_alphanumeric);
    let said_by = |words: Passage| words.contains(name) && words.len() <= name.len() + TITLE;
    sentence.cue_group == Some(CueGroup::Neutral)
        && sentence.source_words.is_some_and(said_by)
        && !is_dek
        && !after_nickname
}
