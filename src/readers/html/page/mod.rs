//! Which text of a saved page is its story: every block weighed by its words, its place in the tree and its neighbours.

mod context;
mod features;
mod marks;
mod names;
mod surroundings;
mod units;
mod weights;

use rustc_hash::FxHashMap;

use super::tree::Tree;
use crate::model::{BlockKind, Span};
use features::Features;
use units::{PageUnit, PageUnits};
use weights::WEIGHTS;

/// What a text of the page is to the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockPlace {
    Story,
    /// No part of the story, but between two of its blocks.
    Beside,
    Outside,
}

/// The story of a page.
pub(super) struct PageStory {
    /// For every event of the tree, what its text is to the story.
    pub places: Vec<BlockPlace>,
    /// The innermost element that holds nearly all of the story.
    pub root: Option<usize>,
}

/// A block of a page and what is known of it: what weights are learned from.
#[derive(Clone, Debug)]
pub struct PageBlock {
    pub span: Span,
    pub text: String,
    /// Bytes that are not white space.
    pub letters: usize,
    /// The headline, dek or byline: no part of the question.
    pub known: bool,
    pub features: Vec<(&'static str, String)>,
}

/// More blocks between two of the story are none that interrupt it: the story ends before them, or it is another's.
const INTERRUPTION: usize = 40;
/// A page with fewer letters was written by hand: a browser saves more than that.
const SMALL: usize = 1000;
/// The story is no smaller a share of the page, one letter in so many, and has no fewer letters, unless the page has.
const SMALLEST: usize = 20;
const SHORTEST: usize = 200;
/// What is plainly no story is not taken even so.
const PLAINLY_NONE: f64 = -2.0;
/// The share of the story's letters, in tenths, that the root holds.
const ROOT: usize = 9;

/// Finds the story; none where the text is a piece of a page, or a page so small that only its own marks can tell.
pub(super) fn story(tree: &Tree, known: &FxHashMap<usize, BlockKind>) -> Option<PageStory> {
    if !is_page(tree) {
        return None;
    }
    let units = PageUnits::gather(tree);
    if units.all.iter().map(|unit| unit.prose.letters).sum::<usize>() < SMALL {
        return None;
    }
    let told = told(tree, &units, known);
    told.iter().any(|told| *told).then(|| PageStory::new(tree, &units, &told))
}

/// A page has a head or a body; a piece of one has neither.
fn is_page(tree: &Tree) -> bool {
    tree.elements.iter().any(|element| matches!(element.name.as_str(), "body" | "head"))
}

/// For every unit, whether it belongs to the story.
fn told(tree: &Tree, units: &PageUnits, known: &FxHashMap<usize, BlockKind>) -> Vec<bool> {
    let features = Features::new(tree, units, known);
    let first: Vec<f64> = (0..units.all.len()).map(|unit| WEIGHTS.first(&features, unit)).collect();
    let context = context::PageContext::new(tree, units, &first);
    let scores: Vec<f64> = (0..units.all.len()).map(|unit| WEIGHTS.second(&context, unit)).collect();
    let threshold = threshold(units, &scores);
    scores.iter().map(|score| *score >= threshold).collect()
}

/// Above an even chance; lower on a page where hardly anything would be left of it: there the likeliest is the story.
fn threshold(units: &PageUnits, scores: &[f64]) -> f64 {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|one, other| scores[*other].total_cmp(&scores[*one]));
    let all: usize = units.all.iter().map(|unit| unit.prose.letters).sum();
    let mut told = 0;
    let least = order.into_iter().find(|unit| {
        told += units.all[*unit].prose.letters;
        told >= (all / SMALLEST).max(SHORTEST).min(all)
    });
    least.map_or(0.0, |unit| scores[unit].clamp(PLAINLY_NONE, 0.0))
}

impl PageStory {
    fn new(tree: &Tree, units: &PageUnits, told: &[bool]) -> Self {
        let mut places = vec![BlockPlace::Outside; tree.events.len()];
        let mut last: Option<usize> = None;
        for (index, unit) in units.all.iter().enumerate().filter(|(index, _)| told[*index]) {
            if let Some(last) = last.filter(|last| index - last <= INTERRUPTION + 1) {
                let (from, to) = (units.all[last].events.end, unit.events.start);
                places[from..to].fill(BlockPlace::Beside);
            }
            places[unit.events.clone()].fill(BlockPlace::Story);
            last = Some(index);
        }
        Self { places, root: root(tree, units, told) }
    }

    /// The headline, dek and byline belong to the story wherever they stand.
    pub fn keep(&mut self, tree: &Tree, known: &FxHashMap<usize, BlockKind>) {
        for element in known.keys() {
            let element = &tree.elements[*element];
            self.places[element.opened..element.closed].fill(BlockPlace::Story);
        }
    }
}

/// The innermost element with nearly all of the story's letters and two blocks or more.
fn root(tree: &Tree, units: &PageUnits, told: &[bool]) -> Option<usize> {
    let mut letters = vec![0; tree.elements.len()];
    let mut blocks = vec![0; tree.elements.len()];
    let story = || units.all.iter().zip(told).filter(|(_, told)| **told).map(|(unit, _)| unit);
    for (unit, element) in story().filter_map(|unit| Some((unit, unit.container?))) {
        letters[element] += unit.prose.letters;
        blocks[element] += 1;
    }
    for element in (0..letters.len()).rev() {
        if let Some(parent) = tree.elements[element].parent {
            letters[parent] += letters[element];
            blocks[parent] += blocks[element];
        }
    }
    let all: usize = story().map(|unit| unit.prose.letters).sum();
    (0..letters.len()).rev().find(|element| letters[*element] * 10 >= all * ROOT && blocks[*element] > 1)
}

/// The blocks of a page with their features by themselves: what is learned from.
pub(super) fn blocks(tree: &Tree, known: &FxHashMap<usize, BlockKind>) -> Vec<PageBlock> {
    let units = PageUnits::gather(tree);
    let features = Features::new(tree, &units, known);
    let is_known = |unit: &PageUnit| {
        let within = |element: &usize| {
            tree.elements[*element].opened <= unit.events.start && unit.events.end <= tree.elements[*element].closed
        };
        known.keys().any(within)
    };
    let block = |(index, unit): (usize, &PageUnit)| {
        let mut all = Vec::new();
        features.each(index, &mut |table, name| all.push((table, name.to_owned())));
        PageBlock {
            span: unit.span,
            text: unit.prose.text.clone(),
            letters: unit.prose.letters,
            known: is_known(unit),
            features: all,
        }
    };
    units.all.iter().enumerate().map(block).collect()
}

/// What the neighbours of each block say once the blocks have been weighed by themselves.
pub(super) fn neighbours(tree: &Tree, scores: &[f64]) -> Vec<Vec<(&'static str, f64)>> {
    let units = PageUnits::gather(tree);
    let context = context::PageContext::new(tree, &units, scores);
    let of_unit = |unit| {
        let mut all = Vec::new();
        context.each(unit, &mut |name, value| all.push((name, value)));
        all
    };
    (0..units.all.len()).map(of_unit).collect()
}
