//! What a finding is known by from run to run, as the fingerprint that platforms ask for.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::model::{Diagnostic, FileReport, wording};

/// Hexadecimal digits of a fingerprint.
const DIGITS: usize = 32;

/// The fingerprints of a report's findings, in their order: made, like the baseline, of path, rule and words, never of
/// lines; of several findings with the same words, each gets its own.
pub fn fingerprints(report: &FileReport) -> Vec<String> {
    let mut times: HashMap<(&str, String), usize> = HashMap::new();
    let fingerprint = |diagnostic| {
        let words = wording::of(diagnostic, report);
        let time = times.entry((&diagnostic.rule, words.clone())).or_default();
        *time += 1;
        digest(report, diagnostic, &words, *time)
    };
    report.diagnostics.iter().map(fingerprint).collect()
}

fn digest(report: &FileReport, diagnostic: &Diagnostic, words: &str, time: usize) -> String {
    let parts = [super::path(&report.source), &report.source.article, &diagnostic.rule, words, &time.to_string()];
    let bytes = Sha256::digest(parts.join("\0"));
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits[..DIGITS].to_owned()
}
