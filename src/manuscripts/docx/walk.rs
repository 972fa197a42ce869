//! Walks over a part with text: what is printed goes into paragraphs, with its place in the XML.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use super::comments::CommentAnchor;
use super::fields::{self, Fields};
use super::prefix;
use super::relations::Relations;
use super::runs::{Child, RunMark, Runs, TextRun};
use super::styles::{DocxStyles, of_outline};
use crate::manuscripts::draft::{Draft, Spot};
use crate::manuscripts::xml::{Events, attribute, is_on, local, referred};
use crate::model::{Paragraph, Setting, Span};

pub(super) struct DocxWalk<'a> {
    draft: &'a mut Draft,
    runs: &'a mut Runs,
    styles: &'a DocxStyles,
    relations: &'a Relations,
    /// By the ids of comments.
    pub anchors: FxHashMap<String, CommentAnchor>,
    /// The runs that refer to notes, by the notes' elements and ids.
    pub notes: FxHashMap<(&'static str, String), usize>,
    pub faults: Vec<String>,
    /// The numbering of the paragraph before, and how many lists there were.
    numbering: Option<String>,
    lists: usize,
}

/// Where the walk stands in a part.
struct State<'xml> {
    part: usize,
    xml: &'xml str,
    prefix: String,
    setting: Setting,
    stack: Vec<DocxElement<'xml>>,
    /// The depth of an element of which nothing is printed.
    skipped: Option<usize>,
    flows: Vec<DocxFlow>,
    in_text: Option<String>,
    in_instruction: bool,
}

#[derive(Clone)]
struct DocxElement<'xml> {
    /// Without the prefix, where it is one of word processing; else with it.
    name: &'xml str,
    start: usize,
    /// Where its text begins in the open paragraph.
    from: usize,
    /// The form's text is not filled in.
    placeholder: bool,
    link: Option<String>,
}

/// A text that flows by itself: the story's, and that of each text box.
#[derive(Default)]
struct DocxFlow {
    paragraph: Option<usize>,
    /// Where the element around the last paragraph begins, and which paragraph that was.
    above: Option<(usize, usize)>,
    /// The end of the paragraph before is deleted, so that this one goes on.
    goes_on: bool,
    style: Option<String>,
    numbering: Option<String>,
    outline: Option<u8>,
    mark_deleted: bool,
    mark: RunMark,
    run: Option<usize>,
    bold: bool,
    hidden: bool,
    fields: Fields,
    host: Option<usize>,
}

impl<'a> DocxWalk<'a> {
    pub fn new(draft: &'a mut Draft, runs: &'a mut Runs, styles: &'a DocxStyles, relations: &'a Relations) -> Self {
        Self {
            draft,
            runs,
            styles,
            relations,
            anchors: FxHashMap::default(),
            notes: FxHashMap::default(),
            faults: Vec::new(),
            numbering: None,
            lists: 0,
        }
    }

    /// Walks over a part; of notes over those that the text refers to.
    pub fn part(&mut self, part: usize, xml: &str, setting: Setting) {
        let mut state = State {
            part,
            xml,
            prefix: prefix(xml),
            setting,
            stack: Vec::new(),
            skipped: None,
            flows: vec![DocxFlow::default()],
            in_text: None,
            in_instruction: false,
        };
        let mut events = Events::new(xml);
        for (event, range) in events.by_ref() {
            match event {
                Event::Start(element) => {
                    let name = state.name(&element, &range);
                    let from = state.flow().paragraph.map_or(0, |paragraph| self.draft.spot(paragraph).offset);
                    state.stack.push(DocxElement { name, start: range.start, from, placeholder: false, link: None });
                    if state.skipped.is_none() {
                        self.open(&mut state, name, &element, range);
                    }
                }
                Event::End(_) => {
                    let depth = state.stack.len();
                    let Some(element) = state.stack.pop() else { continue };
                    if state.skipped.is_none() {
                        self.close(&mut state, &element, range.end);
                    } else if state.skipped == Some(depth) {
                        state.skipped = None;
                        self.child(&mut state, &element, range.end, false);
                    }
                }
                Event::Text(words) => state.take(&String::from_utf8_lossy(&words)),
                Event::CData(words) => state.take(&String::from_utf8_lossy(&words)),
                Event::GeneralRef(reference) => state.take(&referred(&reference)),
                _ => {}
            }
        }
        if let Some((at, fault)) = events.fault {
            self.faults.push(format!("{fault}, at byte {at} of its XML"));
        }
        // what is still open where the XML breaks off
        while let Some(element) = state.stack.pop() {
            if state.skipped.take_if(|depth| *depth > state.stack.len()).is_none() && state.skipped.is_none() {
                self.close(&mut state, &element, xml.len());
            }
        }
    }

