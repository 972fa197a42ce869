//! A document that is open in the editor: its text, kept up to date edit by edit, and what was found in it.

use std::path::PathBuf;

use gen_lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem};

use super::addresses::{name_of, path_of};
use super::findings::Findings;
use super::lines::{Encoding, Lines};
use crate::commands::ledger::Ledger;
use crate::config;
use crate::inputs::InputError;

pub struct Document {
    /// As the editor writes it.
    pub uri: String,
    /// Absolute; none where it is no file.
    pub path: Option<PathBuf>,
    /// What reports call it: its path from the folder that is open.
    pub name: String,
    /// The editor's name for its language.
    pub language: String,
    pub version: i32,
    pub text: String,
    pub lines: Lines,
    encoding: Encoding,
    /// What was found in this text, once it has been looked at.
    pub findings: Option<Findings>,
    /// Its own copy of the baseline that holds for it, once it has been read: what an earlier text met must not count.
    ledger: Option<Result<Option<Ledger>, InputError>>,
}

impl Document {
    pub fn new(item: TextDocumentItem, encoding: Encoding) -> Self {
        let uri = item.uri.0;
        let path = path_of(&uri).map(|path| config::absolute(&path));
        Self {
            name: path.as_deref().map_or_else(|| name_of(&uri), config::shown),
            path,
            uri,
            language: String::from(item.language_id),
            version: item.version,
            lines: Lines::of(&item.text, encoding),
            text: item.text,
            encoding,
            findings: None,
            ledger: None,
        }
    }

    /// Takes in edits, each in the places that the one before it left.
    pub fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(change) => {
                    let span = self.lines.span(&self.text, change.range);
                    self.text.replace_range(span.range(), &change.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(change) => {
                    self.text = change.text;
                }
            }
            self.lines = Lines::of(&self.text, self.encoding);
        }
        self.version = version;
        self.findings = None;
    }

    /// Forgets what hangs on other files than this one.
    pub fn forget(&mut self) {
        self.findings = None;
        self.ledger = None;
    }

    /// The baseline that holds for it: the nearest one above.
    pub fn ledger(&mut self) -> &mut Result<Option<Ledger>, InputError> {
        let path = self.path.clone().unwrap_or_else(|| config::absolute(self.name.as_ref()));
        self.ledger.get_or_insert_with(|| path.parent().map_or(Ok(None), Ledger::above))
    }
}
