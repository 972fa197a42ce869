//! What the server can do, as it says when the editor begins.

use gen_lsp_types as lsp;
use serde_json::{Value, json};

use super::client::Client;
use crate::config::NAMES;
use crate::triage::baseline;

/// The action that applies all fixes which change no meaning.
pub const FIX_ALL: &str = "source.fixAll.copydesk";

pub fn of(client: &Client) -> lsp::ServerCapabilities {
    let kinds = vec![lsp::CodeActionKind::QuickFix, FIX_ALL.to_owned().into()];
    let sync = lsp::TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(lsp::TextDocumentSyncKind::Incremental),
        save: Some(true.into()),
        ..lsp::TextDocumentSyncOptions::default()
    };
    let actions = lsp::CodeActionOptions { code_action_kinds: Some(kinds), ..lsp::CodeActionOptions::default() };
    let completion = lsp::CompletionOptions {
        trigger_characters: Some(["\"", "/", "[", "."].map(str::to_owned).to_vec()),
        ..lsp::CompletionOptions::default()
    };
    // One kind of telling: an editor that asks and is told as well shows everything twice.
    let asked = lsp::DiagnosticOptions { identifier: Some("copydesk".to_owned()), ..lsp::DiagnosticOptions::default() };
    let folders =
        lsp::WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(true.into()) };
    lsp::ServerCapabilities {
        position_encoding: Some(client.encoding.name().to_owned().into()),
        text_document_sync: Some(sync.into()),
        hover_provider: Some(true.into()),
        code_action_provider: Some(actions.into()),
        completion_provider: Some(completion),
        diagnostic_provider: client.pulls.then(|| asked.into()),
        workspace: Some(lsp::WorkspaceOptions { workspace_folders: Some(folders), ..lsp::WorkspaceOptions::default() }),
        ..lsp::ServerCapabilities::default()
    }
}

/// The registration for files whose change changes findings.
pub fn watched_files() -> Value {
    let names = NAMES.iter().copied().chain([baseline::FILE_NAME, "*.toml"]);
    let watchers: Vec<Value> = names.map(|name| json!({ "globPattern": format!("**/{name}") })).collect();
    let registration = json!({
        "id": "copydesk/files",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": { "watchers": watchers },
    });
    json!({ "registrations": [registration] })
}