    fn open(&mut self, state: &mut State<'_>, name: &str, element: &BytesStart<'_>, range: Range<usize>) {
        let parent = state.parent();
        let value = |name| attribute(element, name).unwrap_or_default();
        match name {
            "p" => self.begin_paragraph(state, range),
            "pStyle" => state.flow().style = Some(value("val")),
            "numId" if state.is_within("pPr") => state.flow().numbering = Some(value("val")),
            "outlineLvl" => state.flow().outline = value("val").parse().ok(),
            "instrText" => state.in_instruction = true,
            "pPrChange" | "rPrChange" | "tblPrChange" | "sectPr" | "mc:Fallback" | "rt" => state.skip(),
            "del" | "moveFrom" if parent == "rPr" => {
                let of_mark = state.stack.iter().rev().nth(2).is_some_and(|element| element.name == "pPr");
                state.flow().mark_deleted |= of_mark;
            }
            "del" | "moveFrom" if !matches!(parent, "trPr" | "tcPr" | "numPr") => state.skip(),
            "r" => self.begin_run(state, range, false),
            "m:oMath" => self.begin_run(state, range, true),
            "b" if parent == "rPr" => state.flow().bold |= is_on(element),
            "vanish" if parent == "rPr" => state.flow().hidden |= is_on(element),
            "t" | "m:t" => state.in_text = Some(String::new()),
            "fldChar" => self.field(state, &value("fldCharType")),
            "footnoteReference" => self.refer(state, "footnote", value("id")),
            "endnoteReference" => self.refer(state, "endnote", value("id")),
            "footnote" => self.begin_note(state, "footnote", value("id")),
            "endnote" => self.begin_note(state, "endnote", value("id")),
            "hyperlink" => {
                let target = self.relations.target(&value("id")).map(str::to_owned);
                state.link(target.unwrap_or_else(|| format!("#{}", value("anchor"))));
            }
            "fldSimple" => {
                if let Some(target) = fields::target(&value("instr")) {
                    state.link(target);
                }
            }
            "showingPlcHdr" => {
                if let Some(form) = state.stack.iter_mut().rev().find(|element| element.name == "sdt") {
                    form.placeholder = true;
                }
            }
            "sdtContent" if state.stack.iter().rev().nth(1).is_some_and(|form| form.placeholder) => state.skip(),
            "txbxContent" => {
                let host = state.flows.iter().find_map(|flow| flow.host.or(flow.run));
                state.flows.push(DocxFlow { host, ..DocxFlow::default() });
            }
            "commentRangeStart" => {
                let next = Spot { paragraph: self.draft.paragraphs.len(), offset: 0 };
                let spot = if state.is_within("p") { self.spot(state) } else { Some(next) };
                self.anchors.entry(value("id")).or_default().from = spot;
            }
            "commentRangeEnd" => {
                let spot = self.spot(state);
                self.anchors.entry(value("id")).or_default().to = spot;
            }
            "commentReference" => {
                let spot = self.spot(state);
                let anchor = self.anchors.entry(value("id")).or_default();
                anchor.to = anchor.to.or(spot);
            }
            "a:blip" | "v:imagedata" => {
                if let Some(paragraph) = state.flow().paragraph {
                    self.draft.paragraphs[paragraph].1.picture = true;
                }
            }
            _ if parent == "r" => self.sign(state, name, element),
            _ => {}
        }
    }

    /// An element of a run that stands for a letter.
    fn sign(&mut self, state: &mut State<'_>, name: &str, element: &BytesStart<'_>) {
        let letter = match name {
            "tab" | "ptab" => "\t".to_owned(),
            "br" | "cr" => " ".to_owned(),
            "noBreakHyphen" => "-".to_owned(),
            "softHyphen" => "\u{ad}".to_owned(),
            "sym" => {
                let code = attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                // letters of the private area mean something in one font alone
                let is_known = |letter: &char| !('\u{e000}'..='\u{f8ff}').contains(letter);
                code.and_then(char::from_u32).filter(is_known).map_or_else(String::new, |letter| letter.to_string())
            }
            _ => return,
        };
        let Some(span) = self.say(state, &letter) else { return };
        if matches!(name, "br" | "cr")
            && let Some(paragraph) = state.flow().paragraph
        {
            self.draft.paragraphs[paragraph].1.breaks.push(span);
        }
    }

