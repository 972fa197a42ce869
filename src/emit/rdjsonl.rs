//! Reviewdog's diagnostic format, one finding a line: columns count bytes.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Emitter, EmitterKind, Summary, write_json};
use crate::model::{Diagnostic, Edit, FileReport, Level, Safety, Source, Span};

pub const RDJSONL: EmitterKind = EmitterKind {
    name: "rdjsonl",
    about: "reviewdog's format, one finding a line",
    for_people: false,
    make: |_| Box::new(Rdjsonl),
};

struct Rdjsonl;

impl Emitter for Rdjsonl {
    fn report(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        report.diagnostics.iter().try_for_each(|diagnostic| {
            write_json(&mut *out, &finding(&report.source, diagnostic))?;
            out.write_all(b"\n")
        })
    }

    fn finish(&mut self, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn finding(source: &Source, diagnostic: &Diagnostic) -> Value {
    let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("\n{help}"));
    let fix = diagnostic.fix.as_ref().filter(|fix| fix.safety == Safety::Safe && source.file_line.is_none());
    let suggestions: Vec<Value> = fix.iter().flat_map(|fix| &fix.edits).map(|edit| suggestion(source, edit)).collect();
    let own = diagnostic.labels.iter().skip(1).map(|label| related(source, label.span, &label.message));
    let references = diagnostic.references.iter();
    let references = references.map(|place| related(&place.source, place.span, &place.message));
    let related: Vec<Value> = own.chain(references).collect();
    json!({
        "message": format!("{}{help}", diagnostic.message),
        "location": location(source, diagnostic.span()),
        "severity": severity(diagnostic.level),
        "source": { "name": "copydesk" },
        "code": { "value": &*diagnostic.rule },
        "suggestions": suggestions,
        "relatedLocations": related,
    })
}

fn related(source: &Source, span: Span, message: &str) -> Value {
    json!({ "message": message, "location": location(source, span) })
}

fn suggestion(source: &Source, edit: &Edit) -> Value {
    json!({ "range": range(source, edit.span), "text": edit.replacement })
}

fn location(source: &Source, span: Span) -> Value {
    json!({ "path": super::path(source), "range": range(source, span) })
}

/// Lines and columns from 1, the columns in bytes; all of a `.jsonl` article is one line of its file.
fn range(source: &Source, span: Span) -> Value {
    if let Some(line) = source.file_line {
        return json!({ "start": { "line": line } });
    }
    json!({ "start": position(source, span.start), "end": position(source, span.end) })
}

fn position(source: &Source, offset: usize) -> Value {
    let line = source.line_index(offset);
    json!({ "line": line + 1, "column": offset - source.line_starts()[line] + 1 })
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Note | Level::Off => "INFO",
    }
}
