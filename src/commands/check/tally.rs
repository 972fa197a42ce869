//! What the reports of a run come to.

use std::collections::BTreeMap;

use crate::emit::Summary;
use crate::model::{FailOn, FileReport, Level, Safety};

/// What the reports so far come to.
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
        summary.articles_with_findings += usize::from(!report.diagnostics.is_empty());
        summary.hidden.stet += report.hidden.stet;
        summary.hidden.baseline += report.hidden.baseline;
        summary.hidden.unchanged += report.hidden.unchanged;
        for diagnostic in &report.diagnostics {
            match diagnostic.level {
                Level::Error => summary.errors += 1,
                Level::Warning => summary.warnings += 1,
                Level::Note | Level::Off => summary.notes += 1,
            }
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

    /// Whether a finding so far makes the run fail.
    pub fn fails(&self, fail_on: FailOn) -> bool {
        let counts = [
            (Level::Error, self.summary.errors),
            (Level::Warning, self.summary.warnings),
            (Level::Note, self.summary.notes),
        ];
        counts.iter().any(|(level, count)| *count > 0 && fail_on.is_met_by(*level))
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
