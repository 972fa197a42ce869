//! TOML tables into typed values: every error of a table, each with its place, not just the first.

use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::{Problem, Span};

/// A table with its place in the file.
pub type Table<'file> = Spanned<DeTable<'file>>;

/// Parses a TOML file; its syntax errors go to `problems`, the first of each line, for the others follow from it; what
/// could be read is returned.
pub fn parse<'file>(text: &'file str, problems: &mut Vec<Problem>) -> Table<'file> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut done = None;
    for error in errors {
        let span = error.span().map_or(Span::default(), |span| span_of(&span));
        let line = text[..span.start].matches('\n').count();
        if done.replace(line) != Some(line) {
            problems.push(Problem {
                span,
                message: format!("this is not TOML: {}", first_line(error.message())),
                label: String::new(),
                help: "see https://toml.io for how to write strings, lists and tables".to_owned(),
            });
        }
    }
    table
}

/// Reads as a `Value` what is left of `table` without its errors.
///
/// An error is reported at the key or value that causes it; then that entry is left out, or the missing one filled in,
/// and the rest read again, so that all errors of the table are reported at once. `None` when nothing can be read.
pub fn salvage<Value: DeserializeOwned>(mut table: Table<'_>, problems: &mut Vec<Problem>) -> Option<Value> {
    let mut removed = Vec::new();
    loop {
        match Value::deserialize(toml::de::Deserializer::from(table.clone())) {
            Ok(value) => return Some(value),
            Err(error) => {
                let span = error.span().unwrap_or(table.span());
                match error.message().strip_prefix("missing field `").map(|rest| rest.trim_end_matches('`').to_owned())
                {
                    Some(missing) if span == table.span() => {
                        if !removed.contains(&missing) {
                            problems.push(problem(error.message(), span_of(&span)));
                        }
                        fill(&mut table, missing);
                    }
                    // An entry filled in stands nowhere, and says nothing of its own.
                    _ if span == table.span() => return None,
                    _ if is_no_name(error.message()) && empty_entry(table.get_mut(), &span) => {}
                    _ => {
                        problems.push(problem(error.message(), span_of(&span)));
                        removed.push(remove_entry(table.get_mut(), &span)?);
                    }
                }
            }
        }
    }
}

/// Takes out of `problems` those from `first` on that are about entries which [`salvage`] filled in: they stand where
/// their table does, at `table`.
pub fn forget_invented(problems: &mut Vec<Problem>, first: usize, table: Span) {
    let mut index = 0..;
    problems.retain(|problem| index.next().is_some_and(|index| index < first) || problem.span != table);
}

/// Whether something other than a name stands where one of several belongs. Of a string that is none of them serde
/// tells which they are.
fn is_no_name(message: &str) -> bool {
    ["wanted string or table", "wanted exactly 1 element", "unknown variant "]
        .iter()
        .any(|words| message.starts_with(words))
}

/// Makes an empty string of what is no string at `place`, or of the table that has its key there; whether there is one.
fn empty_entry(table: &mut DeTable<'_>, place: &std::ops::Range<usize>) -> bool {
    table.iter_mut().any(|(_, value)| empty_value(value, place))
}

fn empty_value(value: &mut Spanned<DeValue<'_>>, place: &std::ops::Range<usize>) -> bool {
    let stands_here = match value.get_ref() {
        DeValue::String(_) => false,
        DeValue::Table(table) => value.span() == *place || table.keys().any(|key| key.span() == *place),
        _ => value.span() == *place,
    };
    match value.get_mut() {
        value if stands_here => {
            *value = DeValue::String("".into());
            true
        }
        DeValue::Table(table) => empty_entry(table, place),
        DeValue::Array(items) => items.iter_mut().any(|item| empty_value(item, place)),
        _ => false,
    }
}

fn fill(table: &mut Table<'_>, key: String) {
    let span = table.span();
    table.get_mut().insert(Spanned::new(span.clone(), key.into()), Spanned::new(span, DeValue::String("".into())));
}

/// Reads a list of tables, for `#[serde(deserialize_with)]`: serde alone takes a list of values for a table of them too.
pub fn tables<'de, Source, Value>(source: Source) -> Result<Vec<Value>, Source::Error>
where
    Source: Deserializer<'de>,
    Value: Deserialize<'de>,
{
    let tables = Vec::<OnlyTable<Value>>::deserialize(source)?;
    Ok(tables.into_iter().map(|table| table.0).collect())
}

struct OnlyTable<Value>(Value);

impl<'de, Value: Deserialize<'de>> Deserialize<'de> for OnlyTable<Value> {
    fn deserialize<Source: Deserializer<'de>>(source: Source) -> Result<Self, Source::Error> {
        source.deserialize_map(TableVisitor(PhantomData))
    }
}

struct TableVisitor<Value>(PhantomData<Value>);

