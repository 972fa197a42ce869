//! An article's structure for people: blocks, and inside them sentences and quotations with who stands behind them.

use std::io::{self, Write};

use codespan_reporting::term::termcolor::{Ansi, Color, ColorSpec, NoColor, WriteColor};

use crate::emit::{Style, visible, visible_name};
use crate::model::{Article, Part, Passage, PieceSign, Quotation, Sentence, Source, SourceKind};

/// The columns that prose must have to be shown at all.
const FEWEST: usize = 8;

/// Writes the article as a tree, one line a node, no wider than the page.
pub fn write(source: &Source, article: &Article, style: &Style, out: &mut Vec<u8>) -> io::Result<()> {
    let tree = InspectedTree { source, article, width: style.width };
    if style.color { tree.write(&mut Ansi::new(out)) } else { tree.write(&mut NoColor::new(out)) }
}

struct InspectedTree<'a> {
    source: &'a Source,
    article: &'a Article,
    width: usize,
}

enum Node<'a> {
    Sentence(&'a Sentence),
    Quotation(&'a Quotation),
}

impl InspectedTree<'_> {
    fn write(&self, out: &mut impl WriteColor) -> io::Result<()> {
        paint(out, Color::Cyan, &visible_name(&self.source.article))?;
        writeln!(out, "  {}", self.piece())?;
        for (index, block) in self.article.blocks.iter().enumerate() {
            let last = index + 1 == self.article.blocks.len();
            let line = self.source.position(block.span.start).line;
            write!(out, "{}{line}: ", if last { "└─ " } else { "├─ " })?;
            paint(out, Color::Yellow, block.kind.name())?;
            let part = if block.part == Part::Prose { String::new() } else { format!(" ({})", block.part.name()) };
            let kind = block.promo.as_ref().map_or(part, |promo| format!(" ({})", promo.kind.name()));
            write!(out, "{kind}")?;
            let nodes = self.nodes(index);
            if nodes.is_empty() {
                self.words(out, block.passage, 8 + block.kind.name().len() + kind.len())?;
            }
            writeln!(out)?;
            for (at, node) in nodes.iter().enumerate() {
                let stem = if last { "   " } else { "│  " };
                let branch = if at + 1 == nodes.len() { "└─ " } else { "├─ " };
                write!(out, "{stem}{branch}")?;
                self.node(out, node)?;
            }
        }
        writeln!(out)
    }

    /// What kind of piece it is, and what told so.
    fn piece(&self) -> String {
        match self.article.piece_sign {
            PieceSign::Nothing => self.article.piece.name().to_owned(),
            sign => format!("{}, by its {}", self.article.piece.name(), sign.name()),
        }
    }

    /// The sentences and quotations of a block, in the order of the text.
    fn nodes(&self, block: usize) -> Vec<Node<'_>> {
        let passage = self.article.blocks[block].passage;
        let sentences = self.article.sentences_in(passage).iter().map(Node::Sentence);
        let quotations = self.article.quotations_in(passage).iter().map(Node::Quotation);
        let mut nodes: Vec<Node<'_>> = sentences.chain(quotations).collect();
        nodes.sort_by_key(|node| match node {
            Node::Sentence(sentence) => (sentence.passage.start, 0),
            Node::Quotation(quotation) => (quotation.passage.start, 1),
        });
        nodes
    }

    fn node(&self, out: &mut impl WriteColor, node: &Node<'_>) -> io::Result<()> {
        let (title, who, said_by, passage) = match node {
            Node::Sentence(sentence) => {
                let carried = sentence.source == SourceKind::None && sentence.carried != SourceKind::None;
                let who = match carried {
                    true => format!("source: {}, carried over", sentence.carried.name()),
                    false => format!("source: {}", sentence.source.name()),
                };
                ("sentence".to_owned(), who, sentence.source_words, sentence.passage)
            }
            Node::Quotation(quotation) => {
                let step = quotation.step.map_or_else(String::new, |step| format!(", by {step}"));
                let who = format!("speaker: {}{step}", quotation.speaker.name());
                let title = format!("quotation ({})", quotation.kind.name());
                (title, who, quotation.speaker_words, quotation.passage)
            }
        };
        let color = if matches!(node, Node::Sentence(_)) { Color::Blue } else { Color::Magenta };
        paint(out, color, &title)?;
        let name = said_by.map_or_else(String::new, |words| format!(" “{}”", visible(self.article.text.slice(words))));
        write!(out, "  {who}{name}")?;
        self.words(out, passage, 8 + title.len() + who.chars().count() + name.chars().count())?;
        writeln!(out)
    }

    /// As much of the prose as fits behind `taken` columns.
    fn words(&self, out: &mut impl Write, passage: Passage, taken: usize) -> io::Result<()> {
        let words = visible(self.article.text.slice(passage));
        let room = self.width.saturating_sub(taken + 2);
        if room < FEWEST {
            return Ok(());
        }
        if words.chars().count() <= room {
            return write!(out, "  {words}");
        }
        let cut: String = words.chars().take(room - 1).collect();
        write!(out, "  {}…", cut.trim_end())
    }
}

fn paint(out: &mut impl WriteColor, color: Color, words: &str) -> io::Result<()> {
    out.set_color(ColorSpec::new().set_fg(Some(color)))?;
    write!(out, "{words}")?;
    out.reset()
}
