//! The open document format, as LibreOffice writes it: read only.

mod styles;

use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use self::styles::OdtStyles;
use super::Refusal;
use super::draft::{Draft, Noted, Spot};
use super::package::Package;
use super::xml::{Events, attribute, local, referred};
use crate::model::{Paragraph, Problem, Setting, Span};

pub(super) fn read(package: &mut Package<'_>) -> Result<Draft, Refusal> {
    if package.part("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Refusal::new("it is locked with a password", "save it without one"));
    }
    let Some(xml) = package.part("content.xml")? else {
        let help = "open it in a word processor and save it as .odt again";
        return Err(Refusal::new("there is no text in it: it has no content.xml", help));
    };
    let mut styles = OdtStyles::default();
    if let Some(xml) = package.part("styles.xml")? {
        styles.add(&xml);
    }
    styles.add(&xml);
    let mut walk = OdtWalk::new(&styles);
    walk.run(&xml);
    Ok(walk.draft)
}

struct OdtWalk<'a> {
    styles: &'a OdtStyles,
    draft: Draft,
    stack: Vec<OdtElement>,
    flows: Vec<OdtFlow>,
    lists: usize,
    /// Comments that are open, by name.
    open: FxHashMap<String, usize>,
    /// The depth of an element of which nothing is printed.
    skipped: Option<usize>,
}

struct OdtElement {
    name: String,
    from: usize,
    link: Option<String>,
    bold: Option<bool>,
}

/// A text that flows by itself: the story's, a note's, a text box's, a comment's.
#[derive(Clone, Copy, Default)]
struct OdtFlow {
    paragraph: Option<usize>,
    kind: FlowKind,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum FlowKind {
    #[default]
    Text,
    Note,
    Box,
    /// Of the draft's comments, the last.
    Comment,
}

impl<'a> OdtWalk<'a> {
    fn new(styles: &'a OdtStyles) -> Self {
        Self {
            styles,
            draft: Draft::default(),
            stack: Vec::new(),
            flows: vec![OdtFlow::default()],
            lists: 0,
            open: FxHashMap::default(),
            skipped: None,
        }
    }

    fn run(&mut self, xml: &str) {
        let mut events = Events::new(xml);
        for (event, _) in events.by_ref() {
            match event {
                Event::Start(element) => {
                    let name = local(element.name().as_ref()).to_owned();
                    let from = self.flow().paragraph.map_or(0, |paragraph| self.draft.spot(paragraph).offset);
                    self.stack.push(OdtElement { name: name.clone(), from, link: None, bold: None });
                    if self.skipped.is_none() {
                        self.open(&name, &element);
                    }
                }
                Event::End(_) => {
                    let depth = self.stack.len();
                    let Some(element) = self.stack.pop() else { continue };
                    if self.skipped.is_none() {
                        self.close(&element);
                    }
                    self.skipped.take_if(|skipped| *skipped == depth);
                }
                Event::Text(words) => self.say(&String::from_utf8_lossy(&words)),
                Event::CData(words) => self.say(&String::from_utf8_lossy(&words)),
                Event::GeneralRef(reference) => self.say(&referred(&reference)),
                _ => {}
            }
        }
        if let Some((at, fault)) = events.fault {
            self.draft.problems.push(Problem {
                span: Span::default(),
                message: format!("the document breaks off: {fault}, at byte {at} of its XML"),
                label: "nothing behind this could be read".to_owned(),
                help: "open it in a word processor and save it again".to_owned(),
            });
        }
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        let value = |name| attribute(element, name).unwrap_or_default();
        match name {
            "automatic-styles" | "font-face-decls" | "scripts" | "forms" | "tracked-changes" | "ruby-text"
            | "note-citation" | "hidden-text" | "hidden-paragraph" | "creator" | "date" | "sender-initials"
            | "title" | "desc" | "sequence-decls" | "variable-decls" | "user-field-decls" => {
                let is_prose = self.is_within("p") || self.is_within("h");
                // a field of the text may be called so too
                if !(is_prose && matches!(name, "creator" | "date" | "title") && !self.is_within("annotation")) {
                    self.skipped = Some(self.stack.len());
                }
            }
            "p" | "h" => self.begin_paragraph(name, element),
            "s" => self.say(&" ".repeat(value("c").parse().unwrap_or(1).clamp(1, 1_000))),
            "tab" => self.say("\t"),
            "line-break" => {
                if let Some(paragraph) = self.flow().paragraph {
                    let span = self.draft.push(paragraph, " ");
                    self.draft.paragraphs[paragraph].1.breaks.push(span);
                }
            }
            "a" => self.top(|top| top.link = Some(value("href"))),
            "span" => {
                let bold = self.styles.is_bold(&value("style-name"));
                self.top(|top| top.bold = bold);
            }
            "list" if self.stack.iter().filter(|element| element.name == "list").count() == 1 => self.lists += 1,
            "note-body" => self.flows.push(OdtFlow { kind: FlowKind::Note, paragraph: None }),
            "text-box" => self.flows.push(OdtFlow { kind: FlowKind::Box, paragraph: None }),
            "annotation" => {
                let spot = self.spot();
                self.open.insert(value("name"), self.draft.comments.len());
                self.draft.comments.push(Noted { text: String::new(), from: spot, to: spot });
                self.flows.push(OdtFlow { kind: FlowKind::Comment, paragraph: None });
            }
            "annotation-end" => {
                let to = self.spot();
                if let Some(comment) = self.open.get(&value("name")) {
                    self.draft.comments[*comment].to = to;
                }
            }
            "image" => {
                let around = self.flows.iter().rev().find_map(|flow| flow.paragraph);
                around.into_iter().for_each(|paragraph| self.draft.paragraphs[paragraph].1.picture = true);
            }
            _ => {}
        }
    }

