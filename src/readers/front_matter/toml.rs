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
        if let Some(key) = key_in(path, key.get_ref()) {
            collect(value, key, source, base, fields);
        }
    }
}

fn collect(value: &Spanned<DeValue>, key: String, source: &str, base: usize, fields: &mut Vec<MetadataField>) {
    let span = Span::new(value.span().start, value.span().end).shift(base);
    match value.get_ref() {
        DeValue::Table(table) => collect_table(table, &key, source, base, fields),
        DeValue::Array(array) => array.iter().for_each(|item| collect(item, key.clone(), source, base, fields)),
        DeValue::String(words) => {
            let inner = between_marks(&source[span.range()]);
            let inner = Span::new(inner.start, inner.end).shift(span.start);
            fields.push(MetadataField { key, value: words.to_string(), span: inner });
        }
        _ => fields.push(MetadataField { key, value: source[span.range()].to_owned(), span }),
    }
}

/// The bytes of a value without the quotation marks around it; the closing ones may be missing.
fn between_marks(raw: &str) -> std::ops::Range<usize> {
    let mark = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|mark| raw.starts_with(mark)).unwrap_or_default();
    let end = raw.len() - if raw[mark.len()..].ends_with(mark) { mark.len() } else { 0 };
    mark.len()..end
}

#[cfg(test)]
mod tests {
    use super::between_marks;

    #[test]
    fn a_value_ends_before_its_closing_marks_if_it_has_any() {
        let inner = |raw| &raw[between_marks(raw)];
        assert_eq!(inner("\"Ferry stops\""), "Ferry stops");
        assert_eq!(inner("'''Ferry stops'''"), "Ferry stops");
        assert_eq!(inner("\"Café"), "Café");
        assert_eq!(inner("\"\""), "");
        assert_eq!(inner("\""), "");
        assert_eq!(inner("12"), "12");
    }
}
