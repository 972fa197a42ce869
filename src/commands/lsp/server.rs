//! The conversation with the editor: which message is answered by what, and in which order.

use std::collections::{BTreeMap, BTreeSet};

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::addresses::path_of;
use super::client::Client;
use super::document::Document;
use super::newsroom::Newsroom;
use super::{actions, capabilities, completion, hover, toml_files};
use crate::cli::LspArgs;
use crate::inputs::Texts;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    New,
    Open,
    ShutDown,
}

/// How a conversation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The editor has said that it would.
    Orderly,
    Abrupt,
}

pub struct Server<'run> {
    arguments: &'run LspArgs,
    newsroom: Newsroom<'run>,
    stage: Stage,
    /// By URI.
    documents: BTreeMap<String, Document>,
    /// Documents whose findings the editor has not been told.
    unsaid: BTreeSet<String>,
    /// What is to be sent.
    pub outbox: Vec<Message>,
    /// Requests to the editor so far.
    requests: i32,
}

impl<'run> Server<'run> {
    pub fn new(arguments: &'run LspArgs) -> Self {
        Self {
            arguments,
            newsroom: Newsroom::new(arguments, Client::default()),
            stage: Stage::New,
            documents: BTreeMap::new(),
            unsaid: BTreeSet::new(),
            outbox: Vec::new(),
            requests: 0,
        }
    }

    /// Takes a message in, and puts what there is to say to it into the outbox; says how it ends, where it does.
    pub fn take(&mut self, message: Message, cancelled: &[RequestId]) -> Option<End> {
        match message {
            Message::Request(request) => {
                let response = self.answer(request, cancelled);
                self.outbox.push(response.into());
            }
            Message::Notification(notification) if notification.method == "exit" => {
                return Some(if self.stage == Stage::ShutDown { End::Orderly } else { End::Abrupt });
            }
            Message::Notification(notification) if self.stage == Stage::Open => self.notice(notification),
            Message::Notification(_) | Message::Response(_) => {}
        }
        None
    }

    fn answer(&mut self, request: Request, cancelled: &[RequestId]) -> Response {
        let refuse = |code: ErrorCode, why: &str| Response::new_err(request.id.clone(), code as i32, why.to_owned());
        match (self.stage, request.method.as_str()) {
            (Stage::New, "initialize") => self.initialize(request),
            (Stage::New, _) => refuse(ErrorCode::ServerNotInitialized, "the first request is initialize"),
            (Stage::ShutDown, _) => refuse(ErrorCode::InvalidRequest, "the server was shut down"),
            (Stage::Open, "initialize") => refuse(ErrorCode::InvalidRequest, "the server is initialized"),
            (Stage::Open, "shutdown") => {
                self.stage = Stage::ShutDown;
                Response::new_ok(request.id, Value::Null)
            }
            _ if cancelled.contains(&request.id) => refuse(ErrorCode::RequestCanceled, "cancelled"),
            (Stage::Open, "textDocument/hover") => reply(request, |params| self.hover(params)),
            (Stage::Open, "textDocument/codeAction") => reply(request, |params| self.actions(params)),
            (Stage::Open, "textDocument/completion") => reply(request, |params| self.completions(params)),
            (Stage::Open, "textDocument/diagnostic") => reply(request, |params| self.pulled(params)),
            (Stage::Open, method) => refuse(ErrorCode::MethodNotFound, &format!("there is no method {method} here")),
        }
    }

    fn initialize(&mut self, request: Request) -> Response {
        let client = Client::new(&request.params);
        // The folder that is open is the one that the user stands in.
        if let Some(folder) = client.folders.first() {
            _ = std::env::set_current_dir(folder);
        }
        let capabilities = capabilities::of(&client);
        self.newsroom = Newsroom::new(self.arguments, client);
        self.stage = Stage::Open;
        let info = json!({ "name": "copydesk", "version": env!("CARGO_PKG_VERSION") });
        Response::new_ok(request.id, json!({ "capabilities": capabilities, "serverInfo": info }))
    }

