//! The report for people: the words, underlined where they stand, with what to do about them.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic as Shown, Label as ShownLabel, LabelStyle, Severity};
use codespan_reporting::term::termcolor::{Ansi, NoColor};
use codespan_reporting::term::{Config, emit_to_write_style};

use super::rows::{display_width, fill};
use super::view::{LabelPiece, Layout, View};
use super::{Emitter, EmitterKind, Style, Summary, closing, visible, visible_lines};
use crate::model::{Diagnostic, FileReport, Level, Source};

pub const TERMINAL: EmitterKind = EmitterKind {
    name: "terminal",
    about: "the words underlined, with reasons and remedies: for people",
    for_people: true,
    make: |style| Box::new(Terminal { style: *style }),
};

struct Terminal {
    style: Style,
}

impl Emitter for Terminal {
    fn report(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        write_diagnostics(&report.source, &report.diagnostics, &self.style, out)
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        closing::write_statistics(summary, out)?;
        if self.style.quiet { Ok(()) } else { closing::write(summary, out) }
    }
}

/// Writes `diagnostics` with the words of `source` that they are about: of drafts, and of rule files and configuration.
pub fn write_diagnostics(
    source: &Source,
    diagnostics: &[Diagnostic],
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let gutter = source.line_starts().len().ilog10() as usize + 1 + " │ ".chars().count();
    let page = Page { width: style.width.max(40) - gutter };
    let layouts = LAYOUTS.map(|percent| Layout::new(source, page.width * percent / 100));
    for diagnostic in diagnostics {
        let view = page.best_view(source, diagnostic, &layouts);
        write_shown(&view, &page.compose(source, diagnostic, &view), style.color, out)?;
    }
    Ok(())
}

/// Widths of rows, in percent of the page: narrower rows break elsewhere, and leave room for labels behind them.
const LAYOUTS: [usize; 7] = [100, 92, 84, 76, 68, 60, 52];

/// Columns of a cut row that a label should leave before it, for people to see what it is about.
const CONTEXT: usize = 20;

/// Writes one message that stands for itself, in the style of the rest.
pub fn write_message(
    level: Level,
    message: &str,
    notes: &[String],
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = Page { width: style.width.max(40) - "  = ".len() };
    let shown = Shown::new(severity(level)).with_message(visible(message)).with_notes(page.filled(notes));
    write_shown(&View::default(), &shown, style.color, out)
}

fn write_shown(view: &View, shown: &Shown<usize>, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let config = Config { tab_width: super::rows::TAB, ..Config::default() };
    let written = if color {
        emit_to_write_style(&mut Ansi::new(out), &config, view, shown)
    } else {
        emit_to_write_style(&mut NoColor::new(out), &config, view, shown)
    };
    written.map_err(|error| match error {
        codespan_reporting::files::Error::Io(error) => error,
        other => io::Error::other(other),
    })
}

/// The room that the report has beside the gutter.
struct Page {
    /// In columns.
    width: usize,
}

impl Page {
    /// The view in which labels have the most room and the most words before them; of equals, the widest.
    fn best_view(&self, source: &Source, diagnostic: &Diagnostic, layouts: &[Layout<'_>]) -> View {
        let spans = diagnostic.labels.iter().map(|label| label.span);
        let rate = |view: &View| {
            let pieces = diagnostic.labels.iter().map(|label| (label, view.pieces(source, label.span)));
            let rates = pieces.map(|(label, pieces)| self.rate(&label.message, &pieces));
            rates.sum::<usize>()
        };
        let mut best = layouts[0].view(spans.clone());
        let mut faults = rate(&best);
        for layout in &layouts[1..] {
            if faults == 0 {
                break;
            }
            let view = layout.view(spans.clone());
            if rate(&view) < faults {
                faults = rate(&view);
                best = view;
            }
        }
        best
    }

    /// How badly a label stands: more for a message without room than for words without context.
    fn rate(&self, message: &str, pieces: &[LabelPiece]) -> usize {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return 0 };
        let width = display_width(message);
        let behind = last.end_column + 1 + width <= self.width;
        let below = last.start_column + width <= self.width;
        let abrupt = first.cut_before && first.start_column < CONTEXT;
        8 * usize::from(!behind && !below)
            + 2 * usize::from(abrupt)
            + usize::from(!behind)
            + usize::from(pieces.len() > 1)
    }

    fn compose(&self, source: &Source, diagnostic: &Diagnostic, view: &View) -> Shown<usize> {
        let mut notes = Vec::new();
        let mut labels = Vec::new();
        for (index, label) in diagnostic.labels.iter().enumerate() {
            let style = if index == 0 { LabelStyle::Primary } else { LabelStyle::Secondary };
            let message = visible(&label.message).into_owned();
            self.place(message, style, view.pieces(source, label.span), &mut labels, &mut notes);
        }
        notes.extend(diagnostic.notes.iter().map(|note| format!("note: {note}")));
        notes.extend(diagnostic.help.iter().map(|help| format!("help: {help}")));
        Shown::new(severity(diagnostic.level))
            .with_code(visible(&diagnostic.rule))
            .with_message(visible(&diagnostic.message))
            .with_labels(labels)
            .with_notes(self.filled(&notes))
    }

    fn filled(&self, notes: &[String]) -> Vec<String> {
        notes.iter().map(|note| fill(&visible_lines(note), self.width)).collect()
    }

    /// Sets a label's message behind its last piece, under it where there is no room behind, else among the notes.
    fn place(
        &self,
        message: String,
        style: LabelStyle,
        mut pieces: Vec<LabelPiece>,
        labels: &mut Vec<ShownLabel<usize>>,
        notes: &mut Vec<String>,
    ) {
        let Some(last) = pieces.pop() else { return };
        let bare = |piece: &LabelPiece| ShownLabel::new(style, piece.snippet, piece.range.clone());
        labels.extend(pieces.iter().map(bare));
        let width = display_width(&message);
        if last.end_column + 1 + width <= self.width {
            labels.push(bare(&last).with_message(message));
        } else if last.start_column + width <= self.width {
            // A second label in the same place makes codespan hang the message under the first.
            labels.push(bare(&last));
            labels.push(bare(&last).with_message(message));
        } else {
            labels.push(bare(&last));
            notes.push(message);
        }
    }
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note | Level::Off => Severity::Note,
    }
}
