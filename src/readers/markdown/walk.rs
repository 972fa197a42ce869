//! Walks over the events of a Markdown document and writes its blocks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::definitions::Definitions;
use crate::model::{BlockKind, Reading, Shape, Span};
use crate::readers::composer::{Composer, Touches};
use crate::readers::html::Unclosed;
use crate::readers::templates::{Pair, Template, pairs};

/// How many of the elements around a block give it names.
const NAMED_BY: usize = 6;

pub(super) struct MarkdownWalk<'text> {
    pub(super) composer: Composer<'text>,
    /// The document with its templates masked; it begins at `base` of the source.
    pub(super) markup: &'text str,
    pub(super) base: usize,
    pub(super) templates: &'text [Template],
    pub(super) pairs: Vec<Pair>,
    pub(super) definitions: Definitions,
    /// Pairs of templates that are open around this place.
    pub(super) wrappers: Vec<Pair>,
    /// The block that opens with the next words, if they do not just go on.
    pub(super) pending: Option<Pending>,
    pub(super) quotes: usize,
    pub(super) notes: usize,
    /// The number of each list around this place, the innermost last.
    pub(super) lists: Vec<usize>,
    pub(super) lists_seen: usize,
    /// How many things around this place have no prose (code, an image, raw HTML).
    pub(super) hidden: usize,
    /// Between the tags of an inline script or style sheet.
    pub(super) in_script: bool,
    /// Elements of raw HTML that are open around this place.
    pub(super) elements: Vec<Unclosed>,
    /// The paragraph holds an image.
    pub(super) image: bool,
    /// A picture stands directly above.
    pub(super) picture_above: bool,
    /// Links that are open: where their prose begins, and where they lead.
    pub(super) links: Vec<(usize, String)>,
    /// Where the prose of bold text that is open begins.
    pub(super) bold: Vec<usize>,
    /// Where an HTML element of inline code that is open begins.
    pub(super) code_start: Option<usize>,
}

pub(super) struct Pending {
    pub start: usize,
    pub heading: u8,
    pub names: Vec<String>,
}

impl<'text> MarkdownWalk<'text> {
    pub fn new(
        composer: Composer<'text>,
        markup: &'text str,
        base: usize,
        templates: &'text [Template],
        definitions: Definitions,
    ) -> Self {
        let pairs = pairs(composer.source(), templates);
        Self {
            composer,
            markup,
            base,
            templates,
            pairs,
            definitions,
            wrappers: Vec::new(),
            pending: None,
            quotes: 0,
            notes: 0,
            lists: Vec::new(),
            lists_seen: 0,
            hidden: 0,
            in_script: false,
            elements: Vec::new(),
            image: false,
            picture_above: false,
            links: Vec::new(),
            bold: Vec::new(),
            code_start: None,
        }
    }

