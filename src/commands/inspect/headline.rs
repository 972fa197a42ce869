//! What the headline rules make of a headline: the scores signal by signal, and what else they say.

use std::io::{self, Write};

use serde::Serialize;

use super::super::desk::Desk;
use crate::checks::{WeighedSignal, Weighing};
use crate::cli::InspectFormat;
use crate::model::{BlockKind, Diagnostic, Field, Input, Source};

/// The set whose rules look at headlines.
const SET: &str = "headlines/";

#[derive(Serialize)]
struct Inspected<'a> {
    article: &'a str,
    headline: &'a str,
    scores: Vec<Score<'a>>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Score<'a> {
    rule: &'a str,
    sum: f64,
    threshold: f64,
    /// Only those that the headline shows.
    signals: Vec<Signal<'a>>,
}

#[derive(Serialize)]
struct Signal<'a> {
    name: &'a str,
    /// What it adds here.
    weight: f64,
    text: &'a str,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    level: &'static str,
    message: &'a str,
    help: Option<&'a str>,
}

/// The input with `headline` above its story in the place of its own.
pub fn with_headline(input: &Input, headline: &str) -> Input {
    let text = input.source.slice(input.source.text_span());
    let source = Source::record(input.source.path.clone(), input.source.article.clone(), 1, Some(headline), text);
    Input { source, format: input.format }
}

/// Writes what the rules make of the first headline of `input`.
pub fn write(desk: &Desk, input: &Input, format: InspectFormat, out: &mut Vec<u8>) -> io::Result<()> {
    let (article, _) = desk.linter.article(input);
    let Some((_, block)) = article.blocks_of(BlockKind::Headline).next() else {
        return writeln!(out, "{} has no headline", input.source.article);
    };
    let rules = desk.linter.rules().rules.iter().filter(|rule| rule.id.starts_with(SET));
    let mut weighings: Vec<(&str, Weighing)> = Vec::new();
    for rule in rules {
        let of_headline = desk.linter.weigh(rule, input).into_iter().find(|(place, _)| *place == block.passage);
        weighings.extend(of_headline.map(|(_, weighing)| (&*rule.id, weighing)));
    }
    let report = desk.linter.lint(input);
    let on_headline = |diagnostic: &&Diagnostic| {
        diagnostic.rule.starts_with(SET) && block.span.overlaps(diagnostic.span())
            || diagnostic.rule.starts_with(SET) && input.source.place(diagnostic.span()).field == Field::Headline
    };
    let said: Vec<&Diagnostic> = report.diagnostics.iter().filter(on_headline).collect();
    let inspected = Inspected {
        article: &input.source.article,
        headline: article.text.slice(block.passage),
        scores: weighings.iter().map(|(rule, weighing)| score(rule, weighing, &article)).collect(),
        findings: said.iter().map(|diagnostic| finding(diagnostic)).collect(),
    };
    match format {
        InspectFormat::Jsonl => {
            serde_json::to_writer(&mut *out, &inspected)?;
            writeln!(out)
        }
        InspectFormat::Tree => inspected.write(out),
    }
}

fn score<'a>(rule: &'a str, weighing: &'a Weighing, article: &'a crate::model::Article) -> Score<'a> {
    let shown = |signal: &'a WeighedSignal| {
        let text = article.text.slice(signal.place?);
        Some(Signal { name: &signal.name, weight: hundredths(signal.weight * signal.share), text })
    };
    let signals = weighing.signals.iter().filter_map(shown).collect();
    Score { rule, sum: hundredths(weighing.sum), threshold: weighing.threshold, signals }
}

fn finding(diagnostic: &Diagnostic) -> Finding<'_> {
    Finding {
        rule: &diagnostic.rule,
        level: diagnostic.level.name(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
    }
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

impl Inspected<'_> {
    fn write(&self, out: &mut Vec<u8>) -> io::Result<()> {
        writeln!(out, "“{}”", self.headline)?;
        for score in &self.scores {
            let verdict = if score.sum >= score.threshold { "a finding" } else { "quiet" };
            writeln!(out, "├─ {}  {} of {}: {verdict}", score.rule, score.sum, score.threshold)?;
            for signal in &score.signals {
                let words =
                    if signal.text == self.headline { String::new() } else { format!("  “{}”", signal.text) };
                writeln!(out, "│  {:>6}  {}{words}", format!("{:+.1}", signal.weight), signal.name)?;
            }
        }
        for finding in &self.findings {
            writeln!(out, "├─ {}[{}]: {}", finding.level, finding.rule, finding.message)?;
        }
        let warnings = self.findings.iter().filter(|finding| finding.level != "note").count();
        let verdict = if warnings == 0 { "nothing to warn of".to_owned() } else { format!("{warnings} to look at") };
        writeln!(out, "└─ {verdict}")
    }
}
