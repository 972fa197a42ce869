//! The comments of a document: their texts, and the words that they are about.

use quick_xml::events::Event;
use rustc_hash::FxHashMap;

use crate::manuscripts::draft::{Noted, Spot};
use crate::manuscripts::xml::{Events, attribute, local, referred};

/// Where a comment's words begin and end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CommentAnchor {
    pub from: Option<Spot>,
    pub to: Option<Spot>,
}

/// The texts of all comments by their ids; paragraphs are lines.
pub(super) fn texts(xml: &str) -> Vec<(String, String)> {
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut in_text = false;
    for (event, _) in Events::new(xml) {
        let words = match event {
            Event::Start(element) => match local(element.name().as_ref()) {
                "comment" => {
                    texts.push((attribute(&element, "id").unwrap_or_default(), String::new()));
                    continue;
                }
                "t" => {
                    in_text = true;
                    continue;
                }
                "tab" | "br" | "cr" => " ".to_owned(),
                _ => continue,
            },
            Event::End(element) => match local(element.name().as_ref()) {
                "t" => {
                    in_text = false;
                    continue;
                }
                "p" => "\n".to_owned(),
                _ => continue,
            },
            Event::Text(words) if in_text => String::from_utf8_lossy(&words).into_owned(),
            Event::GeneralRef(reference) if in_text => referred(&reference),
            _ => continue,
        };
        if let Some((_, text)) = texts.last_mut() {
            text.push_str(&words);
        }
    }
    texts.iter_mut().for_each(|(_, text)| *text = text.trim().to_owned());
    texts
}

/// The comments that are about something of the text.
pub(super) fn placed(texts: Vec<(String, String)>, anchors: &FxHashMap<String, CommentAnchor>) -> Vec<Noted> {
    let noted = texts.into_iter().filter_map(|(id, text)| {
        let anchor = anchors.get(&id)?;
        let from = anchor.from.or(anchor.to)?;
        Some(Noted { text, from, to: anchor.to.unwrap_or(from) })
    });
    noted.collect()
}