    pub fn run<'event>(mut self, events: impl Iterator<Item = (Event<'event>, Range<usize>)>) -> Reading {
        for (event, range) in events {
            let span = Span::new(range.start, range.end).shift(self.base);
            match event {
                Event::Start(tag) => self.start(tag, span),
                Event::End(tag) => self.end(tag, span),
                Event::Text(words) => self.words(&words, span),
                Event::Code(_) => self.code(span),
                Event::InlineHtml(_) => self.inline_html(span),
                Event::SoftBreak | Event::HardBreak if self.composer.is_open() => self.composer.space(span),
                _ => {}
            }
        }
        for (span, links) in self.definitions.used() {
            self.composer.definition(span, links);
        }
        self.composer.finish()
    }

    fn start(&mut self, tag: Tag, span: Span) {
        match tag {
            Tag::Paragraph => self.expect(span.start, 0, Vec::new()),
            Tag::Heading { level, id, classes, .. } => {
                let names = id.iter().chain(&classes).map(|name| name.to_string()).collect();
                self.expect(span.start, level as u8, names);
            }
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::FootnoteDefinition(_) => self.notes += 1,
            Tag::List(_) => {
                self.composer.close();
                self.lists_seen += 1;
                self.lists.push(self.lists_seen);
            }
            Tag::Item => self.expect(span.start, 0, Vec::new()),
            Tag::TableHead | Tag::TableRow => {
                self.notes += 1;
                self.expect(span.start, 0, Vec::new());
            }
            Tag::TableCell if self.composer.is_open() => self.composer.space(self.letter_before(span.start)),
            Tag::CodeBlock(_) => self.hidden += 1,
            Tag::HtmlBlock => {
                self.hidden += 1;
                self.html_block(span);
            }
            Tag::Image { link_type, id, .. } => {
                self.definitions.use_by(link_type, &id, span);
                self.hidden += 1;
                self.image = true;
            }
            Tag::Link { link_type, dest_url, id, .. } => {
                self.definitions.use_by(link_type, &id, span);
                self.links.push((self.composer.position(), dest_url.into_string()));
            }
            Tag::Strong => self.bold.push(self.composer.position()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item => self.end_block(span),
            TagEnd::TableHead | TagEnd::TableRow => {
                self.end_block(span);
                self.notes -= 1;
            }
            TagEnd::BlockQuote(_) => self.quotes -= 1,
            TagEnd::FootnoteDefinition => self.notes -= 1,
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image => self.hidden -= 1,
            TagEnd::Link => {
                self.composer.extend(span.end);
                self.end_link();
            }
            TagEnd::Strong => {
                self.composer.extend(span.end);
                self.end_bold();
            }
            TagEnd::Emphasis | TagEnd::Strikethrough => self.composer.extend(span.end),
            _ => {}
        }
    }

    /// The next words open a block whose source begins at `start`.
    fn expect(&mut self, start: usize, heading: u8, names: Vec<String>) {
        match &mut self.pending {
            // the first paragraph of a list item begins with the item's mark
            Some(pending) if heading == 0 => pending.names.extend(names),
            _ => self.pending = Some(Pending { start, heading, names }),
        }
    }

    fn ensure_open(&mut self, at: usize) {
        if self.composer.is_open() {
            return;
        }
        let pending = self.pending.take().unwrap_or(Pending { start: at, heading: 0, names: Vec::new() });
        let kind = match pending.heading {
            _ if self.notes > 0 => BlockKind::Note,
            1.. => BlockKind::Subhead,
            _ if !self.lists.is_empty() => BlockKind::ListItem,
            _ if self.quotes > 0 => BlockKind::BlockQuote,
            _ => BlockKind::Paragraph,
        };
        let list = if kind == BlockKind::ListItem { self.lists.last().copied().unwrap_or(0) } else { 0 };
        let around = self.elements.iter().rev().take(NAMED_BY).flat_map(|element| &element.names).cloned();
        let names = pending.names.into_iter().chain(around).collect();
        let shape = Shape { heading: pending.heading, list, names, ..Shape::default() };
        self.composer.open(kind, self.with_line_prefix(pending.start), shape);
    }

    /// Back over the block-quote marks and the indentation of the line, where nothing else stands before `start`.
    fn with_line_prefix(&self, start: usize) -> usize {
        let before = &self.composer.source()[self.base..start];
        let words = before.trim_end_matches([' ', '\t', '>']);
        if words.is_empty() || words.ends_with('\n') { self.base + words.len() } else { start }
    }

    fn end_block(&mut self, span: Span) {
        if self.composer.is_open() {
            if let Some(shape) = self.composer.shape() {
                shape.picture = self.image || self.picture_above;
            }
            self.composer.extend(self.trimmed(span).end);
            self.composer.close();
            self.picture_above = false;
        } else if self.image {
            let shape = Shape { names: vec!["image".to_owned()], ..Shape::default() };
            self.composer.embed(self.trimmed(span), shape, Touches::default());
            self.picture_above = true;
        }
        self.image = false;
        self.in_script = false;
        self.pending = None;
        self.links.clear();
        self.bold.clear();
        self.code_start = None;
    }

    /// The character that ends at `at`: between two cells of a table, a bar or the space behind it.
    fn letter_before(&self, at: usize) -> Span {
        let letter = self.composer.source()[..at].chars().next_back();
        Span::new(at - letter.map_or(0, char::len_utf8), at)
    }

    /// Without the line's end.
    pub(super) fn trimmed(&self, span: Span) -> Span {
        Span::new(span.start, span.start + self.composer.source()[span.range()].trim_end().len())
    }

    fn words(&mut self, words: &str, span: Span) {
        if self.hidden > 0 || self.in_script {
            return;
        }
        if words != &self.markup[span.start - self.base..span.end - self.base] {
            self.ensure_open(span.start);
            // an entity's range may take the white space behind it along
            self.composer.substitute(words, self.trimmed(span));
            return;
        }
        let first = self.templates.partition_point(|template| template.span.end <= span.start);
        let mut from = span.start;
        let templates = self.templates;
        let within = templates[first..].iter().take_while(|template| template.span.start < span.end);
        for (offset, template) in within.enumerate() {
            self.push(Span::new(from, template.span.start.max(from)));
            self.template(first + offset);
            from = template.span.end.min(span.end);
        }
        self.push(Span::new(from, span.end));
    }

    fn push(&mut self, span: Span) {
        if !span.is_empty() {
            self.ensure_open(span.start);
            self.composer.push(span);
        }
    }

    fn code(&mut self, span: Span) {
        if self.hidden > 0 || self.in_script {
            return;
        }
        self.composer.code(span);
        let inner = self.composer.source()[span.range()].trim_start_matches('`');
        let start = span.end - inner.len();
        self.push(Span::new(start, start + inner.trim_end_matches('`').len()));
    }

    pub(super) fn end_link(&mut self) {
        let Some((start, target)) = self.links.pop() else { return };
        let passage = self.composer.passage_since(start);
        if let Some(shape) = self.composer.shape() {
            shape.links.push(passage);
            shape.targets.push(target);
        }
    }

    pub(super) fn end_code(&mut self, end: usize) {
        if let Some(start) = self.code_start.take() {
            self.composer.code(Span::new(start, end));
        }
    }

    pub(super) fn end_bold(&mut self) {
        let Some(start) = self.bold.pop() else { return };
        let passage = self.composer.passage_since(start);
        if let Some(shape) = self.composer.shape() {
            shape.bold.push(passage);
        }
    }
}
