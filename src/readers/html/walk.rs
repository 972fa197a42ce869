//! Walks over a part of an HTML page and writes its blocks.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::page::BlockPlace;
use super::tree::{DEEPEST, Event, LOOK_UP, Tree, letters};
use super::{containers, elements};
use crate::model::{BlockKind, Shape, Span};
use crate::readers::composer::{Composer, Touches};
use crate::readers::entities;

/// How many of the elements around a block give it names.
const NAMED_BY: usize = 6;
/// A table cell with more text than this, in bytes, is no data but a page's layout.
const CELL: usize = 80;

pub(in crate::readers) struct HtmlWalk<'tree, 'source> {
    tree: &'tree Tree<'source>,
    composer: &'tree mut Composer<'source>,
    /// Elements whose text is known to be something else than their names tell.
    known: &'tree FxHashMap<usize, BlockKind>,
    /// What the text of each event is to the story, where that is known.
    places: &'tree [BlockPlace],
    /// The part that is walked over; its own names say nothing of its blocks.
    root: Option<usize>,
    stack: Vec<usize>,
    block: Option<OpenElement>,
    /// Where an inline element began before its block was opened.
    inline_start: Option<usize>,
    /// Links and bold elements that are open, and where their prose begins in the block.
    links: Vec<(usize, usize)>,
    bold: Vec<(usize, usize)>,
    /// The numbers of lists by their elements.
    lists: FxHashMap<usize, usize>,
    lists_before: usize,
    after_break: bool,
    /// A picture stands between the block before and here.
    picture: bool,
}

struct OpenElement {
    /// The innermost element around it that is not inline.
    container: Option<usize>,
    span: Span,
    /// Bytes of its text that are not white space.
    text: usize,
}

impl<'tree, 'source> HtmlWalk<'tree, 'source> {
    /// `lists_before` is how many lists the document had before this part of it.
    pub fn new(
        tree: &'tree Tree<'source>,
        composer: &'tree mut Composer<'source>,
        known: &'tree FxHashMap<usize, BlockKind>,
        lists_before: usize,
    ) -> Self {
        Self {
            tree,
            composer,
            known,
            places: &[],
            root: None,
            stack: Vec::new(),
            block: None,
            inline_start: None,
            links: Vec::new(),
            bold: Vec::new(),
            lists: FxHashMap::default(),
            lists_before,
            after_break: false,
            picture: false,
        }
    }

    /// Writes what stands in the element.
    pub fn element(&mut self, element: usize) {
        let first = self.composer.blocks().len();
        self.root = Some(element);
        self.stack = self.tree.ancestors(element).collect();
        self.stack.reverse();
        self.events(self.tree.elements[element].opened + 1..self.tree.elements[element].closed);
        self.stack.clear();
        containers::add(self.composer, self.tree, self.root, first);
    }

    /// Writes the story of a page and what stands between its blocks; `root` holds nearly all of it.
    pub fn page(&mut self, places: &'tree [BlockPlace], root: Option<usize>) {
        let first = self.composer.blocks().len();
        (self.places, self.root) = (places, root);
        self.events(0..self.tree.events.len());
        containers::add(self.composer, self.tree, self.root, first);
    }

    /// Writes the whole text.
    pub fn whole(&mut self) {
        let first = self.composer.blocks().len();
        self.events(0..self.tree.events.len());
        containers::add(self.composer, self.tree, None, first);
    }

    /// How many lists there were up to here.
    pub fn lists(&self) -> usize {
        self.lists_before + self.lists.len()
    }

    /// Whether a picture stands below the last words.
    pub fn ends_with_picture(&self) -> bool {
        self.picture
    }

    fn events(&mut self, range: Range<usize>) {
        let mut index = range.start;
        while index < range.end {
            let place = self.places.get(index).copied().unwrap_or(BlockPlace::Story);
            match &self.tree.events[index] {
                Event::Open(element) if self.tree.elements[*element].is_hidden() => {
                    if place != BlockPlace::Outside {
                        self.hidden(*element);
                    }
                    index = self.tree.elements[*element].closed;
                }
                Event::Open(element) => self.open(*element),
                Event::Close(element) => self.close(*element),
                Event::Text(_) if place == BlockPlace::Outside => {}
                Event::Text(span) => self.text(*span, place),
                // of a page all comments are read, wherever they stand
                Event::Comment(..) if !self.places.is_empty() => {}
                Event::Comment(text, span) => self.composer.comment(text, *span),
            }
            index += 1;
        }
        self.end_block();
    }

