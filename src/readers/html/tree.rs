//! The elements of an HTML text as a tree, however many tags its author left out.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::elements;
use super::tokens::{Attribute, Markup, MarkupKind, markup};
use crate::model::{Problem, Span};
use crate::readers::entities::decoded;

/// How far up anything looks: real pages nest less, and no page may make the reading slow.
pub(super) const LOOK_UP: usize = 64;
/// How far down the stack a closing tag looks for its inline element.
pub(super) const DEEPEST: usize = 1000;

/// No page has so many elements; each costs many times the memory of its tag.
const MOST_ELEMENTS: usize = 200_000;

/// A form with so many paragraphs stands around the page, as some site generators have it, and not in it.
const PAGE: usize = 5;

/// The elements by the order of their opening tags, and all that happens in the order of the text.
pub(super) struct Tree<'source> {
    pub source: &'source str,
    pub elements: Vec<Element>,
    pub events: Vec<Event>,
    /// Closing tags that close nothing, by name.
    pub stray: Vec<(String, Span)>,
    /// Where the reading ended before the text did.
    pub cut: Option<Span>,
}

pub(super) struct Element {
    pub name: String,
    pub attributes: Vec<Attribute>,
    pub parent: Option<usize>,
    /// From the opening tag to the closing tag, or to where the element ends without one.
    pub span: Span,
    /// Its opening and closing, as indices into the events.
    pub opened: usize,
    pub closed: usize,
    /// Neither a closing tag nor another element ended it.
    pub unclosed: bool,
    /// Bytes of text in it that are not white space, hidden parts left out.
    pub text: usize,
    /// It is a picture or a film, or holds one.
    pub picture: bool,
    /// Of a form: the paragraphs that have opened in it, or more where it holds the page's headline.
    pub form_paragraphs: usize,
}

pub(super) enum Event {
    Open(usize),
    Close(usize),
    Text(Span),
    Comment(String, Span),
}

impl<'source> Tree<'source> {
    pub fn parse(source: &'source str, span: Span) -> Self {
        let tree = Tree { source, elements: Vec::new(), events: Vec::new(), stray: Vec::new(), cut: None };
        let mut builder =
            TreeBuilder { tree, stack: Vec::new(), open: FxHashMap::default(), at: span.start, last_words: None };
        let mut end = None;
        for markup in markup(source, span) {
            if builder.tree.elements.len() == MOST_ELEMENTS {
                end = Some(markup.span.start);
                break;
            }
            builder.take(markup);
        }
        builder.tree.cut = end.map(|end| Span::new(end, end));
        let text_end = || span.start + text_end(&source[span.range()], builder.at - span.start);
        let end = end.unwrap_or_else(text_end);
        builder.text(end);
        while let Some(element) = builder.stack.pop() {
            builder.tree.elements[element].unclosed = true;
            builder.close(element, span.end);
        }
        builder.tree.sum_text();
        builder.tree
    }

    /// The element and those that it stands in, the innermost first.
    pub fn ancestors(&self, element: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(element), |element| self.elements[*element].parent).take(LOOK_UP)
    }

    /// The text of the element, entities read, hidden parts left out.
    pub fn text_of(&self, element: usize) -> String {
        let mut text = String::new();
        let mut index = self.elements[element].opened + 1;
        while index < self.elements[element].closed {
            match &self.events[index] {
                Event::Open(inner) if self.elements[*inner].is_hidden() => index = self.elements[*inner].closed,
                Event::Text(span) => text.push_str(&decoded(&self.source[span.range()])),
                _ => {}
            }
            index += 1;
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What the attributes and the text of these elements say, but for their names and looks.
    pub fn values(&self, elements: Range<usize>) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        for element in &self.elements[elements] {
            let says = |attribute: &&Attribute| {
                !matches!(attribute.name.as_str(), "class" | "classname" | "id" | "style" | "width" | "height")
            };
            values.extend(element.attributes.iter().filter(says).map(|attribute| attribute.value.clone()));
            let own = self.events[element.opened + 1..element.closed.max(element.opened + 1)].iter();
            for event in own.take_while(|event| !matches!(event, Event::Open(_))) {
                if let Event::Text(span) = event {
                    values.push(decoded(self.source[span.range()].trim()));
                }
            }
        }
        values.retain(|value| value.contains(char::is_alphabetic));
        values
    }

    /// Adds up the text of every element from its own and that of those inside it.
    fn sum_text(&mut self) {
        let mut inside: Vec<usize> = Vec::new();
        for event in &self.events {
            match event {
                Event::Open(element) => inside.push(*element),
                Event::Close(element) => {
                    if let Some(at) = inside.iter().rposition(|open| open == element) {
                        inside.remove(at);
                    }
                }
                Event::Text(span) => {
                    if let Some(element) = inside.last() {
                        self.elements[*element].text += letters(&self.source[span.range()]);
                    }
                }
                Event::Comment(..) => {}
            }
        }
        for element in (0..self.elements.len()).rev() {
            if self.elements[element].is_hidden() {
                self.elements[element].text = 0;
            }
            if let Some(parent) = self.elements[element].parent {
                self.elements[parent].text += self.elements[element].text;
                self.elements[parent].picture |= self.elements[element].picture;
            }
        }
    }
}

