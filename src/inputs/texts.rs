//! The texts of configuration and rule files: as an editor holds them, else as they stand on disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Document, FileKind, InputError};
use crate::model::Format;

/// Texts that go before what is on disk, by absolute path.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    open: BTreeMap<PathBuf, String>,
}

impl Texts {
    pub fn put(&mut self, path: PathBuf, text: String) {
        self.open.insert(path, text);
    }

    pub fn remove(&mut self, path: &Path) {
        self.open.remove(path);
    }

    pub fn is_file(&self, path: &Path) -> bool {
        self.open.contains_key(path) || path.is_file()
    }

    /// The text of the file at `path` (absolute, for what an editor holds), which goes by `name`.
    ///
    /// # Errors
    /// It can't be read.
    pub fn read(&self, path: &Path, name: &str) -> Result<String, InputError> {
        match self.open.get(path) {
            Some(text) => Ok(text.clone()),
            None => Ok(Document::file(path, name, FileKind::Article(Format::Text)).text()?.0),
        }
    }
}
