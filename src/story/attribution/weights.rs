//! The weights by which weak cues are judged: learned from labelled stories, kept in a file that an editor can read.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::evidence::{Feature, Name};

/// The file of weights, as it stands in the repository.
const FILE: &str = include_str!("../../../rules/en/attribution-weights.toml");

/// The weights of the file; a feature that it does not name weighs nothing.
pub static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::new(&FILE.parse().unwrap_or_default()));

#[derive(Debug)]
pub struct Weights {
    by_name: FxHashMap<Name, f64>,
    threshold: f64,
}

impl Weights {
    fn new(file: &toml::Table) -> Self {
        let by_name = Name::all().into_iter().filter_map(|name| Some((name, weight(file, name)?))).collect();
        let threshold = file.get("threshold").and_then(toml::Value::as_float).unwrap_or_default();
        Self { by_name, threshold }
    }

    /// Whether a sentence with these features has a source.
    pub fn accept(&self, features: &[Feature]) -> bool {
        let weigh = |(name, value): &Feature| self.by_name.get(name).unwrap_or(&0.0) * f64::from(*value);
        features.iter().map(weigh).sum::<f64>() > self.threshold
    }
}

fn weight(file: &toml::Table, name: Name) -> Option<f64> {
    let (table, key) = name.path();
    file.get(table)?.get(&key)?.as_float()
}

#[cfg(test)]
mod tests {
    use super::{FILE, Name};

    #[test]
    fn the_file_names_no_feature_that_is_not_one() {
        let file: toml::Table = FILE.parse().expect("the weights are TOML");
        let known: Vec<_> = Name::all().into_iter().map(Name::path).collect();
        for (table, weights) in file.iter().filter(|(key, _)| *key != "threshold") {
            for key in weights.as_table().expect("weights stand in tables").keys() {
                assert!(known.iter().any(|(in_table, name)| in_table == table && name == key), "{table}: {key}");
            }
        }
    }
}
