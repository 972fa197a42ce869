//! Shortcodes and components in a Markdown document: embeds, or wrappers around blocks.

use super::walk::{MarkdownWalk, Pending};
use crate::model::{Shape, Span};
use crate::readers::composer::Touches;
use crate::readers::templates::{Pair, Template, TemplateKind};

/// How far up a closing template looks for what it closes.
const DEEPEST: usize = 64;
/// Parts of the names of shortcodes and components that show pictures.
const PICTURES: &[&str] = &["image", "img", "photo", "picture", "figure", "gallery", "video"];

impl MarkdownWalk<'_> {
    pub(super) fn template(&mut self, index: usize) {
        let template = &self.templates[index];
        let near = self.wrappers.len().saturating_sub(DEEPEST);
        if let Some(at) = self.wrappers[near..].iter().rposition(|pair| pair.closing == index) {
            self.close_wrapper(near + at);
        } else if let Some(pair) = self.wrapper_opened_by(index) {
            self.composer.close();
            self.wrappers.push(pair);
            self.pending = Some(Pending { start: self.behind(template.span), heading: 0, names: Vec::new() });
        } else if self.stands_alone(template.span) {
            self.pending = Some(Pending { start: self.behind(template.span), heading: 0, names: Vec::new() });
            if matches!(template.kind, TemplateKind::Embed | TemplateKind::Closing) {
                self.embed(template, template.span);
            }
        }
    }

    /// The pair that the template opens, where it stands around paragraphs and not within one.
    fn wrapper_opened_by(&self, index: usize) -> Option<Pair> {
        let at = self.pairs.binary_search_by_key(&index, |pair| pair.opening).ok()?;
        let pair = self.pairs[at];
        let [opening, closing] = [pair.opening, pair.closing].map(|index| self.templates[index].span);
        let around_lines = self.stands_alone(opening) && self.stands_alone(closing);
        (around_lines || self.is_paragraph(opening.cover(closing))).then_some(pair)
    }

    /// Whether empty lines stand above and below.
    fn is_paragraph(&self, span: Span) -> bool {
        let source = self.composer.source();
        let (before, behind) = (&source[self.base..span.start], &source[span.end..]);
        let above = &before[before.trim_end().len()..];
        let below = &behind[..behind.len() - behind.trim_start().len()];
        (above.len() == before.len() || above.matches('\n').count() > 1)
            && (below.len() == behind.len() || below.matches('\n').count() > 1)
    }

    fn span_of(&self, pair: Pair) -> Span {
        self.templates[pair.opening].span.cover(self.templates[pair.closing].span)
    }

    fn close_wrapper(&mut self, at: usize) {
        self.composer.close();
        let pair = self.wrappers[at];
        self.wrappers.truncate(at);
        let (opening, span) = (&self.templates[pair.opening], self.span_of(pair));
        if self.holds_blocks(span) {
            // a condition, {% if site.promo %}, says nothing of what it stands around
            let is_embed = opening.kind == TemplateKind::Embed;
            let said = |words: &[String]| if is_embed { words.to_vec() } else { Vec::new() };
            let (names, values) = (said(&opening.names), said(&opening.values));
            self.composer.template_container(span, names, values);
        } else if opening.kind == TemplateKind::Embed {
            self.embed(opening, span);
        }
        self.pending = Some(Pending { start: self.behind(span), heading: 0, names: Vec::new() });
    }

    /// Whether any of the blocks that are closed stands in `span`, which ends here.
    pub(super) fn holds_blocks(&self, span: Span) -> bool {
        self.composer.blocks().last().is_some_and(|last| last.span.start >= span.start)
    }

    /// What the template puts on the page at `span`.
    fn embed(&mut self, template: &Template, span: Span) {
        let (names, values) = (template.names.clone(), template.values.clone());
        let mut shape = Shape { names, values, template: true, ..Shape::default() };
        if let Some(name) = template.name().filter(|name| is_picture(name)) {
            // its caption and the name of its file say what it shows, not what it is
            shape = Shape { names: vec![name.to_owned()], template: true, ..Shape::default() };
            self.picture_above = true;
        }
        self.composer.embed(span, shape, Touches::default());
    }

    /// Where the text goes on behind `span`.
    fn behind(&self, span: Span) -> usize {
        let rest = &self.composer.source()[span.end..];
        span.end + rest.len() - rest.trim_start().len()
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
}

/// Whether a shortcode or component of this name shows a picture.
fn is_picture(name: &str) -> bool {
    let name = name.to_lowercase();
    PICTURES.iter().any(|picture| name.contains(picture))
}
