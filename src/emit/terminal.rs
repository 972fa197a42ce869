//! The report for people: the words, underlined where they stand, with what to do about them.

use std::io::{self, Write};
use std::sync::Arc;

use codespan_reporting::diagnostic::{Diagnostic as Shown, Label as ShownLabel, LabelStyle, Severity};
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use codespan_reporting::term::{Config, emit_to_write_style};
use rustc_hash::FxHashSet;

use super::blocks::{ReportBlock, blocks};
use super::rows::{display_width, fill};
use super::snippet_writer::SnippetWriter;
use super::view::{LabelPiece, RowLayout, View};
use super::{Emitter, EmitterKind, Style, Summary, closing, visible, visible_lines};
use crate::model::{Diagnostic, FileReport, Level, Reference, Source};

pub const TERMINAL: EmitterKind = EmitterKind {
    name: "terminal",
    about: "the words underlined, with reasons and remedies: for people",
    for_people: true,
    make: |style| Box::new(Terminal { style: *style, explained: FxHashSet::default() }),
};

struct Terminal {
    style: Style,
    /// Rules whose reason has been given: the first finding of each has it.
    explained: FxHashSet<Arc<str>>,
}

impl Emitter for Terminal {
    fn report(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let explained = &mut self.explained;
        write_all(&report.source, &report.diagnostics, &self.style, &mut |rule| explained.insert(Arc::clone(rule)), out)
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
    write_all(source, diagnostics, style, &mut |_| false, out)
}

/// The same, with the reason for a rule where `explains` says so.
fn write_all(
    source: &Source,
    diagnostics: &[Diagnostic],
    style: &Style,
    explains: &mut dyn FnMut(&Arc<str>) -> bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let gutter = source.line_starts().len().ilog10() as usize + 1 + " │ ".chars().count();
    let page = Page { width: style.width.max(40) - gutter };
    let layouts = LAYOUTS.map(|percent| RowLayout::new(source, page.width * percent / 100));
    for block in blocks(diagnostics) {
        for finding in &block.findings {
            let header = Shown::new(severity(finding.level)).with_code(visible(&finding.rule));
            write_header(header, &visible(&finding.message), style, out)?;
        }
        let view = page.best_view(source, &block, &layouts);
        let mut shown = page.compose(source, &block, &view, explains);
        let view = page.add_references(&block, view, &mut shown);
        write_snippet(&view, &shown, style.color, out)?;
    }
    Ok(())
}

/// Widths of rows, in percent of the page: narrower rows break elsewhere, and leave room for labels behind them.
const LAYOUTS: [usize; 7] = [100, 92, 84, 76, 68, 60, 52];

/// Of places in other documents, whose words are many: they leave room for the label.
const REFERENCE: usize = 76;

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
    let view = View::default();
    if style.color {
        write_shown(&view, &shown, &mut Ansi::new(out))
    } else {
        write_shown(&view, &shown, &mut NoColor::new(out))
    }
}

/// Writes the line, or lines, that say what was found.
fn write_header(header: Shown<usize>, message: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let before = header.code.as_ref().map_or(0, |code| code.len()) + "warning[]: ".len();
    let message = fill_behind(before, message, style.width.max(40));
    let header = header.with_message(message);
    let (view, mut written) = (View::default(), Vec::new());
    if style.color {
        write_shown(&view, &header, &mut Ansi::new(&mut written))?;
    } else {
        write_shown(&view, &header, &mut NoColor::new(&mut written))?;
    }
    // The empty line at its end belongs behind the snippet.
    out.write_all(written.strip_suffix(b"\n").unwrap_or(&written))
}

/// `words` in lines of at most `width` columns, of which the first begins `before` columns in and the others two.
fn fill_behind(before: usize, words: &str, width: usize) -> String {
    let filled = fill(&format!("{}{words}", "x".repeat(before)), width - 2);
    filled.get(before..).unwrap_or(words).trim_start().replace('\n', "\n  ")
}

fn write_snippet(view: &View, shown: &Shown<usize>, color: bool, out: &mut dyn Write) -> io::Result<()> {
    if color {
        write_shown(view, shown, &mut SnippetWriter::new(Ansi::new(out)))
    } else {
        write_shown(view, shown, &mut SnippetWriter::new(NoColor::new(out)))
    }
}

fn write_shown(view: &View, shown: &Shown<usize>, out: &mut impl WriteColor) -> io::Result<()> {
    let config = Config { tab_width: super::rows::TAB, ..Config::default() };
    emit_to_write_style(out, &config, view, shown).map_err(|error| match error {
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
    fn best_view(&self, source: &Source, block: &ReportBlock<'_>, layouts: &[RowLayout<'_>]) -> View {
        let labels = block.labels();
        let spans = labels.iter().map(|(label, _)| label.span);
        let rate = |view: &View| {
            let pieces = labels.iter().map(|(label, _)| (label, view.pieces(source, label.span)));
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

    fn compose(
        &self,
        source: &Source,
        block: &ReportBlock<'_>,
        view: &View,
        explains: &mut dyn FnMut(&Arc<str>) -> bool,
    ) -> Shown<usize> {
        let mut notes = Vec::new();
        let mut labels = Vec::new();
        for (label, is_first) in block.labels() {
            let style = if is_first { LabelStyle::Primary } else { LabelStyle::Secondary };
            let message = visible(&label.message).into_owned();
            self.place(message, style, view.pieces(source, label.span), &mut labels, &mut notes);
        }
        for finding in &block.findings {
            notes.extend(finding.notes.iter().map(|note| format!("note: {note}")));
            notes.extend(finding.help.iter().map(|help| format!("help: {help}")));
            if !finding.why.is_empty() && explains(&finding.rule) {
                notes.push(format!("why: {}", finding.why.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
        let mut seen = FxHashSet::default();
        notes.retain(|note| seen.insert(note.clone()));
        Shown::new(severity(block.findings[0].level)).with_labels(labels).with_notes(self.filled(&notes))
    }

    /// Shows the places in other documents below the draft's.
    fn add_references(&self, block: &ReportBlock<'_>, mut view: View, shown: &mut Shown<usize>) -> View {
        let mut references: Vec<&Reference> = Vec::new();
        for reference in block.findings.iter().flat_map(|finding| &finding.references) {
            if !references.contains(&reference) {
                references.push(reference);
            }
        }
        for Reference { source, span, message } in references {
            let width = self.width * REFERENCE / 100;
            let other = RowLayout::new(source, width).view([*span].into_iter());
            let mut pieces = other.pieces(source, *span);
            let own = view.append(other);
            pieces.iter_mut().for_each(|piece| piece.snippet += own);
            let message = visible(message).into_owned();
            self.place(message, LabelStyle::Secondary, pieces, &mut shown.labels, &mut shown.notes);
        }
        view
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
