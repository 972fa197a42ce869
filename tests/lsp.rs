//! `copydesk lsp`, conversation by conversation: each folder of `tests/lsp` is one, in a folder of its own.
//!
//! `case.editor` holds it: `> ` and what the editor does, then what the server says. Columns count UTF-16, `[PLACE]`
//! stands for the folder. `SNAPSHOTS=overwrite cargo test --test lsp` writes down what is said now.

mod editor;

use std::fs;
use std::path::Path;

use libtest_mimic::{Arguments, Failed, Trial};
use lsp_server::{Message, Response};
use serde_json::{Value, json};
use snapbox::{Assert, Data};
use tempfile::TempDir;

use editor::{Editor, uri};

const SESSION: &str = "case.editor";

fn main() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp");
    let cases = fs::read_dir(&cases).expect("the folder of cases").flatten();
    let trial = |case: fs::DirEntry| Trial::test(case.file_name().to_string_lossy(), move || run(&case.path()));
    let mut trials: Vec<Trial> = cases.map(trial).collect();
    trials.sort_by(|one, other| one.name().cmp(other.name()));
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn run(case: &Path) -> Result<(), Failed> {
    let written = fs::read_to_string(case.join(SESSION))?;
    let folder = TempDir::new()?;
    let place = fs::canonicalize(folder.path())?;
    for entry in walkdir::WalkDir::new(case).min_depth(1) {
        let entry = entry?;
        let target = place.join(entry.path().strip_prefix(case)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else if entry.file_name() != SESSION {
            fs::copy(entry.path(), target)?;
        }
    }
    let title = written.lines().take_while(|line| !line.starts_with("> ")).map(|line| format!("{line}\n"));
    let mut session = Session { place: &place, editor: None, version: 1 };
    let mut said: String = title.collect();
    for action in written.lines().filter_map(|line| line.strip_prefix("> ")) {
        said += &format!("> {action}\n{}", session.act(action)?);
    }
    let said = said.replace(&*place.to_string_lossy(), "[PLACE]");
    let expected = Data::read_from(&case.join(SESSION), None).raw();
    Assert::new().action_env("SNAPSHOTS").try_eq(Some(&case.display()), Data::text(said).raw(), expected)?;
    Ok(())
}

struct Session<'case> {
    place: &'case Path,
    editor: Option<Editor>,
    version: i32,
}

