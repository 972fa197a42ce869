//! The sources of a story, as a standards editor audits them: who, of what kind, how often, first where, how described.

use std::io::{self, Write};

use serde::Serialize;

use super::place::InspectedPlace;
use crate::cli::InspectFormat;
use crate::emit::{Style, counted, display_width, visible, visible_name, write_json};
use crate::model::{Article, Source, SourceKind, StorySource};

#[derive(Serialize)]
struct Audit<'a> {
    article: &'a str,
    path: &'a str,
    /// How many are people with a name, how many have none, how many are offices, groups, documents, organizations.
    named: usize,
    anonymous: usize,
    other: usize,
    sources: Vec<SourceRow<'a>>,
}

#[derive(Serialize)]
struct SourceRow<'a> {
    source: &'a str,
    kind: &'static str,
    /// How many sentences it stands behind.
    sentences: usize,
    /// The first of them.
    first: InspectedPlace,
    described: Option<&'a str>,
    /// Why it has no name, and where the story says so.
    reason: Option<Reason<'a>>,
}

#[derive(Serialize)]
struct Reason<'a> {
    #[serde(flatten)]
    place: InspectedPlace,
    text: &'a str,
}

/// Writes the article's sources, as a table or as one line of JSON.
pub fn write(
    source: &Source,
    article: &Article,
    format: InspectFormat,
    style: &Style,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let audit = Audit {
        article: &source.article,
        path: &source.path,
        named: article.named_sources(),
        anonymous: article.anonymous_sources(),
        other: article.other_sources(),
        sources: article.sources.iter().map(|found| row(source, article, found)).collect(),
    };
    match format {
        InspectFormat::Jsonl => {
            write_json(&mut *out, &audit)?;
            writeln!(out)
        }
        InspectFormat::Tree => audit.write(style.width, out),
    }
}

fn row<'a>(source: &Source, article: &'a Article, found: &StorySource) -> SourceRow<'a> {
    let place = |passage| InspectedPlace::of(source, article.text.span(passage));
    SourceRow {
        source: article.text.slice(found.words),
        kind: found.kind.name(),
        sentences: found.mentions,
        first: place(found.first),
        described: found.description.map(|passage| article.text.slice(passage)),
        reason: found.reason.map(|passage| Reason { place: place(passage), text: article.text.slice(passage) }),
    }
}

/// The columns that a name gets at most.
const NAME: usize = 26;

impl Audit<'_> {
    fn write(&self, width: usize, out: &mut Vec<u8>) -> io::Result<()> {
        let count = counted(self.sources.len(), "source");
        writeln!(out, "{}: {count}, {} named, {} anonymous", visible_name(self.article), self.named, self.anonymous)?;
        if self.sources.is_empty() {
            return writeln!(out);
        }
        let name = self.sources.iter().map(|row| display_width(row.source)).max().unwrap_or_default().clamp(6, NAME);
        let room = width.saturating_sub(name + 33).max(20);
        writeln!(out, "  {}  {:<12}  {:>5}  {:>4}  described", padded("source", name), "kind", "times", "line")?;
        for row in &self.sources {
            let (source, times, line) = (padded(row.source, name), row.sentences, row.first.line);
            let described = cut(row.described.unwrap_or("-"), room);
            writeln!(out, "  {source}  {:<12}  {times:>5}  {line:>4}  {described}", row.kind)?;
            if row.kind == SourceKind::Anonymous.name() {
                writeln!(out, "    {}", cut(&row.why_unnamed(), width.saturating_sub(4).max(20)))?;
            }
        }
        writeln!(out)
    }
}

impl SourceRow<'_> {
    fn why_unnamed(&self) -> String {
        match &self.reason {
            Some(reason) => {
                format!("unnamed {} (line {})", reason.text.trim_end_matches(['.', ',']), reason.place.line)
            }
            None => "no reason is given why it is unnamed".to_owned(),
        }
    }
}

/// As much of `words` as fits into `width` columns.
fn cut(words: &str, width: usize) -> String {
    let words = visible(words);
    if display_width(&words) <= width {
        return words.into_owned();
    }
    let mut kept = String::new();
    for letter in words.chars() {
        kept.push(letter);
        if display_width(&kept) >= width {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

fn padded(words: &str, width: usize) -> String {
    let words = cut(words, width);
    format!("{words}{}", " ".repeat(width - display_width(&words)))
}
