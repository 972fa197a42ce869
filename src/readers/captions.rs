//! Captions, WebVTT and SubRip: the words of all cues in a row, a paragraph for each turn of a speaker.

use std::ops::Range;

use super::composer::Composer;
use super::entities;
use super::removal::Parting;
use super::{FieldNames, Reader};
use crate::model::{BlockKind, Format, Reading, Shape, Source, Span};

pub const READER: Reader = Reader { format: Format::Captions, extensions: &["vtt", "srt"], read };

/// What parts a cue's beginning from its end.
const ARROW: &str = "-->";
/// What begins a part of a WebVTT file that shows nothing.
const SILENT: [&str; 4] = ["WEBVTT", "NOTE", "STYLE", "REGION"];
/// What begins a line of another speaker.
const TURNS: [&str; 4] = ["- ", "– ", ">>", "&gt;&gt;"];

fn read(source: &Source, _names: &FieldNames) -> Reading {
    let mut composer = Composer::new(source, Parting::EmptyLine);
    let mut last = String::new();
    for line in lines(source.content()) {
        let words = shown(&source.content()[line.clone()]);
        // Captions that roll show every line twice.
        if words.trim().is_empty() || words == last {
            continue;
        }
        write(&mut composer, line);
        last = words;
    }
    composer.finish()
}

/// The lines of the cues, without what says when they are shown.
fn lines(content: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let all: Vec<Range<usize>> = content
        .split_inclusive('\n')
        .map(|line| {
            let begin = start;
            start += line.len();
            let line = line.trim_end();
            begin..begin + line.len()
        })
        .collect();
    let mut lines = Vec::new();
    let mut silent = false;
    let mut behind_empty = true;
    for (index, line) in all.iter().enumerate() {
        let words = content[line.clone()].trim_start_matches('\u{feff}').trim();
        let is_time = words.contains(ARROW);
        let is_name = all.get(index + 1).is_some_and(|next| content[next.clone()].contains(ARROW))
            && (behind_empty || words.bytes().all(|byte| byte.is_ascii_digit()));
        silent = match () {
            () if words.is_empty() || is_time => false,
            () if behind_empty => SILENT.iter().any(|mark| words.split([' ', '\t']).next() == Some(mark)),
            () => silent,
        };
        behind_empty = words.is_empty();
        if !words.is_empty() && !is_time && !is_name && !silent {
            lines.push(line.clone());
        }
    }
    lines
}

/// A part of a line.
enum Part<'line> {
    Words(Range<usize>),
    /// A voice's name: `<v Ivo Marek>`.
    Voice(Range<usize>),
    Entity(Range<usize>, &'line str),
}

/// What a line is made of, without its tags.
fn parts(line: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let next = rest.find(['<', '{', '&']).unwrap_or(rest.len());
        if next > 0 {
            parts.push(Part::Words(at..at + next));
            at += next;
            continue;
        }
        let close =
            if rest.starts_with('<') { rest.find('>') } else { rest.find('}').filter(|_| rest.starts_with("{\\")) };
        let entity = entities::length(rest);
        if let Some(close) = close {
            if let Some(name) = rest.strip_prefix("<v").and_then(|voice| voice[..close - 2].split_once(' ')) {
                let start = at + close - name.1.len();
                parts.push(Part::Voice(start..at + close));
            }
            at += close + 1;
        } else if entity > 0 {
            parts.push(Part::Entity(at..at + entity, &rest[..entity]));
            at += entity;
        } else {
            parts.push(Part::Words(at..at + 1));
            at += 1;
        }
    }
    parts
}

/// The line as viewers see it.
fn shown(line: &str) -> String {
    parts(line)
        .iter()
        .map(|part| match part {
            Part::Words(words) => line[words.clone()].to_owned(),
            Part::Voice(_) => String::new(),
            Part::Entity(_, entity) => entities::decoded(entity),
        })
        .collect()
}

fn write(composer: &mut Composer<'_>, line: Range<usize>) {
    let source = composer.source();
    let words = &source[line.clone()];
    let begins_turn = TURNS.iter().any(|mark| words.trim_start().starts_with(mark));
    if begins_turn || !composer.is_open() {
        composer.open(BlockKind::Paragraph, line.start, Shape::default());
    } else {
        let end = line.start + words.len() - words.trim_start().len();
        composer.space(Span::new(line.start.saturating_sub(1), end));
    }
    let place = |range: &Range<usize>| Span::new(line.start + range.start, line.start + range.end);
    for part in parts(words) {
        match part {
            Part::Words(range) => composer.push(place(&range)),
            Part::Entity(range, entity) => composer.substitute(&entities::decoded(entity), place(&range)),
            Part::Voice(range) => {
                composer.open(BlockKind::Paragraph, line.start, Shape::default());
                let end = line.start + range.end;
                composer.push(place(&range));
                composer.substitute(":", Span::new(end, end + 1));
                composer.space(Span::new(end, end + 1));
            }
        }
    }
}
