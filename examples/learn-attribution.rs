//! Learns `rules/en/attribution-weights.toml` from labelled stories, and prints it.
//!
//! ```text
//! cargo run --release --example learn-attribution -- 0.2 STORIES.jsonl > rules/en/attribution-weights.toml
//! ```
//! The number is the threshold. A line of the file is a story: its `text` (plain, the headline first), its `sentences`
//! with `start` and `end` (bytes of the text) and `attributed`, and how much each counts (`weight`, 1 if absent).

use std::process::ExitCode;

use copydesk::model::{Format, Source};
use copydesk::readers::{self, FieldNames};
use copydesk::rules;
use copydesk::structure::{Sample, Structure, learn};

#[derive(serde::Deserialize)]
struct LabelledStory {
    text: String,
    sentences: Vec<LabelledSentence>,
    #[serde(default = "one")]
    weight: f32,
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
    let mut samples = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let story: LabelledStory =
            serde_json::from_str(line).map_err(|error| format!("{path}:{}: {error}", index + 1))?;
        samples.extend(samples_of(&set.structure, &story));
    }
    Ok(learn(&samples, threshold))
}

/// The sentences that are weighed, each with the label of the labelled sentence that it shares most bytes with.
fn samples_of(structure: &Structure, story: &LabelledStory) -> Vec<Sample> {
    let source = Source::file("story", story.text.as_str());
    let reading = readers::read(&source, Format::Text, &FieldNames::default());
    let mut samples = Vec::new();
    let mut first = 0;
    for (span, features) in structure.weighed(reading) {
        while first < story.sentences.len() && story.sentences[first].end <= span.start {
            first += 1;
        }
        let shared = |label: &&LabelledSentence| label.end.min(span.end).saturating_sub(label.start.max(span.start));
        let label = story.sentences[first..].iter().take_while(|label| label.start < span.end).max_by_key(shared);
        if let Some(label) = label {
            samples.push(Sample { features, attributed: label.attributed, weight: story.weight });
        }
    }
    samples
}
