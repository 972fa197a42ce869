//! What a report shows of strangers' words: characters that would move the cursor, break a line, speak to a terminal or to
//! a pipeline, or change the order of the words are shown as what they are, `<U+001B>`. Every output, and every message,
//! comes here.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

/// Columns that `<U+001B>` takes; no character that is shown so has more than four digits.
pub const MARK_WIDTH: usize = 8;

/// `text` on one line, fit to be shown.
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, is_hostile)
}

/// `text` fit to be shown where tabs do no harm: a row of a story.
pub fn visible_row(text: &str) -> Cow<'_, str> {
    replaced(text, |letter| letter != '\t' && is_hostile(letter))
}

/// A letter of a row, behind the others of it, fit to be shown.
pub fn push_visible(letter: char, before: &str, shown: &mut String) {
    if letter != '\t' && is_hostile(letter) || opens_command(letter, before) {
        push_mark(letter, shown);
    } else {
        shown.push(letter);
    }
}

/// `text` fit to be shown on several lines.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    replaced(text, |letter| letter != '\n' && is_hostile(letter))
}

/// A row of a report that begins with `text`: runners of workflows take a line for a command that begins with two colons,
/// whatever white space stands before them.
pub fn row(text: &str) -> Cow<'_, str> {
    let words = text.trim_start();
    match words.strip_prefix("::") {
        Some(rest) => Cow::Owned(format!("{}<U+003A>:{rest}", &text[..text.len() - words.len()])),
        None => Cow::Borrowed(text),
    }
}

/// A name at the beginning of a row.
pub fn visible_name(name: &str) -> String {
    row(&visible(name)).into_owned()
}

/// Writes `value` as JSON on one line; in its strings, what is not fit to be shown is escaped.
///
/// # Errors
/// What keeps `out` from being written.
pub fn write_json(out: impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Escaping(CompactFormatter));
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// Writes `value` as JSON for people to read, a value a line, and ends the last one; its strings are escaped like those of
/// [`write_json`].
///
/// # Errors
/// What keeps `out` from being written.
pub fn write_json_lines(mut out: impl Write, value: &impl Serialize) -> io::Result<()> {
    let formatter = Escaping(PrettyFormatter::new());
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, formatter);
    value.serialize(&mut serializer).map_err(io::Error::from)?;
    writeln!(out)
}

/// Controls, separators of lines, and what overrides or isolates a direction of writing.
pub fn is_hostile(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether `letter` makes a command of what stands before it: runners of pipelines obey `##vso[` and `##[`, wherever in a
/// line they stand.
fn opens_command(letter: char, before: &str) -> bool {
    letter == '[' && (before.ends_with("##") || before.ends_with("##vso"))
}

fn push_mark(letter: char, shown: &mut String) {
    write!(shown, "<U+{:04X}>", u32::from(letter)).expect("a string takes all");
}

fn replaced(text: &str, hostile: impl Fn(char) -> bool + Copy) -> Cow<'_, str> {
    if !text.contains(hostile) && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + MARK_WIDTH);
    for (at, letter) in text.char_indices() {
        if hostile(letter) || opens_command(letter, &text[..at]) {
            push_mark(letter, &mut shown);
        } else {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

/// JSON whose strings hold no hostile character raw.
struct Escaping<Inner>(Inner);

impl<Inner: Formatter> Formatter for Escaping<Inner> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut written = 0;
        for (at, letter) in fragment.char_indices() {
            if is_hostile(letter) || opens_command(letter, &fragment[..at]) {
                write!(writer, "{}\\u{:04x}", &fragment[written..at], u32::from(letter))?;
                written = at + letter.len_utf8();
            }
        }
        self.0.write_string_fragment(writer, &fragment[written..])
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_over_several_lines_hides_the_same() {
        let mut written = Vec::new();
        write_json_lines(&mut written, &[["a\u{9b}2J", "##vso[x]"]]).expect("it can be written");
        let text = String::from_utf8(written).expect("JSON is UTF-8");
        assert_eq!(text, "[\n  [\n    \"a\\u009b2J\",\n    \"##vso\\u005bx]\"\n  ]\n]\n");
    }

    #[test]
    fn what_speaks_to_a_terminal_is_shown_as_what_it_is() {
        assert_eq!(visible("a\n::error::b\u{1b}[2J\u{202e}c\td"), "a<U+000A>::error::b<U+001B>[2J<U+202E>c<U+0009>d");
        assert_eq!(visible_row("a\tb\r"), "a\tb<U+000D>");
        assert_eq!(visible_lines("a\nb\u{9b}"), "a\nb<U+009B>");
    }

    #[test]
    fn no_row_begins_as_a_command() {
        assert_eq!(visible_name(" ::error::x.md"), " <U+003A>:error::x.md");
        assert_eq!(visible_name("a::b"), "a::b");
    }

    #[test]
    fn no_words_are_a_command_of_a_pipeline() {
        assert_eq!(visible("a ##vso[task.complete]b ##[error]c"), "a ##vso<U+005B>task.complete]b ##<U+005B>error]c");
        assert_eq!(visible("## Heading [1] #[x] vso[y]"), "## Heading [1] #[x] vso[y]");
    }

    #[test]
    fn json_reads_back_as_it_was() {
        let text = "“a” ##vso[x] ##[y] \"b\" \\ \n \u{7f} \u{9b}2J \u{2028} \u{202e} 渡";
        let mut written = Vec::new();
        write_json(&mut written, &text).expect("it can be written");
        let written = String::from_utf8(written).expect("it is text");
        assert!(!written.contains(is_hostile), "{written:?}");
        assert!(!written.contains("##vso[") && !written.contains("##["), "{written:?}");
        assert_eq!(serde_json::from_str::<String>(&written).expect("it is JSON"), text);
    }
}
