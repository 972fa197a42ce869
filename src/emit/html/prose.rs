//! One block of a story as its readers see it, with marks in its words.

use std::io::{self, Write};

use super::marks::{Mark, Stretch, stretches};
use super::{escaped, shortened};
use crate::emit::is_hostile;
use crate::model::{Article, Block, BlockKind, Diagnostic, Passage, Source, Span};

/// What a page is written from.
pub struct Sheet<'report> {
    /// The story's number on the page, from 1.
    pub number: usize,
    pub source: &'report Source,
    pub article: &'report Article,
    pub diagnostics: &'report [Diagnostic],
}

/// The finding, by its index, whose mark a card leads back to: one mark can be that of several findings.
pub type Anchors = Vec<Option<usize>>;

impl Sheet<'_> {
    /// Writes a block; `anchors` learns which findings are marked in it.
    pub fn write_block(
        &self,
        block: &Block,
        marks: &[Mark],
        anchors: &mut Anchors,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let tag = match block.kind {
            BlockKind::Headline => "h3",
            BlockKind::Subhead => "h4",
            _ => "p",
        };
        let kind = block.kind.name();
        if block.passage.is_empty() {
            return self.write_embed(block, anchors, out);
        }
        write!(out, "<{tag} class=\"block {kind}\" dir=\"auto\">")?;
        let mut written = None;
        for stretch in stretches(block.passage, marks, &[]) {
            let words = self.styled(block, stretch.passage, &mut written);
            self.write_marked(&stretch.marks, &words, anchors, out)?;
        }
        writeln!(out, "</{tag}>")
    }

    /// The words of a part of a block, as markup: bold and links are told from the rest.
    fn styled(&self, block: &Block, part: Passage, written: &mut Option<usize>) -> String {
        let edges: Vec<Passage> = block.shape.bold.iter().chain(&block.shape.links).copied().collect();
        let style = |stretch: Stretch| {
            let within = |passages: &[Passage]| passages.iter().any(|passage| passage.contains(stretch.passage));
            let words = self.words(stretch.passage, written);
            let words = if within(&block.shape.links) { format!("<span class=\"link\">{words}</span>") } else { words };
            if within(&block.shape.bold) { format!("<b>{words}</b>") } else { words }
        };
        stretches(part, &[], &edges).into_iter().map(style).collect()
    }

    /// Writes `words`, which are markup, as the link that leads to the gravest of their findings.
    fn write_marked(&self, marks: &[Mark], words: &str, anchors: &mut Anchors, out: &mut dyn Write) -> io::Result<()> {
        let level = |mark: &&Mark| (self.diagnostics[mark.finding].level, std::cmp::Reverse(mark.finding));
        let gravest = marks.iter().filter(|mark| mark.primary).max_by_key(level);
        let all: Vec<String> = marks.iter().map(|mark| (mark.finding + 1).to_string()).collect();
        let (story, all) = (self.number, all.join(" "));
        let Some(gravest) = gravest.map(|mark| mark.finding) else {
            return if marks.is_empty() {
                write!(out, "{words}")
            } else {
                write!(out, "<span class=\"also\" data-findings=\"{all}\">{words}</span>")
            };
        };
        let new = marks.iter().find(|mark| mark.primary && anchors[mark.finding].is_none());
        let id = new.map_or_else(String::new, |mark| format!(" id=\"s{story}m{}\"", mark.finding + 1));
        if let Some(new) = new {
            for mark in marks.iter().filter(|mark| mark.primary) {
                anchors[mark.finding].get_or_insert(new.finding);
            }
        }
        let (level, finding) = (self.diagnostics[gravest].level, gravest + 1);
        write!(out, "<a class=\"mark {level}\"{id} href=\"#s{story}f{finding}\" data-findings=\"{all}\"")?;
        write!(out, " aria-describedby=\"s{story}h{finding}\">{words}</a>")
    }

    /// The words of a passage; `written` is where the source of what was written before them ends.
    fn words(&self, passage: Passage, written: &mut Option<usize>) -> String {
        let mut words = String::new();
        for piece in self.article.text.pieces(passage) {
            let from = written.unwrap_or(piece.span.start).min(piece.span.start);
            words.push_str(&left_out(self.source.slice(Span::new(from, piece.span.start))));
            words.push_str(self.article.text.slice(piece.passage));
            *written = Some(piece.span.end);
        }
        escaped(&words)
    }

    /// Writes a block without words of its own: what its source says.
    fn write_embed(&self, block: &Block, anchors: &mut Anchors, out: &mut dyn Write) -> io::Result<()> {
        let on_it = |diagnostic: &Diagnostic| block.span.overlaps(diagnostic.span());
        let findings = self.diagnostics.iter().enumerate().filter(|(_, diagnostic)| on_it(diagnostic));
        let marks: Vec<Mark> =
            findings.map(|(finding, _)| Mark { passage: block.passage, finding, primary: true }).collect();
        write!(out, "<p class=\"block embed\" dir=\"auto\">")?;
        self.write_marked(&marks, &shortened(self.source.slice(block.span)), anchors, out)?;
        writeln!(out, "</p>")
    }
}

/// What a reader never sees of the source between two pieces of prose, though it could change how they are shown.
fn left_out(source: &str) -> String {
    source.chars().filter(|letter| is_hostile(*letter) && !letter.is_whitespace()).collect()
}
