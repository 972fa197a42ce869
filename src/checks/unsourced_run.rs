//! `unsourced-run`: paragraphs in a row that nobody stands behind.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::model::{Article, Block, BlockKind, Passage, Sentence, SourceKind};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<Written>(
    "unsourced-run",
    "paragraphs in a row without a source, a quotation or a link; the first sentence of the run is underlined",
);

/// `unsourced-run = { at-least = 5, words = 12 }`
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    /// How many paragraphs make a run.
    at_least: usize,
    /// Longer runs are left alone; there is no limit where it is left out.
    at_most: Option<usize>,
    /// Shorter paragraphs neither count nor end a run.
    words: usize,
}

impl Settings for Written {
    fn build(self, _builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(self))
    }
}

impl Check for Written {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let mut runs: Vec<Vec<&Block>> = vec![Vec::new()];
        for block in &article.blocks {
            match self.standing(block, article) {
                Standing::Unsourced => runs.last_mut().expect("never empty").push(block),
                Standing::Passed => {}
                Standing::EndsRun => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| run.len() >= self.at_least && self.at_most.is_none_or(|most| run.len() <= most));
        runs.iter().map(|run| finding(run, article)).collect()
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["count".to_owned()]
    }
}

enum Standing {
    Unsourced,
    /// Too short to tell, or no part of the story.
    Passed,
    EndsRun,
}

impl Written {
    fn standing(&self, block: &Block, article: &Article) -> Standing {
        if block.kind == BlockKind::Promo {
            return Standing::Passed;
        }
        let plain = block.kind == BlockKind::Paragraph && block.shape.links.is_empty() && !block.shape.aside;
        let sentences = article.sentences_in(block.passage);
        let sourced = |sentence: &Sentence| {
            [sentence.source, sentence.hinted, sentence.carried].iter().any(|source| *source != SourceKind::None)
        };
        if !plain || sentences.iter().any(sourced) || !article.quotations_in(block.passage).is_empty() {
            return Standing::EndsRun;
        }
        let words = article.text.slice(block.passage).split(' ').count();
        if words < self.words { Standing::Passed } else { Standing::Unsourced }
    }
}

fn finding(run: &[&Block], article: &Article) -> Finding {
    let sentence = |block: &Block, last: bool| {
        let sentences = article.sentences_in(block.passage);
        let chosen = if last { sentences.last() } else { sentences.first() };
        chosen.map_or(block.passage, |sentence| sentence.passage)
    };
    let first: Passage = sentence(run[0], false);
    let end: Passage = sentence(run[run.len() - 1], true);
    Finding { others: vec![(end, "to here".to_owned())], extent: Some(first.cover(end)), ..Finding::at(first) }
        .with_value("count", run.len().to_string())
}
