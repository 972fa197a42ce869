//! A page's metadata: JSON-LD, Open Graph and other meta elements, the title, the time that it shows.

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use memchr::memmem;

use super::tree::{Element, Event, Tree};
use crate::model::{Metadata, MetadataField, Span};
use crate::readers::entities::decoded;

/// What is read of the JSON-LD object that has a headline; an author is an object with a name, or a name.
const JSON_LD: &[&str] = &[
    "headline",
    "alternativeheadline",
    "description",
    "author",
    "datepublished",
    "articlesection",
    "genre",
    "inlanguage",
];
/// Objects of JSON-LD stand in each other at most so deep.
const DEEPEST: usize = 12;

/// The fields in the order of the page, JSON-LD first.
pub(super) fn collect(tree: &Tree) -> Metadata {
    let mut fields = Vec::new();
    for (index, element) in tree.elements.iter().enumerate() {
        let is_json_ld = |kind: &str| kind.trim().eq_ignore_ascii_case("application/ld+json");
        if element.name == "script" && element.attribute("type").is_some_and(is_json_ld) {
            text_spans(tree, index).for_each(|span| json_ld(tree.source, span, &mut fields));
        }
    }
    for (index, element) in tree.elements.iter().enumerate() {
        match element.name.as_str() {
            "meta" => {
                let key = element.attribute("property").or_else(|| element.attribute("name"));
                let content = element.attributes.iter().find(|attribute| attribute.name == "content");
                if let (Some(key), Some(content)) = (key, content) {
                    let value = content.value.clone();
                    fields.push(MetadataField { key: key.trim().to_lowercase(), value, span: content.span });
                }
            }
            "title" if tree.ancestors(index).skip(1).all(|around| tree.elements[around].name != "svg") => {
                let title = text_spans(tree, index).map(|span| trimmed(tree.source, span));
                fields.extend(title.map(|span| MetadataField {
                    key: "title".to_owned(),
                    value: decoded(&tree.source[span.range()]),
                    span,
                }));
            }
            _ => {}
        }
    }
    fields.extend(published(tree));
    let span = fields.iter().map(|field: &MetadataField| field.span).reduce(Span::cover).unwrap_or_default();
    fields.extend(language(tree));
    Metadata { fields, span }
}

/// The text of the story where JSON-LD has it, markup and all.
pub(super) fn article_body(tree: &Tree) -> Option<String> {
    let scripts = tree.elements.iter().enumerate().filter(|(_, element)| element.name == "script");
    scripts.flat_map(|(index, _)| text_spans(tree, index)).find_map(|span| {
        let text = &tree.source[span.range()];
        memmem::find(text.as_bytes(), b"\"articleBody\"")?;
        let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok()?;
        let article = article(parsed.value.as_ref()?, DEEPEST)?;
        Some(article.get_string("articleBody")?.value.to_string())
    })
}

/// The day that the page shows and marks as the story's: `itemprop="datePublished"`, `class="entry-date published"`.
fn published(tree: &Tree) -> Option<MetadataField> {
    let is_time = |element: &&Element| element.name == "time" && element.attribute("datetime").is_some();
    let is_marked = |element: &&Element| {
        let marks = element.names().chain(element.attribute("itemprop").map(str::to_owned));
        marks.into_iter().any(|mark| mark.to_lowercase().contains("publish"))
    };
    let time = tree.elements.iter().filter(is_time).find(is_marked)?;
    let day = time.attributes.iter().find(|attribute| attribute.name == "datetime")?;
    Some(MetadataField { key: "datepublished".to_owned(), value: day.value.clone(), span: day.span })
}

/// What the page's outermost element says of its language; it stands around the metadata, not among them.
fn language(tree: &Tree) -> Option<MetadataField> {
    let page = tree.elements.iter().find(|element| element.name == "html")?;
    let named = page.attributes.iter().find(|attribute| attribute.name == "lang")?;
    Some(MetadataField { key: "lang".to_owned(), value: named.value.clone(), span: named.span })
}

fn text_spans<'tree>(tree: &'tree Tree, element: usize) -> impl Iterator<Item = Span> + 'tree {
    let (opened, closed) = (tree.elements[element].opened, tree.elements[element].closed);
    tree.events[opened..closed].iter().filter_map(|event| match event {
        Event::Text(span) => Some(*span),
        _ => None,
    })
}

fn trimmed(source: &str, span: Span) -> Span {
    let text = &source[span.range()];
    let start = span.end - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

fn json_ld(source: &str, span: Span, fields: &mut Vec<MetadataField>) {
    match parse_to_ast(&source[span.range()], &CollectOptions::default(), &ParseOptions::default()) {
        Ok(parsed) => {
            if let Some(article) = parsed.value.as_ref().and_then(|value| article(value, DEEPEST)) {
                collect_object(article, span.start, fields);
            }
        }
        Err(_) => broken_json_ld(source, span, fields),
    }
}

/// The first object with a headline, in the value or in what it holds.
fn article<'value, 'text>(value: &'value Value<'text>, depth: usize) -> Option<&'value Object<'text>> {
    if depth == 0 {
        return None;
    }
    match value {
        Value::Object(object) if object.get_string("headline").is_some() => Some(object),
        Value::Object(object) => object.properties.iter().find_map(|property| article(&property.value, depth - 1)),
        Value::Array(array) => array.elements.iter().find_map(|element| article(element, depth - 1)),
        _ => None,
    }
}

fn collect_object(object: &Object, base: usize, fields: &mut Vec<MetadataField>) {
    for property in &object.properties {
        let key = property.name.as_str().to_lowercase();
        if JSON_LD.contains(&key.as_str()) {
            collect_value(&property.value, &key, base, fields);
        }
    }
}

fn collect_value(value: &Value, key: &str, base: usize, fields: &mut Vec<MetadataField>) {
    match value {
        Value::StringLit(words) => {
            let range = words.range();
            let span = Span::new(range.start + 1, range.end - 1).shift(base);
            fields.push(MetadataField { key: key.to_owned(), value: words.value.to_string(), span });
        }
        Value::Array(array) => array.elements.iter().for_each(|element| collect_value(element, key, base, fields)),
        Value::Object(object) => {
            if let Some(property) = object.get("name") {
                collect_value(&property.value, &format!("{key}.name"), base, fields);
            }
        }
        _ => {}
    }
}

/// JSON-LD that does not parse still has its strings: the first of every key.
fn broken_json_ld(source: &str, span: Span, fields: &mut Vec<MetadataField>) {
    let text = &source[span.range()];
    for key in ["headline", "alternativeHeadline", "description"] {
        let Some(at) = memmem::find(text.as_bytes(), format!("\"{key}\"").as_bytes()) else { continue };
        let rest = text[at + key.len() + 2..].trim_start();
        let Some(value) = rest.strip_prefix(':').and_then(|rest| rest.trim_start().strip_prefix('"')) else { continue };
        let start = value.as_ptr() as usize - source.as_ptr() as usize;
        let end = start + string_length(value);
        let literal = &source[start - 1..(end + 1).min(span.end)];
        if let Ok(words) = serde_json::from_str::<String>(literal) {
            fields.push(MetadataField { key: key.to_lowercase(), value: words, span: Span::new(start, end) });
        }
    }
}

/// The length of a JSON string up to its closing mark, or to the line's end.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' | b'\n' => return at,
            _ => {}
        }
    }
    text.len()
}
