//! YAML front matter.

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
    let mut bytes = markup.as_bytes();
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
    open: Vec<Level>,
}

/// A mapping or a sequence that is being read.
enum Level {
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
                self.open.push(Level::Mapping(path, None));
            }
            EventData::SequenceStart { .. } => {
                let path = self.take_path();
                self.open.push(Level::Sequence(path));
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
        if let Some(Level::Mapping(_, key @ None)) = self.open.last_mut() {
            *key = Some(value.to_owned());
            return;
        }
        if self.open.is_empty() {
            return;
        }
        let Some(key) = self.take_path() else { return };
        let span = without_marks(source, place.shift(base), style);
        self.fields.push(MetadataField { key, value: value.to_owned(), span });
    }

    /// The path of the value that comes now.
    fn take_path(&mut self) -> Option<String> {
        match self.open.last_mut() {
            Some(Level::Mapping(path, key)) => {
                let key = key.take().unwrap_or_default();
                path.as_ref().and_then(|path| key_in(path, &key))
            }
            Some(Level::Sequence(path)) => path.clone(),
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
