//! What goes with a part of the source when it is taken out: its lines, and the empty lines around them.

use crate::model::{Removal, Span};

/// How a format parts its paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parting {
    EmptyLine,
    Line,
    Tag,
}

impl Parting {
    pub fn divider(self) -> &'static str {
        match self {
            Parting::EmptyLine => "\n",
            Parting::Line => "",
            Parting::Tag => "<br><br>",
        }
    }
}

/// The removal of the part at `span`, in the part of the source that `text` is.
pub(super) fn of(source: &str, text: Span, span: Span, parting: Parting) -> Removal {
    let Some(lines) = whole_lines(source, text, span) else {
        let (above, below) = (source[..span.start].trim_end(), source[span.end..].trim_start());
        return Removal { lines: span, gap: Span::new(above.len(), source.len() - below.len()), ..Removal::default() };
    };
    // between the paragraphs of a block quote a line has the quote's mark
    let mark = |letter: char| letter == '>' && parting == Parting::EmptyLine;
    let empty = |line: &&str| line.chars().all(|letter| letter.is_whitespace() || mark(letter));
    let above = &source[text.start..lines.start];
    let below = &source[lines.end..text.end];
    let length = |lines: &mut dyn Iterator<Item = &str>| lines.take_while(empty).map(str::len).sum::<usize>();
    let gap_above = length(&mut above.split_inclusive('\n').rev());
    let gap_below = length(&mut below.split_inclusive('\n'));
    let is_last = gap_below == below.len();
    Removal {
        lines,
        whole_lines: true,
        gap: Span::new(lines.start - gap_above, lines.end + gap_below),
        touches_above: parting == Parting::EmptyLine && gap_above == 0 && !above.is_empty(),
        touches_below: parting == Parting::EmptyLine && gap_below == 0 && !is_last,
        is_last,
    }
}

/// The lines of `span` with the end of the last; none where they hold something else.
fn whole_lines(source: &str, text: Span, span: Span) -> Option<Span> {
    if !text.contains(span) {
        return None;
    }
    let before = source[text.start..span.start].trim_end_matches([' ', '\t']);
    let behind = source[span.end..text.end].trim_start_matches([' ', '\t', '\r']);
    let begins_line = before.is_empty() || before.ends_with('\n');
    let ends_line = behind.is_empty() || behind.starts_with('\n');
    let end = text.end - behind.len() + usize::from(!behind.is_empty());
    (begins_line && ends_line).then(|| Span::new(text.start + before.len(), end))
}
