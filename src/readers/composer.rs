//! Composes a reading, block by block: what every reader writes into.

use std::cmp::Reverse;

use super::addresses;
use super::removal::{self, Parting};
use super::templates::{Template, TemplateKind};
use crate::model::{
    Block, BlockKind, Comment, Container, Definition, Literals, Metadata, Part, Passage, Problem, Reading, Removal,
    Shape, Source, Span, TextBuilder,
};

/// A reading in the making: at most one block is open at a time.
pub(super) struct Composer<'source> {
    source: &'source str,
    builder: TextBuilder<'source>,
    open: Option<ComposedBlock>,
    reading: Reading,
    /// The article's text in the source.
    text: Span,
    parting: Parting,
    /// Parts of the source that are never prose, in order.
    skipped: Vec<Span>,
    /// Code, with its markup.
    code: Vec<Span>,
}

struct ComposedBlock {
    kind: BlockKind,
    span: Span,
    prose_start: usize,
    shape: Shape,
    touches: Touches,
}

/// Whether the paragraphs above and below an element would run together without it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Touches {
    pub above: bool,
    pub below: bool,
}

impl<'source> Composer<'source> {
    pub fn new(source: &'source Source, parting: Parting) -> Self {
        let content = source.content();
        let mut composer = Self {
            source: content,
            builder: TextBuilder::new(content),
            open: None,
            reading: Reading::default(),
            text: source.text_span(),
            parting,
            skipped: Vec::new(),
            code: Vec::new(),
        };
        if let Some(headline) = source.headline_span() {
            composer.whole_block(BlockKind::Headline, headline, Shape::default());
        }
        composer
    }

