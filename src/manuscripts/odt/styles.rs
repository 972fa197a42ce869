//! Styles by their names, and the unnamed ones that paragraphs and words have of their own.

use quick_xml::events::Event;
use rustc_hash::FxHashMap;

use crate::manuscripts::xml::{Events, attribute, local};

/// How many styles one may build on, each on the next.
const DEEPEST: usize = 20;

#[derive(Debug, Default)]
pub(super) struct OdtStyles {
    /// By family and name.
    all: FxHashMap<(String, String), OdtStyle>,
}

#[derive(Debug, Default)]
struct OdtStyle {
    shown: String,
    parent: String,
    bold: Option<bool>,
}

impl OdtStyles {
    /// Adds the styles of a part.
    pub fn add(&mut self, xml: &str) {
        let mut open: Option<((String, String), OdtStyle)> = None;
        for (event, _) in Events::new(xml) {
            match event {
                Event::Start(element) => match local(element.name().as_ref()) {
                    "style" => {
                        let value = |name| attribute(&element, name).unwrap_or_default();
                        let name = value("name");
                        let shown = attribute(&element, "display-name").unwrap_or_else(|| decoded(&name));
                        let style = OdtStyle { shown, parent: value("parent-style-name"), bold: None };
                        open = Some(((value("family"), name), style));
                    }
                    "text-properties" => {
                        if let (Some((_, style)), Some(weight)) = (&mut open, attribute(&element, "font-weight")) {
                            style.bold =
                                Some(weight == "bold" || weight.parse().is_ok_and(|weight: u32| weight >= 600));
                        }
                    }
                    _ => {}
                },
                Event::End(element) if local(element.name().as_ref()) == "style" => self.all.extend(open.take()),
                _ => {}
            }
        }
    }

    /// The names of a paragraph's style and of those that it builds on, lower case; whether it is bold of its own.
    pub fn of_paragraph(&self, name: &str) -> (Vec<String>, bool) {
        let mut names = Vec::new();
        let own = self.all.get(&("paragraph".to_owned(), name.to_owned())).and_then(|style| style.bold);
        let mut name = name.to_owned();
        for _ in 0..DEEPEST {
            let Some(style) = self.all.get(&("paragraph".to_owned(), name.clone())) else {
                if names.is_empty() && !name.is_empty() {
                    names.push(decoded(&name).to_lowercase());
                }
                break;
            };
            names.push(style.shown.to_lowercase());
            name.clone_from(&style.parent);
        }
        (names, own.unwrap_or_default())
    }

    /// Whether a style of words says that they are bold, or not.
    pub fn is_bold(&self, name: &str) -> Option<bool> {
        self.all.get(&("text".to_owned(), name.to_owned()))?.bold
    }
}

/// `Heading_20_1` is `Heading 1`.
fn decoded(name: &str) -> String {
    name.replace("_20_", " ").replace("_5f_", "_")
}
