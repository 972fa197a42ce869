//! Writes edits into a document as tracked changes: words struck out, words put in, for an editor to accept.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rewrite::{self, Insertion, Splices, TrackedEdits, Tracking};
use super::runs::{RunMark, TextRun};
use super::{DocxDocument, highest_id, prefix, read};
use crate::manuscripts::Refusal;
use crate::manuscripts::package::Package;
use crate::manuscripts::xml::written;
use crate::model::{Edit, Format, Span};

/// The document with `edits`, which are sorted and do not overlap, as tracked changes. What can't be changed, as the
/// words of a formula, stays as it is.
///
/// # Errors
/// The file can't be read, or not be written anew.
pub fn track(file: &Arc<[u8]>, edits: &[Edit]) -> Result<Vec<u8>, Refusal> {
    let mut package = Package::open(file, Format::Docx)?;
    let document = read(&mut package)?;
    let highest = document.parts.iter().map(|(_, xml)| highest_id(xml)).max().unwrap_or(0);
    let mut tracker = Tracker {
        starts: document.draft.starts(),
        prefixes: document.parts.iter().map(|(_, xml)| prefix(xml)).collect(),
        tracking: Tracking::behind(highest),
        changes: BTreeMap::new(),
        splices: document.parts.iter().map(|_| Splices::default()).collect(),
        document: &document,
    };
    edits.iter().for_each(|edit| tracker.edit(edit));
    tracker.write_runs();
    let written = document.parts.iter().zip(tracker.splices).filter(|(_, splices)| !splices.is_empty());
    let parts: Vec<(String, String)> =
        written.map(|((name, xml), splices)| (name.clone(), splices.apply(xml))).collect();
    if parts.is_empty() { Ok(file.to_vec()) } else { package.with(&parts) }
}

struct Tracker<'a> {
    document: &'a DocxDocument,
    starts: Vec<usize>,
    /// By part, as `splices` are.
    prefixes: Vec<String>,
    tracking: Tracking,
    /// By run.
    changes: BTreeMap<usize, TrackedEdits>,
    splices: Vec<Splices>,
}

