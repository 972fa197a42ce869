//! One file's bytes to the articles that it holds.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use super::bytes::{Encoding, decode};
use super::{FileKind, InputError, records};
use crate::manuscripts;
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
        match self.kind {
            FileKind::Article(format @ (Format::Docx | Format::Odt)) => vec![self.manuscript(format)],
            _ => match self.text() {
                Ok((text, _)) => self.parse(text),
                Err(error) => vec![Err(error)],
            },
        }
    }

    fn manuscript(&self, format: Format) -> Result<Input, InputError> {
        let bytes = self.bytes()?;
        if bytes.is_empty() {
            return Err(self.nothing_to_check());
        }
        let read = manuscripts::read(bytes.into(), format);
        let (text, manuscript) =
            read.map_err(|refusal| InputError::error(&self.name, refusal.message, refusal.help))?;
        if text.trim().is_empty() && manuscript.problems.is_empty() {
            return Err(self.nothing_to_check());
        }
        Ok(Input { source: Source::manuscript_file(&self.name, text, manuscript), format })
    }

    fn nothing_to_check(&self) -> InputError {
        InputError::warning(
            &self.name,
            "it is empty: there is nothing to check",
            "write the story, or leave the file out",
        )
    }

    /// The whole text of the file, and how it is encoded on disk.
    pub fn text(&self) -> Result<(String, Encoding), InputError> {
        decode(self.bytes()?, &self.name)
    }

    fn bytes(&self) -> Result<Vec<u8>, InputError> {
        let most = if self.kind == FileKind::Records { u64::MAX } else { MOST_BYTES };
        let bytes = match &self.place {
            Place::File(path) => std::fs::File::open(path).and_then(|file| read_at_most(file, most)),
            Place::StandardInput => read_at_most(std::io::stdin().lock(), most),
            Place::Memory(bytes) => Ok(bytes.to_vec()),
        };
        let bytes = bytes.map_err(|error| InputError::from_io(&self.name, &error))?;
        if bytes.len() as u64 > most {
            return Err(too_large(&self.name));
        }
        Ok(bytes)
    }

    fn parse(&self, text: String) -> Loaded {
        if text.trim_start_matches('\u{feff}').trim().is_empty() {
            return vec![Err(self.nothing_to_check())];
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

/// Bytes of one article at most: a newspaper's archive of a year has fewer.
pub(super) const MOST_BYTES: u64 = 64 << 20;

pub(super) fn too_large(place: &str) -> InputError {
    let message = format!("it is larger than {} MiB, more than one story can be", MOST_BYTES >> 20);
    InputError::error(place, message, "split it into its stories, or leave it out")
}

/// All of a file, or one byte more than `most` of it.
fn read_at_most(file: impl Read, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
