//! Plain text: the first line is the headline; the rest are paragraphs.

use super::Reader;
use crate::model::{Block, BlockKind, Format, Reading, Shape, Source, TextBuilder};

pub const READER: Reader = Reader { format: Format::Text, extensions: &["txt", "text"], read };

fn read(source: &Source) -> Reading {
    let mut builder = TextBuilder::new(source.content());
    builder.push(source.text_span());
    let passage = builder.since(0);
    let block = Block { kind: BlockKind::Paragraph, passage, span: source.text_span(), shape: Shape::default() };
    Reading { text: builder.finish(), blocks: vec![block], ..Reading::default() }
}