    fn close(&mut self, state: &mut State<'_>, element: &DocxElement<'_>, end: usize) {
        match element.name {
            "p" => self.end_paragraph(state),
            "pPr" => state.flow().mark.properties = element.start..end,
            "rPr" if state.top() == "pPr" => state.flow().mark.of_mark = element.start..end,
            "rPr" if state.top() == "r" => {
                if let Some(run) = state.flow().run {
                    self.runs.all[run].properties = element.start..end;
                }
                return;
            }
            "t" | "m:t" => {
                let text = state.in_text.take().unwrap_or_default();
                let tag = &state.xml[element.start..end];
                let keeps_space = tag.split('>').next().is_some_and(|tag| tag.contains("preserve"));
                let text = if keeps_space { &text } else { text.trim_matches([' ', '\t', '\n', '\r']) };
                self.say(state, text);
            }
            "instrText" => state.in_instruction = false,
            "hyperlink" | "fldSimple" => {
                if let (Some(paragraph), Some(target)) = (state.flow().paragraph, &element.link) {
                    let end = self.draft.spot(paragraph).offset;
                    self.link(paragraph, element.from.min(end), target.clone());
                }
            }
            "txbxContent" => _ = state.flows.pop().filter(|_| !state.flows.is_empty()),
            "r" | "m:oMath" => {
                self.end_run(state, element, end);
                return;
            }
            // behind a table a paragraph begins anew
            "tc" => state.flow().goes_on = false,
            _ => {}
        }
        self.child(state, element, end, matches!(element.name, "t"));
    }

    /// Notes what a child of the open run says.
    fn child(&mut self, state: &mut State<'_>, element: &DocxElement<'_>, end: usize, is_text: bool) {
        if state.top() != "r" {
            return;
        }
        let flow = state.flow();
        let (Some(run), Some(paragraph)) = (flow.run, flow.paragraph) else { return };
        let to = self.draft.spot(paragraph).offset;
        let child = Child { range: element.start..end, span: Span::new(element.from.min(to), to), is_text };
        self.runs.all[run].children.push(child);
    }

    fn refer(&mut self, state: &mut State<'_>, kind: &'static str, id: String) {
        if let Some(run) = state.flow().run {
            self.notes.entry((kind, id)).or_insert(run);
        }
    }

    /// A note that nothing refers to is not printed.
    fn begin_note(&mut self, state: &mut State<'_>, kind: &'static str, id: String) {
        match self.notes.get(&(kind, id)) {
            Some(run) => state.flow().host = Some(*run),
            None => state.skip(),
        }
    }

    fn begin_paragraph(&mut self, state: &mut State<'_>, range: Range<usize>) {
        let setting = match state.setting {
            Setting::Text if state.flows.len() > 1 => Setting::Box,
            Setting::Text if state.is_within("tc") => Setting::Cell,
            setting => setting,
        };
        let part = state.part;
        let around = state.stack.iter().rev().nth(1).map_or(0, |element| element.start);
        let flow = state.flow();
        if let Some((_, above)) = flow.above.filter(|(parent, _)| *parent == around)
            && let Some(mark) = self.runs.paragraphs[above].last_mut()
        {
            mark.has_next = true;
        }
        let before = flow.paragraph.filter(|_| flow.goes_on);
        let paragraph = before.unwrap_or_else(|| {
            self.runs.paragraphs.push(Vec::new());
            self.draft.begin(Paragraph::default())
        });
        self.draft.paragraphs[paragraph].1.setting = setting;
        flow.above = Some((around, paragraph));
        (flow.style, flow.numbering, flow.outline) = (None, None, None);
        (flow.paragraph, flow.goes_on, flow.mark_deleted, flow.run) = (Some(paragraph), false, false, None);
        flow.mark = RunMark { part, tag: range, ..RunMark::default() };
    }

    fn end_paragraph(&mut self, state: &mut State<'_>) {
        let flow = state.flow();
        let Some(paragraph) = flow.paragraph else { return };
        let styling = self.styles.styling(flow.style.as_deref());
        let numbering = flow.numbering.take().or(styling.numbering).filter(|number| number != "0");
        let said = &mut self.draft.paragraphs[paragraph].1;
        said.heading = flow.outline.and_then(of_outline).filter(|_| styling.heading == 0).unwrap_or(styling.heading);
        said.styles = styling.names;
        if said.heading == 0 && numbering.is_some() {
            self.lists += usize::from(numbering != self.numbering);
            said.list = self.lists;
            self.numbering = numbering;
        } else if said.setting != Setting::Box {
            self.numbering = None;
        }
        flow.goes_on = flow.mark_deleted;
        let mark = std::mem::take(&mut flow.mark);
        self.runs.paragraphs[paragraph].push(mark);
    }

