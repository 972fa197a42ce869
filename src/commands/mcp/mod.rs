//! `copydesk mcp`: the checks as tools for writing agents, over the Model Context Protocol.

mod tools;

use std::io::{self, BufRead, Write};

use serde_json::{Value, json};

use super::console::Console;
use super::{Failure, Outcome};
use crate::cli::McpArgs;
use tools::Tools;

/// The versions of the protocol that are spoken, the newest first.
const VERSIONS: [&str; 4] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

const INSTRUCTIONS: &str = "copydesk reads a news story as a copy desk does, and asks who says so, who is speaking, and \
    whether the headline holds. Check a draft, mend what an editor would ask about, and check it again; ask the writer \
    where the answer is not in the draft. Do not invent a source to quiet a finding.";

/// Answers requests, one a line of standard input, until it ends.
pub fn run(arguments: &McpArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let tools = Tools::new(&arguments.rules);
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        match input.read_until(b'\n', &mut line) {
            Ok(0) => return Ok(Outcome::Clean),
            Ok(_) if line.trim_ascii().is_empty() => {}
            Ok(_) => {
                if let Some(answer) = answer(&line, &tools) {
                    serde_json::to_writer(&mut *console, &answer).map_err(io::Error::from)?;
                    writeln!(console)?;
                    console.flush()?;
                }
            }
            Err(error) => return Err(Failure::Output(error)),
        }
    }
}

/// The answer to a line, or to several requests in one; none to what asks nothing.
fn answer(line: &[u8], tools: &Tools<'_>) -> Option<Value> {
    match serde_json::from_slice(line) {
        Ok(Value::Array(messages)) if !messages.is_empty() => {
            let answers: Vec<Value> = messages.iter().filter_map(|message| respond(message, tools)).collect();
            (!answers.is_empty()).then(|| answers.into())
        }
        Ok(message) => respond(&message, tools),
        Err(error) => Some(failure(&Value::Null, -32700, &format!("this is not JSON: {error}"))),
    }
}

fn respond(message: &Value, tools: &Tools<'_>) -> Option<Value> {
    let Some(method) = message["method"].as_str() else {
        let is_response = message.get("result").is_some() || message.get("error").is_some();
        return (!is_response).then(|| failure(&message["id"], -32600, "this is no request"));
    };
    // What has no id wants no answer.
    let id = message.get("id")?;
    let params = &message["params"];
    let result = match method {
        "initialize" => Ok(initialize(params)),
        "ping" => Ok(json!({})),
        "tools/list" => Ok(json!({ "tools": tools.list() })),
        "tools/call" => {
            let name = params["name"].as_str().unwrap_or_default();
            tools.call(name, &params["arguments"]).ok_or((-32602, format!("there is no tool `{name}`")))
        }
        _ => Err((-32601, format!("there is no method {method} here"))),
    };
    Some(match result {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err((code, why)) => failure(id, code, &why),
    })
}

fn initialize(params: &Value) -> Value {
    let wished = params["protocolVersion"].as_str().unwrap_or_default();
    let version = VERSIONS.into_iter().find(|version| *version == wished).unwrap_or(VERSIONS[0]);
    json!({
        "protocolVersion": version,
        "capabilities": { "tools": {} },
        "serverInfo": { "name": "copydesk", "version": env!("CARGO_PKG_VERSION") },
        "instructions": INSTRUCTIONS,
    })
}

fn failure(id: &Value, code: i32, why: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": why } })
}