/// Where the text behind the last markup, which ends at `from`, is over: a tag that is cut off is none of it.
fn text_end(text: &str, from: usize) -> usize {
    let mut starts = memchr::memchr_iter(b'<', &text.as_bytes()[from..]).map(|at| from + at);
    let opens_tag =
        |at: &usize| text[at + 1..].starts_with(|next: char| next.is_ascii_alphabetic() || "/!?".contains(next));
    starts.find(opens_tag).unwrap_or(text.len())
}

/// Bytes of `text` that are not white space.
pub(super) fn letters(text: &str) -> usize {
    text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count()
}

impl Tree<'_> {
    /// Says that the page was not read to its end.
    pub fn problem(&self) -> Option<Problem> {
        self.cut.map(|span| Problem {
            span,
            message: format!("the page has more than {MOST_ELEMENTS} elements"),
            label: "not read from here on".to_owned(),
            help: "check the story alone, without the page around it".to_owned(),
        })
    }
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.value.as_str())
    }

    /// Whether nothing inside is shown as text.
    pub fn is_hidden(&self) -> bool {
        let hides = |attribute: &Attribute| match attribute.name.as_str() {
            "hidden" => attribute.value != "until-found",
            "aria-hidden" => attribute.value.eq_ignore_ascii_case("true"),
            "style" => {
                let style: String = attribute.value.to_lowercase().split_whitespace().collect();
                style.contains("display:none") || style.contains("visibility:hidden")
            }
            _ => false,
        };
        let is_page = self.form_paragraphs >= PAGE;
        elements::is_hidden(&self.name) && !is_page || self.attributes.iter().any(hides)
    }

    /// The words of its class, which JSX calls by another name, and id.
    pub fn names(&self) -> impl Iterator<Item = String> + '_ {
        ["class", "classname", "id"]
            .into_iter()
            .filter_map(|name| self.attribute(name))
            .flat_map(|value| value.split_whitespace().map(str::to_owned))
    }
}

struct TreeBuilder<'source> {
    tree: Tree<'source>,
    stack: Vec<usize>,
    /// How many elements of a name are open, so that a stray closing tag is known at once.
    open: FxHashMap<String, usize>,
    /// The end of the markup before.
    at: usize,
    /// The last event that is text with words in it.
    last_words: Option<usize>,
}

