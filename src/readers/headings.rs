//! Which heading of a document is its headline; the others head parts of the story.

use crate::model::{Block, BlockKind, Reading};

/// Names the headline among the headings of the body, which come as subheads: the first of the highest rank, or the one
/// that opens the document. Where the metadata have named it already, a heading that repeats it is a note.
pub(super) fn settle(reading: &mut Reading) {
    if let Some(headline) = reading.blocks.iter().position(|block| block.kind == BlockKind::Headline) {
        let title = letters(reading, &reading.blocks[headline]);
        for index in headline + 1..reading.blocks.len() {
            if reading.blocks[index].shape.heading > 0 && letters(reading, &reading.blocks[index]) == title {
                reading.blocks[index].kind = BlockKind::Note;
            }
        }
        return;
    }
    let heads = |block: &Block, rank: u8| block.kind == BlockKind::Subhead && block.shape.heading <= rank;
    let opening = reading.blocks.iter().position(|block| !block.passage.is_empty());
    let first = reading.blocks.iter().position(|block| heads(block, 1));
    if let Some(index) = first.or(opening.filter(|index| heads(&reading.blocks[*index], 6))) {
        reading.blocks[index].kind = BlockKind::Headline;
    }
}

/// The block's letters and digits, lower case.
fn letters(reading: &Reading, block: &Block) -> String {
    let prose = reading.text.slice(block.passage);
    prose.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
