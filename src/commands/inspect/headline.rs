//! What the headline rules make of a headline: the scores signal by signal, and what else they say.

use std::io::{self, Write};

use serde::Serialize;

use super::super::desk::Desk;
use super::place::InspectedPlace;
use crate::cli::InspectFormat;
use crate::emit::{fill, visible, visible_name, write_json};
use crate::model::{Article, Block, BlockKind, Diagnostic, Field, Format, Input, Label, Passage, Source};
use crate::scoring::{Verdict, WeighedSignal, Weighing};

/// The set whose rules look at headlines.
const SET: &str = "headlines/";
/// What a headline without a story is called.
const GIVEN: &str = "headline";

#[derive(Serialize)]
struct InspectedHeadline<'a> {
    article: &'a str,
    headline: Option<&'a str>,
    scores: Vec<InspectedScore<'a>>,
    findings: Vec<HeadlineFinding<'a>>,
}

#[derive(Serialize)]
struct InspectedScore<'a> {
    rule: &'a str,
    sum: f64,
    threshold: f64,
    #[serde(skip)]
    finds: bool,
    /// Only those that the headline shows.
    signals: Vec<InspectedSignal<'a>>,
}

#[derive(Serialize)]
struct InspectedSignal<'a> {
    name: &'a str,
    /// What it adds here.
    weight: f64,
    text: &'a str,
    /// It counts less, since somebody is quoted with it.
    quoted: bool,
}

#[derive(Serialize)]
struct HeadlineFinding<'a> {
    rule: &'a str,
    level: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    /// Where the story has what the headline is held against.
    story: Vec<InspectedTold<'a>>,
}

#[derive(Serialize)]
struct InspectedTold<'a> {
    label: &'a str,
    text: &'a str,
    #[serde(flatten)]
    place: InspectedPlace,
}

/// The input with `headline` above its story in the place of its own.
pub fn with_headline(input: &Input, headline: &str) -> Input {
    let text = input.source.slice(input.source.text_span());
    let source = Source::record(input.source.path.clone(), input.source.article.clone(), 1, Some(headline), text);
    Input { source, format: input.format }
}

/// A headline without a story.
pub fn alone(headline: &str) -> Input {
    let source = Source::record(GIVEN, GIVEN.to_owned(), 1, Some(headline), "");
    Input { source, format: Format::Text }
}

/// Writes what the rules make of the first headline of `input`, in lines of at most `width` columns.
pub fn write(desk: &Desk, input: &Input, format: InspectFormat, width: usize, out: &mut Vec<u8>) -> io::Result<()> {
    let (article, _) = desk.linter.article(input);
    let block = article.blocks_of(BlockKind::Headline).next().map(|(_, block)| block);
    let weighings = block.map_or_else(Vec::new, |block| weighings(desk, &article, block));
    let whole = block.map_or(Passage::default(), |block| block.passage);
    let report = desk.linter.lint(input);
    let said = report.diagnostics.iter().filter(|diagnostic| {
        diagnostic.rule.starts_with(SET) && block.is_some_and(|block| is_of_headline(diagnostic, block, input))
    });
    let inspected = InspectedHeadline {
        article: &input.source.article,
        headline: block.map(|block| article.text.slice(block.passage)),
        scores: weighings.iter().map(|(rule, weighing)| score(rule, weighing, whole, &article)).collect(),
        findings: said.map(|diagnostic| finding(diagnostic, &input.source, block)).collect(),
    };
    match format {
        InspectFormat::Jsonl => {
            write_json(&mut *out, &inspected)?;
            writeln!(out)
        }
        InspectFormat::Tree => inspected.write(width, out),
    }
}

/// The scores of the set, each with its rule's name.
fn weighings<'desk>(desk: &'desk Desk, article: &Article, block: &Block) -> Vec<(&'desk str, Weighing)> {
    let rules = desk.linter.rules().rules.iter().filter(|rule| rule.id.starts_with(SET));
    let of_headline = |(place, weighing)| (place == block.passage).then_some(weighing);
    rules
        .filter_map(|rule| Some((&*rule.id, desk.linter.weigh(rule, article).into_iter().find_map(of_headline)?)))
        .collect()
}

