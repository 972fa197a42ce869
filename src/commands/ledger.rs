//! The baseline on disk: where it is, what its paths mean, and how it is written.

use std::path::{Path, PathBuf};

use super::Failure;
use super::console::Console;
use super::desk::Desks;
use crate::config;
use crate::inputs::{InputError, replace_file};
use crate::model::{FileReport, Source};
use crate::triage::baseline::{Baseline, BaselineEntry, FILE_NAME, entries, write};
use crate::triage::changes::Lines;

/// A baseline, and the folder that its paths begin in.
pub struct Ledger {
    pub baseline: Baseline,
    pub root: PathBuf,
}

impl Ledger {
    /// The nearest baseline up the tree, if there is one; what the desk's rules say nothing of stays in it as it is.
    pub fn nearest(desks: &Desks<'_>, console: &mut Console) -> Result<Option<Self>, Failure> {
        let found = Self::above(&config::absolute(Path::new("."))).map_err(|error| {
            console.complain_of_input(&error);
            Failure::Said
        })?;
        let Some(mut ledger) = found else { return Ok(None) };
        let desk = desks.desk_here(console)?;
        ledger.baseline.judge(|rule| desk.linter.judges(rule));
        Ok(Some(ledger))
    }

    /// The nearest baseline in `folder` (absolute) or above it, if there is one.
    ///
    /// # Errors
    /// It can't be read.
    pub fn above(folder: &Path) -> Result<Option<Self>, InputError> {
        let Some(root) = folder.ancestors().find(|folder| folder.join(FILE_NAME).is_file()) else { return Ok(None) };
        let path = root.join(FILE_NAME);
        let text = std::fs::read_to_string(&path).map_err(|error| InputError::from_io(config::shown(&path), &error))?;
        let help = "mend it, or write it anew with `copydesk baseline`";
        let baseline = Baseline::parse(&text).map_err(|fault| InputError::error(config::shown(&path), fault, help))?;
        Ok(Some(Self { baseline, root: root.to_owned() }))
    }

    /// An empty baseline at the nearest configuration, else in the folder that the user stands in.
    pub fn new(root: Option<PathBuf>) -> Self {
        Self { baseline: Baseline::default(), root: root.unwrap_or_else(|| config::absolute(Path::new("."))) }
    }

    /// Takes out of a report what the baseline holds; of the same words, those on `changed` lines are the new ones.
    pub fn hide(&mut self, report: &mut FileReport, changed: Option<&Lines>) {
        if let Some(key) = self.key(&report.source) {
            self.baseline.hide(&key, report, changed, &exists(&self.root));
        }
    }

    /// The entries for a report's findings.
    pub fn entries(&self, report: &FileReport) -> Vec<BaselineEntry> {
        self.key(&report.source).map_or_else(Vec::new, |key| entries(&key, report))
    }

    /// What the baseline holds of stories that were not looked at.
    pub fn rest(&self) -> Vec<BaselineEntry> {
        self.baseline.rest(&exists(&self.root))
    }

    pub fn save(&self, entries: Vec<BaselineEntry>, console: &mut Console) -> Result<(), Failure> {
        self.save_text(&write(entries), console)
    }

    /// Takes out what was not met; says how much that was.
    pub fn prune(&self, console: &mut Console) -> Result<usize, Failure> {
        let (text, stale) = self.baseline.pruned(&exists(&self.root));
        if stale > 0 {
            self.save_text(&text, console)?;
        }
        Ok(stale)
    }

    /// Where it is, as people are shown it.
    pub fn shown(&self) -> String {
        config::shown(&self.root.join(FILE_NAME))
    }

    fn save_text(&self, text: &str, console: &mut Console) -> Result<(), Failure> {
        replace_file(&self.root.join(FILE_NAME), &self.root, text.as_bytes()).map_err(|error| {
            console.complain_of_output(&self.shown(), &error);
            Failure::Said
        })
    }

    /// The article's path from the baseline's folder; `None` where it lies elsewhere.
    fn key(&self, source: &Source) -> Option<String> {
        let absolute = config::absolute(Path::new(&source.path));
        let path = absolute.strip_prefix(&self.root).ok()?.to_string_lossy().replace('\\', "/");
        Some(if source.file_line.is_some() { format!("{path}#{}", source.article) } else { path })
    }
}

fn exists(root: &Path) -> impl Fn(&str) -> bool {
    |key| {
        let path = key.split_once('#').map_or(key, |(path, _)| path);
        root.join(key).exists() || root.join(path).exists()
    }
}
