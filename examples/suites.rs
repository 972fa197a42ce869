//! Reads the test suites of others, which `tools/suites` fetches: nothing may panic, and every span must be true.
//!
//! `cargo run --example suites -- html FOLDER commonmark FOLDER yaml FOLDER`

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;

use copydesk::model::{Format, Input, Source};
use copydesk::readers::{FieldNames, read};
use walkdir::WalkDir;

#[allow(dead_code)]
#[path = "../tests/invariants/mod.rs"]
mod invariants;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut failures = 0;
    for pair in arguments.chunks(2) {
        let [suite, folder] = pair else {
            eprintln!("usage: suites SUITE FOLDER …, where a suite is html, commonmark or yaml");
            return ExitCode::from(2);
        };
        let inputs = inputs(suite, Path::new(folder));
        let failed = inputs.iter().filter(|(name, text)| !holds(name, text)).count();
        println!("{suite}: {} inputs, {failed} fail", inputs.len());
        failures += failed;
        if inputs.is_empty() {
            eprintln!("{folder} holds no input of the suite {suite}");
            return ExitCode::from(2);
        }
    }
    if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Whether the text can be read in every format, and checked, without a panic or a false span.
fn holds(name: &str, text: &str) -> bool {
    let tried = catch_unwind(AssertUnwindSafe(|| {
        for format in invariants::FORMATS {
            let source = Source::file("draft", text);
            invariants::spans_are_true(&read(&source, format, &FieldNames::default()), &source);
            invariants::is_sound(&invariants::LINTER.lint(&Input { source, format: Format::clone(&format) }));
        }
    }));
    if tried.is_err() {
        eprintln!("{name}: {text:?}");
    }
    tried.is_ok()
}

/// The inputs of a suite, each with the file that it stands in.
fn inputs(suite: &str, folder: &Path) -> Vec<(String, String)> {
    let files =
        WalkDir::new(folder).sort_by_file_name().into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let mut inputs = Vec::new();
    for file in files {
        let Ok(text) = fs::read_to_string(file.path()) else { continue };
        let ending = file.path().extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let found = match (suite, ending) {
            ("html", "dat") => between(&text, "#data\n", "\n#errors"),
            ("html", "test") => strings(&text, "input"),
            ("commonmark", "txt" | "md") => between(&text, &format!("{} example\n", "`".repeat(32)), "\n.\n"),
            ("commonmark", "json") => strings(&text, "markdown"),
            ("yaml", "yaml") => vec![text],
            ("yaml", "json") => strings(&text, "yaml"),
            _ => Vec::new(),
        };
        let of_suite =
            found.into_iter().map(|input| if suite == "yaml" { format!("---\n{input}\n---\nText.\n") } else { input });
        inputs.extend(of_suite.map(|input| (file.path().display().to_string(), input)));
    }
    inputs
}

fn between(text: &str, opening: &str, closing: &str) -> Vec<String> {
    text.split(opening).skip(1).filter_map(|rest| Some(rest.split_once(closing)?.0.to_owned())).collect()
}

/// All strings of a JSON file under one key.
fn strings(text: &str, key: &str) -> Vec<String> {
    fn collect(value: &serde_json::Value, key: &str, found: &mut Vec<String>) {
        match value {
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, key, found)),
            serde_json::Value::Object(fields) => {
                found.extend(fields.get(key).and_then(|value| value.as_str()).map(str::to_owned));
                fields.values().for_each(|field| collect(field, key, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    if let Ok(value) = serde_json::from_str(text) {
        collect(&value, key, &mut found);
    }
    found
}
