//! Writes a part anew with things put between its words: a run that is cut becomes several of the same form.

use std::ops::Range;

use super::runs::TextRun;
use crate::manuscripts::xml::written;
use crate::model::Span;

/// XML to be put at a place of the text, between the words before and behind it.
#[derive(Clone, Debug)]
pub(super) struct Insertion {
    /// Within the run's paragraph.
    pub offset: usize,
    pub xml: String,
    /// It belongs to the words before the place.
    pub behind: bool,
}

/// What is done to one run.
#[derive(Clone, Debug, Default)]
pub(super) struct TrackedEdits {
    pub insertions: Vec<Insertion>,
    /// Words that are struck out, in order.
    pub deleted: Vec<Span>,
}

/// Parts of a document's XML and what they are replaced by; an empty part is a place to write at.
#[derive(Debug, Default)]
pub(super) struct Splices {
    all: Vec<(Range<usize>, bool, String)>,
}

impl Splices {
    /// `behind` comes first among several at the same place.
    pub fn add(&mut self, range: Range<usize>, behind: bool, xml: String) {
        self.all.push((range, !behind, xml));
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The XML with everything in its place.
    pub fn apply(mut self, xml: &str) -> String {
        self.sort();
        self.applied(xml, 0..xml.len())
    }

    fn sort(&mut self) {
        self.all.sort_by(|(one, one_late, _), (other, other_late, _)| {
            (one.start, one.end, one_late).cmp(&(other.start, other.end, other_late))
        });
    }

    fn applied(&self, xml: &str, within: Range<usize>) -> String {
        let mut text = String::with_capacity(within.len());
        let mut done = within.start;
        for (range, _, replacement) in &self.all {
            if range.start >= done && range.end <= within.end {
                text.push_str(&xml[done..range.start]);
                text.push_str(replacement);
                done = range.end;
            }
        }
        text.push_str(&xml[done..within.end]);
        text
    }
}

/// Writes a run with what is done to it. Nested runs, in text boxes, must be in `splices` already.
pub(super) fn change(
    run: &TextRun,
    changes: &TrackedEdits,
    text: &str,
    xml: &str,
    prefix: &str,
    tracking: &Tracking,
    splices: &mut Splices,
) {
    let span = run.span();
    let inside = |insertion: &&Insertion| span.start < insertion.offset && insertion.offset < span.end && !run.whole;
    let is_cut = changes.insertions.iter().any(|insertion| inside(&insertion)) || !changes.deleted.is_empty();
    for insertion in changes.insertions.iter().filter(|insertion| !inside(insertion)) {
        let at = if insertion.offset <= span.start && !insertion.behind { run.range.start } else { run.range.end };
        splices.add(at..at, insertion.behind, insertion.xml.clone());
    }
    if !is_cut {
        return;
    }
    splices.sort();
    let mut insertions: Vec<&Insertion> = changes.insertions.iter().filter(inside).collect();
    insertions.sort_by_key(|insertion| (insertion.offset, !insertion.behind));
    let mut writer = Writer { run, xml, prefix, tracking, open: None, written: String::new() };
    let mut insertions = insertions.into_iter().peekable();
    for child in &run.children {
        while let Some(insertion) = insertions.next_if(|insertion| insertion.offset <= child.span.start) {
            writer.insert(&insertion.xml);
        }
        if !child.is_text {
            let is_deleted =
                changes.deleted.iter().any(|deleted| deleted.contains(child.span)) && !child.span.is_empty();
            writer.open(is_deleted);
            writer.written += &splices.applied(xml, child.range.clone());
            continue;
        }
        let edges = changes.deleted.iter().flat_map(|deleted| [deleted.start, deleted.end]);
        let mut edges: Vec<usize> = edges.chain(changes.insertions.iter().map(|insertion| insertion.offset)).collect();
        edges.retain(|edge| child.span.start < *edge && *edge < child.span.end);
        edges.extend([child.span.start, child.span.end]);
        edges.sort_unstable();
        edges.dedup();
        for stretch in edges.windows(2).map(|pair| Span::new(pair[0], pair[1])) {
            while let Some(insertion) = insertions.next_if(|insertion| insertion.offset <= stretch.start) {
                writer.insert(&insertion.xml);
            }
            let is_deleted = changes.deleted.iter().any(|deleted| deleted.contains(stretch));
            writer.text(&text[stretch.range()], is_deleted);
        }
    }
    for insertion in insertions {
        writer.insert(&insertion.xml);
    }
    writer.close();
    let written = writer.written;
    splices.all.retain(|(range, ..)| !(run.range.start < range.start && range.end < run.range.end));
    splices.add(run.range.clone(), true, written);
}

/// Gives changes their numbers.
#[derive(Debug)]
pub(super) struct Tracking {
    next: std::cell::Cell<usize>,
}

impl Tracking {
    /// `highest` is the highest number there is.
    pub fn behind(highest: usize) -> Self {
        Self { next: std::cell::Cell::new(highest + 1) }
    }

    /// The attributes of a change.
    pub fn attributes(&self, prefix: &str) -> String {
        let id = self.next.get();
        self.next.set(id + 1);
        format!("{prefix}id=\"{id}\" {prefix}author=\"{}\"", super::AUTHOR)
    }
}

/// Writes the pieces of a run.
struct Writer<'a> {
    run: &'a TextRun,
    xml: &'a str,
    prefix: &'a str,
    tracking: &'a Tracking,
    /// Whether the run that is open is one of deleted words.
    open: Option<bool>,
    written: String,
}

impl Writer<'_> {
    fn open(&mut self, deleted: bool) {
        if self.open == Some(deleted) {
            return;
        }
        self.close();
        if deleted {
            let attributes = self.tracking.attributes(self.prefix);
            self.written += &format!("<{}del {attributes}>", self.prefix);
        }
        self.written += &self.xml[self.run.tag.clone()];
        self.written += &self.xml[self.run.properties.clone()];
        self.open = Some(deleted);
    }

    fn close(&mut self) {
        let prefix = self.prefix;
        match self.open.take() {
            Some(true) => self.written += &format!("</{prefix}r></{prefix}del>"),
            Some(false) => self.written += &format!("</{prefix}r>"),
            None => {}
        }
    }

    fn insert(&mut self, xml: &str) {
        self.close();
        self.written += xml;
    }

    fn text(&mut self, words: &str, deleted: bool) {
        self.open(deleted);
        let (prefix, name) = (self.prefix, if deleted { "delText" } else { "t" });
        self.written += &format!("<{prefix}{name} xml:space=\"preserve\">{}</{prefix}{name}>", written(words));
    }
}
