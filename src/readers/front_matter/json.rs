//! JSON front matter.

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{key_in, problem};
use crate::model::{MetadataField, Problem, Span};

/// The fields of the JSON object that stands in `span` of the source.
pub(super) fn parse(source: &str, span: Span) -> (Vec<MetadataField>, Vec<Problem>) {
    let mut fields = Vec::new();
    match parse_to_ast(&source[span.range()], &CollectOptions::default(), &ParseOptions::default()) {
        Ok(parsed) => {
            if let Some(Value::Object(object)) = parsed.value {
                collect_object(&object, "", span.start, &mut fields);
            }
            (fields, Vec::new())
        }
        Err(error) => {
            let range = error.range();
            let end = range.end.max(range.start).min(span.len());
            let place = Span::new(range.start.min(end), end).shift(span.start);
            (fields, vec![problem("JSON", &error.kind().to_string(), "no field is read", place)])
        }
    }
}

/// The length in bytes of the object that `text` begins with, up to its closing brace.
pub(super) fn object_length(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted && depth == 1 => return Some(at + 1),
            b'}' if !quoted => depth -= 1,
            _ => {}
        }
    }
    None
}

fn collect_object(object: &Object, path: &str, base: usize, fields: &mut Vec<MetadataField>) {
    for property in &object.properties {
        if let Some(key) = key_in(path, property.name.as_str()) {
            collect(&property.value, key, base, fields);
        }
    }
}

fn collect(value: &Value, key: String, base: usize, fields: &mut Vec<MetadataField>) {
    let range = value.range();
    let span = Span::new(range.start, range.end).shift(base);
    match value {
        Value::Object(object) => collect_object(object, &key, base, fields),
        Value::Array(array) => {
            array.elements.iter().for_each(|element| collect(element, key.clone(), base, fields));
        }
        Value::StringLit(words) => {
            let inner = Span::new(span.start + 1, span.end - 1);
            fields.push(MetadataField { key, value: words.value.to_string(), span: inner });
        }
        Value::NumberLit(number) => fields.push(MetadataField { key, value: number.value.to_owned(), span }),
        Value::BooleanLit(truth) => fields.push(MetadataField { key, value: truth.value.to_string(), span }),
        Value::NullKeyword(_) => {}
    }
}
