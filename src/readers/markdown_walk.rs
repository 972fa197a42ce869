//! Walks over the events of a Markdown document and writes its blocks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::composer::{Composer, Touches};
use super::html::{Markup, MarkupKind, is_code, markup, write_fragment};
use super::templates::{Template, TemplateKind};
use crate::model::{BlockKind, Reading, Shape, Span};

/// Parts of the names of shortcodes and components that show pictures.
const PICTURES: &[&str] = &["image", "img", "photo", "picture", "figure", "gallery", "video"];

pub(super) struct Walk<'text> {
    composer: Composer<'text>,
    /// The document with its templates masked; it begins at `base` of the source.
    markup: &'text str,
    base: usize,
    templates: &'text [Template],
    /// The block that opens with the next words, if they do not just go on.
    pending: Option<Pending>,
    quotes: usize,
    notes: usize,
    /// The number of each list around this place, the innermost last.
    lists: Vec<usize>,
    lists_seen: usize,
    /// How many things around this place have no prose (code, an image, raw HTML).
    hidden: usize,
    /// Between the tags of an inline script or style sheet.
    in_script: bool,
    /// Elements of raw HTML that are open around this place: name, and class and id.
    elements: Vec<(String, Vec<String>)>,
    /// The paragraph holds an image.
    image: bool,
    /// A picture stands directly above.
    picture_above: bool,
    /// Links that are open: where their prose begins, and where they lead.
    links: Vec<(usize, String)>,
    /// Where the prose of bold text that is open begins.
    bold: Vec<usize>,
    /// Where an HTML element of inline code that is open begins.
    code_start: Option<usize>,
}

struct Pending {
    start: usize,
    heading: u8,
    names: Vec<String>,
}

impl<'text> Walk<'text> {
    pub fn new(composer: Composer<'text>, markup: &'text str, base: usize, templates: &'text [Template]) -> Self {
        Self {
            composer,
            markup,
            base,
            templates,
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
            Tag::Image { .. } => {
                self.hidden += 1;
                self.image = true;
            }
            Tag::Link { dest_url, .. } => self.links.push((self.composer.position(), dest_url.into_string())),
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
        let around = self.elements.iter().flat_map(|(_, names)| names).cloned();
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
    fn trimmed(&self, span: Span) -> Span {
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
        for template in self.templates[first..].iter().take_while(|template| template.span.start < span.end) {
            self.push(Span::new(from, template.span.start.max(from)));
            self.template(template);
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

    fn template(&mut self, template: &Template) {
        if !self.stands_alone(template.span) {
            return;
        }
        let behind = &self.composer.source()[template.span.end..];
        let start = template.span.end + behind.len() - behind.trim_start().len();
        self.pending = Some(Pending { start, heading: 0, names: Vec::new() });
        if matches!(template.kind, TemplateKind::Embed | TemplateKind::Closing) {
            let names = template.names.clone();
            self.picture_above |= names.iter().any(|name| is_picture(name));
            let shape = Shape { names, values: template.values.clone(), ..Shape::default() };
            self.composer.embed(template.span, shape, Touches::default());
        }
    }

    /// Whether nothing but templates stands on the lines of `span`.
    fn stands_alone(&self, span: Span) -> bool {
        let source = self.composer.source();
        let before = source[self.base..span.start].trim_end_matches([' ', '\t', '>']);
        let after = source[span.end..].trim_start_matches([' ', '\t']);
        let ends_at = |at: usize| self.templates.binary_search_by_key(&at, |other| other.span.end).is_ok();
        let starts_at = |at: usize| self.templates.binary_search_by_key(&at, |other| other.span.start).is_ok();
        (before.is_empty() || before.ends_with('\n') || ends_at(self.base + before.len()))
            && (after.is_empty() || after.starts_with(['\n', '\r']) || starts_at(source.len() - after.len()))
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

    fn html_block(&mut self, span: Span) {
        self.composer.close();
        let span = self.trimmed(span);
        let span = self.leading_closings(span);
        let fragment = write_fragment(&mut self.composer, span, self.lists_seen);
        self.lists_seen = fragment.lists;
        self.picture_above = fragment.picture;
        fragment.closes.iter().for_each(|(name, span)| self.close_element(name, *span));
        self.elements.extend(fragment.unclosed);
    }

    /// Closes the elements whose closing tags the raw HTML begins with: what is behind stands in them no more.
    fn leading_closings(&mut self, span: Span) -> Span {
        let source = self.composer.source();
        let mut rest = span;
        for tag in markup(source, span) {
            if tag.kind != MarkupKind::Close || !source[rest.start..tag.span.start].trim().is_empty() {
                break;
            }
            self.close_element(&tag.name, tag.span);
            rest.start = tag.span.end;
        }
        rest
    }

    fn close_element(&mut self, name: &str, span: Span) {
        let Some(at) = self.elements.iter().rposition(|(open, _)| open == name) else { return };
        let names: Vec<String> = self.elements.drain(at..).flat_map(|(_, names)| names).collect();
        if !names.is_empty() {
            self.composer.embed(span, Shape { names, ..Shape::default() }, Touches::default());
        }
    }

    fn inline_html(&mut self, span: Span) {
        let tags = markup(self.composer.source(), span);
        let Some(Markup { kind, name, attributes, .. }) = tags.into_iter().next() else { return };
        match (kind, name.as_str()) {
            (MarkupKind::Comment, text) => self.composer.comment(text, span),
            (MarkupKind::Open, "a") => {
                let target = attributes.into_iter().find(|attribute| attribute.name == "href");
                let target = target.map_or(String::new(), |target| target.value);
                self.links.push((self.composer.position(), target));
            }
            (MarkupKind::Close, "a") => self.end_link(),
            (MarkupKind::Open, "b" | "strong") => self.bold.push(self.composer.position()),
            (MarkupKind::Close, "b" | "strong") => self.end_bold(),
            (MarkupKind::Open, name) if is_code(name) => self.code_start = Some(span.start),
            (MarkupKind::Close, name) if is_code(name) => self.end_code(span.end),
            (MarkupKind::Open, "br") if self.composer.is_open() => self.composer.space(span),
            (kind, "script" | "style") => self.in_script = kind == MarkupKind::Open,
            _ => {}
        }
        self.composer.extend(span.end);
    }

    fn end_link(&mut self) {
        let Some((start, target)) = self.links.pop() else { return };
        let passage = self.composer.passage_since(start);
        if let Some(shape) = self.composer.shape() {
            shape.links.push(passage);
            shape.targets.push(target);
        }
    }

    fn end_code(&mut self, end: usize) {
        if let Some(start) = self.code_start.take() {
            self.composer.code(Span::new(start, end));
        }
    }

    fn end_bold(&mut self) {
        let Some(start) = self.bold.pop() else { return };
        let passage = self.composer.passage_since(start);
        if let Some(shape) = self.composer.shape() {
            shape.bold.push(passage);
        }
    }
}

/// Whether a shortcode or component of this name shows a picture.
fn is_picture(name: &str) -> bool {
    let name = name.to_lowercase();
    PICTURES.iter().any(|picture| name.contains(picture))
}
