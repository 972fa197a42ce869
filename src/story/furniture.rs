//! Sets aside what the newsroom calls its furniture.

use crate::model::{BlockKind, Furniture, FurnitureMark, Part, Reading};

/// Makes notes of the blocks that are furniture: no rule about the story looks at them, and no promo is made of them.
pub(super) fn set_aside(reading: &mut Reading, furniture: &[Furniture]) {
    if furniture.is_empty() {
        return;
    }
    let mut found: Vec<usize> = Vec::new();
    for item in furniture {
        match &item.mark {
            FurnitureMark::Markup(name) => found.extend(named(reading, name)),
            FurnitureMark::Opening(words) => {
                let opening = FurnitureMark::fold(words);
                let begins = |index: &usize| {
                    let block = &reading.blocks[*index];
                    let is_text = block.kind.is_body() || block.kind == BlockKind::Note;
                    is_text
                        && !opening.is_empty()
                        && FurnitureMark::fold(reading.text.slice(block.passage)).starts_with(&opening)
                };
                found.extend((0..reading.blocks.len()).filter(begins));
            }
        }
    }
    for index in found {
        let block = &mut reading.blocks[index];
        block.kind = BlockKind::Note;
        block.part = Part::Furniture;
    }
}

/// The blocks that markup of that name makes, or stands around.
fn named(reading: &Reading, name: &str) -> Vec<usize> {
    let has_name = |names: &[String]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let containers = reading.layout.containers.iter().filter(|container| has_name(&container.names));
    let within = containers.flat_map(|container| reading.blocks_within(container.span));
    let blocks = (0..reading.blocks.len()).filter(|index| has_name(&reading.blocks[*index].shape.names));
    within.chain(blocks).collect()
}
