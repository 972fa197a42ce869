//! Promos: an additive score of words, shape, names, neighbours and place, over the blocks of a reading.

mod evidence;
mod headlines;
mod names;
mod neighbours;
mod shape;
mod signals;
mod words;
mod wrappers;

use crate::model::{Block, BlockKind, Lexicon, Part, Promo, Reading, Span, WordList};
use crate::scoring::{Scale, Weighing};
use evidence::Evidence;
use names::MarkupNames;
use signals::Signal;
use words::PromoWords;

/// Recognises promos by the lists and weights of the rule files.
#[derive(Debug)]
pub(super) struct Promos {
    words: PromoWords,
    names: MarkupNames,
    weights: Scale,
    /// Verbs of headlines.
    verbs: WordList,
}

impl Promos {
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            words: PromoWords::new(lexicon),
            names: MarkupNames::new(lexicon),
            weights: Scale::named(lexicon, "promos", Signal::ALL.iter().map(|signal| signal.name())),
            verbs: lexicon.list("headline-verbs").clone(),
        }
    }

    /// Makes promos of the blocks that are none of the story.
    pub fn mark(&self, reading: &mut Reading) {
        let evidence = self.weigh(reading);
        let templates: Vec<_> = reading.layout.containers.iter().filter(|container| container.template).collect();
        let templates: Vec<_> = templates.iter().map(|container| reading.blocks_within(container.span)).collect();
        let mut run = 0;
        let mut before: Option<usize> = None;
        let mut kinds: Vec<_> = evidence.iter().map(|evidence| evidence.verdict(&self.weights)).collect();
        neighbours::spare_the_story(reading, &mut kinds);
        for (index, evidence) in evidence.iter().enumerate() {
            let Some(kind) = kinds[index] else { continue };
            let goes_on = before.is_some_and(|before| {
                let last = reading.blocks[before].promo.as_ref().map(|promo| neighbours::family(promo.kind));
                before + 1 == index && last == Some(neighbours::family(kind))
            });
            let template = templates.iter().any(|blocks| blocks.contains(&index));
            run += usize::from(before.is_some() && !goes_on);
            let block = &mut reading.blocks[index];
            block.kind = BlockKind::Promo;
            let discloses = evidence.has(Signal::Disclosure);
            let template = template || block.shape.template;
            let weighing = evidence.weighing(&self.weights);
            let (signals, weighed) = (evidence.signals(&self.weights), weighing.note());
            block.promo = Some(Promo { kind, signals, weighed, discloses, template, run });
            before = Some(index);
        }
        for block in reading.blocks.iter_mut().filter(|block| block.shape.beside && is_candidate(block)) {
            block.kind = BlockKind::Note;
        }
    }

    /// What speaks for and against each block that may be a promo, by its place in the source.
    pub fn weighings(&self, reading: &Reading) -> Vec<(Span, Weighing)> {
        let blocks = reading.blocks.iter().zip(self.weigh(reading));
        let suspects = blocks.filter(|(block, evidence)| is_candidate(block) && evidence.is_suspect());
        suspects.map(|(block, evidence)| (block.span, evidence.weighing(&self.weights))).collect()
    }

    fn weigh(&self, reading: &Reading) -> Vec<Evidence> {
        let mut evidence = self.evidence(reading);
        wrappers::weigh(reading, &self.names, &self.words, &mut evidence, &self.weights);
        neighbours::weigh(reading, &mut evidence, &self.weights, &self.verbs);
        evidence
    }

    /// What each block's own words, shape, names and place say.
    fn evidence(&self, reading: &Reading) -> Vec<Evidence> {
        let hits = self.words.find(reading.text.prose());
        let mut names = self.names.of_article(reading);
        let mut from = 0;
        let mut all = Vec::with_capacity(reading.blocks.len());
        for block in &reading.blocks {
            from += hits[from..].partition_point(|hit| hit.passage.start < block.passage.start);
            let count = hits[from..].partition_point(|hit| hit.passage.start < block.passage.end);
            let mut evidence = Evidence::default();
            if is_candidate(block) {
                self.words.weigh(reading, block, &hits[from..from + count], &mut evidence, &self.weights);
                names.weigh(block, &mut evidence, &self.weights);
                if evidence.is_suspect() {
                    self.words.weigh_shape(reading, block, &mut evidence, &self.weights);
                }
            }
            all.push(evidence);
        }
        all
    }
}

/// Whether the block may be a promo at all.
fn is_candidate(block: &Block) -> bool {
    match block.kind {
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Subhead | BlockKind::BlockQuote => true,
        BlockKind::Note => block.shape.embed && block.part != Part::Furniture,
        _ => false,
    }
}
