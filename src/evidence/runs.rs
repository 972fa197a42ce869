//! The longest runs of words that a claim and the sources share: what an alignment is made of.

use super::claim::Claim;
use super::{Evidence, Keys};

/// Words of the claim from `quote` on that stand, as they are, in the sources from `said` on.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    pub quote: usize,
    pub said: usize,
    pub length: usize,
    pub weight: f64,
}

/// A pair or a word that the sources have more often tells nothing of a place, unless the claim has little else.
const FREQUENT_PAIR: usize = 24;
const FREQUENT_WORD: usize = 6;
/// Claims of so few words are sought by each of their pairs, or words.
const SHORT: usize = 5;
const SHORTEST: usize = 2;
/// So many runs are chained at most: the weightiest.
const MOST: usize = 600;

pub fn find(claim: &Claim, evidence: &Evidence) -> Vec<Run> {
    let keys: Vec<u32> = claim.words.iter().map(|word| word.key).collect();
    let mut runs: Vec<Run> = Vec::new();
    for at in 0..keys.len() {
        if keys[at] == Keys::UNKNOWN {
            continue;
        }
        if let Some(&[first, second, third]) = keys.get(at..at + 3) {
            add(evidence.index.three([first, second, third]), at, &keys, evidence, 3, &mut runs);
        }
        if let Some(&[first, second]) = keys.get(at..at + 2) {
            let places = evidence.index.pair([first, second]);
            if places.len() <= FREQUENT_PAIR || keys.len() <= SHORT {
                add(places, at, &keys, evidence, 2, &mut runs);
            }
        }
        let places = evidence.index.word(keys[at]);
        if places.len() <= FREQUENT_WORD || keys.len() <= SHORTEST {
            add(places, at, &keys, evidence, 1, &mut runs);
        }
    }
    if runs.len() > MOST {
        runs.sort_by(|one, other| other.weight.total_cmp(&one.weight).then(one.said.cmp(&other.said)));
        runs.truncate(MOST);
    }
    runs.sort_unstable_by_key(|run| (run.quote, run.said));
    runs
}

/// Adds the runs that begin with the words at `at` in any of `places`, are no part of a longer one, and have `length`
/// words, or of three at least as many as there are.
fn add(places: &[u32], at: usize, keys: &[u32], evidence: &Evidence, length: usize, runs: &mut Vec<Run>) {
    for said in places.iter().map(|place| *place as usize) {
        let document = &evidence.documents[evidence.document_at(said)];
        let spoken = &evidence.spoken[..document.end];
        if at > 0 && said > document.first && keys[at - 1] == spoken[said - 1].key {
            continue;
        }
        let shared = keys[at..].iter().zip(&spoken[said..]).take_while(|(key, word)| **key == word.key).count();
        if shared == length || length == 3 && shared > 3 {
            let weight = keys[at..at + shared].iter().map(|key| evidence.index.weight(*key)).sum();
            runs.push(Run { quote: at, said, length: shared, weight });
        }
    }
}
