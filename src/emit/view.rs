//! A diagnostic's source text as soft-wrapped rows, for codespan-reporting: each row is a "line" that answers with its
//! true number and columns, and a label that crosses rows is split.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use codespan_reporting::files::{Error, Files};
use rustc_hash::FxHashMap;

use super::rows;
use super::visible::{push_visible, visible_row};
use crate::model::{Field, Place, Source, Span};

/// A source text laid out in rows of one width; lines are wrapped when first looked at.
pub struct RowLayout<'source> {
    source: &'source Source,
    width: usize,
    lines: RefCell<FxHashMap<usize, Rc<[Range<usize>]>>>,
}

/// A row: the 0-based line of the source's content, and the 0-based row within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct RowId {
    line: usize,
    row: usize,
}

/// Labels of more rows than this show their first two rows and their last.
const ROWS_IN_FULL: usize = 4;

impl<'source> RowLayout<'source> {
    pub fn new(source: &'source Source, width: usize) -> Self {
        Self { source, width, lines: RefCell::default() }
    }

    /// The rows that `labels` stand in, and the pieces that the labels fall into, row by row.
    pub fn view(&self, labels: impl Iterator<Item = Span> + Clone) -> View {
        let mut ids: Vec<RowId> = labels.clone().flat_map(|span| self.rows_of(span)).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut rows: Vec<RowId> = Vec::with_capacity(ids.len());
        for id in ids {
            // A gap of one row is filled in; a wider one is shown as a gap.
            if let Some(between) = rows.last().map(|previous| self.after(*previous))
                && between != id
                && self.after(between) == id
            {
                rows.push(between);
            }
            rows.push(id);
        }
        let mut view = View::default();
        for (at, id) in rows.iter().enumerate() {
            let previous = at.checked_sub(1).map(|before| rows[before]);
            self.push(&mut view, *id, previous, rows.get(at + 1).copied());
        }
        view
    }

    fn push(&self, view: &mut View, id: RowId, previous: Option<RowId>, next: Option<RowId>) {
        let range = self.range(id);
        let Place { field, from: position, .. } = self.source.place(Span::new(range.start, range.start));
        let gap = if previous.is_some_and(|previous| self.after(previous) == id) { 1 } else { 3 };
        let words = self.source.slice(Span::new(range.start, range.end)).trim_end();
        let cut_before = id.row > 0 && gap > 1;
        let cut_behind = id.row + 1 < self.line(id.line).len() && next.is_none_or(|next| next != self.after(id));
        let row = ViewRow {
            index: 0,
            source: range,
            shown: 0..0,
            letters: Vec::new(),
            lead: if cut_before { CUT_BEFORE.len() } else { 0 },
            tail: if cut_behind { CUT_BEHIND.len() } else { 0 },
            number: position.line,
            column: position.column,
        };
        view.push(field, self.name(field), row, gap, words);
    }

    /// The source's name in the report, for one of its fields.
    fn name(&self, field: Field) -> String {
        let name = super::name(self.source);
        if field == Field::Headline { format!("{name} (headline)") } else { name }
    }

    /// The rows to show of a label over `span`.
    fn rows_of(&self, span: Span) -> Vec<RowId> {
        let last = self.row_at(span.end.saturating_sub(1).max(span.start));
        let mut rows = vec![self.row_at(span.start)];
        while rows.len() < ROWS_IN_FULL && rows[rows.len() - 1] < last {
            rows.push(self.after(rows[rows.len() - 1]));
        }
        if rows[rows.len() - 1] < last {
            rows.truncate(2);
            rows.push(last);
        }
        rows
    }

    fn row_at(&self, offset: usize) -> RowId {
        let line = self.source.line_index(offset);
        let start = self.source.line_starts()[line];
        let row = self.line(line).partition_point(|row| start + row.start <= offset);
        RowId { line, row: row.saturating_sub(1) }
    }

