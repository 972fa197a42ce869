//! The files of word processors: read into lines of text and what is said of them, and written with comments and
//! tracked changes; everything else in a file stays as it was.

mod docx;
mod draft;
mod odt;
mod package;
mod refusal;
mod xml;

use std::sync::Arc;

pub use docx::{Note, annotate, track};
pub use refusal::Refusal;

use crate::model::{Format, Manuscript};

/// The text of a word processor's file, a paragraph a line, and what it says of them.
///
/// # Errors
/// The file is none of that format, or holds more than a story can.
pub fn read(file: Arc<[u8]>, format: Format) -> Result<(String, Manuscript), Refusal> {
    let mut package = package::Package::open(&file, format)?;
    let draft = match format {
        Format::Odt => odt::read(&mut package)?,
        _ => docx::read(&mut package)?.draft,
    };
    let (text, mut manuscript) = draft.finish();
    manuscript.file = Arc::clone(&file);
    Ok((text, manuscript))
}
