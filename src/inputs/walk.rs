//! From the paths that the user names to the documents behind them, in the order of the paths.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use walkdir::{DirEntry, WalkDir};

use super::housekeeping;
use super::ignores::Ignores;
use super::{Document, InputError, Place};
use crate::model::Format;

/// The path that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Article(Format),
    /// One article a line.
    Records,
}

impl FileKind {
    /// Its name in a configuration.
    pub const fn name(self) -> &'static str {
        match self {
            FileKind::Article(Format::Text) => "text",
            FileKind::Article(Format::Markdown) => "markdown",
            FileKind::Article(Format::Html) => "html",
            FileKind::Article(Format::Docx) => "docx",
            FileKind::Article(Format::Odt) => "odt",
            FileKind::Records => "jsonl",
        }
    }
}

/// What settings say of a path.
pub type PathTest<'settings, Answer> = Box<dyn Fn(&Path) -> Answer + 'settings>;

/// Finds documents. Folders are walked; hidden files and what git ignores are passed over; a file that is named is
/// always taken, as plain text where its kind is unknown.
pub struct Finder<'settings> {
    /// The kind of the file at a path (as named in reports), if it is one that copydesk reads.
    pub kind: PathTest<'settings, Option<FileKind>>,
    /// What excludes the file or folder at a path (as named in reports) from a walk, if anything does.
    pub excluded: PathTest<'settings, Option<String>>,
    /// The name that standard input goes by, which tells its kind.
    pub standard_input_name: Option<&'settings str>,
    /// Whether what is excluded is passed over even when it is named.
    pub force_exclude: bool,
}

