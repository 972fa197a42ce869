//! What the editor can do, as it says when it begins.

use std::path::PathBuf;

use serde_json::Value;

use super::addresses::path_of;
use super::lines::Encoding;

/// Read value by value: editors write empty tables as lists, and whole tables that are not the protocol's.
#[derive(Debug, Default)]
pub struct Client {
    pub encoding: Encoding,
    /// Asks for diagnostics, so that none are sent to it unasked.
    pub pulls: bool,
    pub refreshes: bool,
    pub related_information: bool,
    pub code_description: bool,
    pub markdown: bool,
    /// Takes edits with the version of the document.
    pub document_changes: bool,
    pub creates_files: bool,
    pub watches_files: bool,
    /// The folders that are open, the first one first.
    pub folders: Vec<PathBuf>,
}

impl Client {
    pub fn new(params: &Value) -> Self {
        let at = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let can = |path: &str| at(path).and_then(Value::as_bool).unwrap_or_default();
        let list = |path: &str| at(path).and_then(Value::as_array).map_or([].as_slice(), Vec::as_slice);
        let offers = |encoding: Encoding| list("general/positionEncodings").iter().any(|name| name == encoding.name());
        Self {
            encoding: if offers(Encoding::Utf8) { Encoding::Utf8 } else { Encoding::Utf16 },
            pulls: at("textDocument/diagnostic").is_some_and(|can| !can.is_null()),
            refreshes: can("workspace/diagnostics/refreshSupport"),
            related_information: can("textDocument/publishDiagnostics/relatedInformation")
                || can("textDocument/diagnostic/relatedInformation"),
            code_description: can("textDocument/publishDiagnostics/codeDescriptionSupport")
                || can("textDocument/diagnostic/codeDescriptionSupport"),
            markdown: list("textDocument/hover/contentFormat").iter().any(|kind| kind == "markdown"),
            document_changes: can("workspace/workspaceEdit/documentChanges"),
            creates_files: list("workspace/workspaceEdit/resourceOperations").iter().any(|kind| kind == "create"),
            watches_files: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            folders: folders(params),
        }
    }
}

fn folders(params: &Value) -> Vec<PathBuf> {
    let folders = params["workspaceFolders"].as_array().map_or([].as_slice(), Vec::as_slice);
    let mut folders: Vec<PathBuf> =
        folders.iter().filter_map(|folder| folder["uri"].as_str()).filter_map(path_of).collect();
    if folders.is_empty() {
        folders.extend(params["rootUri"].as_str().and_then(path_of));
    }
    if folders.is_empty() {
        folders.extend(params["rootPath"].as_str().map(PathBuf::from));
    }
    folders
}
