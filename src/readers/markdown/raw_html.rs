//! Raw HTML in a Markdown document: in blocks of its own, around blocks, and within lines.

use super::walk::MarkdownWalk;
use crate::model::{Shape, Span};
use crate::readers::composer::Touches;
use crate::readers::html::{Markup, MarkupKind, is_code, markup, write_fragment};

/// How far up a closing tag looks for its element.
const DEEPEST: usize = 64;

impl MarkdownWalk<'_> {
    pub(super) fn html_block(&mut self, span: Span) {
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

    fn close_element(&mut self, name: &str, closing: Span) {
        let near = self.elements.len().saturating_sub(DEEPEST);
        let Some(at) = self.elements[near..].iter().rposition(|open| open.name == name) else { return };
        let Some(element) = self.elements.drain(near + at..).next() else { return };
        let span = Span::new(element.start, closing.end);
        if self.holds_blocks(span) {
            self.composer.named_container(span, Touches::default(), element.names, element.values);
        } else if !element.names.is_empty() {
            let shape = Shape { names: element.names, values: element.values, ..Shape::default() };
            self.composer.embed(span, shape, Touches::default());
        }
    }

    pub(super) fn inline_html(&mut self, span: Span) {
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
}