impl Finder<'_> {
    /// The documents behind `paths`, each once, and what could not be found; in the order of `paths`, and of file
    /// names inside folders.
    pub fn find(&self, paths: &[PathBuf]) -> Vec<Result<Document, InputError>> {
        let mut seen = FxHashSet::default();
        paths
            .iter()
            .flat_map(|path| self.find_one(path))
            .filter(|found| match found {
                Ok(document) => seen.insert(document.place.clone()),
                Err(_) => true,
            })
            .collect()
    }

    /// The document at `path`, if a walk through any of `roots` would come to it, or it is one of them. Both are
    /// absolute; git has its own word on what it ignores.
    pub fn pick(&self, path: &Path, roots: &[PathBuf], name: &str) -> Option<FileKind> {
        let root = roots.iter().filter(|root| path.starts_with(root)).max_by_key(|root| root.as_os_str().len())?;
        let below = path.strip_prefix(root).unwrap_or(path);
        if below.as_os_str().is_empty() {
            return Some(self.named_kind(path));
        }
        let hidden = below.iter().any(|part| part.as_encoded_bytes().starts_with(b"."));
        let parts: Vec<&OsStr> = below.iter().collect();
        let (file, folders) = parts.split_last()?;
        if hidden
            || folders.iter().any(|folder| housekeeping::is_folder(folder))
            || housekeeping::is_file(file)
            || (self.excluded)(Path::new(name)).is_some()
        {
            return None;
        }
        self.kind_of(Path::new(name))
    }

    /// The kind of `path` by its name: what the settings say, or records by their ending.
    pub fn kind_of(&self, path: &Path) -> Option<FileKind> {
        (self.kind)(path).or_else(|| {
            let extension = path.extension()?.to_str()?.to_ascii_lowercase();
            matches!(extension.as_str(), "jsonl" | "ndjson").then_some(FileKind::Records)
        })
    }

    fn find_one(&self, path: &Path) -> Vec<Result<Document, InputError>> {
        if path.as_os_str() == STANDARD_INPUT {
            let name = self.standard_input_name.unwrap_or("<stdin>").to_owned();
            let kind = self.named_kind(Path::new(&name));
            return vec![Ok(Document { place: Place::StandardInput, name, kind })];
        }
        if self.force_exclude
            && let Some(by) = (self.excluded)(path)
        {
            let help = "leave out --force-exclude to check it all the same";
            return vec![Err(InputError::note(name_of(path), format!("excluded by {by}"), help))];
        }
        match std::fs::metadata(path) {
            Err(error) => vec![Err(InputError::from_io(name_of(path), &error))],
            Ok(metadata) if metadata.is_dir() => self.walk(path),
            Ok(_) => vec![Ok(self.document(path, self.named_kind(path)))],
        }
    }

    fn named_kind(&self, path: &Path) -> FileKind {
        self.kind_of(path).unwrap_or(FileKind::Article(Format::Text))
    }

    fn document(&self, path: &Path, kind: FileKind) -> Document {
        let path = path.strip_prefix(".").unwrap_or(path);
        Document::file(path, name_of(path), kind)
    }

    fn walk(&self, folder: &Path) -> Vec<Result<Document, InputError>> {
        let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let mut ignores = Ignores::above(&absolute);
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        let mut excluded_by = None;
        let found: Vec<_> = walk
            .filter_entry(|entry| self.enters(entry, folder, &absolute, &mut ignores, &mut excluded_by))
            .filter_map(|entry| self.found(entry))
            .collect();
        if let Some(by) = excluded_by.filter(|_| found.is_empty()) {
            let help = "name the files themselves: they are checked always";
            return vec![Err(InputError::error(name_of(folder), format!("excluded by {by}"), help))];
        }
        if found.is_empty() {
            let help = "name a folder that holds stories (.txt, .md, …), or the files themselves";
            return vec![Err(InputError::error(name_of(folder), "the folder holds no articles", help))];
        }
        found
    }

    /// Whether the walk takes the file, or goes into the folder.
    fn enters(
        &self,
        entry: &DirEntry,
        root: &Path,
        absolute_root: &Path,
        ignores: &mut Ignores,
        excluded_by: &mut Option<String>,
    ) -> bool {
        let is_folder = entry.file_type().is_dir();
        let absolute = absolute_root.join(entry.path().strip_prefix(root).unwrap_or(entry.path()));
        if entry.depth() > 0 {
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            let shown = entry.path().strip_prefix(".").unwrap_or(entry.path());
            let is_housekeeping = if is_folder { housekeeping::is_folder } else { housekeeping::is_file };
            if hidden || is_housekeeping(entry.file_name()) || ignores.ignores(&absolute, is_folder) {
                return false;
            }
            if let Some(by) = (self.excluded)(shown) {
                excluded_by.get_or_insert(by);
                return false;
            }
        }
        if is_folder {
            ignores.enter(&absolute);
        }
        true
    }

    fn found(&self, entry: Result<DirEntry, walkdir::Error>) -> Option<Result<Document, InputError>> {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let kind = self.kind_of(entry.path())?;
                Some(Ok(self.document(entry.path(), kind)))
            }
            Ok(_) => None,
            Err(error) => self.minds(&error).then(|| Err(walk_error(&error))),
        }
    }

    /// Whether a failure of the walk leaves out something that it would have taken: not so for a link to nowhere whose
    /// name is no article's.
    fn minds(&self, error: &walkdir::Error) -> bool {
        let Some(path) = error.path() else { return true };
        let shown = path.strip_prefix(".").unwrap_or(path);
        let nowhere = error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
        (self.excluded)(shown).is_none() && (!nowhere || error.depth() == 0 || self.kind_of(path).is_some())
    }
}

fn walk_error(error: &walkdir::Error) -> InputError {
    let place = error.path().map_or_else(String::new, name_of);
    if let Some(ancestor) = error.loop_ancestor() {
        let message = format!("a symbolic link leads back to {}, which it stands in", name_of(ancestor));
        return InputError::error(place, message, "remove the link, or exclude it");
    }
    match error.io_error() {
        Some(error) => InputError::from_io(place, error),
        None => InputError::error(place, error.to_string(), "see that it is a folder on this machine"),
    }
}

/// A path as reports show it.
fn name_of(path: &Path) -> String {
    let shown = path.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path);
    let shown = shown.to_string_lossy();
    if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() }
}
