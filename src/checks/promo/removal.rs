//! The edits that take blocks out of the source, with the elements that would be empty without them.

use std::ops::Range;

use crate::model::{Article, Edit, Layout, Removal, Span};

/// Takes the blocks of `run` out, and parts what would run together then.
pub(super) fn edits(article: &Article, run: Range<usize>) -> Vec<Edit> {
    let mut parts = emptied(article, run.clone());
    let covered = Covered::by(&parts);
    let blocks = article.blocks[run].iter().filter(|block| !covered.holds(block.span));
    parts.extend(blocks.map(|block| (block.span, block.removal)));
    parts.extend(orphaned(&parts, &article.layout));
    parts.sort_unstable_by_key(|(span, _)| *span);
    let mut edits = Vec::new();
    let mut parts = parts.into_iter().peekable();
    while let Some((mut span, mut removal)) = parts.next() {
        while let Some((below, next)) = parts.next_if(|(_, next)| next.gap.start <= removal.gap.end) {
            span = span.cover(below);
            removal = joined(removal, next);
        }
        edits.push(edit(span, removal, &article.layout));
    }
    edits
}

/// What some parts cover, for thousands of questions.
struct Covered {
    /// The parts by their starts, each with the furthest end up to here.
    sorted: Vec<(usize, usize)>,
}

impl Covered {
    fn by(parts: &[(Span, Removal)]) -> Self {
        let mut sorted: Vec<(usize, usize)> = parts.iter().map(|(span, _)| (span.start, span.end)).collect();
        sorted.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut sorted {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { sorted }
    }

    /// Whether one of the parts contains `span`.
    fn holds(&self, span: Span) -> bool {
        let before = self.sorted.partition_point(|(start, _)| *start <= span.start);
        before.checked_sub(1).is_some_and(|last| self.sorted[last].1 >= span.end)
    }
}

/// The definitions of links that stand in the parts, all of them.
fn orphaned(parts: &[(Span, Removal)], layout: &Layout) -> Vec<(Span, Removal)> {
    let Some(whole) = parts.iter().map(|(span, _)| *span).reduce(Span::cover) else { return Vec::new() };
    let covered = Covered::by(parts);
    let goes = |link: &Span| covered.holds(*link);
    let first = layout.definitions.partition_point(|definition| definition.links[0].start < whole.start);
    let near = layout.definitions[first..].iter().take_while(|definition| definition.links[0].start < whole.end);
    let orphaned = near.filter(|definition| definition.links.iter().all(goes));
    orphaned.map(|definition| (definition.span, definition.removal)).collect()
}

/// The outermost containers that hold blocks of the run and no others.
fn emptied(article: &Article, run: Range<usize>) -> Vec<(Span, Removal)> {
    let before = run.start.checked_sub(1).map_or(0, |before| article.blocks[before].span.end);
    let behind = article.blocks.get(run.end).map_or(usize::MAX, |behind| behind.span.start);
    let containers = &article.layout.containers;
    let first = containers.partition_point(|container| container.span.start < before);
    let mut emptied: Vec<(Span, Removal)> = Vec::new();
    for container in containers[first..].iter().take_while(|container| container.span.start < behind) {
        let inside = emptied.last().is_some_and(|(outer, _)| outer.contains(container.span));
        if container.span.end <= behind && !inside {
            emptied.push((container.span, container.removal));
        }
    }
    emptied
}

fn joined(above: Removal, below: Removal) -> Removal {
    Removal {
        lines: above.lines.cover(below.lines),
        gap: above.gap.cover(below.gap),
        touches_above: above.touches_above,
        touches_below: below.touches_below,
        whole_lines: above.whole_lines && below.whole_lines,
        is_last: below.is_last,
    }
}

/// Takes one gap of two along: where there is but one, it stays between the paragraphs.
fn edit(part: Span, removal: Removal, layout: &Layout) -> Edit {
    let Removal { lines, gap, touches_above, touches_below, .. } = removal;
    let replacement = if touches_above && touches_below { layout.divider } else { "" };
    let span = if !removal.whole_lines {
        Span::new(lines.start, part.end)
    } else if removal.is_last {
        gap
    } else if touches_above {
        lines
    } else {
        Span::new(lines.start, gap.end)
    };
    Edit { span, replacement: replacement.to_owned() }
}
