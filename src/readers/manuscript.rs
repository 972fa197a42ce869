//! Word processors' files: a line of the source text is a paragraph, whose style tells what it is.

use super::composer::Composer;
use super::removal::Parting;
use super::{FieldNames, Reader, headings, plain};
use crate::model::{BlockKind, Format, Manuscript, Paragraph, Reading, Setting, Shape, Source, Span};

pub const DOCX: Reader = Reader { format: Format::Docx, extensions: &["docx"], read };
pub const ODT: Reader = Reader { format: Format::Odt, extensions: &["odt"], read };

/// The style of what is no headline, be it the first paragraph.
const BODY: &str = "body text";
/// A table cell with more text than this, in bytes, is no data but a page's layout.
const CELL: usize = 80;

fn read(source: &Source, names: &FieldNames) -> Reading {
    let mut composer = Composer::new(source, Parting::Line);
    let Some(manuscript) = source.manuscript() else { return composer.finish() };
    for comment in &manuscript.comments {
        composer.comment(&comment.text, comment.span);
    }
    for problem in &manuscript.problems {
        composer.problem(problem.clone());
    }
    let styles = StyleKinds { names, has_headline: has_headline(manuscript, names) };
    for paragraph in &manuscript.paragraphs {
        let words = source.slice(paragraph.span);
        let kind = match styles.kind(paragraph, words) {
            BlockKind::Headline if composer.has_headline() => BlockKind::Subhead,
            kind => kind,
        };
        for part in parts(paragraph) {
            write(&mut composer, kind, paragraph, part);
        }
    }
    let mut reading = composer.finish();
    headings::settle(&mut reading);
    if !reading.blocks.iter().any(|block| block.kind == BlockKind::Headline)
        && let Some(first) = reading.blocks.iter_mut().find(|block| block.kind != BlockKind::Note)
        && first.kind == BlockKind::Paragraph
        && !first.shape.aside
        && !first.shape.names.iter().any(|name| name == BODY)
        && plain::is_headline(reading.text.slice(first.passage))
    {
        first.kind = BlockKind::Headline;
    }
    reading
}

/// What the names of styles mean.
struct StyleKinds<'names> {
    names: &'names FieldNames,
    /// A paragraph is styled as the headline.
    has_headline: bool,
}

impl StyleKinds<'_> {
    fn kind(&self, paragraph: &Paragraph, words: &str) -> BlockKind {
        if let Some(kind) = paragraph.styles.iter().find_map(|style| self.kind_of(style)) {
            return kind;
        }
        match paragraph.setting {
            Setting::Note => BlockKind::Note,
            _ if paragraph.heading > 0 => BlockKind::Subhead,
            Setting::Cell if words.len() <= CELL => BlockKind::Note,
            _ if paragraph.list > 0 => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        }
    }

    /// By the names that word processors give their own styles, and those of the newsroom.
    fn kind_of(&self, style: &str) -> Option<BlockKind> {
        let is_among = |names: &[String]| names.iter().any(|name| name == style);
        Some(match style {
            _ if is_among(&self.names.headline) => BlockKind::Headline,
            _ if is_among(&self.names.dek) && style != "subtitle" => BlockKind::Dek,
            "subtitle" if self.has_headline => BlockKind::Dek,
            _ if is_among(&self.names.byline) => BlockKind::Byline,
            "quote" | "intense quote" | "block text" | "quotations" => BlockKind::BlockQuote,
            "caption" | "image caption" | "table caption" => BlockKind::Caption,
            "footnote text" | "endnote text" | "header" | "footer" | "toc heading" | "contents heading" => {
                BlockKind::Note
            }
            _ if style.starts_with("toc ") || style.starts_with("contents ") || style.starts_with("index ") => {
                BlockKind::Note
            }
            _ => return None,
        })
    }
}

fn has_headline(manuscript: &Manuscript, names: &FieldNames) -> bool {
    let styles = manuscript.paragraphs.iter().flat_map(|paragraph| &paragraph.styles);
    styles.into_iter().any(|style| names.headline.contains(style))
}

/// A paragraph's text, cut where two line breaks follow each other: people part paragraphs so.
fn parts(paragraph: &Paragraph) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = paragraph.span.start;
    for pair in paragraph.breaks.windows(2) {
        if pair[0].end == pair[1].start {
            parts.push(Span::new(start, pair[0].start.max(start)));
            start = pair[1].end;
        }
    }
    parts.push(Span::new(start, paragraph.span.end.max(start)));
    parts
}

fn write(composer: &mut Composer, kind: BlockKind, paragraph: &Paragraph, part: Span) {
    let shape = Shape {
        heading: paragraph.heading.min(6),
        list: if kind == BlockKind::ListItem { paragraph.list } else { 0 },
        names: paragraph.styles.clone(),
        aside: paragraph.setting == Setting::Box,
        picture: paragraph.picture,
        ..Shape::default()
    };
    composer.open(kind, part.start, shape);
    let mut links: Vec<(Span, &str)> = paragraph.links.iter().map(|(span, target)| (*span, target.as_str())).collect();
    links.sort_by_key(|(span, _)| *span);
    let edges = links.iter().map(|(span, _)| *span).chain(paragraph.bold.iter().copied());
    let mut edges: Vec<usize> = edges.flat_map(|span| [span.start, span.end]).collect();
    edges.retain(|edge| part.start < *edge && *edge < part.end);
    edges.extend([part.start, part.end]);
    edges.sort_unstable();
    edges.dedup();
    for stretch in edges.windows(2).map(|pair| Span::new(pair[0], pair[1])) {
        let start = composer.position();
        composer.push(stretch);
        let passage = composer.passage_since(start);
        let before = links.partition_point(|(link, _)| link.start <= stretch.start);
        let link = links[..before].last().filter(|(link, _)| link.contains(stretch));
        let before = paragraph.bold.partition_point(|bold| bold.start <= stretch.start);
        let is_bold = paragraph.bold[..before].last().is_some_and(|bold| bold.contains(stretch));
        let Some(shape) = composer.shape() else { continue };
        if let Some((link, target)) = link {
            match shape.links.last_mut().filter(|_| link.start < stretch.start) {
                Some(before) => before.end = passage.end,
                None => {
                    shape.links.push(passage);
                    shape.targets.push((*target).to_owned());
                }
            }
        }
        if is_bold {
            shape.bold.push(passage);
        }
    }
    composer.close();
}
