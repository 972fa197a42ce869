//! Saved pages, block by block: what the weights of `weights/pages.toml` are learned from.
//!
//! A line of the file is a page: its `html`, its `site`, and its `story`, a list of the story's paragraphs. How well the
//! blocks are told is written in cross-validation: each fifth of the sites is weighed by what the others taught, so that
//! no page is judged by weights that have seen its site.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::fs;

use copydesk::model::Source;
use copydesk::readers::{PageBlock, page_blocks, page_neighbours};

use super::FOLDS;
use super::model::{Model, Penalty};
use super::rows::Row;

/// A word that authors give their elements is learned where so many sites show it, anything else where fewer do; it is
/// written where it weighs so much.
const SITES: usize = 20;
const FEWER: usize = 4;
const AUTHORS: &[&str] = &["own", "box", "page", "target"];
const LEAST: f64 = 0.05;
/// A block of which nothing is known is as likely the story as not, and a feature may decide against all others.
const PENALTY: Penalty = Penalty { ridge: 10.0, most: f64::INFINITY, even: true };
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

/// One page with its blocks.
struct Page {
    source: Source,
    fold: usize,
    blocks: Vec<Sample>,
}

/// A block with its features.
struct Sample {
    row: Row,
    /// Whether it is told if the block is the story: it is not for the story's head.
    known: bool,
    letters: usize,
}

/// The file of weights that the pages at `path` teach.
pub fn learn(path: &str) -> Result<String, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let read = |(index, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| format!("{path}:{}: {error}", index + 1))
    };
    let labelled: Vec<LabelledPage> = text.lines().enumerate().map(read).collect::<Result<_, _>>()?;
    if labelled.is_empty() {
        return Err(format!("{path} has no page"));
    }
    let (mut pages, names) = pages(labelled);
    let scores = cross_scores(&pages, names.len());
    println!("by itself:        {}", Tally::of(&pages, &scores, 0.0));
    let mut second_names: Vec<String> = Vec::new();
    let first_samples: Vec<Vec<Sample>> = pages.iter_mut().map(|page| std::mem::take(&mut page.blocks)).collect();
    for ((page, first), scores) in pages.iter_mut().zip(&first_samples).zip(&scores) {
        page.blocks = neighbours(&page.source, first, scores, &mut second_names);
    }
    let second_scores = cross_scores(&pages, second_names.len());
    println!("with neighbours:  {}", Tally::of(&pages, &second_scores, 0.0));
    let second = taught(pages.iter().flat_map(|page| &page.blocks), second_names.len());
    let first = taught(first_samples.iter().flatten(), names.len());
    Ok(written(&names, &first.weights, &second_names, &second.weights))
}

impl Sample {
    fn is_story(&self) -> bool {
        self.known && self.row.wanted
    }
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
        // neighbours of the alphabet go to different folds
        let fold = site % FOLDS;
        let samples = blocks.iter().zip(told).map(|(block, told)| Sample {
            row: row(fold, told == Some(true), known(block)),
            known: told.is_some() && !block.known,
            letters: block.letters,
        });
        let mut blocks: Vec<Sample> = samples.collect();
        weigh(&mut blocks);
        Page { source, fold, blocks }
    };
    (read.into_iter().map(page).collect(), names)
}

fn row(fold: usize, wanted: bool, signals: Vec<(usize, f64)>) -> Row {
    Row { group: 0, wanted, importance: 0.0, signals, caught: false, fold }
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
    let story = || blocks.iter().filter(|block| block.is_story());
    let (count, letters) = (story().count().max(1), story().map(|block| block.letters).sum::<usize>().max(1));
    for block in blocks.iter_mut().filter(|block| block.known) {
        block.row.importance = 0.5 / count as f64 + 0.5 * block.letters as f64 / letters as f64;
    }
    let all: f64 = blocks.iter().map(|block| block.row.importance).sum();
    let scale = STORY * (PAGE / all.max(f64::MIN_POSITIVE)).min(1.0);
    blocks.iter_mut().for_each(|block| block.row.importance *= scale);
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
    let sample = |(features, first): (Vec<(&'static str, f64)>, &Sample)| {
        let signals = features.into_iter().map(|(name, value)| (index(name), value)).collect();
        let row = Row { importance: first.row.importance, ..row(first.row.fold, first.row.wanted, signals) };
        Sample { row, known: first.known, letters: first.letters }
    };
    around.into_iter().zip(first).map(sample).collect()
}

/// What each block scores by weights that were learned on other sites.
fn cross_scores(pages: &[Page], features: usize) -> Vec<Vec<f64>> {
    let mut scores = vec![Vec::new(); pages.len()];
    for fold in 0..FOLDS {
        let others = pages.iter().filter(|page| page.fold != fold).flat_map(|page| &page.blocks);
        let model = taught(others, features);
        for (page, scores) in pages.iter().zip(&mut scores).filter(|(page, _)| page.fold == fold) {
            *scores = page.blocks.iter().map(|block| model.odds(&block.row)).collect();
        }
    }
    scores
}

fn taught<'sample>(samples: impl Iterator<Item = &'sample Sample>, features: usize) -> Model {
    let rows: Vec<&Row> = samples.filter(|sample| sample.known).map(|sample| &sample.row).collect();
    Model::learn(&rows, &vec![0.0; features], PENALTY)
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
# Learned from labelled pages by `cargo run --release --example learn -- pages`; docs/pages.md says how.
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
            let blocks = || page.blocks.iter().zip(scores).filter(|(block, _)| block.known);
            let sum = |wanted: &dyn Fn(&(&Sample, &f64)) -> bool| {
                blocks().filter(wanted).map(|(block, _)| block.letters).sum::<usize>() as f64
            };
            let right = sum(&|(block, score)| block.is_story() && **score > threshold);
            tally.precision += right / sum(&|(_, score)| **score > threshold).max(1.0);
            tally.recall += right / sum(&|(block, _)| block.is_story()).max(1.0);
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

#[cfg(test)]
mod tests {
    use super::learn;

    #[test]
    fn pages_teach_what_holds_their_story() {
        let page = |number: usize| {
            let story: Vec<String> = (0..4)
                .map(|part| format!("The council of town {number} voted to keep ferry {part} open through the winter."))
                .collect();
            let paragraphs: String = story.iter().map(|words| format!("<p>{words}</p>")).collect();
            let html = format!(
                "<nav><a href='/a'>Home</a></nav><article>{paragraphs}</article><aside><p>Read also about the weather in the \
                 valley</p></aside>"
            );
            serde_json::json!({ "html": html, "site": format!("{number}.example"), "story": story }).to_string()
        };
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("pages.jsonl");
        std::fs::write(&file, (0..30).map(page).collect::<Vec<_>>().join("\n")).unwrap();
        let weights: toml::Table = learn(file.to_str().unwrap()).unwrap().parse().unwrap();
        let inside = &weights["first"]["inside"];
        assert!(inside["article page"].as_float() > Some(0.1), "{inside}");
        assert!(inside["aside box"].as_float() < Some(-0.1), "{inside}");
    }

    #[test]
    fn a_line_that_is_no_page_is_told_with_its_number() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("pages.jsonl");
        std::fs::write(&file, "{\"html\": \"\"}\n").unwrap();
        assert!(learn(file.to_str().unwrap()).unwrap_err().contains("pages.jsonl:1: missing field"));
    }
}
