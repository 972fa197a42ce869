//! From the paths that the user names to the documents behind them, in the order of the paths.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use walkdir::{DirEntry, WalkDir};

use super::ignores::Ignores;
use super::{Document, DocumentPlace, InputError};
use super::{housekeeping, packed};
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
            FileKind::Article(Format::Captions) => "captions",
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

impl<'settings> Finder<'settings> {
    /// The documents behind `paths`, each once, and what could not be found; in the order of `paths`, and of file
    /// names inside folders. They are looked for as they are asked for.
    pub fn find(self, paths: Vec<PathBuf>) -> Found<'settings> {
        // Of one path, no document comes twice.
        let seen = (paths.len() > 1).then(FxHashSet::default);
        Found { finder: self, paths: paths.into_iter(), folder: None, seen }
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
            let packed = packed::ENDINGS.contains(&ending(path)?.as_str());
            let name = if packed { Path::new(path.file_stem()?) } else { path };
            matches!(ending(name)?.as_str(), "jsonl" | "ndjson").then_some(FileKind::Records)
        })
    }

    fn find_one(&self, path: &Path) -> At {
        if path.as_os_str() == STANDARD_INPUT {
            let name = self.standard_input_name.unwrap_or("<stdin>").to_owned();
            let kind = self.named_kind(Path::new(&name));
            return At::One(Ok(Document { place: DocumentPlace::StandardInput, name, kind }));
        }
        if self.force_exclude
            && let Some(by) = (self.excluded)(path)
        {
            let help = "leave out --force-exclude to check it all the same";
            return At::One(Err(InputError::note(name_of(path), format!("excluded by {by}"), help)));
        }
        match std::fs::metadata(path) {
            Err(error) => At::One(Err(InputError::from_io(name_of(path), &error))),
            Ok(metadata) if metadata.is_dir() => At::Folder(Folder::new(path)),
            Ok(_) => At::One(Ok(self.document(path, self.named_kind(path)))),
        }
    }

    fn named_kind(&self, path: &Path) -> FileKind {
        self.kind_of(path).unwrap_or(FileKind::Article(Format::Text))
    }

    fn document(&self, path: &Path, kind: FileKind) -> Document {
        let path = path.strip_prefix(".").unwrap_or(path);
        Document::file(path, name_of(path), kind)
    }

    /// Whether the walk takes the file, or goes into the folder.
    fn enters(&self, entry: &DirEntry, folder: &mut Folder) -> bool {
        let is_folder = entry.file_type().is_dir();
        let absolute = folder.absolute.join(entry.path().strip_prefix(&folder.path).unwrap_or(entry.path()));
        if entry.depth() > 0 {
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            let shown = entry.path().strip_prefix(".").unwrap_or(entry.path());
            let is_housekeeping = if is_folder { housekeeping::is_folder } else { housekeeping::is_file };
            if hidden || is_housekeeping(entry.file_name()) || folder.ignores.ignores(&absolute, is_folder) {
                return false;
            }
            if let Some(by) = (self.excluded)(shown) {
                folder.excluded_by.get_or_insert(by);
                return false;
            }
        }
        if is_folder {
            folder.ignores.enter(&absolute);
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

/// What stands at a path.
enum At {
    One(Result<Document, InputError>),
    Folder(Folder),
}

/// A folder that is being walked through.
struct Folder {
    path: PathBuf,
    absolute: PathBuf,
    walk: walkdir::IntoIter,
    ignores: Ignores,
    excluded_by: Option<String>,
    is_empty: bool,
}

impl Folder {
    fn new(path: &Path) -> Self {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Self {
            path: path.to_owned(),
            walk: WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter(),
            ignores: Ignores::above(&absolute),
            absolute,
            excluded_by: None,
            is_empty: true,
        }
    }

    fn next(&mut self, finder: &Finder<'_>) -> Option<Result<Document, InputError>> {
        while let Some(entry) = self.walk.next() {
            if let Ok(entry) = &entry
                && !finder.enters(entry, self)
            {
                if entry.file_type().is_dir() {
                    self.walk.skip_current_dir();
                }
                continue;
            }
            if let Some(found) = finder.found(entry) {
                self.is_empty = false;
                return Some(found);
            }
        }
        // What is said of an empty folder is said once.
        std::mem::take(&mut self.is_empty).then(|| Err(self.nothing()))
    }

    fn nothing(&self) -> InputError {
        let (message, help) = match &self.excluded_by {
            Some(by) => (format!("excluded by {by}"), "name the files themselves: they are checked always"),
            None => (
                "the folder holds no articles".to_owned(),
                "name a folder that holds stories (.txt, .md, …), or the files themselves",
            ),
        };
        InputError::error(name_of(&self.path), message, help)
    }
}

/// Documents, as they are found.
pub struct Found<'settings> {
    finder: Finder<'settings>,
    paths: std::vec::IntoIter<PathBuf>,
    folder: Option<Folder>,
    seen: Option<FxHashSet<DocumentPlace>>,
}

impl Iterator for Found<'_> {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let found = match self.folder.as_mut().and_then(|folder| folder.next(&self.finder)) {
                Some(found) => found,
                None => match self.finder.find_one(&self.paths.next()?) {
                    At::One(found) => {
                        self.folder = None;
                        found
                    }
                    At::Folder(folder) => {
                        self.folder = Some(folder);
                        continue;
                    }
                },
            };
            if let (Some(seen), Ok(document)) = (&mut self.seen, &found)
                && !seen.insert(document.place.clone())
            {
                continue;
            }
            return Some(found);
        }
    }
}

/// The ending of a file's name, in lower case.
fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
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
