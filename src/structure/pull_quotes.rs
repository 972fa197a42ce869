//! Which blocks are pull quotes: the markup names them, or a pair of shortcodes stands around them.

use crate::model::{Block, BlockKind, Reading, Shape};

/// The name in lower case, without what joins its words: `pull-quote`, `wp-block-pullquote`, `PullQuote`.
const NAME: &str = "pullquote";
/// The element that names whom a quotation is by.
const BY: &str = "cite";
/// So many blocks may stand between two shortcodes.
const LONGEST: usize = 3;

/// Gives pull quotes their kind; a line below one that names the speaker becomes a note.
pub fn mark(reading: &mut Reading) {
    let mut marked: Vec<usize> = (0..reading.blocks.len()).filter(|index| is_named(&reading.blocks[*index])).collect();
    marked.extend(between_shortcodes(&reading.blocks));
    for index in marked {
        let block = &mut reading.blocks[index];
        let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::BlockQuote | BlockKind::Subhead);
        if is_text && block.shape.names.iter().any(|name| name == BY) {
            block.kind = BlockKind::Note;
        } else if is_text {
            block.kind = BlockKind::PullQuote;
        }
    }
}

fn is_named(block: &Block) -> bool {
    !block.shape.embed && names_a_pull_quote(&block.shape)
}

fn names_a_pull_quote(shape: &Shape) -> bool {
    let folded = |name: &String| name.to_lowercase().replace(['-', '_', ' '], "");
    shape.names.iter().any(|name| folded(name).contains(NAME))
}

/// The blocks between an opening and a closing shortcode. One that says its words itself has nothing to close.
fn between_shortcodes(blocks: &[Block]) -> Vec<usize> {
    let is_shortcode = |index: &usize| {
        blocks[*index].shape.embed
            && names_a_pull_quote(&blocks[*index].shape)
            && blocks[*index].shape.values.is_empty()
    };
    let shortcodes: Vec<usize> = (0..blocks.len()).filter(is_shortcode).collect();
    let pairs = shortcodes.chunks_exact(2).filter(|pair| pair[1] - pair[0] <= LONGEST + 1);
    pairs.flat_map(|pair| pair[0] + 1..pair[1]).collect()
}
