//! What a stet speaks of, and what of all that meets a finding; each asked of thousands at once.

use crate::model::{Article, Source, Span};

/// Many stretches of the source.
pub(super) struct Stretches {
    /// By their starts, each with the furthest end up to here.
    sorted: Vec<(usize, usize)>,
}

impl Stretches {
    pub fn new(spans: impl Iterator<Item = Span>) -> Self {
        let mut sorted: Vec<(usize, usize)> = spans.map(|span| (span.start, span.end)).collect();
        sorted.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut sorted {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { sorted }
    }

    /// Whether one of them shares a byte with `span`.
    pub fn meet(&self, span: Span) -> bool {
        let before = self.sorted.partition_point(|(start, _)| *start < span.end);
        before.checked_sub(1).is_some_and(|last| self.sorted[last].1 > span.start)
    }
}

/// Tells what stets in comments speak of.
pub(super) struct Surroundings<'a> {
    source: &'a Source,
    /// The spans of the blocks with words, by their ends, each with the first to begin from here on.
    blocks: Vec<(usize, Span)>,
    /// The line that was looked at last, and where its words begin and end.
    line: Option<(Span, Span)>,
}

impl<'a> Surroundings<'a> {
    pub fn new(article: &Article, source: &'a Source) -> Self {
        let filled = article.blocks.iter().filter(|block| !block.passage.is_empty());
        let mut blocks: Vec<(usize, Span)> = filled.map(|block| (block.span.end, block.span)).collect();
        blocks.sort_by_key(|(end, _)| *end);
        let mut first: Option<Span> = None;
        for (_, span) in blocks.iter_mut().rev() {
            // Of two that begin in the same place, the one that stands first ends first.
            *span = first.filter(|first| first.start < span.start).unwrap_or(*span);
            first = Some(*span);
        }
        Self { source, blocks, line: None }
    }

    /// What a stet at `span` speaks of: its line, where it shares it with words; else the block that follows. A comment
    /// beside a word processor's text speaks of the paragraphs that it is about.
    pub fn of(&mut self, span: Span) -> Span {
        let starts = self.source.line_starts();
        let start = starts[self.source.line_index(span.start)];
        let end = starts.get(self.source.line_index(span.end) + 1).map_or(self.source.content().len(), |next| next - 1);
        let line = Span::new(start, end);
        let words = self.words(line);
        if self.source.manuscript().is_some() || words.start < span.start || span.end < words.end {
            return line;
        }
        let next = self.blocks.partition_point(|(end, _)| *end <= span.end);
        self.blocks.get(next).map_or(Span::new(span.end, span.end), |(_, block)| *block)
    }

    /// Where the words of the line, or of several, begin and end.
    fn words(&mut self, line: Span) -> Span {
        if let Some((_, words)) = self.line.filter(|(last, _)| *last == line) {
            return words;
        }
        let text = self.source.slice(line);
        let start = line.end - text.trim_start_matches(super::is_blank_letter).len();
        let end = line.start + text.trim_end_matches(super::is_blank_letter).len();
        let words = Span::new(start.min(end), end);
        self.line = Some((line, words));
        words
    }
}
