//! The contract of an output: reports in, in the order of the paths, bytes out.

use std::io::{self, Write};

use crate::model::{FileReport, Hidden, Level};

/// An output format by its name on the command line.
#[derive(Debug)]
pub struct EmitterKind {
    pub name: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// Whether closing lines and statistics are part of it; programs get nothing but findings.
    pub for_people: bool,
    pub make: fn(&Style) -> Box<dyn Emitter>,
}

/// How people are to be shown things.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Leave out the closing lines.
    pub quiet: bool,
}

/// What a run came to.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    pub articles: usize,
    /// Articles with at least one finding shown.
    pub articles_with_findings: usize,
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    pub hidden: Hidden,
    /// Findings that `--fix` would mend.
    pub fixable: usize,
    /// Fixes that were applied.
    pub mended: usize,
    /// Findings for which a stet was written.
    pub stets_written: usize,
    /// Findings by rule, most first, where they were asked for.
    pub statistics: Option<Vec<(String, Level, usize)>>,
}

pub trait Emitter {
    /// Writes what is said before the first report.
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes one article's report; reports without diagnostics come here too.
    fn report(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what is said after the last report.
    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()>;
}
