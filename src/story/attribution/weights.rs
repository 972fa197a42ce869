//! What the features of a weak cue weigh, by the table of weights `attribution`.

use rustc_hash::FxHashMap;

use super::evidence::{Feature, FeatureName};
use crate::model::Lexicon;
use crate::scoring::{Scale, Share, Verdict, Weighing};

#[derive(Debug)]
pub struct AttributionWeights {
    numbers: FxHashMap<FeatureName, usize>,
    scale: Scale,
}

impl AttributionWeights {
    pub fn new(lexicon: &Lexicon) -> Self {
        let names = FeatureName::all();
        let scale = Scale::named(lexicon, "attribution", names.iter().map(|name| name.label()));
        Self { numbers: names.into_iter().zip(0..).collect(), scale }
    }

    /// Whether a sentence with these features has a source.
    pub fn accept(&self, features: &[Feature]) -> bool {
        self.scale.verdict(self.scale.sum(&self.shares(features))) == Verdict::Finding
    }

    pub fn weigh(&self, features: &[Feature]) -> Weighing {
        self.scale.weigh(&self.shares(features))
    }

    fn shares(&self, features: &[Feature]) -> Vec<Share> {
        let share = |(name, value): &Feature| {
            let number = *self.numbers.get(name)?;
            Some(Share { share: f64::from(*value), ..Share::whole(number) })
        };
        features.iter().filter_map(share).collect()
    }
}
