//! One output of a run, and the least level that it shows.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::emit::{Emitter, EmitterKind, Style, Summary};
use crate::model::{FileReport, Level};

/// An emitter that gets to see findings from a level on.
pub struct Channel {
    emitter: Box<dyn Emitter>,
    least: Level,
}

impl Channel {
    /// `asked` is the least level that somebody asked for; else people see what they should act on, programs everything.
    pub fn new(kind: &EmitterKind, style: &Style, asked: Option<Level>) -> Self {
        let usual = if kind.for_people { Level::Warning } else { Level::Note };
        Self { emitter: (kind.make)(style), least: asked.unwrap_or(usual) }
    }

    pub fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.emitter.begin(out)
    }

    pub fn report(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        self.emitter.report(&self.shown(report), out)
    }

    /// The report without the findings below the least level.
    pub fn shown<'report>(&self, report: &'report FileReport) -> Cow<'report, FileReport> {
        let mut shown = Cow::Borrowed(report);
        if report.diagnostics.iter().any(|diagnostic| diagnostic.level < self.least) {
            shown.to_mut().diagnostics.retain(|diagnostic| diagnostic.level >= self.least);
        }
        shown
    }

    pub fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.emitter.finish(&summary.from(self.least), out)
    }
}
