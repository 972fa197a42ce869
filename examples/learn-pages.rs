//! Learns `weights/pages.toml` from labelled pages, and prints it.
//!
//! ```text
//! cargo run --release --example learn-pages -- PAGES.jsonl > weights/pages.toml
//! ```
//! A line of the file is a page: its `html`, its `site`, and its `story`, a list of the story's paragraphs. How well the
//! blocks are told is written to standard error in cross-validation: each fifth of the sites is weighed by what the
//! others taught, so that no page is judged by weights that have seen its site.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::process::ExitCode;

use copydesk::model::Source;
use copydesk::readers::{PageBlock, page_blocks, page_neighbours};

/// A word that authors give their elements is learned where so many sites show it, anything else where fewer do; it is
/// written where it weighs so much.
const SITES: usize = 20;
const FEWER: usize = 4;
const AUTHORS: &[&str] = &["own", "box", "page", "target"];
const LEAST: f64 = 0.05;
const FOLDS: usize = 5;
const SWEEPS: usize = 60;
/// How strongly weights are held to 0.
const RIDGE: f64 = 10.0;
/// What the blocks of one story weigh together, and those of one page at most.
const STORY: f64 = 20.0;
const PAGE: f64 = 4.0;
/// Letters by which a block is found in the story; a shorter one is looked for with what stands beside it.
const PIECE: usize = 12;

#[derive(serde::Deserialize)]
struct LabelledPage {
    html: String,
    site: String,
    story: Vec<String>,
}

/// One page: its blocks with their features, whether each is the story, and how much it counts.
struct Page {
    source: Source,
    fold: usize,
    blocks: Vec<Sample>,
}

struct Sample {
    features: Vec<(usize, f64)>,
    /// Unknown for the head of the story.
    story: Option<bool>,
    letters: usize,
    weight: f64,
}

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(weights) => {
            print!("{weights}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("learn-pages: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[String]) -> Result<String, String> {
    let [path] = arguments else { return Err("usage: learn-pages PAGES.jsonl".to_owned()) };
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let read = |(index, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| format!("{path}:{}: {error}", index + 1))
    };
    let labelled: Vec<LabelledPage> = text.lines().enumerate().map(read).collect::<Result<_, _>>()?;
    let (mut pages, names) = pages(labelled);
    let scores = cross_scores(&pages, names.len());
    eprintln!("by itself:        {}", Tally::of(&pages, &scores, 0.0));
    let mut second_names: Vec<String> = Vec::new();
    let first_samples: Vec<Vec<Sample>> = pages.iter_mut().map(|page| std::mem::take(&mut page.blocks)).collect();
    for ((page, first), scores) in pages.iter_mut().zip(&first_samples).zip(&scores) {
        page.blocks = neighbours(&page.source, first, scores, &mut second_names);
    }
    let second_scores = cross_scores(&pages, second_names.len());
    eprintln!("with neighbours:  {}", Tally::of(&pages, &second_scores, 0.0));
    let second = learn(pages.iter().flat_map(|page| &page.blocks), second_names.len());
    let first = learn(first_samples.iter().flatten(), names.len());
    Ok(written(&names, &first, &second_names, &second))
}