    fn notice(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            "initialized" if self.newsroom.client.watches_files => {
                self.request("client/registerCapability", &capabilities::watched_files());
            }
            "textDocument/didOpen" => read(params, |params| self.open(params)),
            "textDocument/didChange" => read(params, |params| self.change(params)),
            "textDocument/didClose" => read(params, |params| self.close(&params)),
            // What an editor does not watch it may have saved itself.
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" | "workspace/didChangeConfiguration" => {
                self.reopen();
            }
            "workspace/didChangeWorkspaceFolders" => read(params, |params| self.move_folders(params)),
            _ => {}
        }
    }

    fn open(&mut self, params: lsp::DidOpenTextDocumentParams) {
        let document = Document::new(params.text_document, self.newsroom.client.encoding);
        let uri = document.uri.clone();
        let holds_rules = is_toml(&document);
        self.documents.insert(uri.clone(), document);
        self.changed(uri, holds_rules);
    }

    fn change(&mut self, params: lsp::DidChangeTextDocumentParams) {
        let uri = params.text_document.text_document_identifier.uri.0;
        let Some(document) = self.documents.get_mut(&uri) else { return };
        document.change(params.text_document.version, params.content_changes);
        let holds_rules = is_toml(document);
        self.changed(uri, holds_rules);
    }

    fn close(&mut self, params: &lsp::DidCloseTextDocumentParams) {
        let uri = params.text_document.uri.0.clone();
        let Some(document) = self.documents.remove(&uri) else { return };
        self.unsaid.remove(&uri);
        self.newsroom.forget(&document.name);
        if !self.newsroom.client.pulls {
            self.publish(&uri, None, Vec::new());
        }
        if is_toml(&document) {
            self.reopen();
        }
    }

    fn changed(&mut self, uri: String, holds_rules: bool) {
        self.unsaid.insert(uri);
        if holds_rules {
            self.reopen();
        }
    }

    /// Reads all configuration anew; whatever was found may be otherwise now.
    fn reopen(&mut self) {
        let mut texts = Texts::default();
        for document in self.documents.values().filter(|document| is_toml(document)) {
            if let Some(path) = &document.path {
                texts.put(path.clone(), document.text.clone());
            }
        }
        self.newsroom.reopen(texts);
        for (uri, document) in &mut self.documents {
            document.forget();
            self.unsaid.insert(uri.clone());
        }
        if self.newsroom.client.pulls && self.newsroom.client.refreshes && !self.documents.is_empty() {
            self.request("workspace/diagnostic/refresh", &Value::Null);
        }
    }

    fn move_folders(&mut self, params: lsp::DidChangeWorkspaceFoldersParams) {
        let folders = &mut self.newsroom.client.folders;
        let removed: Vec<_> = params.event.removed.iter().filter_map(|folder| path_of(&folder.uri.0)).collect();
        folders.retain(|folder| !removed.contains(folder));
        folders.extend(params.event.added.iter().filter_map(|folder| path_of(&folder.uri.0)));
        self.reopen();
    }

    /// Tells the editor what is found in documents of which it does not know; not one that asks.
    pub fn say(&mut self) {
        for uri in std::mem::take(&mut self.unsaid) {
            let Some(document) = self.documents.get_mut(&uri).filter(|_| !self.newsroom.client.pulls) else { continue };
            let items = self.newsroom.look(document).items.clone();
            let version = document.version;
            self.publish(&uri, Some(version), items);
        }
    }

    /// Tells the editor that it sent what can't be read.
    pub fn refuse(&mut self, why: &str) {
        let warning = lsp::MessageType::Error;
        let params = lsp::LogMessageParams::new(warning, format!("copydesk got a message that it can't read: {why}"));
        self.outbox.push(Notification::new("window/logMessage".to_owned(), params).into());
    }

    fn publish(&mut self, uri: &str, version: Option<i32>, diagnostics: Vec<lsp::Diagnostic>) {
        let params = lsp::PublishDiagnosticsParams { uri: uri.into(), version, diagnostics };
        self.outbox.push(Notification::new("textDocument/publishDiagnostics".to_owned(), params).into());
    }

    fn request(&mut self, method: &str, params: &Value) {
        self.requests += 1;
        self.outbox.push(Request::new(self.requests.into(), method.to_owned(), params).into());
    }

    fn hover(&mut self, params: lsp::HoverParams) -> Option<lsp::Hover> {
        let place = params.text_document_position_params;
        let document = self.documents.get_mut(&place.text_document.uri.0)?;
        hover::at(&mut self.newsroom, document, place.position)
    }

    fn actions(&mut self, params: lsp::CodeActionParams) -> Vec<lsp::CodeAction> {
        let uri = &params.text_document.uri.0;
        let Some(mut document) = self.documents.remove(uri) else { return Vec::new() };
        let actions = actions::at(&mut self.newsroom, &mut document, &self.documents, &params);
        self.documents.insert(uri.clone(), document);
        actions
    }

    fn completions(&mut self, params: lsp::CompletionParams) -> Vec<lsp::CompletionItem> {
        let place = params.text_document_position_params;
        let document = self.documents.get(&place.text_document.uri.0);
        document.map_or_else(Vec::new, |document| completion::at(&self.newsroom, document, place.position))
    }

    fn pulled(&mut self, params: lsp::DocumentDiagnosticParams) -> Value {
        let document = self.documents.get_mut(&params.text_document.uri.0);
        let items = document.map_or_else(Vec::new, |document| self.newsroom.look(document).items.clone());
        json!({ "kind": "full", "items": items })
    }
}

fn is_toml(document: &Document) -> bool {
    document.path.as_ref().is_some_and(|path| toml_files::is_toml(document, path))
}

/// The answer to a request whose parameters are what they should be.
fn reply<Params: DeserializeOwned, Answer: Serialize>(
    request: Request,
    answer: impl FnOnce(Params) -> Answer,
) -> Response {
    match serde_json::from_value(request.params) {
        Ok(params) => Response::new_ok(request.id, answer(params)),
        Err(error) => Response::new_err(request.id, ErrorCode::InvalidParams as i32, error.to_string()),
    }
}

/// Takes a notification in whose parameters are what they should be; there is no answering one that are not.
fn read<Params: DeserializeOwned>(params: Value, take: impl FnOnce(Params)) {
    if let Ok(params) = serde_json::from_value(params) {
        take(params);
    }
}
