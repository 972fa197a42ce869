//! The baseline: the findings that a newsroom has decided to live with, so that only new ones show.
//!
//! A finding is known by its rule, its path and its wording, never by its line. The file holds one finding a line, each
//! between empty lines: two branches that take out neighbours then merge without a conflict.

use std::collections::{BTreeMap, VecDeque};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::changes::Lines;
use crate::model::{Diagnostic, FileReport, wording};

/// The name of the baseline's file.
pub const FILE_NAME: &str = ".copydesk-baseline.json";

const HEADER: &str = "copydesk-baseline-1";

/// One finding of the baseline.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineEntry {
    /// From the baseline's folder, with `/`; an article of a `.jsonl` file behind `#`.
    pub path: String,
    pub rule: String,
    /// The words that are underlined, in `[[` and `]]`, with the words around them.
    pub words: String,
}

impl BaselineEntry {
    /// Refuses what `copydesk baseline` never writes: a file of findings is easily passed over in a review.
    fn check(&self) -> Result<(), &'static str> {
        let name = |part: &str| {
            !part.is_empty() && !part.contains(|letter: char| letter.is_whitespace() || letter.is_control())
        };
        let leads_out = self.path.starts_with('/') || self.path.split('/').any(|part| part == "..");
        if self.path.is_empty() || leads_out || self.path.contains('\0') {
            return Err("its path leads out of the baseline's folder");
        }
        if !self.rule.split_once('/').is_some_and(|(set, rule)| name(set) && name(rule)) {
            return Err("its rule is no rule's name");
        }
        match self.words.split_once("[[").and_then(|(_, marked)| marked.split_once("]]")) {
            Some(_) => Ok(()),
            None => Err("its words mark nothing"),
        }
    }
}

/// A baseline, and which of its findings were met.
#[derive(Debug, Default)]
pub struct Baseline {
    /// By path.
    entries: BTreeMap<String, Vec<KnownFindings>>,
    /// Paths that were looked at.
    checked: FxHashSet<String>,
    /// Paths that are no more, once somebody has asked.
    gone: Option<Vec<String>>,
    lines: Vec<String>,
}

#[derive(Clone, Debug)]
struct KnownFindings {
    entry: BaselineEntry,
    /// Where it stands in the file, 0-based.
    line: usize,
    met: bool,
    /// Whether the run says anything of its rule.
    judged: bool,
}

impl Baseline {
    /// Reads a baseline's file.
    ///
    /// # Errors
    /// What keeps it from being read, with its 1-based line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut baseline = Self { lines: text.lines().map(str::to_owned).collect(), ..Self::default() };
        let mut headed = false;
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if let Some(entry) = line.strip_prefix(',') {
                let entry: BaselineEntry =
                    serde_json::from_str(entry).map_err(|error| format!("line {}: {error}", index + 1))?;
                entry.check().map_err(|fault| format!("line {}: {fault}", index + 1))?;
                let known = KnownFindings { entry, line: index, met: false, judged: true };
                baseline.entries.entry(known.entry.path.clone()).or_default().push(known);
            } else if line == format!("[\"{HEADER}\"") {
                headed = true;
            } else if !line.is_empty() && line != "]" {
                return Err(format!("line {}: this is no finding", index + 1));
            }
        }
        if headed { Ok(baseline) } else { Err(format!("it does not begin with [\"{HEADER}\"")) }
    }

    /// Leaves what is of rules that the run says nothing of as it is.
    pub fn judge(&mut self, judges: impl Fn(&str) -> bool) {
        for known in self.entries.values_mut().flatten() {
            known.judged = judges(&known.entry.rule);
        }
    }

    /// Takes out of the report of `path` what the baseline holds. `exists` tells whether a path is still there: the
    /// findings of one that is not may have moved with it. Of findings with the same words, those on `changed` lines are
    /// the new ones.
    pub fn hide(
        &mut self,
        path: &str,
        report: &mut FileReport,
        changed: Option<&Lines>,
        exists: &dyn Fn(&str) -> bool,
    ) {
        let mut findings = BaselineFinding::all(report);
        findings.sort_by_key(|finding| {
            changed.is_some_and(|lines| lines.touch(&report.diagnostics[finding.index], &report.source))
        });
        let mut known = self.entries.remove(path).unwrap_or_default();
        known.iter_mut().for_each(|known| known.met = false);
        meet(&mut findings, &mut known);
        if !findings.is_empty() {
            known.extend(self.claim(&mut findings, path, exists));
        }
        self.entries.insert(path.to_owned(), known);
        self.checked.insert(path.to_owned());
        let new: FxHashSet<usize> = findings.iter().map(|finding| finding.index).collect();
        report.hidden.baseline += report.diagnostics.len() - new.len();
        let mut index = 0..;
        report.diagnostics.retain(|_| index.next().is_some_and(|index| new.contains(&index)));
    }

    /// Pairs findings with entries of paths that are no more; gives those entries, which are now those of `path`.
    fn claim(
        &mut self,
        findings: &mut Vec<BaselineFinding>,
        path: &str,
        exists: &dyn Fn(&str) -> bool,
    ) -> Vec<KnownFindings> {
        let entries = &self.entries;
        let gone = self
            .gone
            .get_or_insert_with(|| entries.keys().filter(|known| *known != path && !exists(known)).cloned().collect());
        let mut claimed = Vec::new();
        for gone in gone.iter() {
            let Some(known) = self.entries.get_mut(gone) else { continue };
            meet(findings, known);
            claimed.extend(known.extract_if(.., |known| known.met));
        }
        claimed
    }

    /// The file without the findings that were not met, and how many those are: of paths that were looked at, or that
    /// are no more. Every other line stays as it is.
    pub fn pruned(&self, exists: &dyn Fn(&str) -> bool) -> (String, usize) {
        let stale = |path: &str, known: &KnownFindings| {
            known.judged && !known.met && (self.checked.contains(path) || !exists(path))
        };
        let stale: FxHashSet<usize> = self
            .entries
            .iter()
            .flat_map(|(path, known)| known.iter().filter(move |known| stale(path, known)).map(|known| known.line))
            .collect();
        let kept = self.lines.iter().enumerate().filter(|(index, _)| !stale.contains(index));
        (kept.map(|(_, line)| format!("{line}\n")).collect(), stale.len())
    }

    /// The findings that the run says nothing of: of paths that were not looked at, or of other rules. What is of paths
    /// that are no more is not among them.
    pub fn rest(&self, exists: &dyn Fn(&str) -> bool) -> Vec<BaselineEntry> {
        let there = self.entries.iter().filter(|(path, _)| exists(path));
        let unseen = there.flat_map(|(path, known)| {
            let seen = self.checked.contains(path);
            known.iter().filter(move |known| !seen || !known.judged)
        });
        unseen.map(|known| known.entry.clone()).collect()
    }
}

