//! What a story lists: its items and numbered subheads, counted.

use crate::model::{Article, BlockKind, Passage};

/// What may be the promised things: how many there are, and the last of them.
pub struct Listed {
    pub count: usize,
    pub last: Passage,
    /// They are counted in the draft itself ("1.", "2."), or marked as a list.
    sure: bool,
}

/// Subheads without numbers are the promised things only if nearly as many.
const NEAR: usize = 2;

/// The list that is nearest to so many things; `None` where one of the story's has just so many, or there is none.
pub fn nearest(promised: usize, article: &Article) -> Option<Listed> {
    let lists = lists(article);
    if lists.iter().any(|list| list.count == promised || !list.sure && list.count == promised + 1) {
        return None;
    }
    let meant = |list: &Listed| list.count >= 2 && (list.sure || list.count.abs_diff(promised) <= NEAR);
    lists.into_iter().filter(meant).min_by_key(|list| list.count.abs_diff(promised))
}

/// Every way in which the story may be read as a list.
fn lists(article: &Article) -> Vec<Listed> {
    let subheads: Vec<Passage> = article.blocks_of(BlockKind::Subhead).map(|(_, block)| block.passage).collect();
    let is_numbered =
        |place: &&Passage| article.text.slice(**place).starts_with(|letter: char| letter.is_ascii_digit());
    let numbered: Vec<Passage> = subheads.iter().filter(is_numbered).copied().collect();
    let items: Vec<(usize, Passage)> =
        article.blocks_of(BlockKind::ListItem).map(|(_, block)| (block.shape.list, block.passage)).collect();
    let mut found = Vec::new();
    let mut list = |places: &[Passage], sure| {
        found.extend(places.last().map(|last| Listed { count: places.len(), last: *last, sure }));
    };
    list(if numbered.is_empty() { &subheads } else { &numbered }, !numbered.is_empty());
    list(&items.iter().map(|(_, place)| *place).collect::<Vec<_>>(), true);
    for run in items.chunk_by(|left, right| left.0 == right.0) {
        list(&run.iter().map(|(_, place)| *place).collect::<Vec<_>>(), true);
    }
    found
}
