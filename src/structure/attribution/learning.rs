//! Learns the weights of weak cues from labelled stories: logistic regression, the same result on every run.

use std::collections::BTreeMap;
use std::fmt::Write;

/// One labelled sentence: its features by table and name, and whether it has a source.
#[derive(Clone, Debug)]
pub struct Sample {
    pub features: Vec<(FeatureName, f32)>,
    pub attributed: bool,
    /// How much it counts.
    pub weight: f32,
}

/// A table of the file of weights, and a key in it.
pub type FeatureName = (&'static str, String);

const ROUNDS: usize = 12;
const RATE: f64 = 0.15;
const SHRINK: f64 = 1e-5;

/// The weights that tell the attributed samples from the others, as the text of `rules/en/attribution-weights.toml`.
/// Sentences above `threshold` are taken for attributed; 0 is an even chance.
pub fn learn(samples: &[Sample], threshold: f64) -> String {
    let mut weights: BTreeMap<&FeatureName, Weight> = BTreeMap::new();
    for sample in samples {
        for (name, _) in &sample.features {
            weights.entry(name).or_default();
        }
    }
    let index: BTreeMap<&FeatureName, usize> = weights.keys().enumerate().map(|(index, name)| (*name, index)).collect();
    let mut learned = vec![Weight::default(); index.len()];
    let rows: Vec<Vec<(usize, f64)>> = samples
        .iter()
        .map(|sample| sample.features.iter().map(|(name, value)| (index[name], f64::from(*value))).collect())
        .collect();
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..ROUNDS {
        dice.shuffle(&mut order);
        for sample in &order {
            step(&mut learned, &rows[*sample], &samples[*sample]);
        }
    }
    written(&index, &learned, threshold)
}

#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    value: f64,
    /// The sum of the squares of its steps so far.
    travelled: f64,
}

fn step(weights: &mut [Weight], row: &[(usize, f64)], sample: &Sample) {
    let sum: f64 = row.iter().map(|(index, value)| weights[*index].value * value).sum();
    let chance = 1.0 / (1.0 + (-sum.clamp(-30.0, 30.0)).exp());
    let wanted = if sample.attributed { 1.0 } else { 0.0 };
    let error = (chance - wanted) * f64::from(sample.weight);
    for (index, value) in row {
        let weight = &mut weights[*index];
        let slope = error * value + SHRINK * weight.value;
        weight.travelled += slope * slope;
        weight.value -= RATE * slope / (weight.travelled.sqrt() + 1e-3);
    }
}

fn written(index: &BTreeMap<&FeatureName, usize>, weights: &[Weight], threshold: f64) -> String {
    let mut file = format!("{HEADER}threshold = {threshold:.2}\n");
    let mut table = "";
    for ((in_table, key), at) in index {
        let value = (weights[*at].value * 100.0).round() / 100.0;
        if value == 0.0 {
            continue;
        }
        if *in_table != table {
            table = in_table;
            let _ = write!(file, "\n[{table}]\n");
        }
        let _ = writeln!(file, "\"{key}\" = {value:.2}");
    }
    file
}

const HEADER: &str = "\
# What speaks for (above 0) and against (below 0) a source, where a sentence has only a weak cue: \"wants\", \"opened\",
# \"criticised\". The weights of a sentence's features are added; above the threshold its subject is its source.
# Learned from labelled news by `cargo run --release --example learn-attribution`; docs/attribution.md says how.

";

/// A small generator of pseudo-random numbers (splitmix64), so that learning comes out the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for last in (1..order.len()).rev() {
            let other = (self.next() % (last as u64 + 1)) as usize;
            order.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Sample, learn};

    fn sample(names: &[&str], attributed: bool) -> Sample {
        let features = names.iter().map(|name| (("sentence", (*name).to_owned()), 1.0)).collect();
        Sample { features, attributed, weight: 1.0 }
    }

    #[test]
    fn what_stands_only_in_attributed_sentences_weighs_for_a_source() {
        let mut samples = vec![sample(&["cue", "question"], false); 20];
        samples.extend(vec![sample(&["cue", "quoted words"], true); 20]);
        let file: toml::Table = learn(&samples, 0.25).parse().expect("what is written is TOML");
        let weight = |key: &str| file["sentence"][key].as_float().expect("a weight is a number");
        assert!(weight("quoted words") > 0.5, "{file}");
        assert!(weight("question") < -0.5, "{file}");
        assert_eq!(file["threshold"].as_float(), Some(0.25));
        assert_eq!(learn(&samples, 0.25), learn(&samples, 0.25));
    }
}
