//! `promo`: blocks that are none of the story, one finding a run of them, with the fix that removes it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Builder, Check, CheckKind, Context, Finding};
use crate::decode::Table;
use crate::model::{Block, Edit, Fix, Passage, Promo, PromoKind, Safety, Span};
use crate::structure::Unit;

pub const KIND: CheckKind = CheckKind {
    name: "promo",
    about: "promos: one finding for all that stand together, and a fix that removes them with their blank lines",
    build,
    schema: |generator| generator.subschema_for::<Written>(),
};

/// `promo = {}`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {}

#[derive(Debug)]
struct PromoRun;

fn build(table: Table<'_>, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
    let Written {} = builder.decode(table)?;
    Some(Box::new(PromoRun))
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
        vec![finding(&blocks[index..index + length])]
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["promo".to_owned()]
    }
}

fn promo(blocks: &[Block], index: usize) -> Option<(usize, &Promo)> {
    blocks.get(index)?.promo.as_ref().map(|promo| (index, promo))
}

fn belongs_to(block: &Block, run: usize) -> bool {
    block.promo.as_ref().is_some_and(|promo| promo.run == run)
}

/// What is said of promos that stand together.
fn finding(run: &[Block]) -> Finding {
    let passage = run.iter().map(|block| block.passage).reduce(Passage::cover).unwrap_or_default();
    let span = run.iter().map(|block| block.span).reduce(Span::cover).unwrap_or_default();
    let mut kinds: Vec<PromoKind> = Vec::new();
    for promo in run.iter().filter_map(|block| block.promo.as_ref()) {
        if !kinds.contains(&promo.kind) {
            kinds.push(promo.kind);
        }
    }
    let names: Vec<&str> = kinds.iter().map(|kind| kind.description()).collect();
    let fix = Fix { message: "remove it".to_owned(), safety: Safety::Safe, edits: edits(run) };
    let note = run.first().and_then(|block| block.promo.as_ref()).map(reasons);
    let finding =
        Finding { span: Some(span), fix: Some(fix), notes: note.into_iter().collect(), ..Finding::at(passage) };
    finding.with_value("promo", listed(&names))
}

/// "a plug for an app", "a plug for an app and related headlines", "…, … and …".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What spoke for it: "phrase 2 + imperative 1 + reader 1 = 4".
fn reasons(promo: &Promo) -> String {
    let signals: Vec<String> = promo.signals.iter().map(|(name, weight)| format!("{name} {weight}")).collect();
    let sum: i32 = promo.signals.iter().map(|(_, weight)| weight).sum();
    format!("what speaks for it: {} = {sum}", signals.join(" + "))
}

/// Removes the run's lines: with the blank lines behind, or, at the text's end, with those before.
fn edits(run: &[Block]) -> Vec<Edit> {
    let is_last = run.last().is_some_and(|block| block.removal.is_last);
    let mut spans: Vec<Span> = run.iter().map(|block| block.removal.lines).collect();
    spans.sort_unstable();
    let mut edits: Vec<Edit> = Vec::new();
    for span in spans {
        match edits.last_mut() {
            Some(last) if last.span.end >= span.start => last.span.end = last.span.end.max(span.end),
            _ => edits.push(Edit { span, replacement: String::new() }),
        }
    }
    if let Some(last) = edits.last_mut().filter(|_| is_last)
        && let Some(block) = run.iter().find(|block| block.removal.lines.start == last.span.start)
    {
        last.span.start = block.removal.gap_start;
    }
    edits
}
