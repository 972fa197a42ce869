//! `repeated-quotation`: the same words quoted twice, or quoted in two wordings.

use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::model::{Article, BlockKind, Passage, Quotation};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<Written>(
    "repeated-quotation",
    "words that two quotations of the body share: one says the other again, or says it in another wording",
);

/// `repeated-quotation = { words = 6, wording = "same" }`
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// How many words in a row two quotations must share to be compared.
    words: usize,
    /// How the later one must say it.
    wording: Wording,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Wording {
    /// All of the shorter quotation stands in the other.
    Same,
    /// Most of it does, and some of its words are other words.
    Altered,
}

/// A quotation's words: where each stands, and the word folded.
struct Words<'a> {
    quotation: &'a Quotation,
    words: Vec<(Passage, String)>,
}

/// Quotations are compared word by word up to this length; a longer one is a document.
const LONGEST: usize = 200;
/// The share of the shorter quotation's words, in their order, from which on two quotations are one in two wordings.
const ALIKE: f64 = 0.7;

impl Settings for Written {
    fn build(self, _builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(self))
    }
}

impl Check for Written {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let quoted: Vec<Words<'_>> = article
            .quotations
            .iter()
            .filter(|quotation| quotation.depth == 0 && article.blocks[quotation.block].kind == BlockKind::Paragraph)
            .map(|quotation| Words::new(quotation, article))
            .filter(|words| (self.words..=LONGEST).contains(&words.words.len()))
            .collect();
        let mut first_with: FxHashMap<u64, usize> = FxHashMap::default();
        let mut findings = Vec::new();
        for (index, later) in quoted.iter().enumerate() {
            let shared = later.runs(self.words).find_map(|run| first_with.get(&run).copied());
            for run in later.runs(self.words) {
                first_with.entry(run).or_insert(index);
            }
            let Some(earlier) = shared.filter(|earlier| *earlier != index) else { continue };
            if wording(&quoted[earlier], later) == Some(self.wording) {
                let others = vec![(quoted[earlier].quotation.words, "quoted before".to_owned())];
                findings.push(Finding { others, ..Finding::at(later.quotation.words) });
            }
        }
        findings
    }
}

impl<'a> Words<'a> {
    fn new(quotation: &'a Quotation, article: &Article) -> Self {
        let text = article.text.slice(quotation.words);
        let mut words = Vec::new();
        let mut at = quotation.words.start;
        for written in text.split([' ', '\n']) {
            let folded: String = written.chars().filter(|letter| letter.is_alphanumeric()).collect();
            if !folded.is_empty() {
                words.push((Passage::new(at, at + written.len()), folded.to_lowercase()));
            }
            at += written.len() + 1;
        }
        Self { quotation, words }
    }

    fn runs(&self, length: usize) -> impl Iterator<Item = u64> {
        self.words.windows(length).map(|run| {
            let mut hasher = DefaultHasher::new();
            run.iter().for_each(|(_, word)| word.hash(&mut hasher));
            hasher.finish()
        })
    }
}

/// How the two say the same, if they do.
fn wording(left: &Words<'_>, right: &Words<'_>) -> Option<Wording> {
    let (short, long) = if left.words.len() <= right.words.len() { (left, right) } else { (right, left) };
    let word = |words: &[(Passage, String)]| words.iter().map(|(_, word)| word.clone()).collect::<Vec<_>>();
    let (short, long) = (word(&short.words), word(&long.words));
    if long.windows(short.len()).any(|run| run == short) {
        return Some(Wording::Same);
    }
    let alike = common_in_order(&short, &long) as f64 / short.len() as f64;
    (alike >= ALIKE).then_some(Wording::Altered)
}

/// How many words the two have in common, in the same order.
fn common_in_order(left: &[String], right: &[String]) -> usize {
    let mut row = vec![0; right.len() + 1];
    for word in left {
        let mut diagonal = 0;
        for (column, other) in right.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = if word == other { diagonal + 1 } else { above.max(row[column]) };
            diagonal = above;
        }
    }
    row[right.len()]
}
