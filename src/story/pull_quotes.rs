//! Which blocks are pull quotes: the markup names them, or a pair of shortcodes stands around them.

use crate::model::{Block, BlockKind, Container, Reading};

/// The name in lower case, without what joins its words: `pull-quote`, `wp-block-pullquote`, `PullQuote`.
const NAME: &str = "pullquote";
/// The element that names whom a quotation is by.
const BY: &str = "cite";
/// So many blocks may stand between two shortcodes.
const LONGEST: usize = 3;

/// Gives pull quotes their kind; a line below one that names the speaker becomes a note.
pub fn mark(reading: &mut Reading) {
    let mut marked: Vec<usize> = (0..reading.blocks.len()).filter(|index| is_named(&reading.blocks[*index])).collect();
    marked.extend(between_shortcodes(reading));
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
    !block.shape.embed && name_a_pull_quote(&block.shape.names)
}

fn name_a_pull_quote(names: &[String]) -> bool {
    let folded = |name: &String| name.to_lowercase().replace(['-', '_', ' '], "");
    names.iter().any(|name| folded(name).contains(NAME))
}

/// The blocks between an opening and a closing shortcode.
fn between_shortcodes(reading: &Reading) -> Vec<usize> {
    let is_pull_quote = |container: &&Container| name_a_pull_quote(&container.names);
    let shortcodes = reading.layout.containers.iter().filter(is_pull_quote);
    let within = shortcodes.map(|container| reading.blocks_within(container.span));
    within.filter(|blocks| blocks.len() <= LONGEST).flatten().collect()
}
