//! An editor that speaks the Language Server Protocol with `copydesk lsp`, over its standard input and output.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::io::{BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

pub struct Editor {
    server: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    requests: i32,
    /// What the server said unasked, in order.
    pub said: Vec<Message>,
}

impl Editor {
    /// Starts a server in `folder`.
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .arg("lsp")
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let input = server.stdin.take();
        let output = BufReader::new(server.stdout.take().expect("it has an output"));
        Self { server, input, output, requests: 0, said: Vec::new() }
    }

    /// Starts a server, and opens `folder` with an editor that can do `capabilities`.
    pub fn open(folder: &Path, capabilities: &Value) -> Self {
        let mut editor = Self::start(folder, &[]);
        editor.ask("initialize", json!({ "rootUri": uri(folder, ""), "capabilities": capabilities }));
        editor.send("initialized", json!({}));
        editor
    }

    pub fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the server listens");
        input.write_all(bytes).expect("the server listens");
        input.flush().expect("the server listens");
    }

    pub fn send(&mut self, method: &str, params: Value) {
        let message = Message::from(Notification::new(method.to_owned(), params));
        message.write(self.input.as_mut().expect("the server listens")).expect("the server listens");
    }

    /// The answer to a request; what the server says before that is kept.
    pub fn ask(&mut self, method: &str, params: Value) -> Response {
        self.try_to_ask(method, params).expect("the server goes on")
    }

    /// The answer to a request, unless the server has ended.
    fn try_to_ask(&mut self, method: &str, params: Value) -> Option<Response> {
        self.requests += 1;
        let id = RequestId::from(self.requests);
        let message = Message::from(Request::new(id.clone(), method.to_owned(), params));
        message.write(self.input.as_mut().expect("the server listens")).ok()?;
        loop {
            match Message::read(&mut self.output).expect("the server writes messages")? {
                Message::Response(response) if response.id == id => return Some(response),
                other => self.said.push(other),
            }
        }
    }

    pub fn result(&mut self, method: &str, params: Value) -> Value {
        self.ask(method, params).response_result.unwrap_or_else(|error| panic!("{method}: {error:?}"))
    }

    /// Waits until the server has said all there is to say: it tells what it found before it listens again.
    pub fn settle(&mut self) {
        for _ in 0..2 {
            _ = self.try_to_ask("copydesk/none", Value::Null);
        }
    }

    pub fn open_document(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.send("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// The findings that were sent last for `uri`.
    pub fn findings(&mut self, uri: &str) -> Vec<Value> {
        self.settle();
        let sent = std::mem::take(&mut self.said).into_iter().rev().find_map(|message| match message {
            Message::Notification(sent) if sent.method == "textDocument/publishDiagnostics" => {
                (sent.params["uri"] == uri).then(|| sent.params["diagnostics"].clone())
            }
            _ => None,
        });
        sent.and_then(|sent| sent.as_array().cloned()).unwrap_or_else(|| panic!("nothing was said of {uri}"))
    }

    /// Closes what the server reads from, and gives its exit code.
    pub fn leave(&mut self) -> Option<i32> {
        self.input = None;
        self.server.wait().expect("the server ends").code()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        _ = self.server.kill();
        _ = self.server.wait();
    }
}

/// The address of a file in `folder`; names in tests need no escapes but of spaces.
pub fn uri(folder: &Path, name: &str) -> String {
    let path = if name.is_empty() { folder.to_owned() } else { folder.join(name) };
    format!("file://{}", path.display()).replace(' ', "%20")
}

/// The byte of `text` at a position whose columns count UTF-16.
pub fn offset(text: &str, position: &Value) -> usize {
    let number = |key: &str| position[key].as_u64().unwrap_or_else(|| panic!("no {key} in {position}")) as usize;
    let mut lines = text.split_inclusive('\n');
    let start: usize = lines.by_ref().take(number("line")).map(str::len).sum();
    let (mut at, mut units) = (start, 0);
    for letter in text[start..].chars() {
        if units >= number("character") {
            break;
        }
        units += letter.len_utf16();
        at += letter.len_utf8();
    }
    at
}

/// The position of the byte at `offset`, whose columns count UTF-16.
pub fn position(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    json!({
        "line": before.matches('\n').count(),
        "character": before[start..].encode_utf16().count(),
    })
}

/// `text` after the edits of one document in a `WorkspaceEdit`.
pub fn apply(text: &str, edits: &[Value]) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let words = edit["newText"].as_str().expect("an edit has a text");
            (offset(text, &edit["range"]["start"]), offset(text, &edit["range"]["end"]), words)
        })
        .collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.0));
    edits.into_iter().fold(text.to_owned(), |mut text, (start, end, words)| {
        text.replace_range(start..end, words);
        text
    })
}
