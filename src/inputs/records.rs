//! `.jsonl` and `.ndjson`: one article a line.

use std::borrow::Cow;

use serde::Deserialize;

use super::InputError;
use super::load::{Loaded, MOST_BYTES, too_large};
use crate::model::{Format, Input, Source};

/// What a line may say; other keys are the user's own and are let be.
#[derive(Deserialize)]
struct Record<'line> {
    id: Option<serde_json::Value>,
    #[serde(borrow)]
    text: Option<Cow<'line, str>>,
    #[serde(borrow)]
    headline: Option<Cow<'line, str>>,
    format: Option<Format>,
}

/// The articles of a whole file, in the order of its lines; each broken line is an error of its own.
pub(super) fn parse(name: &str, text: &str) -> Loaded {
    text.trim_start_matches('\u{feff}')
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| parse_line(name, index + 1, line))
        .collect()
}

fn parse_line(name: &str, number: usize, line: &str) -> Result<Input, InputError> {
    let place = || format!("{name}:{number}");
    if !line.trim_start().starts_with('{') {
        let help = "write one JSON object a line, with \"id\" and \"text\" or \"headline\"";
        return Err(InputError::error(place(), "the line is not a JSON object", help));
    }
    if line.len() as u64 > MOST_BYTES {
        return Err(too_large(&place()));
    }
    let record: Record = serde_json::from_str(line).map_err(|error| {
        let help =
            "write one JSON object a line, with \"id\" and \"text\" or \"headline\"; the other lines are checked";
        InputError::error(place(), explain(&error), help)
    })?;
    if record.text.is_none() && record.headline.is_none() {
        let message = "the line holds neither \"text\" nor \"headline\"";
        return Err(InputError::error(place(), message, "give the article's words under one of the two"));
    }
    let article = match record.id {
        Some(serde_json::Value::String(id)) => id,
        Some(id @ serde_json::Value::Number(_)) => id.to_string(),
        None | Some(serde_json::Value::Null) => place(),
        Some(_) => {
            let message = "the article's \"id\" is neither a string nor a number";
            return Err(InputError::error(place(), message, "give it a short name"));
        }
    };
    let text = record.text.unwrap_or_default();
    let source = Source::record(name, article, number, record.headline.as_deref(), &text);
    Ok(Input { source, format: record.format.unwrap_or(Format::Text) })
}

/// The parser's message with the column alone: its line is always the first, and the place names the real one.
fn explain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    format!("the line is not an article: {message}, at column {}", error.column())
}
