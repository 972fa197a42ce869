//! `repeated-opener`: paragraphs in a row that begin with the same word.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::model::{Article, BlockKind, Passage, WordList};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<Written>(
    "repeated-opener",
    "paragraphs in a row that begin with the same word; the openings are underlined",
);

/// `repeated-opener = { paragraphs = 3, allowed = "dull-openers" }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// So many in a row are too many.
    paragraphs: usize,
    /// The list of words that may open any number of paragraphs.
    #[schemars(with = "String")]
    allowed: Spanned<String>,
}

#[derive(Debug)]
struct RepeatedOpener {
    paragraphs: usize,
    allowed: WordList,
}

impl Settings for Written {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let allowed = builder.list(&self.allowed)?;
        Some(Box::new(RepeatedOpener { paragraphs: self.paragraphs.max(2), allowed }))
    }
}

impl Check for RepeatedOpener {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let mut findings = Vec::new();
        let mut run: Vec<Passage> = Vec::new();
        for block in article.blocks.iter().filter(|block| block.kind != BlockKind::Promo) {
            let opener = (block.kind == BlockKind::Paragraph).then(|| opener(article, block.passage)).flatten();
            let continues = match (opener, run.last()) {
                (Some(opener), Some(last)) => article.text.slice(opener) == article.text.slice(*last),
                _ => false,
            };
            if !continues {
                findings.extend(self.finding(&run, article));
                run.clear();
            }
            run.extend(opener);
        }
        findings.extend(self.finding(&run, article));
        findings
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["count".to_owned()]
    }
}

impl RepeatedOpener {
    fn finding(&self, run: &[Passage], article: &Article) -> Option<Finding> {
        let (first, others) = run.split_first()?;
        if run.len() < self.paragraphs || self.allowed.contains(&article.text.slice(*first).to_lowercase()) {
            return None;
        }
        let others = others.iter().map(|place| (*place, "and here".to_owned())).collect();
        Some(Finding { others, ..Finding::at(*first) }.with_value("count", run.len().to_string()))
    }
}

/// The paragraph's first word, if it begins with one: a quotation mark there begins somebody else's words.
fn opener(article: &Article, paragraph: Passage) -> Option<Passage> {
    let words = article.text.slice(paragraph);
    let end = words.find(|letter: char| !letter.is_alphanumeric() && letter != '-').unwrap_or(words.len());
    words.starts_with(char::is_uppercase).then(|| Passage::new(paragraph.start, paragraph.start + end))
}