impl Tracker<'_> {
    fn edit(&mut self, edit: &Edit) {
        let first = self.starts.partition_point(|start| *start <= edit.span.start).saturating_sub(1);
        let mut last_run = None;
        for paragraph in first..self.starts.len() {
            let start = self.starts[paragraph];
            if start > edit.span.end || start == edit.span.end && paragraph > first {
                break;
            }
            let length = self.document.draft.paragraphs[paragraph].0.len();
            let from = edit.span.start.saturating_sub(start);
            let to = (edit.span.end - start).min(length);
            last_run = self.delete(paragraph, Span::new(from.min(to), to)).or(last_run);
            if edit.span.end > start + length {
                self.delete_mark(paragraph);
            }
        }
        if !edit.replacement.is_empty() {
            self.insert(first, edit.span.start - self.starts[first], last_run, &edit.replacement);
        }
    }

    /// Strikes out words of a paragraph; gives the last run that had some, and where in the paragraph they end.
    fn delete(&mut self, paragraph: usize, span: Span) -> Option<(usize, usize)> {
        let mut last = None;
        let runs =
            self.document.runs.all.iter().enumerate().filter(|(_, run)| run.paragraph == paragraph && !run.whole);
        for (index, run) in runs {
            let own = run.span();
            let cut = Span::new(own.start.max(span.start), own.end.min(span.end).max(own.start.max(span.start)));
            if !cut.is_empty() {
                self.changes.entry(index).or_default().deleted.push(cut);
                last = Some((index, cut.end));
            }
        }
        last
    }

    /// Puts words behind those that were struck out, or else at `offset`, in the form of the words before it.
    fn insert(&mut self, paragraph: usize, offset: usize, behind: Option<(usize, usize)>, words: &str) {
        let runs =
            self.document.runs.all.iter().enumerate().filter(|(_, run)| run.paragraph == paragraph && !run.whole);
        let filled: Vec<(usize, Span)> =
            runs.map(|(index, run)| (index, run.span())).filter(|(_, span)| !span.is_empty()).collect();
        let before = filled.iter().rev().find(|(_, span)| span.start < offset && offset <= span.end);
        let found = behind.or(before.map(|(run, _)| (*run, offset)));
        let Some((index, offset, is_behind)) = found
            .map(|(run, offset)| (run, offset, true))
            .or_else(|| filled.iter().find(|(_, span)| span.start == offset).map(|(run, _)| (*run, offset, false)))
        else {
            return;
        };
        let run = &self.document.runs.all[index];
        let (prefix, xml) = (&self.prefixes[run.part], &self.document.parts[run.part].1);
        let text = |line: &str| format!("<{prefix}t xml:space=\"preserve\">{}</{prefix}t>", written(line));
        let lines: Vec<String> = words.lines().map(text).collect();
        let properties = &xml[run.properties.clone()];
        let mut inserted = format!("<{prefix}r>{properties}{}</{prefix}r>", lines.join(&format!("<{prefix}br/>")));
        // within somebody's insertion it stands by itself
        inserted = format!("<{prefix}ins {}>{inserted}</{prefix}ins>", self.tracking.attributes(prefix));
        if let Some(tag) = &run.insertion {
            inserted = format!("</{prefix}ins>{inserted}{}", &xml[tag.clone()]);
        }
        let insertion = Insertion { offset, xml: inserted, behind: is_behind };
        self.changes.entry(index).or_default().insertions.push(insertion);
    }

    /// Deletes the end of a paragraph, so that the next one goes on where it stood.
    fn delete_mark(&mut self, paragraph: usize) {
        let Some(mark) = self.document.runs.paragraphs[paragraph].last().filter(|mark| mark.has_next) else { return };
        let RunMark { part, tag, properties, of_mark, .. } = mark;
        let (prefix, xml) = (&self.prefixes[*part], &self.document.parts[*part].1);
        let del = format!("<{prefix}del {}/>", self.tracking.attributes(prefix));
        let splices = &mut self.splices[*part];
        let is_empty = |range: &std::ops::Range<usize>| xml[range.clone()].ends_with("/>");
        let opened =
            |range: &std::ops::Range<usize>| xml[range.clone()].trim_end_matches("/>").trim_end().to_owned() + ">";
        let of_new_mark = format!("<{prefix}rPr>{del}</{prefix}rPr>");
        if !of_mark.is_empty() {
            let at = of_mark.start + xml[of_mark.clone()].find('>').map_or(0, |at| at + 1);
            match is_empty(of_mark) && at == of_mark.end {
                true => splices.add(of_mark.clone(), true, of_new_mark),
                false => splices.add(at..at, true, del),
            }
        } else if !properties.is_empty() {
            if is_empty(properties) && xml[properties.clone()].matches('<').count() == 1 {
                splices.add(properties.clone(), true, format!("<{prefix}pPr>{of_new_mark}</{prefix}pPr>"));
                return;
            }
            // the mark's properties come before the section's and what they were before a change
            let inner = &xml[properties.clone()];
            let later = ["sectPr", "pPrChange"].iter().filter_map(|name| inner.find(&format!("<{prefix}{name}"))).min();
            let at = properties.start + later.or(inner.rfind("</")).unwrap_or(inner.len());
            splices.add(at..at, true, of_new_mark);
        } else if is_empty(tag) {
            let of_paragraph = format!("<{prefix}pPr>{of_new_mark}</{prefix}pPr>");
            splices.add(tag.clone(), true, format!("{}{of_paragraph}</{prefix}p>", opened(tag)));
        } else {
            splices.add(tag.end..tag.end, true, format!("<{prefix}pPr>{of_new_mark}</{prefix}pPr>"));
        }
    }

    /// Writes the runs, those in text boxes before the ones that hold the boxes.
    fn write_runs(&mut self) {
        for (index, changes) in std::mem::take(&mut self.changes).iter().rev() {
            let run: &TextRun = &self.document.runs.all[*index];
            let text = &self.document.draft.paragraphs[run.paragraph].0;
            let (prefix, xml) = (&self.prefixes[run.part], &self.document.parts[run.part].1);
            rewrite::change(run, changes, text, xml, prefix, &self.tracking, &mut self.splices[run.part]);
        }
    }
}
