//! Findings on the same words, which people are shown as one block.

use crate::model::{Diagnostic, Label, Span};

/// Findings that stand on the same words, the gravest first; at least one.
pub struct ReportBlock<'report> {
    pub findings: Vec<&'report Diagnostic>,
}

/// How far back a finding looks for others on its words.
const NEIGHBOURS: usize = 4;

/// The blocks of a report's findings, in the order of the report.
pub fn blocks(diagnostics: &[Diagnostic]) -> Vec<ReportBlock<'_>> {
    let mut blocks: Vec<ReportBlock<'_>> = Vec::new();
    for diagnostic in diagnostics {
        let on_them = |block: &&mut ReportBlock<'_>| {
            block.findings.iter().any(|other| on_same_words(other.span(), diagnostic.span()))
        };
        match blocks.iter_mut().rev().take(NEIGHBOURS).find(on_them) {
            Some(block) => block.findings.push(diagnostic),
            None => blocks.push(ReportBlock { findings: vec![diagnostic] }),
        }
    }
    for block in &mut blocks {
        block.findings.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.level));
    }
    blocks
}

/// Whether two places share more than half of the longer one.
fn on_same_words(one: Span, other: Span) -> bool {
    let shared = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    one == other || shared * 2 > one.len().max(other.len())
}

impl<'report> ReportBlock<'report> {
    /// The labels of all findings, each once, with whether it is a finding's first.
    pub fn labels(&self) -> Vec<(&'report Label, bool)> {
        let mut labels: Vec<(&Label, bool)> = Vec::new();
        for diagnostic in &self.findings {
            for (index, label) in diagnostic.labels.iter().enumerate() {
                if !labels.iter().any(|(there, _)| *there == label) {
                    labels.push((label, index == 0));
                }
            }
        }
        labels
    }
}
