//! The configuration file: which one holds for a folder, and those that it extends.

use std::path::{Path, PathBuf};

use super::written::WrittenConfig;
use crate::decode::{self, span_of};
use crate::inputs::{Document, FileKind, InputError};
use crate::model::{FileReport, Format, Hidden, Problem, Source, Span};

/// The names of a configuration file.
pub const NAMES: [&str; 2] = ["copydesk.toml", ".copydesk.toml"];

/// A configuration file that was read.
#[derive(Debug)]
pub struct ConfigFile {
    pub path: PathBuf,
    pub source: std::sync::Arc<Source>,
    pub written: WrittenConfig,
}

/// Why there is no configuration to go by.
#[derive(Debug)]
pub enum ConfigError {
    /// The file itself can't be read.
    Unreadable(InputError),
    /// What is wrong in the files.
    Faulty(Vec<FileReport>),
}

/// The configuration file that holds for `folder` (absolute): the nearest one up the tree.
pub fn nearest(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find_map(|folder| NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file()))
}

/// Reads the file at `path` and all that it extends: those it extends first, itself last.
///
/// # Errors
/// The first file that can't be read, or all faults of the files.
pub fn read(path: &Path) -> Result<Vec<ConfigFile>, ConfigError> {
    let mut reader = Reader::default();
    reader.read(path).map_err(ConfigError::Unreadable)?;
    if reader.faults.is_empty() { Ok(reader.files) } else { Err(ConfigError::Faulty(reader.faults)) }
}

#[derive(Default)]
struct Reader {
    files: Vec<ConfigFile>,
    faults: Vec<FileReport>,
    /// The files that are being read, each extended by the one before it.
    inside: Vec<PathBuf>,
}

impl Reader {
    fn read(&mut self, path: &Path) -> Result<(), InputError> {
        let name = shown(path);
        let document = Document::file(path, name.clone(), FileKind::Article(Format::Text));
        let (text, _) = document.text()?;
        let mut problems = Vec::new();
        let table = decode::parse(&text, &mut problems);
        let written: Option<WrittenConfig> =
            if problems.is_empty() { decode::decode(table, &mut problems) } else { None };
        let written = written.unwrap_or_default();
        self.inside.push(path.to_owned());
        for base in &written.extends {
            if let Err(problem) = self.extend(path, base.get_ref(), span_of(&base.span())) {
                problems.push(problem);
            }
        }
        self.inside.pop();
        let source = std::sync::Arc::new(Source::file(name, text));
        if !problems.is_empty() {
            self.faults.push(report(&source, &problems));
        }
        self.files.push(ConfigFile { path: path.to_owned(), source, written });
        Ok(())
    }

    fn extend(&mut self, from: &Path, base: &str, span: Span) -> Result<(), Problem> {
        let path = from.parent().unwrap_or(Path::new("")).join(base);
        let path = std::fs::canonicalize(&path).unwrap_or(path);
        let problem = |message: String, help: &str| Problem {
            span,
            message,
            label: "extended here".to_owned(),
            help: help.to_owned(),
        };
        if self.inside.iter().any(|file| std::fs::canonicalize(file).is_ok_and(|file| file == path)) {
            return Err(problem(format!("`{base}` extends this file in turn"), "take one of the two out"));
        }
        self.read(&path).map_err(|error| problem(format!("`{base}`: {}", error.message), &error.help))
    }
}

/// Faults of a configuration file, in their places.
pub fn report(source: &std::sync::Arc<Source>, problems: &[Problem]) -> FileReport {
    let mut diagnostics: Vec<_> = problems.iter().map(|problem| problem.diagnostic("copydesk/config")).collect();
    diagnostics.sort_by_key(crate::model::Diagnostic::span);
    FileReport { source: source.clone(), diagnostics, hidden: Hidden::default() }
}

/// A path as people are shown it: from the folder they are in, where it lies below that.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).unwrap_or(path).to_string_lossy().into_owned();
    if cfg!(windows) { path.replace('\\', "/") } else { path }
}
