//! `duplicate`: a paragraph that stands in the story twice.

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::model::{Article, Block, Edit, Fix, Safety};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<Written>(
    "duplicate",
    "paragraphs of the same words, whatever their marks and capitals; the later one is underlined",
);

/// `duplicate = { words = 8 }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// Shorter paragraphs may be repeated (a refrain, "Yes.").
    words: usize,
}

#[derive(Debug)]
struct Duplicate {
    words: usize,
}

impl Settings for Written {
    fn build(self, _builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(Duplicate { words: self.words }))
    }
}

impl Check for Duplicate {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let mut seen: FxHashMap<Vec<String>, &Block> = FxHashMap::default();
        let mut findings = Vec::new();
        for block in article.blocks.iter().filter(|block| block.kind.is_body()) {
            let words = folded_words(article.text.slice(block.passage));
            if words.len() < self.words {
                continue;
            }
            match seen.get(&words) {
                Some(first) => findings.push(finding(first, block, article)),
                None => {
                    seen.insert(words, block);
                }
            }
        }
        findings
    }
}

fn finding(first: &Block, second: &Block, article: &Article) -> Finding {
    let edit = Edit { span: second.span, replacement: String::new() };
    let same = article.text.slice(first.passage) == article.text.slice(second.passage);
    let fix = Fix { message: "cut the second paragraph".to_owned(), safety: Safety::Unsafe, edits: vec![edit] };
    Finding {
        others: vec![(first.passage, "first here".to_owned())],
        fix: same.then_some(fix),
        ..Finding::at(second.passage)
    }
}

fn folded_words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
