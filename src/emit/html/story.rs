//! One story of the page: its words with marks, the cards beside them, and on a second tab what rules see of it.

use std::borrow::Cow;
use std::io::{self, Write};

use super::marks;
use super::prose::{Anchors, Sheet};
use super::{escaped, structure};
use crate::model::{
    Article, Block, BlockKind, Diagnostic, FileReport, Part, Removal, Shape, Source, Span, TextBuilder,
};

pub struct StoryPage<'report> {
    pub source: &'report Source,
    pub diagnostics: &'report [Diagnostic],
    article: Cow<'report, Article>,
}

impl<'report> StoryPage<'report> {
    pub fn new(report: &'report FileReport) -> Self {
        let article = match &report.article {
            Some(article) => Cow::Borrowed(&**article),
            None => Cow::Owned(as_lines(&report.source)),
        };
        Self { source: &report.source, diagnostics: &report.diagnostics, article }
    }

    pub fn headline(&self) -> &str {
        self.article.headline()
    }

    pub fn write(&self, number: usize, out: &mut dyn Write) -> io::Result<()> {
        let sheet = Sheet { number, source: self.source, article: &self.article, diagnostics: self.diagnostics };
        let name = escaped(&crate::emit::name(self.source));
        let tab = |view: usize, name: &str, chosen: bool| {
            format!(
                "<button type=\"button\" role=\"tab\" id=\"s{number}t{view}\" aria-controls=\"s{number}p{view}\" \
                 aria-selected=\"{chosen}\">{name}</button>"
            )
        };
        let panel = |view: usize, class: &str| {
            format!(
                "<div class=\"{class}\" role=\"tabpanel\" id=\"s{number}p{view}\" aria-labelledby=\"s{number}t{view}\">"
            )
        };
        writeln!(out, "<section class=\"story\" id=\"s{number}\" aria-labelledby=\"s{number}n\">")?;
        writeln!(out, "<div class=\"head\"><h2 id=\"s{number}n\">{name}</h2>")?;
        writeln!(out, "<div class=\"tabs\" role=\"tablist\" aria-label=\"What to see of the story\">")?;
        writeln!(out, "{}{}</div></div>", tab(1, "StoryPage", true), tab(2, "Sources and structure", false))?;
        writeln!(out, "{}", panel(1, "copy"))?;
        self.write_copy(&sheet, out)?;
        writeln!(out, "</div>\n{}", panel(2, "facts"))?;
        structure::write(&sheet, out)?;
        writeln!(out, "</div>\n</section>")
    }

    /// Writes the blocks, each with the cards of what begins in it.
    fn write_copy(&self, sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
        let marks = marks::by_block(&self.article, self.diagnostics);
        let (above, mut cards) = self.cards(&marks);
        let mut anchors: Anchors = vec![None; self.diagnostics.len()];
        if self.article.blocks.is_empty() {
            writeln!(out, "<p class=\"block embed\">There is nothing to read in it.</p>")?;
        }
        write_cards(sheet, &above, &anchors, out)?;
        for (index, (block, marks)) in self.article.blocks.iter().zip(&marks).enumerate() {
            sheet.write_block(block, marks, &mut anchors, out)?;
            write_cards(sheet, &std::mem::take(&mut cards[index]), &anchors, out)?;
        }
        Ok(())
    }

    /// The findings that stand above all blocks, and those of each block, in the order of the story.
    fn cards(&self, marks: &[Vec<marks::Mark>]) -> (Vec<usize>, Vec<Vec<usize>>) {
        let mut home: Vec<Option<usize>> = vec![None; self.diagnostics.len()];
        let mut from = vec![0; self.diagnostics.len()];
        for (block, marks) in marks.iter().enumerate() {
            for mark in marks.iter().filter(|mark| mark.primary) {
                if home[mark.finding].is_none() {
                    home[mark.finding] = Some(block);
                    from[mark.finding] = mark.passage.start;
                }
            }
        }
        let mut above = Vec::new();
        let mut cards = vec![Vec::new(); self.article.blocks.len()];
        for (finding, diagnostic) in self.diagnostics.iter().enumerate() {
            match home[finding].or_else(|| self.block_before(diagnostic.span())) {
                Some(block) => cards[block].push(finding),
                None => above.push(finding),
            }
        }
        cards.iter_mut().for_each(|cards| cards.sort_by_key(|finding| from[*finding]));
        (above, cards)
    }

    /// The last block that begins before the end of `span`, of which no word is shown.
    fn block_before(&self, span: Span) -> Option<usize> {
        self.article.blocks.iter().rposition(|block| block.span.start <= span.start)
    }
}

fn write_cards(sheet: &Sheet<'_>, cards: &[usize], anchors: &Anchors, out: &mut dyn Write) -> io::Result<()> {
    if cards.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ol class=\"cards\" aria-label=\"Findings\">")?;
    cards.iter().try_for_each(|card| sheet.write_card(*card, anchors[*card], out))?;
    writeln!(out, "</ol>")
}

/// A source of which no structure is known, line by line.
fn as_lines(source: &Source) -> Article {
    let mut text = TextBuilder::new(source.content());
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in source.content().split_inclusive('\n') {
        let (from, span) = (text.position(), Span::new(start, start + line.len()));
        text.push(span);
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            passage: text.since(from),
            span,
            shape: Shape::default(),
            removal: Removal::default(),
            promo: None,
            part: Part::Prose,
        });
        text.end_block();
        start = span.end;
    }
    blocks.retain(|block| !block.passage.is_empty());
    Article { text: text.finish(), blocks, ..Article::default() }
}
