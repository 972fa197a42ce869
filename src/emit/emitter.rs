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
    /// Findings that are shown.
    pub found: Counts,
    /// Articles by the gravest of their findings.
    pub articles_with: Counts,
    /// Findings below the least level that is shown.
    pub below: Counts,
    pub hidden: Hidden,
    /// Quotations that were held against sources, where there are sources.
    pub held: Option<usize>,
    /// Findings that `--fix` would mend.
    pub fixable: usize,
    /// Fixes that were applied.
    pub mended: usize,
    /// Findings for which a stet was written.
    pub stets_written: usize,
    /// Findings by rule, most first, where they were asked for.
    pub statistics: Option<Vec<(String, Level, usize)>>,
}

impl Summary {
    /// The same for those who are shown findings from `least` on.
    #[must_use]
    pub fn from(&self, least: Level) -> Self {
        let (found, below) = self.found.split(least);
        let (articles_with, _) = self.articles_with.split(least);
        Self { found, below, articles_with, ..self.clone() }
    }
}

/// How many of each level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Counts {
    pub fn add(&mut self, level: Level) {
        match level {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Note | Level::Off => self.notes += 1,
        }
    }

    pub fn sum(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// Those at or above `least`, and those below.
    fn split(self, least: Level) -> (Self, Self) {
        let above = |level, count| if level >= least { count } else { 0 };
        let kept = Self {
            errors: above(Level::Error, self.errors),
            warnings: above(Level::Warning, self.warnings),
            notes: above(Level::Note, self.notes),
        };
        let rest = Self {
            errors: self.errors - kept.errors,
            warnings: self.warnings - kept.warnings,
            notes: self.notes - kept.notes,
        };
        (kept, rest)
    }
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