    fn hidden(&mut self, element: usize) {
        let hidden = &self.tree.elements[element];
        self.picture |= elements::is_picture(&hidden.name);
        if elements::is_embed(&hidden.name) {
            self.end_block();
            let mut shape = Shape { names: self.names(Some(element)), ..Shape::default() };
            shape.names.push(hidden.name.clone());
            let inside = |inner: &usize| self.tree.elements[*inner].opened < hidden.closed;
            let last = (element..self.tree.elements.len()).take_while(inside).last().unwrap_or(element);
            shape.values = self.tree.values(element..last + 1);
            self.composer.embed(hidden.span, shape, containers::touches(self.tree, element));
        }
    }

    fn open(&mut self, element: usize) {
        let opened = &self.tree.elements[element];
        match opened.name.as_str() {
            "br" if self.after_break => self.end_block(),
            "br" if self.composer.is_open() => self.composer.space(opened.span),
            "hr" => self.end_block(),
            name => self.picture |= elements::is_picture(name),
        }
        self.after_break = opened.name == "br";
        if elements::is_void(&opened.name) {
            return;
        }
        self.stack.push(element);
        if !self.goes_on_in(element) {
            self.end_block();
        }
        if elements::is_inline(&opened.name) && self.block.is_none() {
            self.inline_start.get_or_insert(opened.span.start);
        }
        match opened.name.as_str() {
            "a" if self.links.len() < LOOK_UP => self.links.push((element, self.composer.position())),
            "b" | "strong" if self.bold.len() < LOOK_UP => self.bold.push((element, self.composer.position())),
            _ => {}
        }
    }

    /// Whether a block runs through the element; a byline is one of its own, be it beside the date.
    fn goes_on_in(&self, element: usize) -> bool {
        elements::is_inline(&self.tree.elements[element].name) && !self.known.contains_key(&element)
    }

    fn close(&mut self, element: usize) {
        let closed = &self.tree.elements[element];
        if elements::is_void(&closed.name) {
            return;
        }
        if elements::is_code(&closed.name) {
            self.composer.code(closed.span);
        }
        if elements::is_inline(&closed.name)
            && let Some(block) = &mut self.block
        {
            block.span.end = block.span.end.max(closed.span.end);
        }
        if !self.goes_on_in(element) {
            self.end_block();
        }
        self.mark(element);
        self.links.retain(|(link, _)| *link != element);
        self.bold.retain(|(bold, _)| *bold != element);
        if let Some(at) = self.stack.iter().rposition(|open| *open == element) {
            self.stack.remove(at);
        }
    }

    fn text(&mut self, span: Span, place: BlockPlace) {
        let words = &self.tree.source[span.range()];
        let text = letters(words);
        if text == 0 {
            if self.composer.is_open() {
                self.composer.space(span);
            }
            return;
        }
        self.after_break = false;
        self.ensure_open(span.start + words.len() - words.trim_start().len(), place);
        if let Some(block) = &mut self.block {
            block.text += text;
            block.span.end = block.span.end.max(span.start + words.trim_end().len());
        }
        push_text(self.composer, span);
    }

    fn ensure_open(&mut self, at: usize, place: BlockPlace) {
        if self.block.is_some() {
            return;
        }
        let container = self
            .stack
            .iter()
            .rev()
            .take(DEEPEST)
            .find(|element| !elements::is_inline(&self.tree.elements[**element].name))
            .copied();
        let start = self.inline_start.take().unwrap_or(at);
        let (kind, mut shape) = self.kind_and_shape();
        shape.beside = place == BlockPlace::Beside;
        self.composer.open(kind, start, shape);
        let position = self.composer.position();
        self.links.iter_mut().chain(&mut self.bold).for_each(|(_, from)| *from = position);
        self.block = Some(OpenElement { container, span: Span::new(start, at), text: 0 });
    }

    fn end_block(&mut self) {
        self.inline_start = None;
        let Some(block) = self.block.take() else { return };
        if let Some(shape) = self.composer.shape() {
            shape.picture = std::mem::take(&mut self.picture);
        }
        let open: Vec<usize> = self.links.iter().chain(&self.bold).map(|(element, _)| *element).collect();
        open.into_iter().for_each(|element| self.mark(element));
        let holds_it = |element: &usize| {
            self.tree.elements[*element].text == block.text
                && Some(*element) != self.root
                && containers::may_go(self.tree, *element)
        };
        match block.container.filter(holds_it) {
            Some(element) => {
                let whole = self.whole_of(element);
                self.composer.set_span(self.tree.elements[whole].span, containers::touches(self.tree, whole));
            }
            None => self.composer.set_span(block.span, Touches::default()),
        }
        self.composer.close();
    }

