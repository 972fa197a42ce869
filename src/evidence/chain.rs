//! The chain of runs that explains most of a claim: in the order of its words, with as few leaps in the source as may be.

use super::Evidence;
use super::claim::{Claim, Joint};
use super::runs::Run;

/// Words between two runs that cost little: what an editor may have changed or left out.
const NEAR: usize = 12;

/// The best chain, its runs cut where two overlap.
pub fn best(runs: &[Run], claim: &Claim, evidence: &Evidence) -> Vec<Run> {
    let mut scores: Vec<(f64, Option<usize>)> = Vec::with_capacity(runs.len());
    for (index, run) in runs.iter().enumerate() {
        let mut best = (run.weight, None);
        for (before, previous) in runs[..index].iter().enumerate() {
            let Some(rest) = behind(previous, run, evidence) else { continue };
            let Some(cost) = cost(previous, &rest, claim, evidence) else { continue };
            let score = scores[before].0 + rest.weight - cost;
            if score > best.0 {
                best = (score, Some(before));
            }
        }
        scores.push(best);
    }
    let best = (0..runs.len()).rev().max_by(|one, other| scores[*one].0.total_cmp(&scores[*other].0));
    let mut chain = Vec::new();
    let mut at = best;
    while let Some(index) = at {
        chain.push(runs[index]);
        at = scores[index].1;
    }
    chain.reverse();
    for index in 1..chain.len() {
        if let Some(rest) = behind(&chain[index - 1], &chain[index], evidence) {
            chain[index] = rest;
        }
    }
    chain
}

/// What of `run` stands behind `previous` in the claim.
fn behind(previous: &Run, run: &Run, evidence: &Evidence) -> Option<Run> {
    let shared = (previous.quote + previous.length).saturating_sub(run.quote);
    if shared >= run.length || previous.quote >= run.quote {
        return None;
    }
    let lost: f64 = (run.said..run.said + shared).map(|at| evidence.index.weight(evidence.spoken[at].key)).sum();
    let Run { quote, said, length, weight } = *run;
    Some(Run { quote: quote + shared, said: said + shared, length: length - shared, weight: weight - lost })
}

/// What it costs to go on from one run to the next; nothing joins two documents.
fn cost(from: &Run, to: &Run, claim: &Claim, evidence: &Evidence) -> Option<f64> {
    if evidence.document_at(from.said) != evidence.document_at(to.said) {
        return None;
    }
    let (quote_end, said_end) = (from.quote + from.length, from.said + from.length);
    let joint = claim.joint(quote_end, to.quote);
    if to.said < said_end {
        let back = (said_end - to.said) as f64;
        return Some(if joint == Joint::Cue { 0.5 + 0.1 * back.ln_1p() } else { 3.5 + 0.5 * back.ln_1p() });
    }
    let (quoted, said) = (to.quote - quote_end, to.said - said_end);
    let skipped = said.saturating_sub(quoted);
    Some(match joint {
        Joint::Ellipsis | Joint::Cue => 0.1 * (skipped as f64).ln_1p(),
        _ if skipped <= NEAR => 0.08 * skipped as f64 + 0.05 * quoted as f64,
        _ => 1.5 + 0.5 * (skipped as f64).ln_1p(),
    })
}
