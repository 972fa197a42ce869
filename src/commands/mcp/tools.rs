//! The tools: what each takes, and what it answers.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use crate::cli::RuleArgs;
use crate::commands::assignments::kind_by_ending;
use crate::commands::desk::{Desk, Desks};
use crate::commands::ledger::Ledger;
use crate::commands::{explain, inspect};
use crate::config;
use crate::emit::findings;
use crate::inputs::{Document, DocumentPlace, FileKind, InputError};
use crate::model::{FileReport, Format, Input, Level};

/// What tools know of the folder that the server stands in. Configuration is read anew for every call.
pub struct Tools<'run> {
    arguments: &'run RuleArgs,
}

/// Why a tool has no answer; said to the agent, which may do better.
struct Refusal(String);

type Answer = Result<Value, Refusal>;

impl<'run> Tools<'run> {
    pub fn new(arguments: &'run RuleArgs) -> Self {
        Self { arguments }
    }

    pub fn list(&self) -> Value {
        let story = json!({
            "text": { "type": "string", "description": "The draft itself; else its path." },
            "path": { "type": "string", "description":
                "The path of the story; with a text, the path that it is to have: its ending tells the format." },
            "format": { "type": "string", "enum": ["text", "markdown", "html"], "description":
                "The format of a text without a path; plain text where it is left out." },
        });
        let mut checked = story.clone();
        checked["min_level"] = json!({ "type": "string", "enum": ["note", "warning", "error"],
            "description": "The least level of findings; note where it is left out." });
        let rule = json!({ "rule": { "type": "string", "description": "As in findings: set/name." } });
        json!([
            tool(
                "check",
                "Check a news story",
                "What a copy desk would ask about a story: each finding with its rule, \
                level, place, message, help, and a fix where there is one.",
                &checked,
                &[]
            ),
            tool(
                "explain",
                "Explain a rule",
                "What a rule looks for, why, the newsroom standard behind it, and \
                examples.",
                &rule,
                &["rule"]
            ),
            tool(
                "inspect",
                "Show the structure of a story",
                "What rules see of a story: headline and other blocks, \
                sentences with their sources, quotations with their speakers.",
                &story,
                &[]
            ),
        ])
    }

    /// The answer of the tool called `name`; none where there is no such tool.
    pub fn call(&self, name: &str, arguments: &Value) -> Option<Value> {
        let answer = match name {
            "check" => self.check(arguments),
            "explain" => self.explain(arguments),
            "inspect" => self.inspect(arguments),
            _ => return None,
        };
        Some(match answer {
            Ok(value) => {
                json!({ "content": [{ "type": "text", "text": value.to_string() }], "structuredContent": value })
            }
            Err(Refusal(why)) => json!({ "content": [{ "type": "text", "text": why }], "isError": true }),
        })
    }

    fn check(&self, arguments: &Value) -> Answer {
        let least = match text(arguments, "min_level")? {
            None | Some("note") => Level::Note,
            Some("warning") => Level::Warning,
            Some("error") => Level::Error,
            Some(other) => return Err(Refusal(format!("min_level is note, warning or error, not {other}"))),
        };
        let (inputs, desk) = self.story(arguments)?;
        let mut found = Vec::new();
        for input in &inputs {
            let mut report = desk.linter.lint(input);
            self.narrow(&mut report)?;
            report.diagnostics.retain(|diagnostic| diagnostic.level >= least);
            found.extend(findings(&report));
        }
        let levels = [Level::Error, Level::Warning, Level::Note];
        let count = |level: Level| found.iter().filter(|finding| finding["level"] == level.name()).count();
        let [errors, warnings, notes] = levels.map(count);
        Ok(json!({ "errors": errors, "warnings": warnings, "notes": notes, "findings": found }))
    }

    fn narrow(&self, report: &mut FileReport) -> Result<(), Refusal> {
        let folder = config::absolute(Path::new("."));
        let ledger = if self.arguments.isolated { None } else { Ledger::above(&folder)? };
        if let Some(mut ledger) = ledger {
            ledger.hide(report, None);
        }
        Ok(())
    }

    fn explain(&self, arguments: &Value) -> Answer {
        let name =
            text(arguments, "rule")?.ok_or_else(|| Refusal("name a rule, such as claims/some-say".to_owned()))?;
        let desk = made(&Desks::new(self.arguments), Path::new("here"))?;
        explain::described(&desk.linter, name).ok_or_else(|| {
            let nearest = desk.linter.rules().selector(name).err().flatten();
            let nearest = nearest.map_or(String::new(), |near| format!("; did you mean {near}?"));
            Refusal(format!("there is no rule called {name}{nearest}"))
        })
    }

    fn inspect(&self, arguments: &Value) -> Answer {
        let (inputs, desk) = self.story(arguments)?;
        let articles: Vec<Value> = inputs.iter().map(|input| inspect::inspected(&desk.linter, input)).collect();
        Ok(json!({ "articles": articles }))
    }

    /// The articles that the arguments name or hold, and the desk that they come to.
    fn story(&self, arguments: &Value) -> Result<(Vec<Input>, Arc<Desk>), Refusal> {
        let desks = Desks::new(self.arguments);
        let (path, draft) = (text(arguments, "path")?.map(PathBuf::from), text(arguments, "text")?);
        let format = match text(arguments, "format")? {
            None => None,
            Some("text") => Some(Format::Text),
            Some("markdown") => Some(Format::Markdown),
            Some("html") => Some(Format::Html),
            Some(other) => return Err(Refusal(format!("format is text, markdown or html, not {other}"))),
        };
        let name = path.clone().unwrap_or_else(|| PathBuf::from("<draft>"));
        let by_name = || desks.settings_for(&name).kind(&name).or_else(|| kind_by_ending(&name));
        let kind = format.map(FileKind::Article).or_else(by_name).unwrap_or(FileKind::Article(Format::Text));
        let place = match (draft, path) {
            (Some(draft), _) => DocumentPlace::Memory(draft.as_bytes().into()),
            (None, Some(path)) => DocumentPlace::File(path),
            (None, None) => return Err(Refusal("give a text, or the path of a story".to_owned())),
        };
        let document = Document { place, name: name.to_string_lossy().into_owned(), kind };
        let inputs = document.load().into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok((inputs, made(&desks, &name)?))
    }
}

fn made(desks: &Desks<'_>, path: &Path) -> Result<Arc<Desk>, Refusal> {
    desks.made(&desks.settings_for(path)).map_err(|faults| Refusal(faults.reason()))
}

/// The argument called `key`, if it is there.
fn text<'value>(arguments: &'value Value, key: &str) -> Result<Option<&'value str>, Refusal> {
    match &arguments[key] {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        _ => Err(Refusal(format!("{key} is a string"))),
    }
}

fn tool(name: &str, title: &str, about: &str, properties: &Value, required: &[&str]) -> Value {
    json!({
        "name": name,
        "title": title,
        "description": about,
        "inputSchema": {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        },
        "annotations": { "readOnlyHint": true, "openWorldHint": false },
    })
}

impl From<InputError> for Refusal {
    fn from(error: InputError) -> Self {
        Refusal(format!("{}: {}; {}", error.place, error.message, error.help))
    }
}