impl TreeBuilder<'_> {
    fn take(&mut self, markup: Markup) {
        self.text(markup.span.start);
        let end = markup.span.end.max(self.at);
        match markup.kind {
            MarkupKind::Open => self.open(markup),
            MarkupKind::Close if markup.name == "br" => self.open(markup),
            MarkupKind::Close => self.close_named(&markup.name, markup.span.start, end),
            MarkupKind::Comment => self.tree.events.push(Event::Comment(markup.name, markup.span)),
            MarkupKind::Doctype => {}
        }
        self.at = end;
    }

    fn text(&mut self, end: usize) {
        if self.at < end {
            if letters(&self.tree.source[self.at..end]) > 0 {
                self.last_words = Some(self.tree.events.len());
            }
            self.tree.events.push(Event::Text(Span::new(self.at, end)));
        }
    }

    fn open(&mut self, markup: Markup) {
        let broken_out_of = elements::breaks_out_of(&markup.name);
        for (names, barriers) in broken_out_of.into_iter().chain(elements::closes(&markup.name)) {
            self.close_implied(names, barriers, markup.span.start);
        }
        if !elements::is_inline(&markup.name) {
            self.close_full_heading(markup.span.start);
        }
        self.count_in_form(&markup.name);
        let element = self.tree.elements.len();
        let closes_itself = markup.self_closing && elements::may_close_itself(&markup.name);
        let (opened, is_void) = (self.tree.events.len(), closes_itself || elements::is_void(&markup.name));
        let picture = elements::is_picture(&markup.name);
        self.tree.events.push(Event::Open(element));
        if !is_void {
            *self.open.entry(markup.name.clone()).or_default() += 1;
        }
        self.tree.elements.push(Element {
            name: markup.name,
            attributes: markup.attributes,
            parent: self.stack.last().copied(),
            span: markup.span,
            opened,
            closed: opened,
            unclosed: false,
            text: 0,
            picture,
            form_paragraphs: 0,
        });
        if is_void {
            self.tree.elements[element].closed = self.tree.events.len();
            self.tree.events.push(Event::Close(element));
        } else {
            self.stack.push(element);
        }
    }

    /// Tells the form around this place of an element that opens in it.
    fn count_in_form(&mut self, name: &str) {
        let paragraphs = match name {
            "p" => 1,
            "h1" | "article" | "main" => PAGE,
            _ => return,
        };
        if self.count("form") > 0 {
            let is_form = |element: &&usize| self.tree.elements[**element].name == "form";
            if let Some(form) = self.stack.iter().rev().take(LOOK_UP).find(is_form).copied() {
                self.tree.elements[form].form_paragraphs += paragraphs;
            }
        }
    }

    /// Closes what stands open inside the nearest element of one of `names`, and that element.
    fn close_implied(&mut self, names: &[&str], barriers: &[&str], at: usize) {
        if names.iter().all(|name| self.count(name) == 0) {
            return;
        }
        let name_of = |element: &usize| self.tree.elements[*element].name.as_str();
        let near = self.stack.iter().rev().take(LOOK_UP).take_while(|element| !barriers.contains(&name_of(element)));
        let Some(depth) = near.map(name_of).position(|name| names.contains(&name)) else { return };
        for _ in 0..=depth {
            if let Some(element) = self.stack.pop() {
                self.close(element, at);
            }
        }
    }

    /// A block that opens inside a heading which has its words already: the heading's closing tag was left out.
    fn close_full_heading(&mut self, at: usize) {
        let inline = |element: &&usize| elements::is_inline(&self.tree.elements[**element].name);
        let Some(block) = self.stack.iter().rev().take(LOOK_UP).find(|element| !inline(element)).copied() else {
            return;
        };
        let Element { name, opened, .. } = &self.tree.elements[block];
        if elements::heading(name) > 0 && self.last_words.is_some_and(|words| words > *opened) {
            let name = name.clone();
            self.close_named(&name, at, at);
        }
    }

    /// A closing tag: an inline element closes by itself, any other takes with it what is open inside.
    fn close_named(&mut self, name: &str, start: usize, end: usize) {
        if self.count(name) == 0 {
            self.tree.stray.push((name.to_owned(), Span::new(start, end)));
            return;
        }
        let is_named = |element: &usize| self.tree.elements[*element].name == name;
        let deepest = if elements::is_inline(name) { DEEPEST } else { self.stack.len() };
        let near = self.stack.len().saturating_sub(deepest);
        let Some(depth) = self.stack[near..].iter().rposition(is_named).map(|depth| near + depth) else { return };
        if elements::is_inline(name) {
            let element = self.stack.remove(depth);
            self.close(element, end);
            return;
        }
        while self.stack.len() > depth + 1 {
            if let Some(inner) = self.stack.pop() {
                self.close(inner, start);
            }
        }
        if let Some(element) = self.stack.pop() {
            self.close(element, end);
        }
    }

    fn close(&mut self, element: usize, end: usize) {
        let closed = self.tree.events.len();
        self.tree.events.push(Event::Close(element));
        let closing = &mut self.tree.elements[element];
        closing.closed = closed;
        closing.span.end = end.max(closing.span.end);
        if let Some(count) = self.open.get_mut(&closing.name) {
            *count -= 1;
        }
    }

    fn count(&self, name: &str) -> usize {
        self.open.get(name).copied().unwrap_or(0)
    }
}