/// The pages, and the names of the features that enough sites show.
fn pages(labelled: Vec<LabelledPage>) -> (Vec<Page>, Vec<(&'static str, String)>) {
    let sites: BTreeSet<String> = labelled.iter().map(|page| page.site.clone()).collect();
    let mut shown: BTreeMap<(&'static str, String), HashSet<usize>> = BTreeMap::new();
    let mut read = Vec::new();
    for page in labelled {
        let site = sites.iter().position(|site| *site == page.site).unwrap_or_default();
        let source = Source::file("page", page.html);
        let blocks = page_blocks(&source);
        for feature in blocks.iter().flat_map(|block| &block.features) {
            shown.entry(feature.clone()).or_default().insert(site);
        }
        read.push((source, site, blocks, page.story));
    }
    shown.retain(|(table, _), sites| sites.len() >= if AUTHORS.contains(table) { SITES } else { FEWER });
    let names: Vec<(&'static str, String)> = shown.into_keys().collect();
    let page = |(source, site, blocks, story): (Source, usize, Vec<PageBlock>, Vec<String>)| {
        let told = told(&blocks, &story);
        let known = |block: &PageBlock| {
            let index = |feature| names.binary_search(feature).ok().map(|index| (index, 1.0));
            block.features.iter().filter_map(index).collect::<Vec<_>>()
        };
        let samples = blocks.iter().zip(told).map(|(block, told)| Sample {
            features: known(block),
            story: told.filter(|_| !block.known),
            letters: block.letters,
            weight: 0.0,
        });
        let mut blocks: Vec<Sample> = samples.collect();
        weigh(&mut blocks);
        // neighbours of the alphabet go to different folds
        Page { source, fold: site % FOLDS, blocks }
    };
    (read.into_iter().map(page).collect(), names)
}

/// Whether each block stands in the story; unknown where it has no letters.
fn told(blocks: &[PageBlock], story: &[String]) -> Vec<Option<bool>> {
    let story = letters(&story.concat());
    let pieces: HashSet<&[char]> = story.windows(PIECE).collect();
    let texts: Vec<Vec<char>> = blocks.iter().map(|block| letters(&block.text)).collect();
    let mut short: HashSet<Vec<char>> = HashSet::new();
    for length in 1..PIECE * 2 {
        short.extend(story.windows(length).filter(|_| length >= PIECE - 2).map(<[char]>::to_vec));
    }
    let is_told = |index: usize| {
        let text = &texts[index];
        if text.is_empty() {
            return None;
        }
        if text.len() >= PIECE {
            let (all, known) = text
                .windows(PIECE)
                .step_by(4)
                .fold((0, 0), |(all, known), piece| (all + 1, known + usize::from(pieces.contains(piece))));
            return Some(known * 10 >= all * 6);
        }
        let before = index.checked_sub(1).map(|before| &texts[before][texts[before].len().saturating_sub(10)..]);
        let behind = texts.get(index + 1).map(|behind| &behind[..behind.len().min(10)]);
        let with = |start: &[char], end: &[char]| short.contains(&[start, end].concat());
        let follows = before.is_some_and(|before| before.len() >= 8 && with(before, text));
        let leads = behind.is_some_and(|behind| behind.len() >= 8 && with(text, behind));
        Some(follows || leads)
    };
    let mut told: Vec<Option<bool>> = (0..blocks.len()).map(is_told).collect();
    // a teaser has words of the story, too, but stands alone with them
    for index in 0..told.len() {
        let repeated = texts.iter().filter(|text| **text == texts[index]).take(2).count() > 1;
        let near = index.saturating_sub(3)..(index + 4).min(told.len());
        let company = near.filter(|near| *near != index && told[*near] == Some(true)).count();
        if told[index] == Some(true) && repeated && company < 2 {
            told[index] = Some(false);
        }
    }
    told
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A block counts as one of the story's blocks and by its share of the story's letters, half and half.
fn weigh(blocks: &mut [Sample]) {
    let story = || blocks.iter().filter(|block| block.story == Some(true));
    let (count, letters) = (story().count().max(1), story().map(|block| block.letters).sum::<usize>().max(1));
    for block in blocks.iter_mut().filter(|block| block.story.is_some()) {
        block.weight = 0.5 / count as f64 + 0.5 * block.letters as f64 / letters as f64;
    }
    let all: f64 = blocks.iter().map(|block| block.weight).sum();
    let scale = STORY * (PAGE / all.max(f64::MIN_POSITIVE)).min(1.0);
    blocks.iter_mut().for_each(|block| block.weight *= scale);
}

/// The blocks with what their neighbours say, given their scores.
fn neighbours(source: &Source, first: &[Sample], scores: &[f64], names: &mut Vec<String>) -> Vec<Sample> {
    let mut index = |name: &str| {
        names.iter().position(|known| known == name).unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len() - 1
        })
    };
    let around = page_neighbours(source, scores);
    let sample = |(features, first): (Vec<(&'static str, f64)>, &Sample)| Sample {
        features: features.into_iter().map(|(name, value)| (index(name), value)).collect(),
        story: first.story,
        letters: first.letters,
        weight: first.weight,
    };
    around.into_iter().zip(first).map(sample).collect()
}

/// What each block scores by weights that were learned on other sites.
fn cross_scores(pages: &[Page], features: usize) -> Vec<Vec<f64>> {
    let mut scores = vec![Vec::new(); pages.len()];
    for fold in 0..FOLDS {
        let others = pages.iter().filter(|page| page.fold != fold).flat_map(|page| &page.blocks);
        let weights = learn(others, features);
        for (page, scores) in pages.iter().zip(&mut scores).filter(|(page, _)| page.fold == fold) {
            let sum = |block: &Sample| block.features.iter().map(|(index, value)| weights[*index] * value).sum();
            *scores = page.blocks.iter().map(sum).collect();
        }
    }
    scores
}

/// Logistic regression with a ridge, weight by weight by Newton's method.
fn learn<'sample>(samples: impl Iterator<Item = &'sample Sample>, features: usize) -> Vec<f64> {
    let samples: Vec<&Sample> = samples.filter(|sample| sample.story.is_some()).collect();
    let mut columns: Vec<Vec<(usize, f64)>> = vec![Vec::new(); features];
    for (row, sample) in samples.iter().enumerate() {
        sample.features.iter().for_each(|(index, value)| columns[*index].push((row, *value)));
    }
    let (mut odds, mut weights) = (vec![0.0_f64; samples.len()], vec![0.0; features]);
    for _ in 0..SWEEPS {
        for (column, weight) in columns.iter().zip(&mut weights) {
            let (mut slope, mut curve) = (RIDGE * *weight, RIDGE);
            for (row, value) in column {
                let chance = 1.0 / (1.0 + (-odds[*row]).exp());
                let wanted = f64::from(u8::from(samples[*row].story == Some(true)));
                slope += samples[*row].weight * value * (chance - wanted);
                curve += samples[*row].weight * value * value * chance * (1.0 - chance);
            }
            let step = (-slope / curve).clamp(-1.0, 1.0);
            *weight += step;
            column.iter().for_each(|(row, value)| odds[*row] += step * value);
        }
    }
    weights
}

fn written(names: &[(&str, String)], first: &[f64], second_names: &[String], second: &[f64]) -> String {
    let mut file = HEADER.to_owned();
    let mut table = "";
    for ((in_table, name), weight) in names.iter().zip(first).filter(|(_, weight)| weight.abs() >= LEAST) {
        if *in_table != table {
            table = in_table;
            let _ = write!(file, "\n[first.{table}]\n");
        }
        let _ = writeln!(file, "{name:?} = {weight:.2}");
    }
    file.push_str("\n[second]\n");
    for (name, weight) in second_names.iter().zip(second) {
        let _ = writeln!(file, "{name:?} = {weight:.2}");
    }
    file
}

const HEADER: &str = "\
# What speaks for (above 0) and against (below 0) a block's being the story of a saved page. `first` is what is known of
# the block by itself: its length and links, its marks, the elements around it, the words of their classes and ids (of
# the block's `own` element, of a `box` around it, of what is nearly the `page`), its place. `second` is what the blocks
# around it add once all have been weighed so; above 0 the block is the story.
# Learned from labelled pages by `cargo run --release --example learn-pages`; docs/pages.md says how.
";

/// How much of what is taken for the story is the story, and how much of the story is taken, in letters.
#[derive(Default)]
struct Tally {
    pages: usize,
    precision: f64,
    recall: f64,
}

impl Tally {
    fn of(pages: &[Page], scores: &[Vec<f64>], threshold: f64) -> Self {
        let mut tally = Self::default();
        for (page, scores) in pages.iter().zip(scores) {
            let blocks = || page.blocks.iter().zip(scores).filter(|(block, _)| block.story.is_some());
            let sum = |wanted: &dyn Fn(&(&Sample, &f64)) -> bool| {
                blocks().filter(wanted).map(|(block, _)| block.letters).sum::<usize>() as f64
            };
            let right = sum(&|(block, score)| block.story == Some(true) && **score > threshold);
            tally.precision += right / sum(&|(_, score)| **score > threshold).max(1.0);
            tally.recall += right / sum(&|(block, _)| block.story == Some(true)).max(1.0);
            tally.pages += 1;
        }
        tally
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pages = self.pages.max(1) as f64;
        let (precision, recall) = (self.precision / pages, self.recall / pages);
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        write!(formatter, "{} pages, precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}", self.pages)
    }
}
