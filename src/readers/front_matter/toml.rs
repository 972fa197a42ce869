//! TOML front matter.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{key_in, problem};
use crate::model::{MetadataField, Problem, Span};

/// The fields of the TOML table that stands in `span` of the source.
pub(super) fn parse(source: &str, span: Span) -> (Vec<MetadataField>, Vec<Problem>) {
    let markup = &source[span.range()];
    let (table, errors) = DeTable::parse_recoverable(markup);
    let mut fields = Vec::new();
    collect_table(table.get_ref(), "", source, span.start, &mut fields);
    fields.sort_by_key(|field| field.span);
    let problems = errors.iter().map(|error| {
        let range = error.span().filter(|range| markup.get(range.clone()).is_some()).unwrap_or(0..markup.len());
        let place = Span::new(range.start, range.end).shift(span.start);
        problem("TOML", error.message(), "this is not TOML", place)
    });
    (fields, problems.collect())
}

fn collect_table(table: &DeTable, path: &str, source: &str, base: usize, fields: &mut Vec<MetadataField>) {
    for (key, value) in table {
        collect(value, key_in(path, key.get_ref()), source, base, fields);
    }
}

fn collect(value: &Spanned<DeValue>, key: String, source: &str, base: usize, fields: &mut Vec<MetadataField>) {
    let span = Span::new(value.span().start, value.span().end).shift(base);
    match value.get_ref() {
        DeValue::Table(table) => collect_table(table, &key, source, base, fields),
        DeValue::Array(array) => array.iter().for_each(|item| collect(item, key.clone(), source, base, fields)),
        DeValue::String(words) => {
            let marks = quotation_marks(&source[span.range()]);
            let inner = Span::new(span.start + marks, (span.end - marks).max(span.start + marks));
            fields.push(MetadataField { key, value: words.to_string(), span: inner });
        }
        _ => fields.push(MetadataField { key, value: source[span.range()].to_owned(), span }),
    }
}

/// How many quotation marks stand on either side of the value.
fn quotation_marks(raw: &str) -> usize {
    if raw.len() >= 6 && (raw.starts_with("\"\"\"") || raw.starts_with("'''")) {
        3
    } else {
        usize::from(raw.len() >= 2 && raw.starts_with(['"', '\'']))
    }
}
