//! A story held against the evidence: each quotation's verdict, worked out once for all rules.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::changes::Differences;
use super::claim::{Claim, claims};
use super::comparison::{Stretch, compare};
use super::{Evidence, Said, Verdict, chain, runs};
use crate::model::{Article, Passage};

/// With this share of its words, weighed, a quotation is there, in whatever words.
const THERE: f64 = 0.6;
/// With this share there is something like it.
const NEAR: f64 = 0.25;

#[derive(Debug)]
pub struct Holding<'a> {
    evidence: &'a Evidence,
    /// By the index of the quotation.
    verdicts: OnceCell<FxHashMap<usize, Verdict>>,
    asked: RefCell<FxHashSet<usize>>,
}

impl<'a> Holding<'a> {
    pub fn new(evidence: &'a Evidence) -> Self {
        Self { evidence, verdicts: OnceCell::new(), asked: RefCell::default() }
    }

    /// What was found of the quotation; nothing where it has no words to be found, or is a title.
    pub fn verdict(&self, quotation: usize, article: &Article) -> Option<&Verdict> {
        let verdicts = self.verdicts.get_or_init(|| {
            claims(article, self.evidence).iter().flat_map(|claim| judge(claim, article, self.evidence)).collect()
        });
        let verdict = verdicts.get(&quotation)?;
        self.asked.borrow_mut().insert(quotation);
        Some(verdict)
    }

    /// Of how many quotations somebody asked.
    pub fn asked(&self) -> usize {
        self.asked.borrow().len()
    }
}

/// The verdict on each of the claim's quotations.
fn judge(claim: &Claim, article: &Article, evidence: &Evidence) -> Vec<(usize, Verdict)> {
    let chain = chain::best(&runs::find(claim, evidence), claim, evidence);
    let stretches = compare(&chain, claim, evidence);
    let document = chain.first().map(|run| &evidence.documents[evidence.document_at(run.said)]);
    let changes =
        document.map_or_else(Vec::new, |document| Differences { claim, article, evidence, document }.find(&stretches));
    let mut verdicts = Vec::new();
    for (quotation, part) in claim.parts.iter().filter(|(_, part)| !part.is_empty()) {
        let share = share(part, &stretches, claim, evidence);
        let alone = (claim.parts.len() > 1 && share < THERE)
            .then(|| judge(&Claim::of(*quotation, article, evidence), article, evidence).pop())
            .flatten();
        let of_part = || changes.iter().filter(|(word, _)| part.contains(word)).map(|(_, change)| change.clone());
        verdicts.push(alone.unwrap_or_else(|| {
            let said = if share >= NEAR { places(part, &stretches, evidence) } else { Vec::new() };
            (*quotation, Verdict { is_there: share >= THERE, changes: of_part().collect(), said })
        }));
    }
    verdicts
}

/// The share of the words in `part` that were said: between that of all words, and that of each as much as it tells.
fn share(part: &Range<usize>, stretches: &[Stretch], claim: &Claim, evidence: &Evidence) -> f64 {
    let weight =
        |words: Range<usize>| -> f64 { claim.words[words].iter().map(|word| evidence.index.weight(word.key)).sum() };
    let same = stretches.iter().filter_map(|stretch| match stretch {
        Stretch::Same { quote, .. } => Some(quote.start.max(part.start)..quote.end.min(part.end)),
        _ => None,
    });
    let same: Vec<Range<usize>> = same.filter(|quote| quote.start < quote.end).collect();
    let counted = same.iter().map(Range::len).sum::<usize>() as f64 / part.len() as f64;
    let weighed = same.into_iter().map(weight).sum::<f64>() / weight(part.clone());
    f64::midpoint(counted, weighed)
}

/// Where the words in `part` were said: a place of its own behind each leap, and each gap that is as wide as one.
fn places(part: &Range<usize>, stretches: &[Stretch], evidence: &Evidence) -> Vec<Said> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut leapt = true;
    for stretch in stretches {
        match stretch {
            Stretch::Leap { .. } => leapt = true,
            Stretch::Same { quote, said } => {
                let (start, end) = (quote.start.max(part.start), quote.end.min(part.end));
                if start >= end {
                    continue;
                }
                let said = said.start + (start - quote.start)..said.end - (quote.end - end);
                match places.last_mut().filter(|_| !leapt) {
                    Some(last) => last.end = said.end,
                    None => places.push(said),
                }
                leapt = false;
            }
            Stretch::Different { .. } => {}
        }
    }
    places.into_iter().map(|place| said(place, evidence)).collect()
}

fn said(place: Range<usize>, evidence: &Evidence) -> Said {
    let document = &evidence.documents[evidence.document_at(place.start)];
    let passage = evidence.spoken[place.start].passage.cover(evidence.spoken[place.end - 1].passage);
    let speaker = document.speakers.partition_point(|(word, _)| *word <= place.start);
    let speaker = speaker.checked_sub(1).map(|index| document.speakers[index].1);
    let name = |passage: Passage| document.text.slice(passage).trim().to_owned();
    Said { source: document.source.clone(), span: document.text.span(passage), speaker: speaker.map(name) }
}
