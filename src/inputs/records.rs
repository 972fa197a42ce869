//! `.jsonl` and `.ndjson`: one article a line.

use serde_json::{Map, Value};

use super::InputError;
use super::load::{MOST_BYTES, too_large};
use crate::model::{Format, Input, Source};

/// Keys that hold an article's words, the best first; in any case, and with or without `_` and `-`.
const TEXT: [&str; 14] = [
    "text",
    "body",
    "content",
    "article",
    "articlebody",
    "articletext",
    "bodytext",
    "fulltext",
    "maintext",
    "story",
    "markdown",
    "bodymarkdown",
    "html",
    "bodyhtml",
];

/// Keys that hold its headline.
const HEADLINE: [&str; 4] = ["headline", "title", "hed", "heading"];

/// Letters from which on what stands under another key is taken for an article's words.
const WORDS: usize = 120;

/// The article of the line with the 1-based `number`.
pub(super) fn parse_line(name: &str, number: usize, line: &[u8]) -> Result<Input, InputError> {
    let error = |message: String, help: &str| InputError::error(format!("{name}:{number}"), message, help);
    let line = std::str::from_utf8(line).map_err(|fault| {
        let offset = fault.valid_up_to();
        let message = format!("the line is not UTF-8: the byte 0x{:02X} at offset {offset} is not text", line[offset]);
        error(message, "save it as UTF-8; it may be Latin-1 or Windows-1252")
    })?;
    if !line.trim_start().starts_with('{') {
        let help = "write one JSON object a line, with \"id\" and \"text\" or \"headline\"";
        return Err(error("the line is not a JSON object".to_owned(), help));
    }
    if line.len() as u64 > MOST_BYTES {
        return Err(too_large(&format!("{name}:{number}")));
    }
    let record: Map<String, Value> = serde_json::from_str(line).map_err(|fault| {
        let help =
            "write one JSON object a line, with \"id\" and \"text\" or \"headline\"; the other lines are checked";
        error(explain(&fault), help)
    })?;
    let not_words =
        |key: String| error(format!("\"{key}\" is not words"), "write them as a string, or as a list of paragraphs");
    let text = find(&record, &TEXT).map_err(not_words)?;
    let headline = find(&record, &HEADLINE).map_err(not_words)?;
    if text.is_none()
        && let Some(key) = unread(&record, "")
    {
        let help =
            "give an article's words under \"text\", \"body\" or \"content\"; docs/configuration.md has all keys";
        return Err(error(format!("words stand under \"{key}\", which is not read"), help));
    }
    if text.is_none() && headline.is_none() {
        let help = "give the article's words under one of the two";
        return Err(error("the line holds neither \"text\" nor \"headline\"".to_owned(), help));
    }
    let article = match record.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(id @ Value::Number(_)) => id.to_string(),
        None | Some(Value::Null) => format!("{name}:{number}"),
        Some(_) => {
            return Err(error(
                "the article's \"id\" is neither a string nor a number".to_owned(),
                "give it a short name",
            ));
        }
    };
    let format = match record.get("format") {
        Some(written) if !written.is_null() => serde_json::from_value(written.clone())
            .map_err(|_| error(format!("there is no format {written}"), "write text, markdown or html"))?,
        _ => text.as_ref().map_or(Format::Text, |(key, words)| format_of(key, words)),
    };
    let words = text.map(|(_, words)| words).unwrap_or_default();
    let headline = headline.map(|(_, words)| words);
    Ok(Input { source: Source::record(name, article, number, headline.as_deref(), &words), format })
}

/// The words under the first of `keys` that has some; an empty one counts where no other does.
fn find(record: &Map<String, Value>, keys: &[&str]) -> Result<Option<(String, String)>, String> {
    let mut found = None;
    for wanted in keys {
        for (key, value) in record.iter().filter(|(key, value)| plain(key) == *wanted && !value.is_null()) {
            match words(value) {
                Some(words) if !words.trim().is_empty() => return Ok(Some((key.clone(), words))),
                Some(words) => found = found.or(Some((key.clone(), words))),
                // An object under such a key is searched with all that is not read.
                None if value.is_object() || value.is_array() => {}
                None => return Err(key.clone()),
            }
        }
    }
    Ok(found)
}

/// A string, or a list of paragraphs.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Array(items) => {
            let paragraphs: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            paragraphs.map(|paragraphs| paragraphs.join("\n\n"))
        }
        _ => None,
    }
}

/// The key under which an article's words stand unread, inside other objects behind a dot.
fn unread(record: &Map<String, Value>, path: &str) -> Option<String> {
    let is_read = |key: &str| path.is_empty() && HEADLINE.contains(&plain(key).as_str());
    record.iter().filter(|(key, _)| !is_read(key)).find_map(|(key, value)| {
        let key = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match value {
            Value::Object(inner) => unread(inner, &key),
            Value::Array(items) if words(value).is_none() => {
                items.iter().find_map(|item| unread(item.as_object()?, &key))
            }
            _ => words(value).filter(|words| is_prose(words)).map(|_| key),
        }
    })
}

/// Whether it is long enough for a story, in words, and no address or code.
fn is_prose(words: &str) -> bool {
    words.len() >= WORDS && words.split_whitespace().count() * 15 > words.len()
}

fn format_of(key: &str, words: &str) -> Format {
    let key = plain(key);
    if key.contains("markdown") {
        Format::Markdown
    } else if key.contains("html") || words.trim_start().starts_with('<') && words.trim_end().ends_with('>') {
        Format::Html
    } else {
        Format::Text
    }
}

fn plain(key: &str) -> String {
    key.to_lowercase().replace(['_', '-'], "")
}

/// The parser's message with the column alone: its line is always the first, and the place names the real one.
fn explain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    format!("the line is not an article: {message}, at column {}", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_headline_without_a_text_is_read() {
        let headline = "the harbour board of Orsa says again that the pier is safe ".repeat(3);
        let line = format!("{{\"id\": 1, \"headline\": \"{headline}\"}}");
        let input = parse_line("wire.jsonl", 1, line.as_bytes()).expect("a headline alone is an article");
        assert!(input.source.headline_span().is_some());
    }
}
