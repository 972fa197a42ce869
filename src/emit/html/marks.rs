//! Where findings stand in the prose, cut into stretches that each have the same findings.

use crate::model::{Article, Diagnostic, Passage, Piece, Span, Text};

/// The pieces of a prose in the order of the source.
pub struct Places {
    pieces: Vec<Piece>,
}

/// Words that a finding speaks of.
#[derive(Clone, Copy)]
pub struct Mark {
    pub passage: Passage,
    /// The index of the finding.
    pub finding: usize,
    /// Whether it is what the finding is about, or only what else it points at.
    pub primary: bool,
}

/// A stretch of prose, and the marks that cover all of it.
pub struct Stretch {
    pub passage: Passage,
    pub marks: Vec<Mark>,
}

impl Places {
    pub fn new(text: &Text) -> Self {
        let mut pieces: Vec<Piece> = text.pieces(text.whole()).collect();
        pieces.sort_by_key(|piece| piece.span.start);
        Self { pieces }
    }

    /// The prose that the source says in `span`, if it says any.
    pub fn passage(&self, span: Span) -> Option<Passage> {
        let first = self.pieces.partition_point(|piece| piece.span.end <= span.start);
        let inside = self.pieces[first..].iter().take_while(|piece| piece.span.start < span.end);
        let passages = inside.filter(|piece| piece.span.overlaps(span)).map(|piece| piece.cut_by_source(span).passage);
        passages.reduce(Passage::cover)
    }
}

/// The marks of all findings, block by block.
pub fn by_block(article: &Article, diagnostics: &[Diagnostic]) -> Vec<Vec<Mark>> {
    let places = Places::new(&article.text);
    let mut marks = vec![Vec::new(); article.blocks.len()];
    for (finding, diagnostic) in diagnostics.iter().enumerate() {
        for (index, label) in diagnostic.labels.iter().enumerate() {
            let Some(passage) = places.passage(label.span) else { continue };
            let first = article.blocks.partition_point(|block| block.passage.end <= passage.start);
            let blocks = article.blocks[first..].iter().zip(&mut marks[first..]);
            for (block, marks) in blocks.take_while(|(block, _)| block.passage.start < passage.end) {
                if block.passage.overlaps(passage) {
                    marks.push(Mark { passage, finding, primary: index == 0 });
                }
            }
        }
    }
    marks
}

/// `whole` in stretches: cut where a mark begins or ends, and at each of `edges`.
pub fn stretches(whole: Passage, marks: &[Mark], edges: &[Passage]) -> Vec<Stretch> {
    let ends = |passage: &Passage| [passage.start, passage.end];
    let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| ends(&mark.passage)).collect();
    cuts.extend(edges.iter().flat_map(ends));
    cuts.retain(|cut| whole.start < *cut && *cut < whole.end);
    cuts.extend(ends(&whole));
    cuts.sort_unstable();
    cuts.dedup();
    let stretch = |pair: &[usize]| {
        let passage = Passage::new(pair[0], pair[1]);
        let marks = marks.iter().filter(|mark| mark.passage.contains(passage)).copied().collect();
        Stretch { passage, marks }
    };
    cuts.windows(2).map(stretch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_overlap_share_a_stretch() {
        let mark = |start, end, finding| Mark { passage: Passage::new(start, end), finding, primary: true };
        let stretches = stretches(Passage::new(10, 30), &[mark(5, 16, 0), mark(12, 20, 1)], &[Passage::new(25, 40)]);
        let seen: Vec<(usize, usize, Vec<usize>)> = stretches
            .iter()
            .map(|stretch| {
                let findings = stretch.marks.iter().map(|mark| mark.finding).collect();
                (stretch.passage.start, stretch.passage.end, findings)
            })
            .collect();
        assert_eq!(
            seen,
            [(10, 12, vec![0]), (12, 16, vec![0, 1]), (16, 20, vec![1]), (20, 25, Vec::new()), (25, 30, Vec::new())]
        );
    }
}
