//! Paragraph styles by their ids: names, ranks as headings, lists.

use quick_xml::events::Event;
use rustc_hash::FxHashMap;

use crate::manuscripts::xml::{Events, attribute, local};

/// How many styles one may build on, each on the next.
const DEEPEST: usize = 20;

#[derive(Debug, Default)]
pub(super) struct DocxStyles {
    by_id: FxHashMap<String, DocxStyle>,
    /// The id of the style of paragraphs that name none.
    default: String,
}

#[derive(Clone, Debug, Default)]
struct DocxStyle {
    name: String,
    base: String,
    outline: Option<u8>,
    numbering: Option<String>,
}

/// What its style makes of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Styling {
    pub names: Vec<String>,
    pub heading: u8,
    pub numbering: Option<String>,
}

impl DocxStyles {
    pub fn parse(xml: &str) -> Self {
        let mut styles = Self::default();
        let mut open: Option<(String, DocxStyle)> = None;
        for (event, _) in Events::new(xml) {
            match event {
                Event::Start(element) => {
                    let name = element.name();
                    let value = || attribute(&element, "val").unwrap_or_default();
                    match (local(name.as_ref()), &mut open) {
                        ("style", _) => {
                            let id = attribute(&element, "styleId").unwrap_or_default();
                            let is_default = attribute(&element, "default").is_some_and(|value| value != "0");
                            let is_paragraph = attribute(&element, "type").is_none_or(|kind| kind == "paragraph");
                            if is_default && is_paragraph {
                                styles.default.clone_from(&id);
                            }
                            open = is_paragraph.then(|| (id, DocxStyle::default()));
                        }
                        ("name", Some((_, style))) => style.name = value().to_lowercase(),
                        ("basedOn", Some((_, style))) => style.base = value(),
                        ("outlineLvl", Some((_, style))) => style.outline = value().parse().ok(),
                        ("numId", Some((_, style))) => style.numbering = Some(value()),
                        _ => {}
                    }
                }
                Event::End(element) if local(element.name().as_ref()) == "style" => styles.by_id.extend(open.take()),
                _ => {}
            }
        }
        styles
    }

    /// What the style of that id, or the default one, makes of a paragraph.
    pub fn styling(&self, id: Option<&str>) -> Styling {
        let mut styling = Styling::default();
        let mut outline = None;
        let mut id = id.unwrap_or(&self.default);
        for _ in 0..DEEPEST {
            let Some(style) = self.by_id.get(id) else {
                // some programs write names as ids, and define nothing
                if styling.names.is_empty() && !id.is_empty() {
                    styling.names.push(id.to_lowercase());
                }
                break;
            };
            styling.names.push(style.name.clone());
            outline = outline.or(style.outline);
            styling.numbering = styling.numbering.or_else(|| style.numbering.clone());
            id = &style.base;
        }
        styling.heading =
            styling.names.iter().find_map(|name| rank(name)).or(outline.and_then(of_outline)).unwrap_or(0);
        styling
    }
}

/// The rank of an outline level, which counts from 0; 9 is the text.
pub(super) fn of_outline(level: u8) -> Option<u8> {
    (level < 9).then_some(level + 1)
}

/// `heading 1`, however Word is localised.
fn rank(name: &str) -> Option<u8> {
    name.strip_prefix("heading")?.trim().parse().ok().filter(|rank| (1..=9).contains(rank))
}