impl Session<'_> {
    /// What the server says to an action of the editor.
    fn act(&mut self, action: &str) -> Result<String, Failed> {
        let (verb, rest) = action.split_once(' ').unwrap_or((action, ""));
        let (name, rest) = match verb {
            "open" | "new" | "edit" | "save" | "close" | "hover" | "actions" | "complete" | "pull" | "write" => {
                rest.split_once(' ').unwrap_or((rest, ""))
            }
            _ => ("", rest),
        };
        let place = self.place;
        let address = if name.contains(':') { name.to_owned() } else { uri(place, name) };
        let document = json!({ "uri": address });
        if verb == "start" {
            self.editor = Some(Editor::start(place, &rest.split_whitespace().collect::<Vec<_>>()));
            return Ok(String::new());
        }
        if verb == "begin" {
            let capabilities: Value = serde_json::from_str(if rest.is_empty() { "{}" } else { rest })?;
            let editor = self.editor.get_or_insert_with(|| Editor::start(place, &[]));
            editor.ask("initialize", json!({ "rootUri": uri(place, ""), "capabilities": capabilities }));
            editor.send("initialized", json!({}));
            return Ok(self.heard());
        }
        let editor = self.editor.as_mut().ok_or("no server was started")?;
        match verb {
            "open" => {
                let language = match name.rsplit('.').next() {
                    Some("md") => "markdown",
                    Some("html") => "html",
                    Some("toml") => "toml",
                    _ => "plaintext",
                };
                let language = if rest.is_empty() { language } else { rest };
                editor.open_document(&address, language, &fs::read_to_string(place.join(name))?);
            }
            "new" => {
                let (language, text) = rest.split_once(' ').ok_or("new NAME LANGUAGE TEXT")?;
                editor.open_document(&address, language, &serde_json::from_str::<String>(text)?);
            }
            "edit" => {
                self.version += 1;
                let change = match rest.split_once(' ') {
                    Some((range, text)) if range.starts_with(|letter: char| letter.is_ascii_digit()) => {
                        json!({ "range": parse_range(range), "text": serde_json::from_str::<Value>(text)? })
                    }
                    _ => json!({ "text": serde_json::from_str::<Value>(rest)? }),
                };
                let document = json!({ "uri": address, "version": self.version });
                let params = json!({ "textDocument": document, "contentChanges": [change] });
                editor.send("textDocument/didChange", params);
            }
            "save" => editor.send("textDocument/didSave", json!({ "textDocument": document })),
            "close" => editor.send("textDocument/didClose", json!({ "textDocument": document })),
            "write" => fs::write(place.join(name), serde_json::from_str::<String>(rest)?)?,
            "hover" => {
                let params = json!({ "textDocument": document, "position": parse_position(rest) });
                let hover = editor.result("textDocument/hover", params);
                return Ok(hover["contents"]["value"].as_str().unwrap_or("nothing").trim_end().to_owned() + "\n");
            }
            "actions" => {
                let (range, only) = rest.split_once(' ').unwrap_or((rest, ""));
                let only = (!only.is_empty()).then(|| json!([only]));
                let context = json!({ "diagnostics": [], "only": only });
                let params = json!({ "textDocument": document, "range": parse_range(range), "context": context });
                let actions = editor.result("textDocument/codeAction", params);
                return Ok(self.actions(&actions));
            }
            "complete" => {
                // The editor shows what begins with the words that are written.
                let (place, begins) = rest.split_once(' ').unwrap_or((rest, ""));
                let params = json!({ "textDocument": document, "position": parse_position(place) });
                let items = editor.result("textDocument/completion", params);
                let items = items.as_array().into_iter().flatten();
                return Ok(items.filter(|item| text(&item["label"]).starts_with(begins)).map(completion).collect());
            }
            "pull" => {
                let pulled = editor.result("textDocument/diagnostic", json!({ "textDocument": document }));
                return Ok(format!("{pulled}\n"));
            }
            "ask" | "send" => {
                let (method, params) = rest.split_once(' ').unwrap_or((rest, "null"));
                let params = serde_json::from_str(&params.replace("[PLACE]", &place.to_string_lossy()))?;
                if verb == "send" {
                    editor.send(method, params);
                } else {
                    return Ok(answer(&editor.ask(method, params)));
                }
            }
            "raw" => editor.write(serde_json::from_str::<String>(rest)?.as_bytes()),
            "leave" => {
                let code = editor.leave();
                self.editor = None;
                return Ok(format!("=> {}\n", code.map_or("a signal".to_owned(), |code| code.to_string())));
            }
            _ => return Err(format!("no editor does {verb}").into()),
        }
        Ok(self.heard())
    }

    /// All that the server has said unasked.
    fn heard(&mut self) -> String {
        let Some(editor) = &mut self.editor else { return String::new() };
        editor.settle();
        let said = std::mem::take(&mut editor.said);
        said.iter().map(|message| self.message(message)).collect()
    }

    fn message(&self, message: &Message) -> String {
        match message {
            Message::Notification(sent) if sent.method == "textDocument/publishDiagnostics" => {
                let version = sent.params["version"].as_i64().map_or(String::new(), |version| format!(" {version}"));
                let found = sent.params["diagnostics"].as_array().into_iter().flatten();
                let found: String = found.map(finding).collect();
                format!("{}{version}\n{found}", self.name(&sent.params["uri"]))
            }
            Message::Notification(sent) => format!("{} {}\n", sent.method, sent.params),
            Message::Request(asked) => format!("{} {}\n", asked.method, asked.params),
            Message::Response(response) => answer(response),
        }
    }

    fn name(&self, address: &Value) -> String {
        let address = address.as_str().unwrap_or_default();
        address.strip_prefix(&format!("{}/", uri(self.place, ""))).unwrap_or(address).to_owned()
    }

    fn actions(&self, actions: &Value) -> String {
        let mut shown = String::new();
        for action in actions.as_array().into_iter().flatten() {
            let preferred = if action["isPreferred"] == true { " (preferred)" } else { "" };
            shown += &format!("{}: {}{preferred}\n", action["kind"].as_str().unwrap_or("?"), text(&action["title"]));
            let edit = &action["edit"];
            for (address, edits) in edit["changes"].as_object().into_iter().flatten() {
                shown += &self.edits(&Value::String(address.clone()), edits);
            }
            for change in edit["documentChanges"].as_array().into_iter().flatten() {
                if change["kind"] == "create" {
                    shown += &format!("  create {}\n", self.name(&change["uri"]));
                } else {
                    shown += &self.edits(&change["textDocument"]["uri"], &change["edits"]);
                }
            }
        }
        if shown.is_empty() { "nothing\n".to_owned() } else { shown }
    }

    fn edits(&self, address: &Value, edits: &Value) -> String {
        let edits = edits.as_array().into_iter().flatten();
        let edit = |edit: &Value| format!("  {} {} {}\n", self.name(address), range(&edit["range"]), edit["newText"]);
        edits.map(edit).collect()
    }
}

fn finding(found: &Value) -> String {
    let level = match found["severity"].as_i64() {
        Some(1) => "error",
        Some(2) => "warning",
        Some(3) => "information",
        _ => "?",
    };
    let words = text(&found["message"]).replace('\n', " | ");
    let mut shown = format!("  {} {level} {}: {words}\n", range(&found["range"]), text(&found["code"]));
    for related in found["relatedInformation"].as_array().into_iter().flatten() {
        shown += &format!("    {} {}\n", range(&related["location"]["range"]), text(&related["message"]));
    }
    shown
}

fn completion(item: &Value) -> String {
    let edit = &item["textEdit"];
    format!("  {} {} {}\n", text(&item["label"]), range(&edit["range"]), edit["newText"])
}

fn answer(response: &Response) -> String {
    match &response.response_result {
        Ok(result) => format!("{result}\n"),
        Err(error) => format!("error {}: {}\n", error.code, error.message),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn range(range: &Value) -> String {
    let position = |key: &str| format!("{}:{}", range[key]["line"], range[key]["character"]);
    format!("{}-{}", position("start"), position("end"))
}

fn parse_range(written: &str) -> Value {
    let (start, end) = written.split_once('-').unwrap_or((written, written));
    json!({ "start": parse_position(start), "end": parse_position(end) })
}

fn parse_position(written: &str) -> Value {
    let (line, character) = written.split_once(':').unwrap_or((written, "0"));
    json!({ "line": line.parse::<u32>().unwrap_or(0), "character": character.parse::<u32>().unwrap_or(0) })
}
