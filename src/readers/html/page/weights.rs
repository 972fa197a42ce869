//! The weights by which a page's units are told: learned from labelled pages, kept in a file that anybody can read.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::context::PageContext;
use super::features::Features;

/// The file of weights, as it stands in the repository.
const FILE: &str = include_str!("../../../../weights/pages.toml");

/// The weights of the file; a feature that it does not name weighs nothing.
pub(super) static WEIGHTS: LazyLock<PageWeights> =
    LazyLock::new(|| PageWeights::new(&FILE.parse().unwrap_or_default()));

/// By table and name: those of a unit by itself, and those of its neighbours.
#[derive(Debug)]
pub struct PageWeights {
    first: FxHashMap<String, FxHashMap<String, f64>>,
    second: FxHashMap<String, f64>,
}

impl PageWeights {
    pub fn new(file: &toml::Table) -> Self {
        let table = |value: &toml::Value| -> FxHashMap<String, f64> {
            let entries = value.as_table().into_iter().flatten();
            entries.filter_map(|(name, weight)| Some((name.clone(), weight.as_float()?))).collect()
        };
        let first = file.get("first").and_then(toml::Value::as_table).into_iter().flatten();
        Self {
            first: first.map(|(name, weights)| (name.clone(), table(weights))).collect(),
            second: file.get("second").map(table).unwrap_or_default(),
        }
    }

    /// How much speaks for a unit's being the story, by itself.
    pub fn first(&self, features: &Features, unit: usize) -> f64 {
        let mut sum = 0.0;
        features.each(unit, &mut |table, name| {
            sum += self.first.get(table).and_then(|weights| weights.get(name)).unwrap_or(&0.0);
        });
        sum
    }

    /// How much its neighbours make of that.
    pub fn second(&self, context: &PageContext, unit: usize) -> f64 {
        let mut sum = 0.0;
        context.each(unit, &mut |name, value| sum += value * self.second.get(name).unwrap_or(&0.0));
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::WEIGHTS;

    #[test]
    fn the_file_weighs_what_is_looked_at_and_nothing_else() {
        let tables =
            ["around", "body", "box", "inside", "length", "own", "page", "place", "shape", "tag", "target", "text"];
        for table in WEIGHTS.first.keys() {
            assert!(tables.contains(&table.as_str()), "nothing is looked at that is called {table}");
        }
        assert!(WEIGHTS.second["own"] > 0.0);
    }
}
