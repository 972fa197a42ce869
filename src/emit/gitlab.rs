//! GitLab's code quality report: one array of findings, shown beside the lines of a merge request.

use std::io::{self, Write};

use serde_json::json;

use super::{Emitter, EmitterKind, Summary, identity, write_json};
use crate::model::{Diagnostic, FileReport, Level, Source};

pub const GITLAB: EmitterKind = EmitterKind {
    name: "gitlab",
    about: "GitLab's code quality report",
    for_people: false,
    make: |_| Box::new(Gitlab { findings: 0 }),
};

struct Gitlab {
    findings: usize,
}

impl Emitter for Gitlab {
    fn report(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        for (diagnostic, fingerprint) in report.diagnostics.iter().zip(identity::fingerprints(report)) {
            out.write_all(if self.findings == 0 { b"[\n" } else { b",\n" })?;
            write_issue(&report.source, diagnostic, &fingerprint, out)?;
            self.findings += 1;
        }
        Ok(())
    }

    fn finish(&mut self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.findings == 0 { b"[]\n" } else { b"\n]\n" })
    }
}

fn write_issue(source: &Source, diagnostic: &Diagnostic, fingerprint: &str, out: &mut dyn Write) -> io::Result<()> {
    let (line, end_line) = super::lines(source, diagnostic.span());
    let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
    let issue = json!({
        "type": "issue",
        "description": format!("{}{help}", diagnostic.message),
        "check_name": &*diagnostic.rule,
        "fingerprint": fingerprint,
        "severity": severity(diagnostic.level),
        "categories": ["Style"],
        "location": { "path": super::path(source), "lines": { "begin": line, "end": end_line } },
    });
    write_json(out, &issue)
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "critical",
        Level::Warning => "major",
        Level::Note | Level::Off => "info",
    }
}
