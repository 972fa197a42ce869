//! YAML front matter.

use std::borrow::Cow;

use libyaml_safer::{Error, EventData, Parser, ScalarStyle};
use rustc_hash::FxHashSet;

use super::{key_in, problem};
use crate::model::{MetadataField, Problem, Span};

/// The fields of the YAML mapping that stands in `span` of the source.
pub(super) fn parse(source: &str, span: Span) -> (Vec<MetadataField>, Vec<Problem>) {
    let markup = &source[span.range()];
    let letters = Letters::new(markup);
    let mut collector = Collector::default();
    // What other programs read is read: this is the grammar of libyaml, and of PyYAML.
    let parsed = without_bare_tags(markup);
    let mut bytes = parsed.as_bytes();
    let mut parser = Parser::new();
    parser.set_input_string(&mut bytes);
    loop {
        match parser.parse() {
            Ok(event) if event.data == EventData::StreamEnd => return (collector.fields, Vec::new()),
            Ok(event) => {
                let place = letters.span(event.start_mark.index, event.end_mark.index);
                collector.take(event.data, place, source, span.start);
            }
            Err(error) => {
                let start = letters.byte(error.problem_mark().map_or(0, |mark| mark.index));
                let line = memchr::memchr(b'\n', &markup.as_bytes()[start..]).map_or(markup.len(), |end| start + end);
                let place = Span::new(start, line).shift(span.start);
                let broken_line = source[..place.start].rfind('\n').map_or(0, |end| end + 1);
                collector.fields.retain(|field| field.span.start < broken_line);
                read_lines(source, span, &mut collector.fields);
                return (collector.fields, vec![problem("YAML", &description(&error), "not YAML from here on", place)]);
            }
        }
    }
}

/// The text with null in the place of each tag that has no value in a list or mapping on one line: `[!!str, a]`. The
/// parser panics at the comma behind it; no character moves.
fn without_bare_tags(markup: &str) -> Cow<'_, str> {
    let mut tags = like_bare_tags(markup);
    if tags.is_empty() {
        return Cow::Borrowed(markup);
    }
    let scalars = scalars(&with_nulls(markup, &tags));
    tags.retain(|tag| !scalars.iter().any(|scalar| scalar.start < tag.start && tag.start < scalar.end));
    Cow::Owned(with_nulls(markup, &tags))
}

/// Where a tag may stand right before a comma, if that is no part of a longer value.
fn like_bare_tags(markup: &str) -> Vec<Span> {
    if !markup.contains(['[', '{']) {
        return Vec::new();
    }
    let tag_at = |(start, _): (usize, &str)| {
        let is_first = markup[..start].ends_with(|before: char| before.is_whitespace() || "[{,".contains(before));
        let length = markup[start..].find(|letter: char| letter.is_whitespace() || "[]{},".contains(letter))?;
        let tag = &markup[start..start + length];
        let is_bare = is_first && tag.is_ascii() && markup[start + length..].starts_with(',');
        is_bare.then(|| Span::new(start, start + length))
    };
    markup.match_indices('!').filter_map(tag_at).collect()
}

fn with_nulls(markup: &str, places: &[Span]) -> String {
    let mut text = markup.to_owned();
    for place in places {
        text.replace_range(place.range(), &format!("{:<1$}", "~", place.end - place.start));
    }
    text
}

/// The places of all values and keys, up to the first error.
fn scalars(markup: &str) -> Vec<Span> {
    let letters = Letters::new(markup);
    let mut bytes = markup.as_bytes();
    let mut parser = Parser::new();
    parser.set_input_string(&mut bytes);
    let events = std::iter::from_fn(|| parser.parse().ok().filter(|event| event.data != EventData::StreamEnd));
    let scalars = events.filter(|event| matches!(event.data, EventData::Scalar { .. }));
    scalars.map(|event| letters.span(event.start_mark.index, event.end_mark.index)).collect()
}

/// What the parser has to say, without the place.
fn description(error: &Error) -> String {
    match (error.context().unwrap_or_default(), error.problem()) {
        ("", problem) => problem.to_owned(),
        (context, problem) => format!("{context}, {problem}"),
    }
}

/// Where each character of a text stands, in bytes.
struct Letters {
    starts: Option<Vec<usize>>,
    length: usize,
}

