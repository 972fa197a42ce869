//! Learns the weights of weak cues from labelled stories: logistic regression with a ridge, weight by weight.

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

const SWEEPS: usize = 40;
/// How strongly each weight is held to 0: as by two sentences that speak against it.
const RIDGE: f64 = 2.0;
/// The farthest that a weight goes in one sweep.
const STRIDE: f64 = 1.0;

/// The weights that tell the attributed samples from the others, as the text of `rules/en/attribution-weights.toml`.
/// Sentences above `threshold` are taken for attributed; 0 is an even chance.
pub fn learn(samples: &[Sample], threshold: f64) -> String {
    let mut columns: BTreeMap<&FeatureName, Column> = BTreeMap::new();
    for (row, sample) in samples.iter().enumerate() {
        for (name, value) in &sample.features {
            columns.entry(name).or_default().values.push((row, f64::from(*value)));
        }
    }
    let mut odds = vec![0.0; samples.len()];
    for _ in 0..SWEEPS {
        for column in columns.values_mut() {
            column.step(samples, &mut odds);
        }
    }
    written(&columns, threshold)
}

/// One feature: the samples that have it, how strongly, and its weight.
#[derive(Debug, Default)]
struct Column {
    values: Vec<(usize, f64)>,
    weight: f64,
}

impl Column {
    /// One step of Newton's method along this weight alone; `odds` holds each sample's sum.
    fn step(&mut self, samples: &[Sample], odds: &mut [f64]) {
        let (mut slope, mut curve) = (RIDGE * self.weight, RIDGE);
        for (row, value) in &self.values {
            let sample = &samples[*row];
            let chance = 1.0 / (1.0 + (-odds[*row]).exp());
            let wanted = if sample.attributed { 1.0 } else { 0.0 };
            slope += f64::from(sample.weight) * value * (chance - wanted);
            curve += f64::from(sample.weight) * value * value * chance * (1.0 - chance);
        }
        let step = (-slope / curve).clamp(-STRIDE, STRIDE);
        self.weight += step;
        for (row, value) in &self.values {
            odds[*row] += step * value;
        }
    }
}

fn written(columns: &BTreeMap<&FeatureName, Column>, threshold: f64) -> String {
    let mut file = format!("{HEADER}threshold = {threshold:.2}\n");
    let mut table = "";
    for ((in_table, key), column) in columns {
        let value = (column.weight * 100.0).round() / 100.0;
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
