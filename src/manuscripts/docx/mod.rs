//! Word's format: its parts read, with the place of every run of text, so that comments and changes can be written in.

mod annotate;
mod comments;
mod fields;
mod relations;
mod rewrite;
mod runs;
mod styles;
mod track;
mod walk;

pub use annotate::{Note, annotate};
pub use track::track;

use quick_xml::events::Event;

use self::relations::Relations;
use self::runs::Runs;
use self::styles::DocxStyles;
use self::walk::DocxWalk;
use super::Refusal;
use super::draft::Draft;
use super::package::Package;
use super::xml::{Events, attribute, local};
use crate::model::{Problem, Setting, Span};

/// Who comments and changes, by what they say.
const AUTHOR: &str = "copydesk";

/// A document with all that is known of its text.
pub(super) struct DocxDocument {
    pub draft: Draft,
    runs: Runs,
    /// The parts with text, by name: the story, then the notes.
    parts: Vec<(String, String)>,
    relations: Relations,
}

/// Reads the story, then its footnotes and endnotes, and comments.
pub(super) fn read(package: &mut Package<'_>) -> Result<DocxDocument, Refusal> {
    let root = package.part("_rels/.rels")?.map(|xml| Relations::parse(&xml)).unwrap_or_default();
    let name = root.part("officeDocument", "").unwrap_or_else(|| "word/document.xml".to_owned());
    let Some(xml) = package.part(&name)? else {
        let message = format!("there is no text in it: it has no {name}");
        return Err(Refusal::new(message, "open it in a word processor and save it as .docx again"));
    };
    let folder = relations::split(&name).0;
    let relations = package.part(&relations::of(&name))?.map(|xml| Relations::parse(&xml)).unwrap_or_default();
    let mut part =
        |kind: &str| relations.part(kind, folder).map(|name| package.part(&name)).transpose().map(Option::flatten);
    let styles = part("styles")?.map(|xml| DocxStyles::parse(&xml)).unwrap_or_default();
    let comments = part("comments")?.map(|xml| comments::texts(&xml)).unwrap_or_default();
    let mut parts = vec![(name.clone(), xml)];
    for kind in ["footnotes", "endnotes"] {
        if let (Some(name), Some(xml)) = (relations.part(kind, folder), part(kind)?) {
            parts.push((name, xml));
        }
    }
    let (mut draft, mut runs) = (Draft::default(), Runs::default());
    let mut walk = DocxWalk::new(&mut draft, &mut runs, &styles, &relations);
    for (index, (_, xml)) in parts.iter().enumerate() {
        walk.part(index, xml, if index == 0 { Setting::Text } else { Setting::Note });
    }
    let (faults, anchors) = (std::mem::take(&mut walk.faults), std::mem::take(&mut walk.anchors));
    draft.comments = comments::placed(comments, &anchors);
    draft.problems = faults.into_iter().map(problem).collect();
    Ok(DocxDocument { draft, runs, parts, relations })
}

fn problem(fault: String) -> Problem {
    Problem {
        span: Span::default(),
        message: format!("the document breaks off: {fault}"),
        label: "nothing behind this could be read".to_owned(),
        help: "open it in a word processor and save it again".to_owned(),
    }
}

/// The prefix under which a part names the elements of word processing, with its colon; empty where they have none.
fn prefix(xml: &str) -> String {
    let root = Events::new(xml).find_map(|(event, _)| match event {
        Event::Start(element) => Some(element),
        _ => None,
    });
    let Some(root) = root else { return "w:".to_owned() };
    let mut attributes = root.attributes();
    let namespace = |value: &[u8]| {
        value.ends_with(b"/wordprocessingml/2006/main") || value.ends_with(b"/ooxml/wordprocessingml/main")
    };
    let declared = attributes.with_checks(false).flatten().find(|attribute| namespace(&attribute.value));
    match declared.as_ref().map(|attribute| attribute.key.as_ref()) {
        Some(b"xmlns") => String::new(),
        Some(name) => format!("{}:", local(name)),
        None => "w:".to_owned(),
    }
}

/// The highest number among the ids of comments and changes.
fn highest_id(xml: &str) -> usize {
    let ids = Events::new(xml).filter_map(|(event, _)| match event {
        Event::Start(element) => attribute(&element, "id")?.parse().ok(),
        _ => None,
    });
    // ids of other things count in the millions and would only lengthen these
    ids.filter(|id| *id < 1 << 30).max().unwrap_or(0)
}
