//! `promo`: blocks that are none of the story, one finding a run of them, with the fix that removes it.

mod removal;

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::model::{Article, Block, Fix, Passage, Promo, PromoKind, Safety, Span};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<PromoTable>(
    "promo",
    "promos: one finding for all that stand together, and a fix that removes them with their blank lines",
);

/// `promo = {}`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PromoTable {
    /// Whether the fix is applied without being asked for.
    #[serde(default = "yes")]
    safe: bool,
}

fn yes() -> bool {
    true
}

#[derive(Debug)]
struct PromoRun {
    safety: Safety,
}

impl CheckSettings for PromoTable {
    fn build(self, _builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(PromoRun { safety: if self.safe { Safety::Safe } else { Safety::Unsafe } }))
    }
}

impl PromoRun {
    /// What is said of promos that stand together.
    fn finding(&self, article: &Article, range: Range<usize>) -> Finding {
        let run = &article.blocks[range.clone()];
        let passage = run.iter().map(|block| block.passage).reduce(Passage::cover).unwrap_or_default();
        let span = run.iter().map(|block| block.span).reduce(Span::cover).unwrap_or_default();
        let mut kinds: Vec<PromoKind> = Vec::new();
        for promo in run.iter().filter_map(|block| block.promo.as_ref()) {
            if !kinds.contains(&promo.kind) {
                kinds.push(promo.kind);
            }
        }
        let names: Vec<&str> = kinds.iter().map(|kind| kind.description()).collect();
        let discloses = run.iter().filter_map(|block| block.promo.as_ref()).any(|promo| promo.discloses);
        let safety = if discloses { Safety::Unsafe } else { self.safety };
        let fix = Fix { message: "remove it".to_owned(), safety, edits: removal::edits(article, range) };
        let note = run.first().and_then(|block| block.promo.as_ref()).map(|promo| promo.weighed.clone());
        let finding =
            Finding { span: Some(span), fix: Some(fix), notes: note.into_iter().collect(), ..Finding::at(passage) };
        finding.with_value("promo", listed(&names)).with_value("markup", markup(run))
    }
}

impl Check for PromoRun {
    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let blocks = &context.article.blocks;
        let Some((index, first)) = unit.block(context.article).and_then(|index| promo(blocks, index)) else {
            return Vec::new();
        };
        let begun_before = index > 0 && promo(blocks, index - 1).is_some_and(|(_, before)| before.run == first.run);
        if begun_before {
            return Vec::new();
        }
        let length = blocks[index..].iter().take_while(|block| belongs_to(block, first.run)).count();
        vec![self.finding(context.article, index..index + length)]
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["promo".to_owned(), "markup".to_owned()]
    }
}

fn promo(blocks: &[Block], index: usize) -> Option<(usize, &Promo)> {
    blocks.get(index)?.promo.as_ref().map(|promo| (index, promo))
}

fn belongs_to(block: &Block, run: usize) -> bool {
    block.promo.as_ref().is_some_and(|promo| promo.run == run)
}

/// The name of the shortcode, component or embed.
fn markup(run: &[Block]) -> &str {
    run.iter().find_map(|block| block.shape.names.first()).map_or("", String::as_str)
}

/// "a plug for an app", "a plug for an app and related headlines", "…, … and …".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
