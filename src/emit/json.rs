//! Findings for programs: `jsonl`, one object a line, and `json`, one array of the same.

use std::io::{self, Write};

use serde::Serialize;

use super::{Emitter, EmitterKind, Summary, write_json};
use crate::model::{Diagnostic, Edit, Field, FileReport, Fix, Label, Level, Place, Reference, Safety, Source, Span};

pub const JSON: EmitterKind = EmitterKind {
    name: "json",
    about: "one array of all findings",
    for_people: false,
    make: |_| Box::new(Json { findings: 0 }),
};

pub const JSONL: EmitterKind =
    EmitterKind { name: "jsonl", about: "one finding a line, as JSON", for_people: false, make: |_| Box::new(Jsonl) };

struct Jsonl;

impl Emitter for Jsonl {
    fn report(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        for diagnostic in &report.diagnostics {
            write_finding(report, diagnostic, out)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(&mut self, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

struct Json {
    findings: usize,
}

impl Emitter for Json {
    fn report(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        for diagnostic in &report.diagnostics {
            out.write_all(if self.findings == 0 { b"[\n" } else { b",\n" })?;
            write_finding(report, diagnostic, out)?;
            self.findings += 1;
        }
        Ok(())
    }

    fn finish(&mut self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.findings == 0 { b"[]\n" } else { b"\n]\n" })
    }
}

fn write_finding(report: &FileReport, diagnostic: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    write_json(out, &JsonFinding::new(report, diagnostic))
}

/// The findings of a report as the machine formats have them.
pub fn findings(report: &FileReport) -> Vec<serde_json::Value> {
    let finding = |diagnostic| {
        serde_json::to_value(JsonFinding::new(report, diagnostic)).expect("strings and numbers can be written")
    };
    report.diagnostics.iter().map(finding).collect()
}

/// One finding, under the names of the machine formats.
#[derive(Serialize)]
struct JsonFinding<'report> {
    article: &'report str,
    path: &'report str,
    /// The code of the language that the article is written in.
    language: Option<&'report str>,
    rule: &'report str,
    level: Level,
    message: &'report str,
    help: Option<&'report str>,
    why: Option<&'report str>,
    /// Where the rule is described, in copydesk's repository.
    page: Option<&'report str>,
    #[serde(flatten)]
    range: Range,
    labels: Vec<FindingLabel<'report>>,
    /// Places in other documents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    references: Vec<FindingReference<'report>>,
    fix: Option<FindingFix<'report>>,
}

/// A place: byte offsets into the article's text (or headline), and 1-based lines and columns in characters.
#[derive(Serialize)]
struct Range {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// Absent for the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<Field>,
}

#[derive(Serialize)]
struct FindingLabel<'report> {
    message: &'report str,
    #[serde(flatten)]
    range: Range,
}

#[derive(Serialize)]
struct FindingReference<'report> {
    message: &'report str,
    path: &'report str,
    #[serde(flatten)]
    range: Range,
}

#[derive(Serialize)]
struct FindingFix<'report> {
    message: &'report str,
    safe: bool,
    edits: Vec<FindingEdit<'report>>,
}

#[derive(Serialize)]
struct FindingEdit<'report> {
    replacement: &'report str,
    #[serde(flatten)]
    range: Range,
}

impl<'report> JsonFinding<'report> {
    fn new(report: &'report FileReport, diagnostic: &'report Diagnostic) -> Self {
        let source = &report.source;
        Self {
            article: &source.article,
            path: &source.path,
            language: report.language.as_deref(),
            rule: &diagnostic.rule,
            level: diagnostic.level,
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            why: Some(&*diagnostic.why).filter(|why| !why.is_empty()),
            page: diagnostic.page.as_deref(),
            range: Range::new(source, diagnostic.span()),
            labels: diagnostic.labels.iter().map(|label| FindingLabel::new(source, label)).collect(),
            references: diagnostic.references.iter().map(FindingReference::new).collect(),
            fix: diagnostic.fix.as_ref().map(|fix| FindingFix::new(source, fix)),
        }
    }
}

impl Range {
    fn new(source: &Source, span: Span) -> Self {
        let Place { field, start, end, from, to } = source.place(span);
        Self {
            start,
            end,
            line: from.line,
            column: from.column,
            end_line: to.line,
            end_column: to.column,
            field: (field == Field::Headline).then_some(field),
        }
    }
}

impl<'report> FindingLabel<'report> {
    fn new(source: &Source, label: &'report Label) -> Self {
        Self { message: &label.message, range: Range::new(source, label.span) }
    }
}

impl<'report> FindingReference<'report> {
    fn new(Reference { source, span, message }: &'report Reference) -> Self {
        Self { message, path: &source.path, range: Range::new(source, *span) }
    }
}

impl<'report> FindingFix<'report> {
    fn new(source: &Source, fix: &'report Fix) -> Self {
        let edit =
            |edit: &'report Edit| FindingEdit { replacement: &edit.replacement, range: Range::new(source, edit.span) };
        Self { message: &fix.message, safe: fix.safety == Safety::Safe, edits: fix.edits.iter().map(edit).collect() }
    }
}
