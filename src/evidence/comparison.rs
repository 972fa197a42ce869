//! A claim beside what was said, from its first word to its last: the same, different, or a leap to another place.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Evidence;
use super::claim::Claim;
use super::runs::Run;

/// A stretch of a claim, and of the spoken words beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    Same {
        quote: Range<usize>,
        said: Range<usize>,
    },
    /// One of the two may be empty.
    Different {
        quote: Range<usize>,
        said: Range<usize>,
    },
    /// What follows was said elsewhere: `quote` stands between the two in the claim.
    Leap {
        quote: Range<usize>,
        from: usize,
        to: usize,
    },
}

/// More words than this between two runs, beside those of the claim, are a leap.
const LEAP: usize = 24;
/// So many words at a claim's ends that nothing stands beside are what the words there have become.
const EXCHANGED: usize = 2;
/// Words beside a claim's ends that are looked through for more of it.
const BEYOND: usize = 4;

/// Compares along a chain of runs.
pub fn compare(chain: &[Run], claim: &Claim, evidence: &Evidence) -> Vec<Stretch> {
    let (Some(first), Some(last)) = (chain.first(), chain.last()) else { return Vec::new() };
    let document = &evidence.documents[evidence.document_at(first.said)];
    let mut stretches = head(first, document.first, claim, evidence);
    let mut before: Option<&Run> = None;
    for run in chain {
        if let Some(before) = before {
            let (quote, said) = (before.quote + before.length..run.quote, before.said + before.length..run.said);
            if said.start > said.end || said.len() > LEAP + 3 * quote.len() {
                stretches.push(Stretch::Leap { quote, from: said.start, to: said.end });
            } else {
                stretches.extend(between(quote, said, claim, evidence));
            }
        }
        let Run { quote, said, length, .. } = *run;
        stretches.push(Stretch::Same { quote: quote..quote + length, said: said..said + length });
        before = Some(run);
    }
    stretches.extend(tail(last, document.end, claim, evidence));
    stretches
}

fn head(first: &Run, least: usize, claim: &Claim, evidence: &Evidence) -> Vec<Stretch> {
    let quote = 0..first.quote;
    let said = first.said.saturating_sub(quote.len() + BEYOND).max(least)..first.said;
    let mut stretches = between(quote.clone(), said.clone(), claim, evidence);
    if let Some(Stretch::Different { quote, said }) = stretches.first_mut() {
        // What was said before the quotation begins is not left out of it.
        let kept = if quote.len() <= EXCHANGED && said.len() >= quote.len() { quote.len() } else { 0 };
        said.start = said.end - kept;
    }
    stretches.retain(is_something);
    stretches
}

fn tail(last: &Run, most: usize, claim: &Claim, evidence: &Evidence) -> Vec<Stretch> {
    let quote = last.quote + last.length..claim.words.len();
    let end = last.said + last.length;
    let mut stretches = between(quote.clone(), end..(end + quote.len() + BEYOND).min(most), claim, evidence);
    if let Some(Stretch::Different { quote, said }) = stretches.last_mut() {
        let kept = if quote.len() <= EXCHANGED && said.len() >= quote.len() { quote.len() } else { 0 };
        said.end = said.start + kept;
    }
    stretches.retain(is_something);
    stretches
}

fn is_something(stretch: &Stretch) -> bool {
    !matches!(stretch, Stretch::Different { quote, said } if quote.is_empty() && said.is_empty())
}

/// Word by word.
fn between(quote: Range<usize>, said: Range<usize>, claim: &Claim, evidence: &Evidence) -> Vec<Stretch> {
    if quote.is_empty() && said.is_empty() {
        return Vec::new();
    }
    let quoted: Vec<u32> = claim.words[quote.clone()].iter().map(|word| word.key).collect();
    let spoken: Vec<u32> = evidence.spoken[said.clone()].iter().map(|word| word.key).collect();
    let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
    capture_diff_slices(Algorithm::Myers, &spoken, &quoted)
        .into_iter()
        .map(|operation| {
            let (said, quote) = (moved(operation.old_range(), said.start), moved(operation.new_range(), quote.start));
            match operation {
                DiffOp::Equal { .. } => Stretch::Same { quote, said },
                _ => Stretch::Different { quote, said },
            }
        })
        .collect()
}