    fn begin_paragraph(&mut self, name: &str, element: &BytesStart<'_>) {
        let kind = self.flow().kind;
        if kind == FlowKind::Comment {
            return;
        }
        let style = attribute(element, "style-name").unwrap_or_default();
        let (styles, bold) = self.styles.of_paragraph(&style);
        let level = attribute(element, "outline-level").and_then(|level| level.parse().ok());
        let setting = match kind {
            FlowKind::Note => Setting::Note,
            FlowKind::Box => Setting::Box,
            _ if self.is_within("table-cell") => Setting::Cell,
            _ => Setting::Text,
        };
        let paragraph = Paragraph {
            styles,
            heading: if name == "h" { level.unwrap_or(1).clamp(1, 9) } else { 0 },
            list: if self.is_within("list") && name == "p" { self.lists } else { 0 },
            setting,
            ..Paragraph::default()
        };
        let paragraph = self.draft.begin(paragraph);
        self.flow().paragraph = Some(paragraph);
        self.top(|top| (top.from, top.bold) = (0, Some(bold)));
    }

    fn close(&mut self, element: &OdtElement) {
        match element.name.as_str() {
            "p" | "h" if self.flow().kind == FlowKind::Comment => {
                self.note("\n");
            }
            "note-body" | "text-box" | "annotation" if self.flows.len() > 1 => _ = self.flows.pop(),
            _ => {}
        }
        let Some(paragraph) = self.flow().paragraph else { return };
        let span = Span::new(element.from.min(self.draft.spot(paragraph).offset), self.draft.spot(paragraph).offset);
        if span.is_empty() {
            return;
        }
        let said = &mut self.draft.paragraphs[paragraph].1;
        if let Some(target) = &element.link {
            said.links.push((span, target.clone()));
        }
        if element.bold == Some(true) && matches!(element.name.as_str(), "span" | "p" | "h") {
            said.bold.push(span);
            said.bold.sort_unstable();
        }
    }

    fn say(&mut self, words: &str) {
        if self.skipped.is_some() {
            return;
        }
        let OdtFlow { paragraph, kind } = *self.flow();
        let is_inside = self.is_within("p") || self.is_within("h");
        match paragraph {
            _ if !is_inside => {}
            _ if kind == FlowKind::Comment => {
                self.note(words);
            }
            Some(paragraph) => _ = self.draft.push(paragraph, words),
            None => {}
        }
    }

    /// Adds to the comment that is open.
    fn note(&mut self, words: &str) {
        if let Some(noted) = self.draft.comments.last_mut() {
            noted.text.push_str(words);
        }
    }

    /// Where the text is now.
    fn spot(&mut self) -> Spot {
        match self.flows.iter().rev().find_map(|flow| flow.paragraph) {
            Some(paragraph) => self.draft.spot(paragraph),
            None => Spot { paragraph: 0, offset: 0 },
        }
    }

    fn flow(&mut self) -> &mut OdtFlow {
        if self.flows.is_empty() {
            self.flows.push(OdtFlow::default());
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    fn top(&mut self, change: impl FnOnce(&mut OdtElement)) {
        if let Some(top) = self.stack.last_mut() {
            change(top);
        }
    }

    fn is_within(&self, name: &str) -> bool {
        self.stack.iter().rev().any(|element| element.name == name)
    }
}
