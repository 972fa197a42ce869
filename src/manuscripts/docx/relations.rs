//! What the parts of a package are to each other: `.rels` files, and the list of content types.

use quick_xml::events::Event;

use crate::manuscripts::xml::{Events, attribute, local};

/// The relations of a part.
#[derive(Debug, Default)]
pub(super) struct Relations {
    all: Vec<Relation>,
}

#[derive(Debug)]
struct Relation {
    id: String,
    /// The last word of its type: `styles`, `comments`, `hyperlink`.
    kind: String,
    /// What stands before that word.
    base: String,
    target: String,
}

const BASE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

impl Relations {
    pub const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

    pub fn parse(xml: &str) -> Self {
        let mut all = Vec::new();
        for (event, _) in Events::new(xml) {
            let Event::Start(element) = event else { continue };
            if local(element.name().as_ref()) != "Relationship" {
                continue;
            }
            let value = |name| attribute(&element, name).unwrap_or_default();
            let kind = value("Type");
            let (base, kind) = kind.rsplit_once('/').unwrap_or(("", &kind));
            let (base, kind) = (format!("{base}/"), kind.to_owned());
            all.push(Relation { id: value("Id"), kind, base, target: value("Target") });
        }
        Self { all }
    }

    /// Where the relation of that id leads.
    pub fn target(&self, id: &str) -> Option<&str> {
        self.all.iter().find(|relation| relation.id == id).map(|relation| relation.target.as_str())
    }

    /// The first part of that kind, by its name in the package; `folder` is that of the part whose relations these are.
    pub fn part(&self, kind: &str, folder: &str) -> Option<String> {
        let relation = self.all.iter().find(|relation| relation.kind == kind)?;
        Some(match relation.target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => joined(folder, &relation.target),
        })
    }

    /// An id that none has, and the type of a relation of that kind in the way of the others.
    pub fn new_one(&self, kind: &str) -> (String, String) {
        let id = (1..).map(|number| format!("copydesk{number}")).find(|id| self.target(id).is_none());
        let base = self.all.iter().find(|relation| relation.kind == "styles").map_or(BASE, |relation| &relation.base);
        (id.unwrap_or_default(), format!("{base}{kind}"))
    }
}

/// The name of the part that `target` is, seen from `folder`.
pub(super) fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => _ = parts.pop(),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// The folder and the name of a part.
pub(super) fn split(part: &str) -> (&str, &str) {
    part.rsplit_once('/').unwrap_or(("", part))
}

/// The part that holds the relations of `part`.
pub(super) fn of(part: &str) -> String {
    let (folder, name) = split(part);
    joined(folder, &format!("_rels/{name}.rels"))
}