impl Letters {
    fn new(text: &str) -> Self {
        let starts = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect());
        Self { starts, length: text.len() }
    }

    fn span(&self, start: u64, end: u64) -> Span {
        let start = self.byte(start);
        Span::new(start, self.byte(end).max(start))
    }

    fn byte(&self, character: u64) -> usize {
        let character = usize::try_from(character).unwrap_or(usize::MAX);
        match &self.starts {
            Some(starts) => starts.get(character).copied().unwrap_or(self.length),
            None => character.min(self.length),
        }
    }
}

#[derive(Default)]
struct Collector {
    fields: Vec<MetadataField>,
    open: Vec<YamlLevel>,
}

/// A mapping or a sequence that is being read.
enum YamlLevel {
    /// The path of the mapping, and the key whose value comes next. What has no path is passed over.
    Mapping(Option<String>, Option<String>),
    /// The path that the items share.
    Sequence(Option<String>),
}

impl Collector {
    fn take(&mut self, event: EventData, place: Span, source: &str, base: usize) {
        match event {
            EventData::MappingStart { .. } => {
                let path = self.take_path();
                self.open.push(YamlLevel::Mapping(path, None));
            }
            EventData::SequenceStart { .. } => {
                let path = self.take_path();
                self.open.push(YamlLevel::Sequence(path));
            }
            EventData::MappingEnd | EventData::SequenceEnd => {
                self.open.pop();
            }
            EventData::Alias { .. } => {
                self.take_path();
            }
            EventData::Scalar { value, style, .. } => self.take_scalar(&value, style, place, source, base),
            _ => {}
        }
    }

    fn take_scalar(&mut self, value: &str, style: ScalarStyle, place: Span, source: &str, base: usize) {
        if let Some(YamlLevel::Mapping(_, key @ None)) = self.open.last_mut() {
            *key = Some(value.to_owned());
            return;
        }
        if self.open.is_empty() {
            return;
        }
        let Some(key) = self.take_path() else { return };
        if style == ScalarStyle::Plain && ["~", "null", "Null", "NULL"].contains(&value) {
            return;
        }
        let span = without_marks(source, place.shift(base), style);
        self.fields.push(MetadataField { key, value: value.to_owned(), span });
    }

    /// The path of the value that comes now.
    fn take_path(&mut self) -> Option<String> {
        match self.open.last_mut() {
            Some(YamlLevel::Mapping(path, key)) => {
                let key = key.take().unwrap_or_default();
                path.as_ref().and_then(|path| key_in(path, &key))
            }
            Some(YamlLevel::Sequence(path)) => path.clone(),
            None => Some(String::new()),
        }
    }
}

/// Adds the fields that broken YAML still shows, one a line, as the words behind their colon.
fn read_lines(source: &str, span: Span, fields: &mut Vec<MetadataField>) {
    let first = |key: &str| key.split('.').next().unwrap_or_default().to_owned();
    let mut known: FxHashSet<String> = fields.iter().map(|field| first(&field.key)).collect();
    for line in source[span.range()].lines() {
        let Some((key, value)) = line.split_once(": ") else { continue };
        let is_key = !key.contains(|letter: char| !letter.is_alphanumeric() && letter != '_');
        if !is_key || !known.insert(key.to_lowercase()) {
            continue;
        }
        let value = value.trim().trim_matches(['"', '\'']);
        let start = value.as_ptr() as usize - source.as_ptr() as usize;
        let span = Span::new(start, start + value.len());
        fields.push(MetadataField { key: key.to_lowercase(), value: value.to_owned(), span });
    }
}

/// The value's own place: no quotation marks, no `|` or `>` line, no white space around it.
fn without_marks(source: &str, span: Span, style: ScalarStyle) -> Span {
    let mut span = span;
    // A tag or an anchor is no part of the value.
    while let Some(rest) = source[span.range()].strip_prefix(['!', '&']) {
        span.start = span.end - rest.trim_start_matches(|letter: char| !letter.is_whitespace()).trim_start().len();
    }
    let raw = &source[span.range()];
    let inner = match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            let from = usize::from(raw.starts_with(['"', '\'']));
            let to = raw.len() - usize::from(raw.len() > from && raw.ends_with(['"', '\'']));
            return Span::new(span.start + from, span.start + to);
        }
        ScalarStyle::Literal | ScalarStyle::Folded if raw.starts_with(['|', '>']) => {
            raw.find('\n').map_or("", |header| &raw[header..])
        }
        _ => raw,
    };
    let start = span.end - inner.trim_start().len();
    Span::new(start, start + inner.trim().len())
}
