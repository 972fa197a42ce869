//! SARIF 2.1.0, which code scanning services take: the most severe findings first, the rules behind them.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Emitter, EmitterKind, Summary, identity, write_json};
use crate::model::{Diagnostic, Edit, Field, FileReport, Level, Safety, Source, Span};

pub const SARIF: EmitterKind = EmitterKind {
    name: "sarif",
    about: "SARIF 2.1.0, for code scanning",
    for_people: false,
    make: |_| Box::new(Sarif::default()),
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What a path may not hold as it is in a URI.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':');

#[derive(Default)]
struct Sarif {
    /// The rules that found something, by their names.
    rules: BTreeMap<Arc<str>, Value>,
    /// Results that wait for the more severe ones: warnings, then notes.
    waiting: [Vec<u8>; 2],
    results: usize,
}

impl Emitter for Sarif {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"columnKind\":\"unicodeCodePoints\","
        )?;
        write!(out, "\"results\":[")
    }

    fn report(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        for (diagnostic, fingerprint) in report.diagnostics.iter().zip(identity::fingerprints(report)) {
            self.rules.entry(diagnostic.rule.clone()).or_insert_with(|| rule(diagnostic));
            let result = result(&report.source, diagnostic, &fingerprint);
            match diagnostic.level {
                Level::Error => write_result(&mut self.results, &result, out)?,
                Level::Warning => wait(&mut self.waiting[0], &result)?,
                Level::Note | Level::Off => wait(&mut self.waiting[1], &result)?,
            }
        }
        Ok(())
    }

    fn finish(&mut self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        for results in &self.waiting {
            for result in results.split(|byte| *byte == b'\n').filter(|result| !result.is_empty()) {
                separate(&mut self.results, out)?;
                out.write_all(result)?;
            }
        }
        let rules: Vec<&Value> = self.rules.values().collect();
        let driver = json!({ "name": "copydesk", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
        out.write_all(b"\n],\"tool\":{\"driver\":")?;
        write_json(&mut *out, &driver)?;
        out.write_all(b"}}]}\n")
    }
}

fn separate(results: &mut usize, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(if *results == 0 { b"\n" } else { b",\n" })?;
    *results += 1;
    Ok(())
}

fn write_result(results: &mut usize, result: &SarifResult<'_>, out: &mut dyn Write) -> io::Result<()> {
    separate(results, out)?;
    write_json(out, result)
}

/// Keeps a result, as a line of JSON, until the more severe ones are written.
fn wait(lines: &mut Vec<u8>, result: &SarifResult<'_>) -> io::Result<()> {
    write_json(&mut *lines, result)?;
    lines.push(b'\n');
    Ok(())
}

fn rule(diagnostic: &Diagnostic) -> Value {
    let help = diagnostic.help.as_deref().unwrap_or_default();
    let why = if diagnostic.why.is_empty() { &*diagnostic.message } else { &*diagnostic.why };
    json!({
        "id": &*diagnostic.rule,
        "shortDescription": { "text": &*diagnostic.rule },
        "fullDescription": { "text": why },
        "help": { "text": format!("{why}\n\n{help}").trim() },
        "defaultConfiguration": { "level": level(diagnostic.level) },
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Off => "none",
        other => other.name(),
    }
}

/// One finding, under SARIF's names.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'report> {
    rule_id: &'report str,
    level: &'static str,
    message: Value,
    locations: [Value; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Value>,
    partial_fingerprints: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Value>,
}

fn result<'report>(source: &Source, diagnostic: &'report Diagnostic, fingerprint: &str) -> SarifResult<'report> {
    let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("\n{help}"));
    let fix = diagnostic.fix.as_ref().filter(|fix| fix.safety == Safety::Safe && source.file_line.is_none());
    SarifResult {
        rule_id: &diagnostic.rule,
        level: level(diagnostic.level),
        message: json!({ "text": format!("{}{help}", diagnostic.message) }),
        locations: [location(source, diagnostic.span())],
        related_locations: related_locations(source, diagnostic),
        partial_fingerprints: json!({ "copydesk/1": fingerprint }),
        fixes: fix
            .map(|fix| {
                let replacements: Vec<Value> = fix.edits.iter().map(|edit| replacement(source, edit)).collect();
                json!({
                    "description": { "text": fix.message },
                    "artifactChanges": [{ "artifactLocation": artifact(source), "replacements": replacements }],
                })
            })
            .into_iter()
            .collect(),
    }
}

fn location(source: &Source, span: Span) -> Value {
    let mut location = json!({
        "physicalLocation": { "artifactLocation": artifact(source), "region": region(source, span) },
    });
    if source.file_line.is_some() {
        location["logicalLocations"] = json!([{ "name": source.article, "kind": "element" }]);
    }
    location
}

fn related_locations(source: &Source, diagnostic: &Diagnostic) -> Vec<Value> {
    let own = diagnostic.labels.iter().skip(1).map(|label| related(source, label.span, &label.message));
    let references = diagnostic.references.iter();
    own.chain(references.map(|place| related(&place.source, place.span, &place.message))).collect()
}

fn related(source: &Source, span: Span, message: &str) -> Value {
    let mut location = location(source, span);
    if !message.is_empty() {
        location["message"] = json!({ "text": message });
    }
    location
}

fn replacement(source: &Source, edit: &Edit) -> Value {
    json!({ "deletedRegion": region(source, edit.span), "insertedContent": { "text": edit.replacement } })
}

fn artifact(source: &Source) -> Value {
    let path = super::path(source).replace('\\', "/");
    let uri = utf8_percent_encode(&path, RESERVED).to_string();
    if path.starts_with('/') {
        return json!({ "uri": format!("file://{uri}") });
    }
    json!({ "uri": uri, "uriBaseId": "%SRCROOT%" })
}

/// Where it stands in the file; all of a `.jsonl` article is one line of its file.
fn region(source: &Source, span: Span) -> Value {
    let place = source.place(span);
    match source.file_line {
        Some(line) => json!({ "startLine": line }),
        None => {
            debug_assert_eq!(place.field, Field::Text);
            json!({
                "startLine": place.from.line, "startColumn": place.from.column,
                "endLine": place.to.line, "endColumn": place.to.column,
            })
        }
    }
}
