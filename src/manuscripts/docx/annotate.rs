//! Writes comments into a document, each on the words that it is about.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::relations::{self, Relations};
use super::rewrite::{self, Insertion, Splices, TrackedEdits, Tracking};
use super::{AUTHOR, DocxDocument, highest_id, prefix, read};
use crate::manuscripts::Refusal;
use crate::manuscripts::draft::Spot;
use crate::manuscripts::package::Package;
use crate::manuscripts::xml::{Events, written};
use crate::model::{Format, Span};

/// A comment to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The words that it is about, in the document's text.
    pub span: Span,
    /// A paragraph each line.
    pub text: String,
}

const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The document with comments. One that is there already, on the same words, is not written again.
///
/// # Errors
/// The file can't be read, or not be written anew.
pub fn annotate(file: &Arc<[u8]>, notes: &[Note]) -> Result<Vec<u8>, Refusal> {
    let mut package = Package::open(file, Format::Docx)?;
    let document = read(&mut package)?;
    let starts = document.draft.starts();
    let known = |note: &Note| {
        let place = document.run_at(note.span.start, false, &starts);
        let spot = place.map(|(run, offset)| Spot { paragraph: document.runs.all[run].paragraph, offset });
        document.draft.comments.iter().any(|comment| comment.text == note.text.trim() && spot == Some(comment.from))
    };
    let notes: Vec<&Note> = notes.iter().filter(|note| !known(note)).collect();
    if notes.is_empty() {
        return Ok(file.to_vec());
    }
    let (name, xml) = &document.parts[0];
    let folder = relations::split(name).0;
    let part = document.relations.part("comments", folder);
    let there = part.as_ref().map(|part| package.part(part)).transpose()?.flatten();
    let mut id = there.as_deref().map_or(0, |comments| highest_id(comments) + 1);
    let prefix = prefix(xml);
    let mut changes: BTreeMap<usize, TrackedEdits> = BTreeMap::new();
    let mut comments = String::new();
    let comment_prefix = there.as_deref().map_or_else(|| "w:".to_owned(), super::prefix);
    for note in notes {
        let Some((first, start)) = document.run_at(note.span.start, false, &starts) else { continue };
        let (last, end) =
            document.run_at(note.span.end, true, &starts).filter(|(last, _)| *last >= first).unwrap_or((first, start));
        let mark = |name: &str| format!("<{prefix}{name} {prefix}id=\"{id}\"/>");
        let insertion = |offset, behind, xml| Insertion { offset, xml, behind };
        changes.entry(first).or_default().insertions.push(insertion(start, false, mark("commentRangeStart")));
        let reference = format!("{}<{prefix}r>{}</{prefix}r>", mark("commentRangeEnd"), mark("commentReference"));
        changes.entry(last).or_default().insertions.push(insertion(end, true, reference));
        comments += &comment(&comment_prefix, id, &note.text);
        id += 1;
    }
    let mut splices = Splices::default();
    let tracking = Tracking::behind(0);
    // what stands in a text box is written before the run that holds the box
    for (run, changes) in changes.iter().rev() {
        let run = &document.runs.all[*run];
        let text = &document.draft.paragraphs[run.paragraph].0;
        rewrite::change(run, changes, text, xml, &prefix, &tracking, &mut splices);
    }
    let mut parts = vec![(name.clone(), splices.apply(xml))];
    match (part, there) {
        (Some(part), Some(there)) => parts.push((part, appended(&there, &comments))),
        (part, _) => {
            let part = part.unwrap_or_else(|| relations::joined(folder, "comments.xml"));
            parts.extend(new_part(&mut package, &document, &part)?);
            let root = format!("<w:comments xmlns:w=\"{}\">", namespace(xml));
            let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
            parts.push((part, format!("{declaration}\n{root}{comments}</w:comments>")));
        }
    }
    package.with(&parts)
}

