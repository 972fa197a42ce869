//! The configuration file: which one holds for a folder, and those that it extends.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use toml::de::DeValue;

use super::Fence;
use super::written::{ABOVE_TABLES, WrittenConfig};
use crate::decode::{self, span_of};
use crate::inputs::{InputError, Texts};
use crate::model::{FileReport, Problem, Source, Span};

/// The names of a configuration file.
pub const NAMES: [&str; 2] = ["copydesk.toml", ".copydesk.toml"];

/// A configuration file that was read.
#[derive(Debug)]
pub struct ConfigFile {
    pub path: PathBuf,
    pub source: Arc<Source>,
    /// Without what is faulty.
    pub written: WrittenConfig,
    pub problems: Vec<Problem>,
    /// Whether all files could be read that it builds on: else names in it may be theirs.
    pub is_whole: bool,
}

/// The configuration file that holds for `folder` (absolute): the nearest one up the tree.
pub fn nearest(folder: &Path, texts: &Texts) -> Option<PathBuf> {
    folder.ancestors().find_map(|folder| NAMES.iter().map(|name| folder.join(name)).find(|path| texts.is_file(path)))
}

/// Reads the file at `path` and all that it extends: those it extends first, itself last.
///
/// # Errors
/// The file can't be read. What is wrong in it is among its problems.
pub fn read(path: &Path, fence: &Fence, texts: &Texts) -> Result<Vec<ConfigFile>, InputError> {
    let mut reader = ConfigReader { fence, texts, files: Vec::new(), inside: Vec::new() };
    reader.read(path)?;
    Ok(reader.files)
}

/// Configuration files that may build on each other.
const MOST_FILES: usize = 100;

struct ConfigReader<'run> {
    fence: &'run Fence,
    texts: &'run Texts,
    files: Vec<ConfigFile>,
    /// The files that are being read, each extended by the one before it.
    inside: Vec<PathBuf>,
}

impl ConfigReader<'_> {
    fn read(&mut self, path: &Path) -> Result<(), InputError> {
        let name = shown(path);
        self.fence.check(path, &name)?;
        let text = self.texts.read(path, &name)?;
        let mut problems = Vec::new();
        let mut table = decode::parse(&text, &mut problems);
        let is_toml = problems.is_empty();
        take_misplaced(&mut table, &mut problems);
        take_single_override(&mut table, &mut problems);
        let foundations = foundations(&table);
        let written: Option<WrittenConfig> = if is_toml { decode::salvage(table, &mut problems) } else { None };
        let faulty = |problem: &Problem| foundations.iter().any(|span| span.overlaps(problem.span));
        let mut is_whole = written.is_some() && !problems.iter().any(faulty);
        let written = written.unwrap_or_default();
        self.inside.push(path.to_owned());
        for base in &written.extends {
            if let Err(problem) = self.extend(path, base.get_ref(), span_of(&base.span())) {
                problems.push(problem);
                is_whole = false;
            }
        }
        self.inside.pop();
        let source = Arc::new(Source::file(name, text));
        self.files.push(ConfigFile { path: path.to_owned(), source, written, problems, is_whole });
        Ok(())
    }

    fn extend(&mut self, from: &Path, base: &str, span: Span) -> Result<(), Problem> {
        let path = from.parent().unwrap_or(Path::new("")).join(base);
        let path = std::fs::canonicalize(&path).unwrap_or(path);
        if self.inside.iter().any(|file| std::fs::canonicalize(file).is_ok_and(|file| file == path)) {
            return Err(Problem {
                span,
                message: format!("`{base}` extends this file in turn"),
                label: "extended here".to_owned(),
                help: "take one of the two out".to_owned(),
            });
        }
        if self.files.len() + self.inside.len() > MOST_FILES {
            return Err(Problem {
                span,
                message: format!("more than {MOST_FILES} configuration files build on each other"),
                label: "one too many".to_owned(),
                help: "extend each file once".to_owned(),
            });
        }
        self.read(&path).map_err(|error| unreadable(base, &error, span))
    }
}

/// Takes out of tables what belongs above them: whoever adds a key at the end of the file adds it to the last table.
fn take_misplaced(table: &mut decode::Table<'_>, problems: &mut Vec<Problem>) {
    for (name, value) in table.get_mut().iter_mut() {
        let values: Vec<&mut DeValue> = match value.get_mut() {
            DeValue::Array(items) => items.iter_mut().map(toml::Spanned::get_mut).collect(),
            other => vec![other],
        };
        for value in values {
            let DeValue::Table(table) = value else { continue };
            problems.extend(ABOVE_TABLES.iter().filter_map(|key| {
                let (span, _) = decode::take(table, key)?;
                Some(Problem {
                    span,
                    message: format!("`{key}` stands in the table `{}`", name.get_ref()),
                    label: "no key of this table".to_owned(),
                    help: "move it above the first table: a table goes on until the next one begins".to_owned(),
                })
            }));
        }
    }
}

/// Takes out an `[override]` that should be the first of several.
fn take_single_override(table: &mut decode::Table<'_>, problems: &mut Vec<Problem>) {
    let is_table = |value: &toml::Spanned<DeValue<'_>>| matches!(value.get_ref(), DeValue::Table(_));
    if table.get_ref().get("override").is_some_and(is_table)
        && let Some((span, _)) = decode::take(table.get_mut(), "override")
    {
        problems.push(Problem {
            span,
            message: "there may be several overrides, and this is written as the only one".to_owned(),
            label: "a single table".to_owned(),
            help: "write [[override]]".to_owned(),
        });
    }
}

/// Where the values stand that name other files.
fn foundations(table: &decode::Table<'_>) -> Vec<Span> {
    let named = table.get_ref().iter().filter(|(key, _)| ["extends", "rule-files"].contains(&key.get_ref().as_ref()));
    named.map(|(_, value)| span_of(&value.span())).collect()
}

/// A file that is named at `span` can't be read.
pub fn unreadable(name: &str, error: &InputError, span: Span) -> Problem {
    Problem {
        span,
        message: format!("`{name}`: {}", error.message),
        label: "named here".to_owned(),
        help: error.help.clone(),
    }
}

/// Faults of a configuration file, in their places.
pub fn report(source: &Arc<Source>, problems: &[Problem]) -> FileReport {
    let mut diagnostics: Vec<_> = problems.iter().map(|problem| problem.diagnostic("copydesk/config")).collect();
    diagnostics.sort_by_key(crate::model::Diagnostic::span);
    FileReport::new(source.clone(), diagnostics)
}

/// A path as people are shown it: from the folder they are in.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let shared = path.components().zip(here.components()).take_while(|(one, other)| one == other).count();
    let up = here.components().skip(shared).map(|_| Component::ParentDir);
    let from_here: PathBuf = up.chain(path.components().skip(shared)).collect();
    // Paths with nothing but the root in common are plainer as they are.
    let path = if path.is_absolute() && shared > 1 { from_here.as_path() } else { path };
    let path = path.to_string_lossy().into_owned();
    if cfg!(windows) { path.replace('\\', "/") } else { path }
}
