//! One file's bytes to the articles that it holds.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use super::bytes::{Encoding, decode};
use super::{FileKind, InputError, records};
use crate::model::{Format, Input, Source};

/// A file to read: where it is, its name in reports, and how to read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub place: Place,
    /// The path as the user wrote it, with `/` between folders.
    pub name: String,
    pub kind: FileKind,
}

/// Where a document's bytes are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    File(PathBuf),
    StandardInput,
    /// Already read, as from git's index.
    Memory(Arc<[u8]>),
}

/// What a file holds, article by article, and what of it could not be read.
pub type Loaded = Vec<Result<Input, InputError>>;

impl Document {
    /// The file at `path`, which goes by `name`.
    pub fn file(path: impl Into<PathBuf>, name: impl Into<String>, kind: FileKind) -> Self {
        Self { place: Place::File(path.into()), name: name.into(), kind }
    }

    /// Reads the articles.
    pub fn load(&self) -> Loaded {
        match self.text() {
            Ok((text, _)) => self.parse(text),
            Err(error) => vec![Err(error)],
        }
    }

    /// The whole text of the file, and how it is encoded on disk.
    pub fn text(&self) -> Result<(String, Encoding), InputError> {
        let bytes = match &self.place {
            Place::File(path) => std::fs::read(path),
            Place::StandardInput => read_standard_input(),
            Place::Memory(bytes) => Ok(bytes.to_vec()),
        };
        let bytes = bytes.map_err(|error| InputError::from_io(&self.name, &error))?;
        decode(bytes, &self.name)
    }

    fn parse(&self, text: String) -> Loaded {
        if text.trim_start_matches('\u{feff}').trim().is_empty() {
            let help = "write the story, or leave the file out";
            return vec![Err(InputError::warning(&self.name, "it is empty: there is nothing to check", help))];
        }
        match self.kind {
            FileKind::Article(format) => vec![Ok(self.article(text, format))],
            FileKind::Records => records::parse(&self.name, &text),
        }
    }

    fn article(&self, text: String, format: Format) -> Input {
        Input { source: Source::file(&self.name, text), format }
    }
}

fn read_standard_input() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}
