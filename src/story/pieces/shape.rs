//! Kinds that the shape of a piece tells: how many of its blocks ask, list or give results, and who speaks in its sentences.

use crate::language::words;
use crate::model::{Article, BlockKind, Lexicon, Part, PieceKind, PromoKind, SourceKind, WordList, fold};

/// Blocks of one part that make a piece of it, at least.
const SEVERAL: usize = 3;
/// A digest has at least so many items, with at most so many paragraphs each.
const ITEMS: usize = 5;
const ITEM: usize = 2;
/// A voice is heard in so many sentences at least; one with more than this share in quotation marks is somebody else's.
const SENTENCES: usize = 4;
/// So many sentences in which any of them is named, and this share, make a piece that is somebody's.
const PERSONAL: usize = 6;
const PERSONAL_SHARE: f64 = 0.22;
const QUOTED: f32 = 0.2;

/// Words by which a sentence shows who speaks in it, and to whom.
#[derive(Debug)]
pub(super) struct Voices {
    writer: WordList,
    house: WordList,
    reader: WordList,
}

impl Voices {
    pub fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| lexicon.list(name).clone();
        Self { writer: list("writer-words"), house: list("house-words"), reader: list("reader-words") }
    }

    /// The share of the story's own sentences in which each is named: writer, house, reader, any of them.
    fn shares(&self, article: &Article) -> [(usize, f64); 4] {
        let own = article.sentences.iter().filter(|sentence| {
            let told = article.blocks[sentence.block].kind.is_body();
            told && sentence.quoted < QUOTED && sentence.source == SourceKind::None
        });
        let (mut all, mut heard) = (0, [0; 4]);
        for sentence in own {
            all += 1;
            let words: Vec<String> = words(article.text.slice(sentence.passage)).collect();
            let said =
                [&self.writer, &self.house, &self.reader].map(|list| words.iter().any(|word| list.contains(word)));
            for (count, said) in heard.iter_mut().zip(said.into_iter().chain([said.contains(&true)])) {
                *count += usize::from(said);
            }
        }
        heard.map(|count| (count, count as f64 / f64::from(all.max(1))))
    }
}

/// The words in lower case; one in capitals is no pronoun but a name: the US.
fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = words::words(text).flat_map(|word| word.text.split(['-', '–', '—', '/']));
    let shouted = |word: &&str| word.len() > 1 && !word.contains(char::is_lowercase);
    parts.filter(move |word| !shouted(word)).map(fold)
}

/// The kind that the parts and the voices tell, if they tell one.
pub(super) fn kind(article: &Article, parts: &[Part], voices: &Voices) -> Option<PieceKind> {
    let blocks = || article.blocks.iter().zip(parts);
    let told = blocks().filter(|(block, _)| block.kind.is_body()).count().max(1);
    let count = |part: Part| blocks().filter(|(block, of)| **of == part && block.kind.is_body()).count();
    let most = |part: Part, percent: usize| count(part) >= SEVERAL && count(part) * 100 >= told * percent;
    let rows = blocks().filter(|(_, part)| **part == Part::List).count();
    let edge = |index: usize| index < 6 || index + 6 >= parts.len();
    let release = parts.iter().enumerate().any(|(index, part)| *part == Part::Boilerplate && edge(index));
    let asked = asking(article, parts);
    if most(Part::Letter, 50) {
        return Some(PieceKind::Letters);
    }
    if release && !article.blocks.is_empty() && has_contact(article, parts) {
        return Some(PieceKind::Release);
    }
    if let Some(kind) = asked {
        return Some(kind);
    }
    if most(Part::Results, 40) {
        return Some(PieceKind::Results);
    }
    if most(Part::Calendar, 35) && count(Part::Calendar) > SEVERAL {
        return Some(PieceKind::Calendar);
    }
    if is_digest(article) {
        return Some(PieceKind::Digest);
    }
    if rows >= 2 * SEVERAL && rows * 100 >= (told + rows - count(Part::List)) * 60 {
        return Some(PieceKind::List);
    }
    let [writer, house, reader, any] = voices.shares(article);
    let heard = |(count, share): (usize, f64), least: f64| count >= SENTENCES && share >= least;
    if heard(reader, 0.25) && reader.1 >= writer.1 {
        return Some(PieceKind::Explainer);
    }
    let personal = any.0 >= PERSONAL && any.1 >= PERSONAL_SHARE;
    (heard(writer, 0.15) || heard(house, 0.25) || personal).then_some(PieceKind::Opinion)
}

/// Takes back what single blocks were taken for, where the piece is none of their kind: a heading that asks in a news story
/// is still a heading, but what follows it is the story.
pub(super) fn settle(article: &Article, kind: PieceKind, parts: &mut [Part]) {
    let asked = matches!(kind, PieceKind::Faq | PieceKind::Interview);
    for (block, part) in article.blocks.iter().zip(parts) {
        let keeps = match *part {
            Part::Answer => asked,
            Part::Letter => kind == PieceKind::Letters,
            Part::Boilerplate => kind == PieceKind::Release,
            Part::Calendar => kind == PieceKind::Calendar || block.kind == BlockKind::ListItem,
            _ => true,
        };
        if !keeps {
            *part = if block.kind == BlockKind::ListItem { Part::List } else { Part::Prose };
        }
    }
}

/// Questions and answers: an interview where they are labelled or in bold, an FAQ where they are headings.
fn asking(article: &Article, parts: &[Part]) -> Option<PieceKind> {
    let questions = article.blocks.iter().zip(parts).filter(|(_, part)| **part == Part::Question);
    let (headings, spoken): (Vec<_>, Vec<_>) = questions.partition(|(block, _)| block.kind == BlockKind::Subhead);
    let subheads = article.blocks_of(BlockKind::Subhead).count();
    if headings.len() >= SEVERAL && headings.len() * 2 >= subheads {
        return Some(PieceKind::Faq);
    }
    (spoken.len() >= SEVERAL).then_some(PieceKind::Interview)
}

/// A release line, or a heading "About …" with a release line elsewhere: what only a sender writes.
fn has_contact(article: &Article, parts: &[Part]) -> bool {
    article.blocks.iter().zip(parts).any(|(block, part)| *part == Part::Boilerplate && block.kind != BlockKind::Subhead)
        || article.blocks.iter().zip(parts).filter(|(_, part)| **part == Part::Boilerplate).count() > 1
}

/// Many items with a heading and a paragraph or two each, most of which lead elsewhere.
fn is_digest(article: &Article) -> bool {
    let mut items: Vec<(usize, bool)> = Vec::new();
    for block in &article.blocks {
        let linked = !block.shape.links.is_empty();
        match (block.kind, items.last_mut()) {
            (BlockKind::Subhead, _) => items.push((0, linked)),
            (kind, Some((count, leads))) if kind.is_body() => {
                *count += 1;
                *leads |= linked;
            }
            _ => {}
        }
    }
    let short = items.iter().filter(|(count, leads)| (1..=ITEM).contains(count) && *leads).count();
    short >= ITEMS && short * 10 >= items.len() * 6 || leads_elsewhere(article)
}

/// Lines that lead to other stories, all over the piece rather than in one place of it.
fn leads_elsewhere(article: &Article) -> bool {
    let related = article.blocks.iter().filter_map(|block| block.promo.as_ref());
    let mut runs: Vec<usize> =
        related.filter(|promo| promo.kind == PromoKind::Related).map(|promo| promo.run).collect();
    runs.dedup();
    runs.len() >= ITEMS
}
