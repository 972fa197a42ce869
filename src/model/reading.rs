//! What a reader makes of a source text: clean prose in blocks, metadata, comments, problems.

use std::ops::Range;

use super::{Diagnostic, Label, Layout, Level, Part, Passage, Promo, Removal, Span, Text};

/// A document as its format tells it, before anything is known of the story.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub text: Text,
    /// In the order of the prose: headline and dek from the metadata first, then the body.
    pub blocks: Vec<Block>,
    pub metadata: Metadata,
    pub comments: Vec<Comment>,
    pub problems: Vec<Problem>,
    pub layout: Layout,
}

impl Reading {
    /// The indices of the blocks that begin in a container at `span`.
    pub fn blocks_within(&self, span: Span) -> Range<usize> {
        let before = |place: usize| self.blocks.partition_point(|block| block.span.start < place);
        let start = before(span.start);
        start..before(span.end).max(start)
    }
}

/// One block of an article.
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: BlockKind,
    /// Its prose; empty where it has no words of its own (a shortcode).
    pub passage: Passage,
    /// Its whole source, markup included: what a fix would remove.
    pub span: Span,
    pub shape: Shape,
    pub removal: Removal,
    /// What it advertises, where it is a promo.
    pub promo: Option<Promo>,
    pub part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    Headline,
    Dek,
    Byline,
    Dateline,
    Subhead,
    Paragraph,
    ListItem,
    BlockQuote,
    Caption,
    /// Words of the story set large beside it.
    PullQuote,
    Promo,
    Note,
}

impl BlockKind {
    pub const ALL: [BlockKind; 12] = [
        BlockKind::Headline,
        BlockKind::Dek,
        BlockKind::Byline,
        BlockKind::Dateline,
        BlockKind::Subhead,
        BlockKind::Paragraph,
        BlockKind::ListItem,
        BlockKind::BlockQuote,
        BlockKind::Caption,
        BlockKind::PullQuote,
        BlockKind::Promo,
        BlockKind::Note,
    ];

    /// The kind's name in rules and in the machine formats.
    pub const fn name(self) -> &'static str {
        match self {
            BlockKind::Headline => "headline",
            BlockKind::Dek => "dek",
            BlockKind::Byline => "byline",
            BlockKind::Dateline => "dateline",
            BlockKind::Subhead => "subhead",
            BlockKind::Paragraph => "paragraph",
            BlockKind::ListItem => "list-item",
            BlockKind::BlockQuote => "block-quote",
            BlockKind::Caption => "caption",
            BlockKind::PullQuote => "pull-quote",
            BlockKind::Promo => "promo",
            BlockKind::Note => "note",
        }
    }

    /// Whether the story is told here: what the writer's own sentences stand in.
    pub const fn is_body(self) -> bool {
        matches!(self, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote)
    }
}

/// What the markup tells of a block, whatever the format.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// Prose that is the text of links.
    pub links: Vec<Passage>,
    /// Where those links lead, in the same order.
    pub targets: Vec<String>,
    /// Prose in bold or strong.
    pub bold: Vec<Passage>,
    /// 1 to 6 for a heading; 0 otherwise.
    pub heading: u8,
    /// Which list of the document the item stands in, counted from 1; 0 outside lists.
    pub list: usize,
    /// Names that the markup gives the block or what encloses it: class, id, shortcode or component names, as written.
    pub names: Vec<String>,
    /// What the parameters of a shortcode or the attributes of an embed say, as the source has it.
    pub values: Vec<String>,
    /// The block is a shortcode, component, embed or script rather than text.
    pub embed: bool,
    /// The block is a shortcode or component of the site.
    pub template: bool,
    /// The block stands in an aside, a figure or another part set off from the story.
    pub aside: bool,
    /// The block stands between two of the story and is none of them, by all that is known of the page.
    pub beside: bool,
    /// A picture stands in the block, or directly above it.
    pub picture: bool,
}

/// Front matter, or a page's metadata.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    pub fields: Vec<MetadataField>,
    /// The whole front matter in the source, delimiters included; empty where there is none.
    pub span: Span,
}

/// One scalar of the metadata.
#[derive(Clone, Debug)]
pub struct MetadataField {
    /// Its path, lower case: `title`, `seo.title`, `og:title`; items of a list share their list's key.
    pub key: String,
    pub value: String,
    /// Where the value stands, without its quotation marks.
    pub span: Span,
}

impl Metadata {
    /// The first field of any of `keys`, in the order of `keys`.
    pub fn first(&self, keys: &[&str]) -> Option<&MetadataField> {
        keys.iter().find_map(|key| self.fields.iter().find(|field| field.key == *key))
    }
}

/// A comment of the format (`<!-- … -->`, a Liquid or MDX comment): where an editor writes stet.
#[derive(Clone, Debug)]
pub struct Comment {
    /// What stands between the comment's marks.
    pub text: String,
    /// The whole comment in the source.
    pub span: Span,
}

/// Something that a reader could not read; the rest was.
#[derive(Clone, Debug)]
pub struct Problem {
    pub span: Span,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What the words under the span are.
    pub label: String,
    pub help: String,
}

impl Problem {
    /// The problem as an error under the name `rule`.
    pub fn diagnostic(&self, rule: &str) -> Diagnostic {
        Diagnostic {
            rule: rule.into(),
            level: Level::Error,
            message: self.message.clone(),
            labels: vec![Label { span: self.span, message: self.label.clone() }],
            references: Vec::new(),
            extent: None,
            notes: Vec::new(),
            why: "".into(),
            page: None,
            help: Some(self.help.clone()).filter(|help| !help.is_empty()),
            fix: None,
        }
    }
}
