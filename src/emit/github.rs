//! Workflow commands, which GitHub shows beside the lines of a pull request.

use std::io::{self, Write};

use super::{Emitter, EmitterKind, Summary, visible};
use crate::model::{Diagnostic, Field, FileReport, Level, Source};

pub const GITHUB: EmitterKind = EmitterKind {
    name: "github",
    about: "workflow commands: findings beside the lines of a pull request",
    for_people: false,
    make: |_| Box::new(Github),
};

struct Github;

impl Emitter for Github {
    fn report(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        report.diagnostics.iter().try_for_each(|diagnostic| write_command(&report.source, diagnostic, out))
    }

    fn finish(&mut self, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn write_command(source: &Source, diagnostic: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let command = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::Off => "notice",
    };
    let place = source.place(diagnostic.span());
    // All of a `.jsonl` article is one line of its file.
    let (line, end_line) = source.file_line.map_or((place.from.line, place.to.line), |line| (line, line));
    write!(out, "::{command} file={},line={line},endLine={end_line}", property(&source.path))?;
    // GitHub takes columns only within one line.
    if line == end_line && source.file_line.is_none() && place.field == Field::Text {
        write!(out, ",col={},endColumn={}", place.from.column, place.to.column)?;
    }
    let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("\nhelp: {help}"));
    let message = data(&format!("{}{help}", diagnostic.message));
    writeln!(out, ",title={}::{message}", property(&diagnostic.rule))
}

/// Escapes a command's message.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible(&text).into_owned()
}

/// Escapes a command's property, in which colons and commas mean something.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