    fn after(&self, id: RowId) -> RowId {
        let last_of_line = id.row + 1 >= self.line(id.line).len();
        match last_of_line {
            true if id.line + 1 < self.source.line_starts().len() => RowId { line: id.line + 1, row: 0 },
            true => id,
            false => RowId { row: id.row + 1, ..id },
        }
    }

    /// The bytes of the row in the source's content.
    fn range(&self, id: RowId) -> Range<usize> {
        let start = self.source.line_starts()[id.line];
        let row = self.line(id.line)[id.row].clone();
        start + row.start..start + row.end
    }

    fn line(&self, index: usize) -> Rc<[Range<usize>]> {
        let mut lines = self.lines.borrow_mut();
        let wrapped = lines.entry(index).or_insert_with(|| {
            let starts = self.source.line_starts();
            let end = starts.get(index + 1).map_or(self.source.content().len(), |next| next - 1);
            let line = self.source.slice(Span::new(starts[index], end));
            let whole = rows::wrap(line, self.width);
            // A row of several leaves room for the signs that it is cut.
            if whole.len() == 1 { whole.into() } else { rows::wrap(line, self.width - CUT_COLUMNS).into() }
        });
        Rc::clone(wrapped)
    }
}

/// Some rows of a source text, by field: what codespan-reporting takes for files.
#[derive(Debug, Default)]
pub struct View {
    fields: Vec<Snippet>,
}

#[derive(Debug)]
struct Snippet {
    field: Field,
    name: String,
    /// The rows as they are shown, each with a line break behind it.
    shown: String,
    rows: Vec<ViewRow>,
}

#[derive(Debug)]
struct ViewRow {
    /// What codespan takes for the line's index: neighbours differ by 1, rows with a gap between them by more.
    index: usize,
    source: Range<usize>,
    shown: Range<usize>,
    /// Where each character of the source begins, as shown.
    letters: Vec<usize>,
    /// Bytes of [`CUT_BEFORE`] in front of its words.
    lead: usize,
    /// Bytes of [`CUT_BEHIND`] behind its words.
    tail: usize,
    number: usize,
    /// The 1-based column of the row's first character.
    column: usize,
}

/// Stands before a row whose line begins further up, and behind one whose line goes on.
const CUT_BEFORE: &str = "… ";
const CUT_BEHIND: &str = " …";

/// Columns that the two take.
const CUT_COLUMNS: usize = 4;

/// A piece of a label: its snippet, and its bytes as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelPiece {
    pub snippet: usize,
    pub range: Range<usize>,
    /// Columns of the row before the piece.
    pub start_column: usize,
    /// Columns of the row up to the piece's end.
    pub end_column: usize,
    /// Whether the row begins within a line: what goes before the piece is not shown.
    pub cut_before: bool,
}

impl View {
    fn push(&mut self, field: Field, name: String, row: ViewRow, gap: usize, words: &str) {
        let at = self.fields.iter().position(|snippet| snippet.field == field).unwrap_or_else(|| {
            self.fields.push(Snippet { field, name, shown: String::new(), rows: Vec::new() });
            self.fields.len() - 1
        });
        let snippet = &mut self.fields[at];
        let index = snippet.rows.last().map_or(0, |row| row.index + gap);
        let start = snippet.shown.len();
        snippet.shown += &CUT_BEFORE[..row.lead];
        let letters = words.char_indices().map(|(index, letter)| {
            let at = snippet.shown.len();
            push_visible(letter, &words[..index], &mut snippet.shown);
            at
        });
        let letters = letters.collect();
        snippet.shown += &CUT_BEHIND[..row.tail];
        let end = snippet.shown.len();
        snippet.shown.push('\n');
        snippet.rows.push(ViewRow { index, shown: start..end, letters, ..row });
    }

    /// Shows what `other` shows below its own; gives what the numbers of its snippets grow by.
    pub fn append(&mut self, other: View) -> usize {
        let own = self.fields.len();
        self.fields.extend(other.fields);
        own
    }

