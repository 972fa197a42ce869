//! Shortcodes and components around blocks: what stands in a promo box is the promo, whatever it says.

use super::evidence::Evidence;
use super::names::MarkupNames;
use super::signals::Signal;
use super::words::PromoWords;
use super::{is_candidate, neighbours};
use crate::model::{Block, Reading};
use crate::scoring::Scale;

/// A wrapper with more words or blocks than a promo has is a part of the page: a wall before what only members read.
const LONG: usize = 70;
const BLOCKS: usize = 5;

pub fn weigh(reading: &Reading, names: &MarkupNames, words: &PromoWords, evidence: &mut [Evidence], weights: &Scale) {
    for container in &reading.layout.containers {
        let by_name = names.wrapper_kind(&container.names).map(|kind| (kind, Signal::EmbedName));
        let said = || words.kind_of_values(&container.values).map(|kind| (kind, Signal::EmbedWords));
        let Some((kind, signal)) = by_name.or_else(said) else { continue };
        let within = reading.blocks_within(container.span);
        if within.len() > BLOCKS || is_story(reading, &reading.blocks[within.clone()], words, weights) {
            continue;
        }
        for index in within.filter(|index| is_candidate(&reading.blocks[*index])) {
            evidence[index].add_for(kind, signal, weights);
        }
    }
}

/// Whether the blocks have more words than a promo, or somebody says something in them.
fn is_story(reading: &Reading, blocks: &[Block], words: &PromoWords, weights: &Scale) -> bool {
    let reports = |block: &Block| {
        let mut evidence = Evidence::default();
        words.weigh_shape(reading, block, &mut evidence, weights);
        evidence.has(Signal::Reporting)
    };
    blocks.iter().map(|block| neighbours::words(reading, block)).sum::<usize>() > LONG || blocks.iter().any(reports)
}
