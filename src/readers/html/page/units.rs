//! The units of a page's text: what stands between two breaks of the lines, as a reader sees it.

use std::ops::Range;

use super::super::elements;
use super::super::tree::{Event, LOOK_UP, Tree, letters};
use super::marks::Prose;
use crate::model::Span;
use crate::readers::entities::decoded;

/// The text between two breaks.
pub(super) struct PageUnit {
    /// From its first text to behind its last, as indices into the tree's events.
    pub events: Range<usize>,
    /// The same in the source.
    pub span: Span,
    /// The innermost element around it that is not inline.
    pub container: Option<usize>,
    /// The innermost element around its first letter.
    pub inner: Option<usize>,
    pub prose: Prose,
    /// Where its links lead.
    pub targets: Vec<usize>,
}

/// All units in the order of the page.
pub(super) struct PageUnits {
    pub all: Vec<PageUnit>,
}

struct Gathering<'tree, 'source> {
    tree: &'tree Tree<'source>,
    all: Vec<PageUnit>,
    open: Option<PageUnit>,
    stack: Vec<usize>,
    links: usize,
    after_break: bool,
}

impl PageUnits {
    pub fn gather(tree: &Tree) -> Self {
        let mut gathering =
            Gathering { tree, all: Vec::new(), open: None, stack: Vec::new(), links: 0, after_break: false };
        let mut index = 0;
        while index < tree.events.len() {
            match &tree.events[index] {
                Event::Open(element) if tree.elements[*element].is_hidden() => index = tree.elements[*element].closed,
                Event::Open(element) => gathering.opened(*element),
                Event::Close(element) => gathering.closed(*element),
                Event::Text(span) => gathering.text(index, *span),
                Event::Comment(..) => {}
            }
            index += 1;
        }
        gathering.end();
        Self { all: gathering.all }
    }
}

impl Gathering<'_, '_> {
    fn opened(&mut self, element: usize) {
        let name = self.tree.elements[element].name.as_str();
        let breaks = name == "hr" || name == "br" && self.after_break;
        self.after_break = name == "br";
        if breaks || !elements::is_inline(name) && !elements::is_void(name) {
            self.end();
        }
        if !elements::is_void(name) {
            self.stack.push(element);
            self.links += usize::from(name == "a");
        }
    }

    fn closed(&mut self, element: usize) {
        let name = self.tree.elements[element].name.as_str();
        if elements::is_void(name) {
            return;
        }
        if !elements::is_inline(name) {
            self.end();
        }
        if let Some(at) = self.stack.iter().rposition(|open| *open == element) {
            self.stack.remove(at);
            self.links -= usize::from(name == "a");
        }
    }

    fn text(&mut self, index: usize, span: Span) {
        let raw = &self.tree.source[span.range()];
        if letters(raw) == 0 {
            if let Some(unit) = &mut self.open {
                unit.prose.space();
            }
            return;
        }
        self.after_break = false;
        let unit = self.open.get_or_insert_with(|| {
            let is_block = |element: &&usize| !elements::is_inline(&self.tree.elements[**element].name);
            PageUnit {
                events: index..index + 1,
                span,
                container: self.stack.iter().rev().take(LOOK_UP).find(is_block).copied(),
                inner: self.stack.last().copied(),
                prose: Prose::default(),
                targets: Vec::new(),
            }
        });
        unit.events.end = index + 1;
        unit.span.end = span.end;
        unit.prose.add(&decoded(raw), self.links > 0);
        if self.links > 0 {
            let link = self.stack.iter().rev().take(LOOK_UP).find(|open| self.tree.elements[**open].name == "a");
            unit.targets.extend(link.filter(|link| unit.targets.last() != Some(link)));
        }
    }

    fn end(&mut self) {
        if let Some(unit) = self.open.take() {
            self.all.push(unit);
        }
    }
}
