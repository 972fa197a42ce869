//! Checkstyle's XML, which Jenkins and many others read.

use std::io::{self, Write};

use super::{Emitter, EmitterKind, Summary, xml};
use crate::model::{FileReport, Level};

pub const CHECKSTYLE: EmitterKind = EmitterKind {
    name: "checkstyle",
    about: "Checkstyle's XML, for Jenkins and others",
    for_people: false,
    make: |_| Box::new(Checkstyle),
};

struct Checkstyle;

impl Emitter for Checkstyle {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}\n<checkstyle version=\"4.3\">", xml::DECLARATION)
    }

    fn report(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        if report.diagnostics.is_empty() {
            return Ok(());
        }
        write!(out, "  ")?;
        xml::write_tag("file", &[("name", super::path(&report.source))], out)?;
        writeln!(out, ">")?;
        for diagnostic in &report.diagnostics {
            let (line, _) = super::lines(&report.source, diagnostic.span());
            let column = report.source.place(diagnostic.span()).from.column;
            let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
            let mut attributes = vec![("line", line.to_string())];
            if report.source.file_line.is_none() {
                attributes.push(("column", column.to_string()));
            }
            attributes.push(("severity", severity(diagnostic.level).to_owned()));
            attributes.push(("message", format!("{}{help}", diagnostic.message)));
            attributes.push(("source", format!("copydesk.{}", diagnostic.rule.replace('/', "."))));
            let attributes: Vec<(&str, &str)> = attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
            write!(out, "    ")?;
            xml::write_tag("error", &attributes, out)?;
            writeln!(out, "/>")?;
        }
        writeln!(out, "  </file>")
    }

    fn finish(&mut self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "</checkstyle>")
    }
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::Off => "info",
    }
}
