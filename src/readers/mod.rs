//! One file a format, and the table of them: a new format is its file and its line in `READERS`.

mod addresses;
mod captions;
mod composer;
mod entities;
mod field_names;
mod front_matter;
mod headings;
mod html;
mod manuscript;
mod markdown;
mod plain;
mod reader;
mod removal;
mod scalar;
mod templates;

use crate::model::{Format, Reading, Source};
pub use field_names::FieldNames;
pub use html::{PageBlock, page_blocks, page_neighbours};
pub use reader::Reader;

/// Every format that copydesk reads.
pub const READERS: &[Reader] =
    &[plain::READER, markdown::READER, html::READER, manuscript::DOCX, manuscript::ODT, captions::READER];

/// Reads `source` as `format`, with `names` for the metadata; never fails.
pub fn read(source: &Source, format: Format, names: &FieldNames) -> Reading {
    let reader = READERS.iter().find(|reader| reader.format == format).unwrap_or(&plain::READER);
    (reader.read)(source, names)
}

/// The format of stories whose name ends in `extension` (without its dot, any case), if one is known.
pub fn format_of(extension: &str) -> Option<Format> {
    source_format_of(extension).filter(|format| *format != Format::Captions)
}

/// The format of files whose name ends so, stories or what was said.
pub fn source_format_of(extension: &str) -> Option<Format> {
    let known = |reader: &&Reader| reader.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension));
    READERS.iter().find(known).map(|reader| reader.format)
}
