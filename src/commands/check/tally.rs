//! What the reports of a run come to.

use std::collections::BTreeMap;

use crate::emit::Summary;
use crate::model::{FailOn, FileReport, Level, Safety};

/// What the reports so far come to.
#[derive(Default)]
pub struct Tally {
    summary: Summary,
    by_rule: BTreeMap<(String, Level), usize>,
    statistics: bool,
}

impl Tally {
    pub fn new(statistics: bool) -> Self {
        Self { summary: Summary::default(), by_rule: BTreeMap::new(), statistics }
    }

    pub fn add(&mut self, report: &FileReport) {
        let summary = &mut self.summary;
        summary.articles += 1;
        if let Some(gravest) = report.diagnostics.iter().map(|diagnostic| diagnostic.level).max() {
            summary.articles_with.add(gravest);
        }
        if let Some(held) = report.held {
            *summary.held.get_or_insert_default() += held;
        }
        summary.hidden.stet += report.hidden.stet;
        summary.hidden.baseline += report.hidden.baseline;
        summary.hidden.unchanged += report.hidden.unchanged;
        for diagnostic in &report.diagnostics {
            summary.found.add(diagnostic.level);
            let safe = diagnostic.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
            summary.fixable += usize::from(safe);
            if self.statistics {
                *self.by_rule.entry((diagnostic.rule.to_string(), diagnostic.level)).or_default() += 1;
            }
        }
    }

    /// Counts fixes that were applied.
    pub fn add_mended(&mut self, fixes: usize) {
        self.summary.mended += fixes;
    }

    /// Counts stets that were written.
    pub fn add_stetted(&mut self, stets: usize) {
        self.summary.stets_written += stets;
    }

    /// Whether a finding so far, of level `least` or above, makes the run fail.
    pub fn fails(&self, fail_on: FailOn, least: Level) -> bool {
        let found = &self.summary.found;
        let counts = [(Level::Error, found.errors), (Level::Warning, found.warnings), (Level::Note, found.notes)];
        counts.iter().any(|(level, count)| *count > 0 && *level >= least && fail_on.is_met_by(*level))
    }

    pub fn summary(mut self) -> Summary {
        if self.statistics {
            let mut counts: Vec<_> =
                self.by_rule.into_iter().map(|((rule, level), count)| (rule, level, count)).collect();
            counts.sort_by(|one, other| other.2.cmp(&one.2).then_with(|| one.0.cmp(&other.0)));
            self.summary.statistics = Some(counts);
        }
        self.summary
    }
}
