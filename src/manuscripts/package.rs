//! The archive that a word processor's file is: its parts read within limits, and written back with some replaced.

use std::io::{Cursor, Read, Write};

use encoding_rs::{UTF_16BE, UTF_16LE};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::Refusal;
use crate::model::Format;

/// Parts of a package at most, and bytes of one that is read.
const MOST_PARTS: usize = 10_000;
const MOST_BYTES: u64 = 64 << 20;
/// How a compound file begins: Word's old format, and whatever Office has encrypted.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

pub(super) struct Package<'file> {
    archive: ZipArchive<Cursor<&'file [u8]>>,
}

impl<'file> Package<'file> {
    pub fn open(file: &'file [u8], format: Format) -> Result<Self, Refusal> {
        let ending = if format == Format::Odt { ".odt" } else { ".docx" };
        if file.starts_with(COMPOUND) {
            return Err(compound(file, ending));
        }
        if file.starts_with(b"{\\rtf") {
            let message = format!("it is named {ending}, but it is a file of rich text (.rtf)");
            return Err(Refusal::new(message, format!("open it in a word processor and save it as {ending}")));
        }
        let archive = ZipArchive::new(Cursor::new(file)).map_err(|error| {
            let message = format!("it is no {ending} file, or a part of one: {}", sentence(&error.to_string()));
            Refusal::new(message, format!("open it in a word processor and save it as {ending} again"))
        })?;
        if archive.len() > MOST_PARTS {
            let message = format!("it holds {} files, more than {MOST_PARTS}, which no story needs", archive.len());
            return Err(Refusal::new(message, "save the story alone, in a document of its own"));
        }
        Ok(Self { archive })
    }

    /// The text of a part, as XML; none where there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let name = name.trim_start_matches('/');
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let unreadable = |message: &str| {
            let message = format!("its part {name} can't be read: {}", sentence(message));
            Refusal::new(message, "open it in a word processor and save it again")
        };
        let part = self.archive.by_index(index).map_err(|error| unreadable(&error.to_string()))?;
        let mut bytes = Vec::new();
        part.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error.to_string()))?;
        if bytes.len() as u64 > MOST_BYTES {
            let message = format!("its part {name} is larger than {} MiB when unpacked", MOST_BYTES >> 20);
            return Err(Refusal::new(message, "save the story alone, in a document of its own"));
        }
        decode(bytes).map(Some).ok_or_else(|| unreadable("it is no text"))
    }

    /// The package with these parts in place of its own, or added; all others are copied as they are.
    pub fn with(&mut self, parts: &[(String, String)]) -> Result<Vec<u8>, Refusal> {
        let fault = |error: &dyn std::fmt::Display| {
            let message = format!("it can't be written anew: {}", sentence(&error.to_string()));
            Refusal::new(message, "open it in a word processor and save it again")
        };
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let write = |writer: &mut ZipWriter<_>, name: &str, text: &str| {
            writer.start_file(name, options).map_err(|error| fault(&error))?;
            writer.write_all(text.as_bytes()).map_err(|error| fault(&error))
        };
        let mut replaced = vec![false; parts.len()];
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index).map_err(|error| fault(&error))?;
            match parts.iter().position(|(name, _)| part.name().is_ok_and(|known| known == *name)) {
                Some(at) => {
                    replaced[at] = true;
                    write(&mut writer, &parts[at].0, &parts[at].1)?;
                }
                None => writer.raw_copy_file(part).map_err(|error| fault(&error))?,
            }
        }
        for ((name, text), _) in parts.iter().zip(replaced).filter(|(_, replaced)| !replaced) {
            write(&mut writer, name, text)?;
        }
        Ok(writer.finish().map_err(|error| fault(&error))?.into_inner())
    }
}

/// What a compound file is: encrypted, or of the old format.
fn compound(file: &[u8], ending: &str) -> Refusal {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if memchr::memmem::find(file, &name).is_some() {
        let message = "it is locked with a password";
        return Refusal::new(message, "take the password off in Word: File, Info, Protect Document");
    }
    let message = format!("it is named {ending}, but it is a document of Word 97 to 2003 (.doc)");
    Refusal::new(message, format!("open it in a word processor and save it as {ending}"))
}

/// XML is UTF-8, or begins with a mark that says otherwise.
fn decode(bytes: Vec<u8>) -> Option<String> {
    let utf_16 = match bytes.as_slice() {
        [0xFF, 0xFE, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] => UTF_16BE,
        [0xEF, 0xBB, 0xBF, text @ ..] => return String::from_utf8(text.to_vec()).ok(),
        _ => return String::from_utf8(bytes).ok(),
    };
    let text = utf_16.decode_without_bom_handling_and_without_replacement(&bytes)?;
    Some(text.trim_start_matches('\u{feff}').replacen("UTF-16", "UTF-8", 1).replacen("utf-16", "UTF-8", 1))
}

/// A library's message in the way of ours.
fn sentence(message: &str) -> String {
    let mut letters = message.trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
