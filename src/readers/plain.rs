//! Plain text: the first line is the headline, where no front matter has one; paragraphs are lines, or stand between blank
//! lines.

use memchr::memmem;

use super::composer::Composer;
use super::removal::Parting;
use super::{FieldNames, Reader, front_matter};
use crate::model::{BlockKind, Format, Reading, Shape, Source, Span};

pub const READER: Reader = Reader { format: Format::Text, extensions: &["txt", "text"], read };

/// A line this short may be one of a hard-wrapped paragraph, in bytes.
const WRAPPED_LINE: usize = 90;
/// A first line longer than this is no headline but the story, in bytes; one that ends as a sentence does sooner.
const HEADLINE: usize = 200;
const SENTENCE: usize = 120;
/// How a stet begins, and what is taken for one that is not written right.
const STETS: [&str; 3] = ["[stet", "(stet", "<!-- stet"];
/// Bytes within which one that is not in brackets must name its rule.
const NAMES: usize = 200;

fn read(source: &Source, names: &FieldNames) -> Reading {
    let mut text = source.text_span();
    let front = front_matter::find_sound(source.content(), text);
    if let Some(front) = &front {
        text.start = front.metadata.span.end;
    }
    let stets = stets(source.content(), text);
    let (mut paragraphs, parting) = paragraphs(source.content(), text, &stets);
    let mut composer = Composer::new(source, parting);
    if let Some(front) = front {
        front_matter::write(&mut composer, front, names);
    }
    for stet in &stets {
        composer.comment(stet_text(&source.content()[stet.range()]), *stet);
    }
    if !composer.has_headline()
        && let Some(first) = paragraphs.first_mut().filter(|lines| is_headline(source.slice(lines[0])))
    {
        let headline = first.remove(0);
        write(&mut composer, BlockKind::Headline, 0, &[headline], &stets);
        let rest: Vec<Vec<Span>> = std::mem::take(first).into_iter().map(|line| vec![line]).collect();
        paragraphs.splice(0..1, rest);
    }
    let mut list = 0;
    let mut in_list = false;
    for lines in &paragraphs {
        for part in parts(source.content(), lines) {
            let item = list_marker(source.slice(part[0])).is_some();
            list += usize::from(item && !in_list);
            in_list = item;
            let kind = if item { BlockKind::ListItem } else { BlockKind::Paragraph };
            write(&mut composer, kind, if item { list } else { 0 }, part, &stets);
        }
    }
    composer.finish()
}

/// Whether a first line is no longer than a headline.
pub(super) fn is_headline(line: &str) -> bool {
    let is_sentence = line.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?']);
    line.len() <= if is_sentence { SENTENCE } else { HEADLINE }
}

/// The lines of each paragraph, without the white space around them; no paragraph is empty. A line that is wholly a stet
/// is no line of the story.
fn paragraphs(content: &str, text: Span, stets: &[Span]) -> (Vec<Vec<Span>>, Parting) {
    let mut paragraphs: Vec<Vec<Span>> = vec![Vec::new()];
    for line in content[text.range()].split_inclusive('\n') {
        let start = line.as_ptr() as usize - content.as_ptr() as usize;
        let trimmed = line.trim_start_matches(is_edge);
        let start = start + line.len() - trimmed.len();
        let span = Span::new(start, start + trimmed.trim_end_matches(is_edge).len());
        if stets.binary_search(&span).is_ok() {
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if !span.is_empty() => last.push(span),
            Some(last) if !last.is_empty() => paragraphs.push(Vec::new()),
            _ => {}
        }
    }
    paragraphs.pop_if(|last| last.is_empty());
    match paragraphs.as_slice() {
        [only] => (one_a_line(only), Parting::Line),
        [headline, body] if headline.len() == 1 && !is_wrapped(content, body) => {
            let mut lines = one_a_line(headline);
            lines.extend(one_a_line(body));
            (lines, Parting::Line)
        }
        _ => (paragraphs, Parting::EmptyLine),
    }
}

fn one_a_line(lines: &[Span]) -> Vec<Vec<Span>> {
    lines.iter().map(|line| vec![*line]).collect()
}

fn is_edge(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{feff}'
}

/// Whether the lines look like one paragraph that an editor broke at a fixed width.
fn is_wrapped(content: &str, lines: &[Span]) -> bool {
    let Some((_, inner)) = lines.split_last() else { return false };
    let ended = inner.iter().filter(|line| content[line.range()].ends_with(['.', '!', '?', '"', '”', ':'])).count();
    inner.iter().all(|line| line.len() <= WRAPPED_LINE) && ended * 2 < inner.len()
}