    fn begin_run(&mut self, state: &mut State<'_>, range: Range<usize>, whole: bool) {
        let around = state.stack.iter().rev().nth(1).filter(|element| element.name == "ins");
        let insertion = around.map(|element| element.start..element.start + tag_length(&state.xml[element.start..]));
        let part = state.part;
        let flow = state.flow();
        let Some(paragraph) = flow.paragraph else { return };
        flow.run = Some(self.runs.all.len());
        (flow.bold, flow.hidden) = (false, false);
        let host = flow.host;
        let (tag, range) = (range.clone(), range);
        self.runs.all.push(TextRun { part, paragraph, range, tag, insertion, whole, host, ..TextRun::default() });
    }

    fn end_run(&mut self, state: &mut State<'_>, element: &DocxElement<'_>, end: usize) {
        let flow = state.flow();
        let (Some(run), Some(paragraph)) = (flow.run.take(), flow.paragraph) else { return };
        let to = self.draft.spot(paragraph).offset;
        let run = &mut self.runs.all[run];
        run.range = element.start..end;
        let span = Span::new(element.from.min(to), to);
        if run.whole {
            run.children = vec![Child { range: element.start..end, span, is_text: false }];
        }
        if flow.bold && !span.is_empty() {
            self.draft.paragraphs[paragraph].1.bold.push(span);
        }
    }

    /// Adds what is printed to the open paragraph.
    fn say(&mut self, state: &mut State<'_>, words: &str) -> Option<Span> {
        let flow = state.flow();
        let paragraph = flow.paragraph?;
        let is_said = !flow.hidden && !flow.fields.hides() && flow.run.is_some();
        is_said.then(|| self.draft.push(paragraph, words))
    }

    fn field(&mut self, state: &mut State<'_>, kind: &str) {
        let Some(spot) = self.spot(state) else { return };
        let fields = &mut state.flow().fields;
        match kind {
            "begin" => fields.begin(),
            "separate" => fields.separate(spot),
            _ => {
                if let Some((from, target)) = fields.end().filter(|(from, _)| from.paragraph == spot.paragraph) {
                    self.link(spot.paragraph, from.offset, target);
                }
            }
        }
    }

    /// The words from `start` on are a link.
    fn link(&mut self, paragraph: usize, start: usize, target: String) {
        let end = self.draft.spot(paragraph).offset;
        if start < end {
            self.draft.paragraphs[paragraph].1.links.push((Span::new(start, end), target));
        }
    }

    /// Where the text is now: in the open paragraph, or at the end of the one before.
    fn spot(&self, state: &mut State<'_>) -> Option<Spot> {
        let last = self.draft.paragraphs.len().checked_sub(1);
        state.flow().paragraph.or(last).map(|paragraph| self.draft.spot(paragraph))
    }
}

impl<'xml> State<'xml> {
    fn name(&self, element: &BytesStart<'_>, range: &Range<usize>) -> &'xml str {
        let start = range.start + 1;
        let name = &self.xml[start..start + element.name().as_ref().len()];
        match name.strip_prefix(self.prefix.as_str()) {
            Some(local_name) if !local_name.contains(':') => local_name,
            // text boxes of other kinds hold the same elements
            _ if local(name.as_bytes()) == "AlternateContent" => "mc:AlternateContent",
            _ => name,
        }
    }

    fn flow(&mut self) -> &mut DocxFlow {
        if self.flows.is_empty() {
            self.flows.push(DocxFlow::default());
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    fn top(&self) -> &'xml str {
        self.stack.last().map_or("", |element| element.name)
    }

    /// The element around the one that was opened last.
    fn parent(&self) -> &'xml str {
        self.stack.iter().rev().nth(1).map_or("", |element| element.name)
    }

    fn is_within(&self, name: &str) -> bool {
        self.stack.iter().rev().skip(1).any(|element| element.name == name)
    }

    fn skip(&mut self) {
        self.skipped = Some(self.stack.len());
    }

    fn link(&mut self, target: String) {
        if let Some(element) = self.stack.last_mut() {
            element.link = Some(target);
        }
    }

    fn take(&mut self, words: &str) {
        if self.skipped.is_some() {
            return;
        }
        if self.in_instruction {
            self.flow().fields.instruct(words);
        } else if let Some(text) = &mut self.in_text {
            text.push_str(words);
        }
    }
}

/// How long the tag is that `xml` begins with, in bytes.
fn tag_length(xml: &str) -> usize {
    xml.find('>').map_or(0, |at| at + 1)
}
