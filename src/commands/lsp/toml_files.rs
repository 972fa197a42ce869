//! Configuration and rule files in the editor: what they are told by, and what is wrong in them.

use std::path::{Path, PathBuf};

use super::document::Document;
use super::newsroom::{Kind, Newsroom};
use crate::config::{self, NAMES};
use crate::decode;
use crate::linter::Linter;
use crate::model::{Diagnostic, FileReport, Problem, Span};
use crate::rules::{Expected, RuleFile, load};

pub fn is_toml(document: &Document, path: &Path) -> bool {
    document.language == "toml" || path.extension().is_some_and(|ending| ending == "toml")
}

/// Tells a configuration by its name or by one that extends it, a rule file by a configuration that names it or by
/// rules in it.
pub fn kind(newsroom: &Newsroom<'_>, document: &Document, path: &Path) -> Option<Kind> {
    let rules = &newsroom.arguments.rules;
    let is = |other: &PathBuf| config::absolute(other) == path;
    let is_named = path.file_name().is_some_and(|name| NAMES.iter().any(|known| name == *known));
    let settings = newsroom.desks.settings_for(path);
    if is_named || rules.config.iter().any(is) || settings.files.iter().any(|file| is(&file.path)) {
        return Some(Kind::Configuration(path.to_owned()));
    }
    let named = settings.rule_files.iter().any(|file| is(&file.value)) || rules.rule_files.iter().any(is);
    (named || has_rules(&document.text)).then(|| Kind::Rules(path.to_owned()))
}

/// Whether a TOML file without a known name is one of rules.
fn has_rules(text: &str) -> bool {
    let table = decode::parse(text, &mut Vec::new());
    ["name", "rule"].iter().all(|key| table.get_ref().keys().any(|known| known.get_ref() == key))
}

/// What is wrong in the configuration file at `path`.
pub fn configuration(newsroom: &Newsroom<'_>, path: PathBuf) -> Vec<Diagnostic> {
    let name = config::shown(&path);
    match newsroom.desks.made(&newsroom.desks.settings_of(Some(path))) {
        Ok(_) => Vec::new(),
        Err(faults) => of_file(&faults.files, &name),
    }
}

/// What is wrong in the rule file at `path`: its faults, or else the examples that its rules do not meet.
pub fn rules(newsroom: &Newsroom<'_>, document: &Document, path: &Path) -> Vec<Diagnostic> {
    let settings = newsroom.desks.settings_for(path);
    // Where another file is faulty, that shows there.
    let mut files = newsroom.desks.rule_files(&settings).unwrap_or_else(|_| crate::rules::BUILT_IN.to_vec());
    let is_this = |file: &RuleFile| config::absolute(Path::new(&*file.path)) == path;
    let name = match files.iter().find(|file| is_this(file)) {
        Some(file) => file.path.to_string(),
        None => {
            let file = RuleFile { path: config::shown(path).into(), text: document.text.clone().into() };
            files.push(file.clone());
            file.path.to_string()
        }
    };
    match load(&files) {
        Err(reports) => of_file(&reports, &name),
        Ok(rules) => {
            let levels = rules.levels();
            unmet_examples(&Linter::new(rules, levels), &name)
        }
    }
}

fn of_file(reports: &[FileReport], name: &str) -> Vec<Diagnostic> {
    let report = reports.iter().find(|report| report.source.path == name);
    report.map_or_else(Vec::new, |report| report.diagnostics.clone())
}

/// The examples of the rules in the file called `name` in which something else is found than they say.
fn unmet_examples(linter: &Linter, name: &str) -> Vec<Diagnostic> {
    let mut unmet = Vec::new();
    let rules = linter.rules().rules.iter().enumerate();
    for (index, rule) in rules.filter(|(_, rule)| rule.file == name) {
        for example in &rule.examples {
            let report = linter.try_example(index, example);
            let labels = |found: &Diagnostic| found.labels.iter().map(|label| label.span).collect();
            let found: Vec<Vec<Span>> = report.diagnostics.iter().map(labels).collect();
            if !example.is_met_by(&found) {
                unmet.push(unmet_example(example.span, &example.expected, &report));
            }
        }
    }
    unmet
}

fn unmet_example(span: Span, expected: &Expected, report: &FileReport) -> Diagnostic {
    let words = |found: &Diagnostic| format!("“{}”", report.source.slice(found.span()));
    let found: Vec<String> = report.diagnostics.iter().map(words).collect();
    let message = match expected {
        Expected::Nothing => "the rule finds something in its good example",
        Expected::At(_) => "the rule does not find what its bad example marks",
    };
    let found = if found.is_empty() { "nothing".to_owned() } else { found.join(", ") };
    let problem = Problem {
        span,
        message: format!("{message}: it finds {found}"),
        label: String::new(),
        help: "change the rule, or what the example marks with [[ and ]]".to_owned(),
    };
    problem.diagnostic("copydesk/rule-file")
}