impl<'de, Value: Deserialize<'de>> Visitor<'de> for TableVisitor<Value> {
    type Value = OnlyTable<Value>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a table")
    }

    fn visit_map<Map: MapAccess<'de>>(self, map: Map) -> Result<Self::Value, Map::Error> {
        Value::deserialize(MapAccessDeserializer::new(map)).map(OnlyTable)
    }
}

/// Takes the entry `key` out of a table.
pub fn take<'file>(table: &mut DeTable<'file>, key: &str) -> Option<(Span, Spanned<DeValue<'file>>)> {
    let found = table.keys().find(|candidate| candidate.get_ref().as_ref() == key)?.clone();
    let span = span_of(&found.span());
    table.remove(&found).map(|value| (span, value))
}

/// The nearest of `names` to a name that is none of them, near enough to be meant.
pub fn nearest<'name>(wrong: &str, names: impl IntoIterator<Item = &'name str>) -> Option<&'name str> {
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.len().min(wrong.len()) / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

pub fn span_of(range: &std::ops::Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

/// Removes the innermost entry whose key or value is at `place`; the name of the outermost entry that holds it.
fn remove_entry(table: &mut DeTable<'_>, place: &std::ops::Range<usize>) -> Option<String> {
    let at = |range: std::ops::Range<usize>| range.start <= place.start && place.end <= range.end;
    let Some(key) = table.iter().find(|(key, value)| at(key.span()) || at(value.span())).map(|(key, _)| key.clone())
    else {
        // The place of a table under a `[header]` is its header's: the entry may stand in any of them.
        let mut entries = table.iter_mut();
        return entries
            .find_map(|(key, value)| remove_within(value.get_mut(), place).then(|| key.get_ref().to_string()));
    };
    let inside = !at(key.span()) && table.get_mut(&key).is_some_and(|value| remove_within(value.get_mut(), place));
    if !inside {
        table.remove(&key);
    }
    Some(key.get_ref().to_string())
}

fn remove_within(value: &mut DeValue<'_>, place: &std::ops::Range<usize>) -> bool {
    match value {
        DeValue::Table(table) => remove_entry(table, place).is_some(),
        DeValue::Array(items) => {
            items.iter_mut().any(|item| item.span() != *place && remove_within(item.get_mut(), place))
        }
        _ => false,
    }
}

/// serde's words in ours, with the nearest of the names that it expected.
fn problem(message: &str, span: Span) -> Problem {
    let message = first_line(message);
    let mut names = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field ")
        && let Some(wrong) = names.next()
    {
        let known: Vec<&str> = names.collect();
        let help = match nearest(wrong, known.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None if known.is_empty() => "no key is allowed here".to_owned(),
            None => format!("known here: {}", known.join(", ")),
        };
        return Problem { span, message: format!("unknown key `{wrong}`"), label: "no such key".to_owned(), help };
    }
    if let Some(rest) = message.strip_prefix("missing field ") {
        let help = format!("add {}", rest.trim_matches('`'));
        return Problem { span, message: format!("the key {rest} is missing"), label: "here".to_owned(), help };
    }
    if message.starts_with("unknown variant ")
        && let Some(wrong) = names.next()
    {
        let known: Vec<&str> = names.collect();
        let help = nearest(wrong, known.iter().copied())
            .map_or_else(|| format!("known here: {}", known.join(", ")), |name| format!("did you mean `{name}`?"));
        let message = match wrong {
            "" => "this is none of the words that may stand here".to_owned(),
            wrong => format!("unknown value `{wrong}`"),
        };
        return Problem { span, message, label: "no such value".to_owned(), help };
    }
    let label = "not what is expected here".to_owned();
    match message.split_once(", expected ").or_else(|| message.split_once("expected ")) {
        Some((wrong, expected)) => {
            let expected = in_toml(expected);
            let message = match wrong.strip_prefix("invalid type: ") {
                Some(wrong) => format!("{} does not fit here", in_toml(wrong)),
                None if wrong.is_empty() => format!("this is not {expected}"),
                None => wrong.to_owned(),
            };
            Problem { span, message, label, help: format!("write {expected} here") }
        }
        None => Problem {
            span,
            message: message.to_owned(),
            label,
            help: "see the reference for what may stand here".to_owned(),
        },
    }
}

/// serde's name of a kind of value in TOML's words.
fn in_toml(kind: &str) -> String {
    let kind = match kind {
        "sequence" | "a sequence" => "a list",
        "map" | "a map" => "a table",
        "a boolean" => "true or false",
        "f64" => "a number",
        "usize" | "u64" | "u32" | "u16" | "u8" | "i64" => "a whole number",
        other => other,
    };
    let value = ["string ", "integer ", "floating point ", "boolean "].iter().find_map(|name| kind.strip_prefix(name));
    value.unwrap_or(kind).trim_matches('`').to_owned()
}

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default()
}
