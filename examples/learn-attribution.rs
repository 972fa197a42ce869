//! Learns `rules/en/attribution-weights.toml` from labelled stories, and prints it.
//!
//! ```text
//! cargo run --release --example learn-attribution -- 0.2 STORIES.jsonl > rules/en/attribution-weights.toml
//! ```
//! The number is the threshold. A line of the file is a story: its `text` (plain, the headline first), its `sentences`
//! with `start` and `end` (bytes of the text) and `attributed`, how much each counts (`weight`, 1 if absent), and the
//! `set` that it is from. How well the weights do is written to standard error for each set, in cross-validation: each
//! fifth of the stories is weighed by what the others taught.

use std::collections::{BTreeMap, HashMap};
use std::process::ExitCode;

use copydesk::model::{Format, Source, SourceKind};
use copydesk::readers::{self, FieldNames};
use copydesk::rules;
use copydesk::story::{FeatureName, Sample, Structure, learn};

#[derive(serde::Deserialize)]
struct LabelledStory {
    text: String,
    sentences: Vec<LabelledSentence>,
    #[serde(default = "one")]
    weight: f32,
    #[serde(default)]
    set: String,
}

#[derive(serde::Deserialize)]
struct LabelledSentence {
    start: usize,
    end: usize,
    attributed: bool,
}

fn one() -> f32 {
    1.0
}

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(weights) => {
            print!("{weights}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[String]) -> Result<String, String> {
    let [threshold, path] = arguments else {
        return Err("usage: learn-attribution THRESHOLD STORIES.jsonl".to_owned());
    };
    let threshold: f64 = threshold.parse().map_err(|_| format!("`{threshold}` is not a number"))?;
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let set = rules::load(rules::BUILT_IN).map_err(|_| "the built-in rules do not load".to_owned())?;
    let mut stories = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let story: LabelledStory =
            serde_json::from_str(line).map_err(|error| format!("{path}:{}: {error}", index + 1))?;
        stories.push(Judged::new(&set.structure, &story));
    }
    for (set, tally) in cross_validated(&stories, threshold) {
        eprintln!("{set}: {tally}");
    }
    Ok(learn(&samples(stories.iter()), threshold))
}

/// The sentences of one story that has labels.
struct Judged {
    set: String,
    sentences: Vec<JudgedSentence>,
}

struct JudgedSentence {
    attributed: bool,
    /// Whether it has a source without any weighing.
    sourced: bool,
    /// What is weighed of it.
    samples: Vec<Sample>,
}

impl Judged {
    fn new(structure: &Structure, story: &LabelledStory) -> Self {
        let source = Source::file("story", story.text.as_str());
        let read = || readers::read(&source, Format::Text, &FieldNames::default());
        let weighed: HashMap<usize, _> =
            structure.weighed(read()).into_iter().map(|(span, features)| (span.start, features)).collect();
        let article = structure.analyse(read());
        let found: Vec<Found> = article
            .sentences
            .iter()
            .map(|sentence| {
                let span = article.text.span(sentence.passage);
                let features = weighed.get(&span.start).cloned();
                let sourced = features.is_none() && sentence.source != SourceKind::None;
                Found { start: span.start, end: span.end, sourced, features }
            })
            .collect();
        let sentences = story.sentences.iter().map(|label| JudgedSentence::new(label, &found, story.weight)).collect();
        Self { set: story.set.clone(), sentences }
    }
}

/// A sentence as it was found; its place in bytes.
struct Found {
    start: usize,
    end: usize,
    sourced: bool,
    features: Option<Vec<(FeatureName, f32)>>,
}

impl JudgedSentence {
    /// What was found in the sentences that share more than half of the shorter of the two with the label.
    fn new(label: &LabelledSentence, found: &[Found], weight: f32) -> Self {
        let first = found.partition_point(|sentence| sentence.end <= label.start);
        let near = found[first..].iter().take_while(|sentence| sentence.start < label.end);
        let hits: Vec<&Found> = near
            .filter(|sentence| {
                let shared = label.end.min(sentence.end) - label.start.max(sentence.start);
                2 * shared > (label.end - label.start).min(sentence.end - sentence.start)
            })
            .collect();
        let sample = |features: &Vec<_>| Sample { features: features.clone(), attributed: label.attributed, weight };
        Self {
            attributed: label.attributed,
            sourced: hits.iter().any(|sentence| sentence.sourced),
            samples: hits.iter().filter_map(|sentence| sentence.features.as_ref().map(sample)).collect(),
        }
    }
}

fn samples<'story>(stories: impl Iterator<Item = &'story Judged>) -> Vec<Sample> {
    let doubtful = stories.flat_map(|story| &story.sentences).filter(|sentence| !sentence.sourced);
    doubtful.flat_map(|sentence| &sentence.samples).cloned().collect()
}

/// How the sentences of each set come out when each fold of the stories is weighed by what the others taught.
fn cross_validated(stories: &[Judged], threshold: f64) -> BTreeMap<&str, Tally> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for fold in 0..FOLDS {
        let in_fold = |index: &usize| index % FOLDS == fold;
        let others = (0..stories.len()).filter(|index| !in_fold(index)).map(|index| &stories[index]);
        let weights = Weights::new(&learn(&samples(others), threshold));
        for story in (0..stories.len()).filter(in_fold).map(|index| &stories[index]) {
            let tally = tallies.entry(&story.set).or_default();
            for sentence in &story.sentences {
                let found = sentence.sourced || sentence.samples.iter().any(|sample| weights.sum(sample) > threshold);
                tally.count(sentence.attributed, found);
            }
        }
    }
    tallies
}

const FOLDS: usize = 5;

/// The weights of a file, by table and key.
struct Weights(toml::Table);

impl Weights {
    fn new(file: &str) -> Self {
        Self(file.parse().unwrap_or_default())
    }

    fn sum(&self, sample: &Sample) -> f64 {
        let weight = |(table, key): &FeatureName| self.0.get(*table)?.get(key)?.as_float();
        sample.features.iter().map(|(name, value)| weight(name).unwrap_or_default() * f64::from(*value)).sum()
    }
}

#[derive(Default)]
struct Tally {
    right: usize,
    false_alarms: usize,
    missed: usize,
}

impl Tally {
    fn count(&mut self, attributed: bool, found: bool) {
        match (attributed, found) {
            (true, true) => self.right += 1,
            (false, true) => self.false_alarms += 1,
            (true, false) => self.missed += 1,
            (false, false) => {}
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |of: usize| self.right as f64 / (self.right + of).max(1) as f64;
        let (precision, recall) = (share(self.false_alarms), share(self.missed));
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        write!(formatter, "precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}")
    }
}
