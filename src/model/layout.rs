//! How blocks stand in the lines and elements of the source: what goes along when a fix takes them out.

use super::{Literals, Span};

/// What the source is made of beside its blocks.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// What holds several blocks, each before those inside it.
    pub containers: Vec<Container>,
    /// Where links of the text are defined, by the place of the first link.
    pub definitions: Vec<Definition>,
    /// What parts two paragraphs: an empty line, or a tag; nothing where every line is a paragraph.
    pub divider: &'static str,
    /// Code and addresses.
    pub literals: Literals,
}

/// An element of the markup that holds blocks, a list or a box; or a shortcode or component that is opened and closed.
#[derive(Clone, Debug)]
pub struct Container {
    pub span: Span,
    pub removal: Removal,
    /// A shortcode's or component's names, as written; of elements the blocks themselves have the names.
    pub names: Vec<String>,
    /// What its parameters say.
    pub values: Vec<String>,
    /// It is a shortcode or component of the site.
    pub template: bool,
}

/// A part of the source that says nothing itself: where links lead that name it.
#[derive(Clone, Debug)]
pub struct Definition {
    pub span: Span,
    pub removal: Removal,
    /// One at least, in order.
    pub links: Vec<Span>,
}

/// What goes out of the source with a block or a container.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Removal {
    /// Its lines with the end of the last; its span alone where it shares a line with something else.
    pub lines: Span,
    /// Whether it has its lines to itself.
    pub whole_lines: bool,
    /// The lines with the empty ones above and below; with the white space around it where it shares a line.
    pub gap: Span,
    /// Whether the paragraph above reaches down to it, without a divider.
    pub touches_above: bool,
    /// Whether the paragraph below reaches up to it.
    pub touches_below: bool,
    /// Whether nothing but white space follows in the text.
    pub is_last: bool,
}
