//! Front matter: YAML, TOML or JSON at the head of a story, as metadata with places.

mod json;
mod toml;
mod yaml;

use super::composer::Composer;
use super::field_names::first_filled;
use super::{FieldNames, scalar};
use crate::model::{BlockKind, Metadata, MetadataField, Problem, Shape, Span};

/// Metadata, and what was wrong with it.
#[derive(Default)]
pub(super) struct FrontMatter {
    pub metadata: Metadata,
    pub problems: Vec<Problem>,
}

/// Parses the markup in `span` of the source; fields read before a fault are kept.
type Parse = fn(&str, Span) -> (Vec<MetadataField>, Vec<Problem>);

/// Reads the front matter that `text` of the source begins with, if it begins with one.
pub(super) fn find(source: &str, text: Span) -> Option<FrontMatter> {
    let body = source[text.range()].trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    let start = text.end - body.len();
    if body.starts_with('{') {
        return find_json(source, Span::new(start, text.end));
    }
    let (opening, _) = first_line(body);
    let (parse, closings): (Parse, &[&str]) = match opening.trim_end() {
        "---" => (yaml::parse, &["---", "..."]),
        "+++" => (toml::parse, &["+++"]),
        _ => return None,
    };
    let inner = start + opening.len();
    match closing(source, Span::new(inner, text.end), closings) {
        Some(close) => {
            let (fields, problems) = parse(source, Span::new(inner, close.start));
            let span = Span::new(start, close.end);
            Some(FrontMatter { metadata: Metadata { fields, span }, problems })
        }
        None if looks_like_a_field(first_line(&source[inner..text.end]).0) => {
            Some(unclosed(source, Span::new(start, text.end), inner, parse))
        }
        None => None,
    }
}

/// The same in a format in which such lines may be ornament: only what parses, and has fields.
pub(super) fn find_sound(source: &str, text: Span) -> Option<FrontMatter> {
    find(source, text).filter(|front| front.problems.is_empty() && !front.metadata.fields.is_empty())
}

/// Writes the headline, dek and byline that the metadata hold as blocks, and keeps the metadata.
pub(super) fn write(composer: &mut Composer, front: FrontMatter, names: &FieldNames) {
    let roles =
        [(BlockKind::Headline, &names.headline), (BlockKind::Dek, &names.dek), (BlockKind::Byline, &names.byline)];
    for (kind, keys) in roles {
        if kind == BlockKind::Headline && composer.has_headline() {
            continue;
        }
        let Some(first) = first_filled(&front.metadata, keys) else { continue };
        for field in front.metadata.fields.iter().filter(|field| field.key == first.key) {
            composer.open(kind, field.span.start, Shape::default());
            scalar::push(composer, field);
            composer.close();
            if kind != BlockKind::Byline {
                break;
            }
        }
    }
    front.problems.into_iter().for_each(|problem| composer.problem(problem));
    composer.set_metadata(front.metadata);
}

/// The first line of `text` with its end, and the rest.
fn first_line(text: &str) -> (&str, &str) {
    text.split_at(memchr::memchr(b'\n', text.as_bytes()).map_or(text.len(), |end| end + 1))
}

/// The line within `span` that is one of `closings`.
fn closing(source: &str, span: Span, closings: &[&str]) -> Option<Span> {
    let mut at = span.start;
    for line in source[span.range()].split_inclusive('\n') {
        if closings.contains(&line.trim_end()) {
            return Some(Span::new(at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn looks_like_a_field(line: &str) -> bool {
    let name = line.trim_start_matches(|letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '"'));
    name.len() < line.len() && name.trim_start().starts_with([':', '='])
}

/// Front matter without its closing line reaches to the first blank line.
fn unclosed(source: &str, whole: Span, inner: usize, parse: Parse) -> FrontMatter {
    let mut end = inner;
    for line in source[inner..whole.end].split_inclusive('\n').take_while(|line| !line.trim().is_empty()) {
        end += line.len();
    }
    let (fields, mut problems) = parse(source, Span::new(inner, end));
    let opening = Span::new(whole.start, whole.start + 3);
    problems.push(Problem {
        span: opening,
        message: "the front matter is not closed".to_owned(),
        label: "it begins here".to_owned(),
        help: format!("put a line of `{}` below the last field", &source[opening.range()]),
    });
    FrontMatter { metadata: Metadata { fields, span: Span::new(whole.start, end) }, problems }
}

/// JSON front matter: an object that begins on the first line and is followed by a line's end.
fn find_json(source: &str, text: Span) -> Option<FrontMatter> {
    let after = source[text.start + 1..text.end].trim_start();
    if !after.starts_with(['"', '}']) {
        return None;
    }
    let end = text.start + json::object_length(&source[text.range()])?;
    let span = Span::new(text.start, end);
    let (fields, problems) = json::parse(source, span);
    Some(FrontMatter { metadata: Metadata { fields, span }, problems })
}

/// Bytes that a field's key has at most, with those of the tables around it.
const LONGEST_KEY: usize = 1024;

/// The key of a field inside `path`, lower case; none where it would be too long for anybody to ask for it.
fn key_in(path: &str, key: &str) -> Option<String> {
    let fits = path.len() + key.len() <= LONGEST_KEY;
    let key = || if path.is_empty() { key.to_lowercase() } else { format!("{path}.{}", key.to_lowercase()) };
    fits.then(key)
}

/// A [`Problem`] of front matter written in `language`; `label` says what it means for the fields.
fn problem(language: &str, message: &str, label: &str, span: Span) -> Problem {
    Problem {
        span,
        message: format!("the front matter is not valid {language}: {}", message.trim_end_matches('.')),
        label: label.to_owned(),
        help: "put quotation marks around values with a colon, a number sign or quotation marks in them".to_owned(),
    }
}