    /// The pieces of a label over `span`, in order, without the white space at their ends; at least one.
    pub fn pieces(&self, source: &Source, span: Span) -> Vec<LabelPiece> {
        let mut pieces = Vec::new();
        for (at, snippet) in self.fields.iter().enumerate() {
            for row in &snippet.rows {
                let inside = Span::new(row.source.start, row.source.end);
                let touches = inside.overlaps(span) || span.is_empty() && row.holds(span.start);
                if touches && let Some(piece) = snippet.piece(at, row, source, span) {
                    pieces.push(piece);
                }
            }
        }
        if pieces.is_empty() {
            let (snippet, row) = self.nearest(span.start);
            let end = row.shown.end - row.tail;
            let column = rows::display_width(&self.fields[snippet].shown[row.shown.start..end]);
            let (start_column, end_column) = (column, column + 1);
            pieces.push(LabelPiece { snippet, range: end..end, start_column, end_column, cut_before: false });
        }
        pieces
    }

    /// The row that begins last before `offset`: for labels on nothing but white space.
    fn nearest(&self, offset: usize) -> (usize, &ViewRow) {
        let rows =
            self.fields.iter().enumerate().flat_map(|(at, snippet)| snippet.rows.iter().map(move |row| (at, row)));
        rows.filter(|(_, row)| row.source.start <= offset)
            .max_by_key(|(_, row)| row.source.start)
            .expect("rows of labels")
    }
}

impl ViewRow {
    fn holds(&self, offset: usize) -> bool {
        self.source.start <= offset && offset <= self.source.end
    }
}

impl Snippet {
    fn piece(&self, snippet: usize, row: &ViewRow, source: &Source, span: Span) -> Option<LabelPiece> {
        let start = span.start.max(row.source.start);
        let end = span.end.min(row.source.end);
        let words = source.slice(Span::new(start, end));
        let start = start + (words.len() - words.trim_start().len());
        let end = start + words.trim().len();
        if !span.is_empty() && start >= end {
            return None;
        }
        let first = row.shown.start + row.lead;
        let shown = |offset| first + visible_row(source.slice(Span::new(row.source.start, offset))).len();
        // White space at the row's end is not shown.
        let last = row.shown.end - row.tail;
        let range = shown(start).min(last)..shown(end).min(last);
        let column = |offset| rows::display_width(&self.shown[row.shown.start..offset]);
        let (start_column, end_column) = (column(range.start), column(range.end).max(column(range.start) + 1));
        Some(LabelPiece { snippet, range, start_column, end_column, cut_before: row.column > 1 })
    }

    fn row(&self, index: usize) -> Result<&ViewRow, Error> {
        let at = self.rows.binary_search_by_key(&index, |row| row.index);
        at.map(|at| &self.rows[at]).map_err(|_| Error::LineTooLarge { given: index, max: self.rows.len() })
    }
}

impl<'view> Files<'view> for View {
    type FileId = usize;
    type Name = &'view str;
    type Source = &'view str;

    fn name(&'view self, id: usize) -> Result<&'view str, Error> {
        Ok(&self.fields[id].name)
    }

    fn source(&'view self, id: usize) -> Result<&'view str, Error> {
        Ok(&self.fields[id].shown)
    }

    fn line_index(&'view self, id: usize, byte_index: usize) -> Result<usize, Error> {
        let rows = &self.fields[id].rows;
        let at = rows.partition_point(|row| row.shown.start <= byte_index);
        Ok(rows[at.saturating_sub(1)].index)
    }

    fn line_number(&'view self, id: usize, line_index: usize) -> Result<usize, Error> {
        self.fields[id].row(line_index).map(|row| row.number)
    }

    fn column_number(&'view self, id: usize, line_index: usize, byte_index: usize) -> Result<usize, Error> {
        let snippet = &self.fields[id];
        let row = snippet.row(line_index)?;
        Ok(row.column + row.letters.partition_point(|letter| *letter < byte_index))
    }

    fn line_range(&'view self, id: usize, line_index: usize) -> Result<Range<usize>, Error> {
        self.fields[id].row(line_index).map(|row| row.shown.clone())
    }
}
