//! One file's bytes to the articles that it holds.

use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;

use super::bytes::{Encoding, decode};
use super::stream::{Next, Stream};
use super::{FileKind, InputError};
use crate::manuscripts;
use crate::model::{Format, Input, Source};

/// A file to read: where it is, its name in reports, and how to read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub place: DocumentPlace,
    /// The path as the user wrote it, with `/` between folders.
    pub name: String,
    pub kind: FileKind,
}

/// Where a document's bytes are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DocumentPlace {
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
        Self { place: DocumentPlace::File(path.into()), name: name.into(), kind }
    }

    /// Reads the articles, all of them.
    pub fn load(&self) -> Loaded {
        match self.kind {
            FileKind::Article(format @ (Format::Docx | Format::Odt)) => vec![self.manuscript(format)],
            FileKind::Article(format) => vec![self.article(format)],
            FileKind::Records => self.records(),
        }
    }

    fn article(&self, format: Format) -> Result<Input, InputError> {
        let (text, _) = self.text()?;
        if text.trim_start_matches('\u{feff}').trim().is_empty() {
            return Err(InputError::empty(&self.name));
        }
        Ok(Input { source: Source::file(&self.name, text), format })
    }

    fn records(&self) -> Loaded {
        let stream = Stream::open(self);
        let mut found = Vec::new();
        while let Next::Ready(piece) = stream.next(true) {
            match piece {
                Ok(lines) => found.extend(lines.articles()),
                Err(error) => found.push(Err(error)),
            }
        }
        found
    }

    fn manuscript(&self, format: Format) -> Result<Input, InputError> {
        let bytes = self.bytes()?;
        if bytes.is_empty() {
            return Err(InputError::empty(&self.name));
        }
        let read = manuscripts::read(bytes.into(), format);
        let (text, manuscript) =
            read.map_err(|refusal| InputError::error(&self.name, refusal.message, refusal.help))?;
        if text.trim().is_empty() && manuscript.problems.is_empty() {
            return Err(InputError::empty(&self.name));
        }
        Ok(Input { source: Source::manuscript_file(&self.name, text, manuscript), format })
    }

    /// The whole text of the file, and how it is encoded on disk.
    pub fn text(&self) -> Result<(String, Encoding), InputError> {
        decode(self.bytes()?, &self.name)
    }

    fn bytes(&self) -> Result<Vec<u8>, InputError> {
        let bytes = self.place.open().and_then(read_at_most);
        let bytes = bytes.map_err(|error| InputError::from_io(&self.name, &error))?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(too_large(&self.name));
        }
        Ok(bytes)
    }
}

impl DocumentPlace {
    /// What reads the bytes.
    pub(super) fn open(&self) -> std::io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            DocumentPlace::File(path) => Box::new(std::fs::File::open(path)?),
            DocumentPlace::StandardInput => Box::new(std::io::stdin()),
            DocumentPlace::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }
}

/// Bytes of one article at most: a newspaper's archive of a year has fewer.
pub(super) const MOST_BYTES: u64 = 64 << 20;

pub(super) fn too_large(place: &str) -> InputError {
    let message = format!("it is larger than {} MiB, more than one story can be", MOST_BYTES >> 20);
    InputError::error(place, message, "split it into its stories, or leave it out")
}

/// All of a file, or one byte more than an article may have.
fn read_at_most(file: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