    pub fn source(&self) -> &'source str {
        self.source
    }

    pub fn has_headline(&self) -> bool {
        self.reading.blocks.iter().any(|block| block.kind == BlockKind::Headline)
    }

    /// Leaves templates out of the prose from now on, and keeps those that are comments.
    pub fn skip(&mut self, templates: &[Template]) {
        for template in templates.iter().filter(|template| template.kind == TemplateKind::Comment) {
            self.comment(&template.values.concat(), template.span);
        }
        self.skipped = templates.iter().map(|template| template.span).collect();
    }

    /// The blocks that are closed.
    pub fn blocks(&self) -> &[Block] {
        &self.reading.blocks
    }

    /// Opens a block whose source begins at `start`; one that is open is closed where its words end.
    pub fn open(&mut self, kind: BlockKind, start: usize, shape: Shape) {
        self.close();
        let prose_start = self.builder.position();
        self.open = Some(ComposedBlock {
            kind,
            span: Span::new(start, start),
            prose_start,
            shape,
            touches: Touches::default(),
        });
    }

    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The shape of the open block.
    pub fn shape(&mut self) -> Option<&mut Shape> {
        self.open.as_mut().map(|block| &mut block.shape)
    }

    /// Where the prose ends now: the start of a passage to be closed with [`Composer::passage_since`].
    pub fn position(&self) -> usize {
        self.builder.position()
    }

    pub fn passage_since(&self, start: usize) -> Passage {
        self.builder.since(start.min(self.builder.position()))
    }

    /// Adds the words that the source says in `span` to the open block.
    pub fn push(&mut self, span: Span) {
        self.extend(span.end);
        let first = self.skipped.partition_point(|skipped| skipped.end <= span.start);
        let mut from = span.start;
        for skipped in self.skipped[first..].iter().take_while(|skipped| skipped.start < span.end) {
            self.builder.push(Span::new(from, skipped.start.max(from)));
            from = skipped.end.min(span.end);
        }
        self.builder.push(Span::new(from, span.end));
    }

    /// Adds `prose`, which the source says in other bytes, to the open block.
    pub fn substitute(&mut self, prose: &str, span: Span) {
        self.extend(span.end);
        self.builder.substitute(prose, span);
    }

    pub fn space(&mut self, span: Span) {
        self.builder.space(span);
    }

    /// The source of the open block reaches at least to `end`.
    pub fn extend(&mut self, end: usize) {
        if let Some(block) = &mut self.open {
            block.span.end = block.span.end.max(end);
        }
    }

    /// The open block's whole source, where its reader knows it, and what it stands between.
    pub fn set_span(&mut self, span: Span, touches: Touches) {
        if let Some(block) = &mut self.open {
            block.span = span;
            block.touches = touches;
        }
    }

    /// An element with several of the blocks that are closed.
    pub fn container(&mut self, span: Span, touches: Touches) {
        self.named_container(span, touches, Vec::new(), Vec::new());
    }

    /// What holds blocks that are closed, and has names of its own.
    pub fn named_container(&mut self, span: Span, touches: Touches, names: Vec<String>, values: Vec<String>) {
        let removal = self.removal(span, touches);
        self.reading.layout.containers.push(Container { span, removal, names, values, template: false });
    }

    /// A shortcode or component around blocks that are closed.
    pub fn template_container(&mut self, span: Span, names: Vec<String>, values: Vec<String>) {
        let removal = self.removal(span, Touches::default());
        self.reading.layout.containers.push(Container { span, removal, names, values, template: true });
    }

    /// Where `links`, one at least, are defined.
    pub fn definition(&mut self, span: Span, links: Vec<Span>) {
        let end = span.start + self.source[span.range()].trim_end().len();
        let span = Span::new(span.start, end);
        // no paragraph runs together with another for want of one
        let removal = Removal { touches_above: false, touches_below: false, ..self.removal(span, Touches::default()) };
        self.reading.layout.definitions.push(Definition { span, removal, links });
    }

    /// Closes the open block, if there is one; a block without words is forgotten.
    pub fn close(&mut self) {
        let Some(ComposedBlock { kind, span, prose_start, mut shape, touches }) = self.open.take() else { return };
        let passage = self.builder.since(prose_start);
        self.builder.end_block();
        if passage.is_empty() {
            return;
        }
        keep_inside(&mut shape, passage);
        let removal = self.removal(span, touches);
        self.reading.blocks.push(Block { kind, passage, span, shape, removal, promo: None, part: Part::default() });
    }

    /// A block without words of its own: no part of the story's prose, so a note.
    pub fn embed(&mut self, span: Span, shape: Shape, touches: Touches) {
        self.close();
        let at = self.builder.position();
        let (passage, shape) = (Passage::new(at, at), Shape { embed: true, ..shape });
        let removal = self.removal(span, touches);
        self.reading.blocks.push(Block {
            kind: BlockKind::Note,
            passage,
            span,
            shape,
            removal,
            promo: None,
            part: Part::default(),
        });
    }

    fn removal(&self, span: Span, touches: Touches) -> Removal {
        let removal = removal::of(self.source, self.text, span, self.parting);
        Removal {
            touches_above: removal.touches_above || touches.above,
            touches_below: removal.touches_below || touches.below,
            ..removal
        }
    }

    /// A block that says what the source says in `span`, no more and no less.
    pub fn whole_block(&mut self, kind: BlockKind, span: Span, shape: Shape) {
        self.open(kind, span.start, shape);
        self.push(span);
        self.close();
    }

    /// Inline code, with its markup.
    pub fn code(&mut self, span: Span) {
        self.code.push(span);
    }

    pub fn comment(&mut self, text: &str, span: Span) {
        self.reading.comments.push(Comment { text: text.trim().to_owned(), span });
    }

    pub fn problem(&mut self, problem: Problem) {
        self.reading.problems.push(problem);
    }

    pub fn set_metadata(&mut self, metadata: Metadata) {
        self.reading.metadata = metadata;
    }

    pub fn finish(mut self) -> Reading {
        self.close();
        self.reading.comments.sort_by_key(|comment| comment.span);
        let from_outside = |container: &Container| (container.span.start, Reverse(container.span.end));
        self.reading.layout.containers.sort_by_key(from_outside);
        self.reading.layout.definitions.sort_by_key(|definition| definition.links[0]);
        self.reading.layout.divider = self.parting.divider();
        self.reading.text = self.builder.finish();
        self.code.extend(addresses::find(&self.reading.text));
        self.reading.layout.literals = Literals::new(self.code);
        self.reading
    }
}

/// Cuts what the shape marks to the block's words, and forgets what is empty then.
fn keep_inside(shape: &mut Shape, passage: Passage) {
    let cut = |marked: &Passage| {
        let start = marked.start.clamp(passage.start, passage.end);
        Passage::new(start, marked.end.clamp(start, passage.end))
    };
    shape.bold = shape.bold.iter().map(cut).filter(|bold| !bold.is_empty()).collect();
    let links: Vec<Passage> = shape.links.iter().map(cut).collect();
    let mut filled = links.iter().map(|link| !link.is_empty());
    shape.targets.retain(|_| filled.next().unwrap_or(false));
    shape.links = links.into_iter().filter(|link| !link.is_empty()).collect();
}