/// The baseline's file for these findings.
pub fn write(mut entries: Vec<BaselineEntry>) -> String {
    entries.sort();
    let mut text = format!("[\"{HEADER}\"\n\n");
    for entry in entries {
        text += &format!(",{}\n\n", serde_json::to_string(&entry).expect("strings can be written"));
    }
    text + "]\n"
}

/// The entries for the findings of the report of `path`.
pub fn entries(path: &str, report: &FileReport) -> Vec<BaselineEntry> {
    let entry = |diagnostic: &Diagnostic| BaselineEntry {
        path: path.to_owned(),
        rule: diagnostic.rule.to_string(),
        words: wording::of(diagnostic, report),
    };
    report.diagnostics.iter().map(entry).collect()
}

/// A finding of a report, as a baseline knows it.
struct BaselineFinding {
    /// Within the report's diagnostics.
    index: usize,
    rule: String,
    words: String,
}

impl BaselineFinding {
    fn all(report: &FileReport) -> Vec<Self> {
        let finding = |(index, diagnostic): (usize, &Diagnostic)| Self {
            index,
            rule: diagnostic.rule.to_string(),
            words: wording::of(diagnostic, report),
        };
        report.diagnostics.iter().enumerate().map(finding).collect()
    }
}

/// By what words are known again, one way after the other: two are the same where they share one of these.
const KEYS: [fn(&str) -> Vec<&str>; 2] = [|words| vec![words], wording::ends];

/// Pairs findings with entries, each entry with one; what finds no entry is left in `findings`.
fn meet(findings: &mut Vec<BaselineFinding>, known: &mut [KnownFindings]) {
    for keys in KEYS {
        let mut met: Vec<bool> = known.iter().map(|known| known.met).collect();
        let mut unmet: FxHashMap<(&str, usize, &str), VecDeque<usize>> = FxHashMap::default();
        for (index, KnownFindings { entry, .. }) in known.iter().enumerate().filter(|(_, known)| !known.met) {
            for (end, key) in keys(&entry.words).into_iter().enumerate() {
                unmet.entry((&entry.rule, end, key)).or_default().push_back(index);
            }
        }
        let all = std::mem::take(findings);
        let mut left: Vec<bool> = Vec::with_capacity(all.len());
        for finding in &all {
            let mut candidates: Vec<usize> = Vec::new();
            for (end, key) in keys(&finding.words).into_iter().enumerate() {
                let Some(unmet) = unmet.get_mut(&(finding.rule.as_str(), end, key)) else { continue };
                while unmet.front().is_some_and(|index| met[*index]) {
                    unmet.pop_front();
                }
                candidates.extend(unmet.front());
            }
            let first = candidates.into_iter().min();
            first.iter().for_each(|index| met[*index] = true);
            left.push(first.is_none());
        }
        findings.extend(all.into_iter().zip(left).filter(|(_, is_left)| *is_left).map(|(finding, _)| finding));
        known.iter_mut().zip(met).for_each(|(known, met)| known.met = met);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str) -> BaselineEntry {
        let (rule, words) = ("claims/some-say".to_owned(), "and [[some say]] it".to_owned());
        BaselineEntry { path: path.to_owned(), rule, words }
    }

    #[test]
    fn what_is_written_is_json_and_reads_back() {
        let text = write(vec![entry("b.md"), entry("a.md")]);
        let json: Vec<serde_json::Value> = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(json.len(), 3);
        let baseline = Baseline::parse(&text).expect("it is a baseline");
        assert_eq!(baseline.rest(&|_| true), [entry("a.md"), entry("b.md")]);
    }

    #[test]
    fn a_merge_conflict_is_named() {
        let text = write(vec![entry("a.md")]).replace(",{", "<<<<<<< ours\n,{");
        assert_eq!(Baseline::parse(&text).expect_err("it is broken"), "line 3: this is no finding");
    }
}
