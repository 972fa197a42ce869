//! One line a finding, as editors and grep like it: `path:line:column: level[rule]: message`.

use std::io::{self, Write};

use super::{Emitter, EmitterKind, Summary, closing, visible};
use crate::model::{Field, FileReport};

pub const SHORT: EmitterKind = EmitterKind {
    name: "short",
    about: "path:line:column: level[rule]: message",
    for_people: true,
    make: |_| Box::new(Short),
};

struct Short;

impl Emitter for Short {
    fn report(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let name = super::name(&report.source);
        for diagnostic in &report.diagnostics {
            let place = report.source.place(diagnostic.span());
            let field = if place.field == Field::Headline { " (headline)" } else { "" };
            let (line, column) = (place.from.line, place.from.column);
            let (level, rule, message) = (diagnostic.level, visible(&diagnostic.rule), visible(&diagnostic.message));
            writeln!(out, "{name}{field}:{line}:{column}: {level}[{rule}]: {message}")?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        closing::write_statistics(summary, out)
    }
}
