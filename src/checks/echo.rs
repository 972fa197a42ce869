//! `echo`: the headline or dek once more in the body, as templates leave it there.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::model::{Article, BlockKind, Passage};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<Written>(
    "echo",
    "words above the story that its body repeats: the headline as first paragraph, the dek as a sentence",
);

/// `echo = { of = "headline" }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// What is said again.
    of: Voice,
}

#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Voice {
    /// The dek or the first block of the body says what the headline says.
    Headline,
    /// A sentence of the body says what the dek says.
    Dek,
}

#[derive(Debug)]
struct Echo {
    of: Voice,
}

/// Shorter deks may come again by chance.
const FEWEST_WORDS: usize = 5;

impl Settings for Written {
    fn build(self, _builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(Echo { of: self.of }))
    }
}

impl Check for Echo {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let (kind, places) = match self.of {
            Voice::Headline => (BlockKind::Headline, first_blocks(article)),
            Voice::Dek => (BlockKind::Dek, body_sentences(article)),
        };
        let Some((_, voice)) = article.blocks_of(kind).next() else { return Vec::new() };
        let wanted = folded(article.text.slice(voice.passage));
        if wanted.split(' ').count() < FEWEST_WORDS {
            return Vec::new();
        }
        let heard = places.into_iter().find(|place| folded(article.text.slice(*place)) == wanted);
        let finding =
            |place| Finding { others: vec![(voice.passage, format!("the {}", kind.name()))], ..Finding::at(place) };
        heard.map(finding).into_iter().collect()
    }
}

fn first_blocks(article: &Article) -> Vec<Passage> {
    let dek = article.blocks_of(BlockKind::Dek).map(|(_, block)| block.passage);
    dek.chain(article.blocks.iter().find(|block| block.kind.is_body()).map(|block| block.passage)).collect()
}

fn body_sentences(article: &Article) -> Vec<Passage> {
    let in_body = |block: usize| article.blocks[block].kind.is_body();
    article.sentences.iter().filter(|sentence| in_body(sentence.block)).map(|sentence| sentence.passage).collect()
}

/// The words in lower case with single spaces between them, without any marks.
fn folded(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