impl DocxDocument {
    /// The run of the story that holds the place of the text, and where in its paragraph: of the words before the place
    /// where `behind`, else of those behind it. For what stands in a note or a text box, the run outside that holds it.
    fn run_at(&self, place: usize, behind: bool, starts: &[usize]) -> Option<(usize, usize)> {
        let paragraph = starts.partition_point(|start| *start <= place).checked_sub(1)?;
        let offset = place - starts[paragraph];
        let runs = self.runs.all.iter().enumerate().filter(|(_, run)| run.paragraph == paragraph);
        let filled: Vec<(usize, Span)> =
            runs.map(|(index, run)| (index, run.span())).filter(|(_, span)| !span.is_empty()).collect();
        let found = if behind {
            filled.iter().rev().find(|(_, span)| span.start < offset).or(filled.first())
        } else {
            filled.iter().find(|(_, span)| offset < span.end).or(filled.last())
        };
        let (run, span) = *found?;
        match self.runs.all[run].host {
            None => Some((run, offset.clamp(span.start, span.end))),
            Some(mut host) => {
                while let Some(outer) = self.runs.all[host].host {
                    host = outer;
                }
                let span = self.runs.all[host].span();
                Some((host, if behind { span.end } else { span.start }))
            }
        }
    }
}

fn comment(prefix: &str, id: usize, text: &str) -> String {
    let paragraph = |line: &str| {
        let text = format!("<{prefix}t xml:space=\"preserve\">{}</{prefix}t>", written(line));
        format!("<{prefix}p><{prefix}r>{text}</{prefix}r></{prefix}p>")
    };
    let paragraphs: String = text.lines().map(paragraph).collect();
    let attributes = format!("{prefix}id=\"{id}\" {prefix}author=\"{AUTHOR}\" {prefix}initials=\"cd\"");
    format!("<{prefix}comment {attributes}>{paragraphs}</{prefix}comment>")
}

/// A part's XML with more in its root element, behind all that is there.
fn appended(xml: &str, more: &str) -> String {
    if let Some(end) = xml.rfind("</") {
        return format!("{}{more}{}", &xml[..end], &xml[end..]);
    }
    // an empty element
    let end = xml.rfind("/>").unwrap_or(xml.len());
    let start = xml[..end].rfind('<').map_or(end, |at| at + 1);
    let name = xml[start..end].split_whitespace().next().unwrap_or_default();
    format!("{}>{more}</{name}>", &xml[..end])
}

/// What says in the package that there is a part with comments.
fn new_part(package: &mut Package<'_>, document: &DocxDocument, part: &str) -> Result<Vec<(String, String)>, Refusal> {
    let types = "[Content_Types].xml";
    let mut parts = Vec::new();
    if let Some(xml) = package.part(types)? {
        let entry = format!("<Override PartName=\"/{part}\" ContentType=\"{COMMENTS}\"/>");
        if !xml.contains(&format!("\"/{part}\"")) {
            parts.push((types.to_owned(), appended(&xml, &entry)));
        }
    }
    let name = relations::of(&document.parts[0].0);
    if document.relations.part("comments", "").is_none() {
        let (id, kind) = document.relations.new_one("comments");
        let target = part.strip_prefix(relations::split(&document.parts[0].0).0).map_or(part, |name| &name[1..]);
        let entry = format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>");
        let none = format!("<Relationships xmlns=\"{}\"/>", Relations::NAMESPACE);
        let xml = package.part(&name)?.unwrap_or(none);
        parts.push((name, appended(&xml, &entry)));
    }
    Ok(parts)
}

/// The namespace of the document's elements, which is another in its strict form.
fn namespace(xml: &str) -> String {
    let (_, range) = Events::new(xml).find(|(event, _)| matches!(event, quick_xml::events::Event::Start(_))).unzip();
    let root = &xml[range.unwrap_or_default()];
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    if root.contains(strict) { strict.to_owned() } else { MAIN.to_owned() }
}
