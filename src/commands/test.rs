//! `copydesk test`: the examples inside rules, each with what was expected and what was found.

use std::io::{self, Write};

use super::console::Console;
use super::desk::Desks;
use super::{Failure, Outcome, complaints};
use crate::cli::TestArgs;
use crate::emit::{counted, visible, write_diagnostics};
use crate::linter::Linter;
use crate::model::{Diagnostic, FileReport, Label, Level, Source, Span};
use crate::rules::{Example, Expected, Rule, RuleFile, load};

pub fn run(arguments: &TestArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let desks = Desks::new(&arguments.rules);
    let settings = desks.settings_here();
    desks.check(console)?;
    let mut texts = desks.rule_files(&settings).map_err(|faults| {
        faults.complain(console);
        Failure::Said
    })?;
    for path in &arguments.files {
        let text = desks.rule_file(path, path.to_string_lossy().into_owned());
        texts.push(text.map_err(|error| {
            console.complain_of_input(&error);
            Failure::Said
        })?);
    }
    // As they are written: a newsroom's parameters would make the examples of others' rules fail.
    let rules = load(&texts).map_err(|reports| {
        complaints::of_files(&reports, console);
        Failure::Said
    })?;
    let levels = rules.levels();
    let linter = Linter::new(rules, levels);
    let named = |rule: &Rule| {
        arguments.files.is_empty() || arguments.files.iter().any(|file| file.to_string_lossy() == rule.file)
    };
    let (mut examples, mut failures) = (0, 0);
    for (index, rule) in linter.rules().rules.iter().enumerate().filter(|(_, rule)| named(rule)) {
        for example in &rule.examples {
            examples += 1;
            let trial = Trial { rule, example, report: linter.try_example(index, example) };
            if trial.holds() {
                trial.write_success(console)?;
            } else {
                failures += 1;
                trial.write_failure(&place(rule, example, &texts), console)?;
            }
        }
    }
    if !console.style.quiet {
        let result = if failures == 0 { "all as expected".to_owned() } else { format!("{failures} not as expected") };
        writeln!(console, "{}: {result}", counted(examples, "example"))?;
    }
    Ok(if failures == 0 { Outcome::Clean } else { Outcome::Findings })
}

/// The path and line of an example.
fn place(rule: &Rule, example: &Example, texts: &[RuleFile]) -> String {
    let text = texts.iter().find(|file| file.path == rule.file).map_or("", |file| &file.text);
    format!("{}:{}", rule.file, Source::file(&rule.file, text).position(example.span.start).line)
}

/// An example, and what its rule found in it.
struct Trial<'linter> {
    rule: &'linter Rule,
    example: &'linter Example,
    report: FileReport,
}

impl Trial<'_> {
    fn holds(&self) -> bool {
        let labels = |diagnostic: &Diagnostic| diagnostic.labels.iter().map(|label| label.span).collect();
        let found: Vec<Vec<Span>> = self.report.diagnostics.iter().map(labels).collect();
        self.example.is_met_by(&found)
    }

    fn write_success(&self, console: &mut Console) -> io::Result<()> {
        if console.style.quiet {
            return Ok(());
        }
        let kind = if self.example.expected == Expected::Nothing { "good" } else { "bad" };
        let found: Vec<String> = self
            .report
            .diagnostics
            .iter()
            .map(|diagnostic| self.report.source.slice(diagnostic.span()).replace('\n', " "))
            .map(|words| format!("“{}”", visible(&words)))
            .collect();
        let found = if found.is_empty() { "nothing".to_owned() } else { found.join(", ") };
        writeln!(console, "ok  {}  {kind:<4}  found {found}", self.rule.id)
    }

    /// The example with what was expected, and what was found, under its words.
    fn write_failure(&self, place: &str, console: &mut Console) -> io::Result<()> {
        let (message, expected): (&str, &[Span]) = match &self.example.expected {
            Expected::Nothing => ("the rule finds something in its good example", &[]),
            Expected::At(spans) => ("the rule does not find what its bad example marks", spans),
        };
        let label = |message: &str, span: Span| Label { span, message: message.to_owned() };
        let found = self.report.diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels);
        let found: Vec<Label> = found.map(|found| label("found", found.span)).collect();
        let missing = expected.iter().filter(|span| found.iter().all(|found| found.span != **span));
        let mut labels: Vec<Label> = missing.map(|span| label("expected, and not found", *span)).collect();
        for mut found in found {
            if expected.contains(&found.span) {
                found.message = "expected, and found".to_owned();
            } else {
                found.message = "found, and not expected".to_owned();
            }
            labels.push(found);
        }
        let source = self.source();
        if labels.is_empty() {
            labels.push(label("", Span::new(0, source.content().trim_end().len())));
        }
        let diagnostic = Diagnostic {
            rule: self.rule.id.clone(),
            level: Level::Error,
            message: message.to_owned(),
            labels,
            references: Vec::new(),
            extent: None,
            notes: vec![format!("the example stands at {place}")],
            why: "".into(),
            page: None,
            help: Some("change the rule, or what the example marks with [[ and ]]".to_owned()),
            fix: None,
        };
        let style = console.style;
        write_diagnostics(&source, &[diagnostic], &style, console)
    }

    fn source(&self) -> Source {
        self.example.input("example").source
    }
}