/// A paragraph's lines, cut before every list item, and behind one where a line begins anew.
fn parts<'lines>(content: &str, lines: &'lines [Span]) -> Vec<&'lines [Span]> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (index, line) in lines.iter().enumerate().skip(1) {
        let in_item = list_marker(&content[lines[start].range()]).is_some();
        if list_marker(&content[line.range()]).is_some() || in_item && begins_anew(content, *line) {
            parts.push(&lines[start..index]);
            start = index;
        }
    }
    parts.push(&lines[start..]);
    parts
}

/// Whether the line does not go on with the item above: it is not indented, and begins with a capital or a mark.
fn begins_anew(content: &str, line: Span) -> bool {
    !content[..line.start].ends_with([' ', '\t']) && !content[line.range()].starts_with(char::is_lowercase)
}

/// The length in bytes of the list marker, and of the space behind it, that `line` begins with.
fn list_marker(line: &str) -> Option<usize> {
    let words = line.strip_prefix(['-', '*', '•', '·', '‣', '◦', '▪', '●']).or_else(|| after_number(line))?;
    let spaced = words.starts_with(char::is_whitespace) || line.starts_with(['•', '‣', '◦', '▪', '●']);
    let item = words.trim_start();
    (spaced && item.contains(char::is_alphanumeric)).then(|| line.len() - item.len())
}

fn after_number(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    if (1..=2).contains(&(line.len() - rest.len())) { rest.strip_prefix(['.', ')']) } else { None }
}

fn write(composer: &mut Composer, kind: BlockKind, list: usize, lines: &[Span], stets: &[Span]) {
    let source = composer.source();
    composer.open(kind, lines[0].start, Shape { list, ..Shape::default() });
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            composer.space(Span::new(lines[index - 1].end, line.start));
        }
        let skip = if index == 0 && list > 0 { list_marker(&source[line.range()]).unwrap_or(0) } else { 0 };
        let mut from = line.start + skip;
        let first = stets.partition_point(|stet| stet.end <= line.start);
        for stet in stets[first..].iter().take_while(|stet| stet.start < line.end) {
            composer.push(Span::new(from, stet.start.max(from)));
            from = stet.end.max(from);
        }
        composer.push(Span::new(from, line.end.max(from)));
    }
    composer.close();
}

/// Where an editor says "let it stand": `[stet RULE: reason]`, on one line; and where one was meant.
fn stets(content: &str, text: Span) -> Vec<Span> {
    let words = content[text.range()].to_ascii_lowercase();
    let openings =
        STETS.iter().flat_map(|opening| memmem::find_iter(words.as_bytes(), opening).map(|at| (at, *opening)));
    let mut openings: Vec<(usize, &str)> = openings.collect();
    openings.sort_unstable();
    let mut stets: Vec<Span> = Vec::new();
    for (start, opening) in openings {
        // What begins inside of one is a part of it.
        if stets.last().is_none_or(|last| last.end <= text.start + start)
            && let Some(length) = stet_length(&words[start..], opening)
        {
            stets.push(Span::new(start, start + length).shift(text.start));
        }
    }
    stets
}

/// How long the stet is that `words` begin with, in bytes: up to its end, or that of the line.
fn stet_length(words: &str, opening: &str) -> Option<usize> {
    let rest = &words.as_bytes()[opening.len()..];
    let names = rest[..rest.len().min(NAMES)].split(|byte| b":])>\n".contains(byte)).next().unwrap_or_default();
    let is_meant = match opening.starts_with('[') {
        true => rest.first().is_some_and(|byte| b" -:]".contains(byte)),
        false => rest.first().is_some_and(|byte| b" -:".contains(byte)) && names.contains(&b'/'),
    };
    if !is_meant {
        return None;
    }
    let closing = match opening {
        "[stet" => "]",
        "(stet" => ")",
        _ => "-->",
    };
    let line = words.lines().next().unwrap_or_default().trim_end();
    Some(line.find(closing).map_or(line.len(), |at| at + closing.len()))
}

/// The words of a stet without its brackets; with them where they are not right.
fn stet_text(stet: &str) -> &str {
    stet.strip_prefix('[').and_then(|stet| stet.strip_suffix(']')).unwrap_or(stet)
}