fn is_of_headline(diagnostic: &Diagnostic, block: &Block, input: &Input) -> bool {
    block.span.overlaps(diagnostic.span()) || input.source.place(diagnostic.span()).field == Field::Headline
}

fn score<'a>(rule: &'a str, weighing: &'a Weighing, whole: Passage, article: &'a Article) -> InspectedScore<'a> {
    let shown = |signal: &'a WeighedSignal| {
        let text = article.text.slice(signal.place.unwrap_or(whole)).trim();
        InspectedSignal { name: &signal.name, weight: hundredths(signal.term()), text, quoted: signal.quoted }
    };
    let mut signals: Vec<InspectedSignal<'_>> = weighing.signals.iter().map(shown).collect();
    signals.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    let finds = weighing.verdict != Verdict::Nothing;
    InspectedScore { rule, sum: hundredths(weighing.sum), threshold: weighing.threshold, finds, signals }
}

fn finding<'a>(diagnostic: &'a Diagnostic, source: &'a Source, headline: Option<&Block>) -> HeadlineFinding<'a> {
    let below = |label: &&Label| !headline.is_some_and(|block| block.span.overlaps(label.span));
    let told = |label: &'a Label| InspectedTold {
        label: &label.message,
        text: source.slice(label.span),
        place: InspectedPlace::of(source, label.span),
    };
    HeadlineFinding {
        rule: &diagnostic.rule,
        level: diagnostic.level.name(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        story: diagnostic.labels.iter().skip(1).filter(below).map(told).collect(),
    }
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

impl InspectedHeadline<'_> {
    fn write(&self, width: usize, out: &mut Vec<u8>) -> io::Result<()> {
        let Some(headline) = self.headline else {
            return writeln!(out, "{} has no headline", visible_name(self.article));
        };
        let story = if self.article == GIVEN { String::new() } else { format!("{}: ", self.article) };
        branch(&format!("{story}“{headline}”"), "", "", width, out)?;
        for score in &self.scores {
            score.write(headline, width, out)?;
        }
        for finding in &self.findings {
            let said = format!("{}[{}]: {}", finding.level, finding.rule, finding.message);
            branch(&said, "├─ ", "│    ", width, out)?;
            for told in &finding.story {
                let place = format!("line {}, {}: “{}”", told.place.line, told.label, told.text);
                branch(&place, "│    ", "│    ", width, out)?;
            }
        }
        let warnings = self.findings.iter().filter(|finding| finding.level != "note").count();
        let verdict = if warnings == 0 { "nothing to warn of".to_owned() } else { format!("{warnings} to look at") };
        writeln!(out, "└─ {verdict}")
    }
}

impl InspectedScore<'_> {
    fn write(&self, headline: &str, width: usize, out: &mut Vec<u8>) -> io::Result<()> {
        let verdict = if self.finds { "a finding" } else { "quiet" };
        writeln!(out, "├─ {}  {}, threshold {}: {verdict}", self.rule, self.sum, self.threshold)?;
        let longest = self.signals.iter().map(|signal| signal.name.chars().count()).max().unwrap_or(0);
        for signal in &self.signals {
            let weight = format!("{:+.1}", signal.weight);
            let words = match signal.quoted {
                true => format!("“{}” in quotation marks", signal.text),
                false if signal.text == headline => String::new(),
                false => format!("“{}”", signal.text),
            };
            let line = format!("{weight:>6}  {:<longest$}  {words}", signal.name);
            branch(line.trim_end(), "│  ", "│    ", width, out)?;
        }
        Ok(())
    }
}

/// `words` behind `stem`, and what does not fit into `width` columns below it, behind `below`.
fn branch(words: &str, stem: &str, below: &str, width: usize, out: &mut Vec<u8>) -> io::Result<()> {
    let filled = fill(&visible(words), width.saturating_sub(below.chars().count()));
    for (index, line) in filled.lines().enumerate() {
        writeln!(out, "{}{line}", if index == 0 { stem } else { below })?;
    }
    Ok(())
}
