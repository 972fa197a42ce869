//! The nouns that two rooms exchange; this room imports from no other.

mod article;
mod diagnostic;
mod identity;
mod layout;
mod level;
mod lexicon;
mod literals;
mod promo;
mod reading;
mod report;
mod source;
mod span;
mod stet_fault;
mod story_source;
mod text;
mod weights;
pub mod wording;

pub use article::{Article, CueGroup, Quotation, QuotationKind, Sentence, SourceKind};
pub use diagnostic::{Diagnostic, Edit, Fix, Label, Safety};
pub use identity::{Identity, Office};
pub use layout::{Container, Definition, Layout, Removal};
pub use level::{FailOn, Level};
pub use lexicon::{Lexicon, WordList};
pub use literals::Literals;
pub use promo::{Promo, PromoKind};
pub use reading::{Block, BlockKind, Comment, Metadata, MetadataField, Problem, Reading, Shape};
pub use report::{FileReport, Hidden};
pub use source::{Field, Format, Input, Place, Position, Source};
pub use span::{Passage, Span};
pub use stet_fault::StetFault;
pub use story_source::StorySource;
pub use text::{Piece, Text, TextBuilder};
pub use weights::{Link, Weights};
