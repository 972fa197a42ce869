//! Elements around several blocks, as a fix takes them out; and which elements it may take out at all.

use super::elements;
use super::tree::{Event, LOOK_UP, Tree};
use crate::model::Block;
use crate::readers::composer::{Composer, Touches};

/// Adds the elements of the part of the page that `root` is which hold two or more of the blocks from `first` on.
pub(super) fn add(composer: &mut Composer, tree: &Tree, root: Option<usize>, first: usize) {
    let part = root.map_or(0..tree.events.len(), |root| tree.elements[root].opened + 1..tree.elements[root].closed);
    let from = tree.elements.partition_point(|element| element.opened < part.start);
    let to = tree.elements.partition_point(|element| element.opened < part.end);
    for element in from..to {
        let span = tree.elements[element].span;
        let blocks = &composer.blocks()[first..];
        let begun = |block: &Block| block.span.start < span.start;
        let ended = |block: &Block| block.span.end <= span.end;
        let (start, end) = (blocks.partition_point(begun), blocks.partition_point(ended));
        if end >= start + 2 && may_go(tree, element) {
            composer.container(span, touches(tree, element));
        }
    }
}

/// Whether the element may go when nothing of the story stands in it: the parts of a page stay, and pictures with
/// their captions.
pub(super) fn may_go(tree: &Tree, element: usize) -> bool {
    let element = &tree.elements[element];
    match element.name.as_str() {
        "html" | "body" | "main" => false,
        "figure" => !element.picture,
        _ => !elements::is_void(&element.name),
    }
}

/// Whether bare text stands directly before and behind the element.
pub(super) fn touches(tree: &Tree, element: usize) -> Touches {
    let (opened, closed) = (tree.elements[element].opened, tree.elements[element].closed);
    let mut before = tree.events[..opened].iter().rev().take(LOOK_UP);
    let mut behind = tree.events.iter().skip(closed + 1).take(LOOK_UP);
    let is_line = |event: &Event| match event {
        Event::Text(span) => Some(true).filter(|_| !tree.source[span.range()].trim().is_empty()),
        Event::Open(other) | Event::Close(other) => {
            let name = tree.elements[*other].name.as_str();
            if name == "br" || !elements::is_inline(name) { Some(false) } else { None }
        }
        Event::Comment(..) => None,
    };
    Touches { above: before.find_map(is_line).unwrap_or(false), below: behind.find_map(is_line).unwrap_or(false) }
}