    /// The element, or the outermost around it that holds no other text.
    fn whole_of(&self, element: usize) -> usize {
        let holds_no_more = |outer: &usize| {
            let outer_element = &self.tree.elements[*outer];
            outer_element.text == self.tree.elements[element].text
                && outer_element.span.contains(self.tree.elements[element].span)
                && Some(*outer) != self.root
                && containers::may_go(self.tree, *outer)
        };
        self.tree.ancestors(element).skip(1).take_while(holds_no_more).last().unwrap_or(element)
    }

    /// Marks in the open block's shape what the link or bold element has said in it so far.
    fn mark(&mut self, element: usize) {
        let link = self.links.iter().find(|(link, _)| *link == element).copied();
        let bold = self.bold.iter().find(|(bold, _)| *bold == element).copied();
        let Some((_, start)) = link.or(bold) else { return };
        let passage = self.composer.passage_since(start);
        let Some(shape) = self.composer.shape() else { return };
        if link.is_some() {
            shape.links.push(passage);
            shape.targets.push(self.tree.elements[element].attribute("href").unwrap_or_default().to_owned());
        } else {
            shape.bold.push(passage);
        }
    }

    fn kind_and_shape(&mut self) -> (BlockKind, Shape) {
        let mut shape = Shape { names: self.names(self.stack.last().copied()), ..Shape::default() };
        let (mut item, mut quote, mut caption, mut row, mut known) = (false, false, false, false, None);
        for element in self.stack.iter().rev().take(LOOK_UP) {
            let around = &self.tree.elements[*element];
            known = known.or_else(|| self.known.get(element).copied());
            shape.heading = shape.heading.max(elements::heading(&around.name));
            match around.name.as_str() {
                "li" => item = true,
                "ul" | "ol" | "dl" if shape.list == 0 && item => {
                    let number = self.lists_before + self.lists.len() + 1;
                    shape.list = *self.lists.entry(*element).or_insert(number);
                }
                "dt" | "dd" => item = true,
                "blockquote" => quote = true,
                "figcaption" => caption = true,
                "caption" => caption |= around.parent.is_some_and(|table| self.tree.elements[table].name == "table"),
                "td" | "th" => row = around.text <= CELL,
                "aside" | "figure" => shape.aside = true,
                _ => caption |= around.names().any(|name| is_caption(&name)) && !item,
            }
            if Some(*element) == self.root {
                break;
            }
        }
        let kind = match known {
            Some(kind) => kind,
            None if caption => BlockKind::Caption,
            None if row => BlockKind::Note,
            None if item => BlockKind::ListItem,
            None if shape.heading > 0 => BlockKind::Subhead,
            None if quote => BlockKind::BlockQuote,
            None => BlockKind::Paragraph,
        };
        (kind, shape)
    }

    /// The names that an element and those around it give a block.
    fn names(&self, element: Option<usize>) -> Vec<String> {
        let Some(element) = element else { return Vec::new() };
        let mut names = Vec::new();
        for around in self.tree.ancestors(element).take_while(|around| Some(*around) != self.root).take(NAMED_BY) {
            let around = &self.tree.elements[around];
            names.extend(around.names());
            if around.name.contains('-') || matches!(around.name.as_str(), "aside" | "cite") {
                names.push(around.name.clone());
            }
            let tells = ["data-component", "data-module", "data-widget", "data-testid", "data-type", "role"];
            names.extend(tells.iter().filter_map(|name| around.attribute(name)).map(str::to_owned));
        }
        names
    }
}

/// Whether a class is a caption's: `caption`, `wp-caption-text`.
fn is_caption(name: &str) -> bool {
    name.split(|letter: char| !letter.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("caption"))
}

/// Adds text to the open block, each entity as the letter that it stands for.
pub(super) fn push_text(composer: &mut Composer, span: Span) {
    let source = composer.source();
    let mut at = span.start;
    while let Some(found) = memchr::memchr(b'&', &source.as_bytes()[at..span.end]) {
        let start = at + found;
        composer.push(Span::new(at, start));
        let end = start + entities::length(&source[start..span.end]).max(1);
        let raw = &source[start..end];
        let letter = entities::decoded(raw);
        if letter == raw {
            composer.push(Span::new(start, end));
        } else {
            composer.substitute(&letter, Span::new(start, end));
        }
        at = end;
    }
    composer.push(Span::new(at, span.end));
}
