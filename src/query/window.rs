//! Windows, how far around a finding an exception looks: `sentence`, `before:1p`, `after:2s`, `article`.

use super::Unit;
use crate::model::{Article, Passage};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// The unit itself.
    Unit,
    Sentence,
    Paragraph,
    Article,
    /// What the story tells below headline and dek.
    Body,
    Headline,
    /// From so many steps before the unit's own to the unit's end.
    Before(usize, Step),
    /// From the unit's start to the end of so many steps after its own.
    After(usize, Step),
    /// Both ways.
    Around(usize, Step),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Sentence,
    Paragraph,
}

/// How a window may be written, for messages.
pub const FORMS: &str = "unit, sentence, paragraph, article, body, headline, before:1p, after:2s, around:1p";

impl Window {
    pub fn parse(text: &str) -> Option<Window> {
        match text {
            "unit" => return Some(Window::Unit),
            "sentence" => return Some(Window::Sentence),
            "paragraph" => return Some(Window::Paragraph),
            "article" => return Some(Window::Article),
            "body" => return Some(Window::Body),
            "headline" => return Some(Window::Headline),
            _ => {}
        }
        let (direction, distance) = text.split_once(':')?;
        let (count, step) = match distance.strip_suffix('p') {
            Some(count) => (count, Step::Paragraph),
            None => (distance.strip_suffix('s')?, Step::Sentence),
        };
        let count = count.parse().ok()?;
        match direction {
            "before" => Some(Window::Before(count, step)),
            "after" => Some(Window::After(count, step)),
            "around" => Some(Window::Around(count, step)),
            _ => None,
        }
    }

    /// The prose that the window shows of `article` around `place`, which stands in `unit`; several passages where
    /// promos and notes stand between.
    pub fn passages(self, article: &Article, unit: Unit, place: Passage) -> Vec<Passage> {
        match self {
            Window::Unit => vec![unit.passage(article)],
            Window::Sentence => {
                let sentence = article.sentence_at(place.start).map(|index| article.sentences[index].passage);
                vec![sentence.unwrap_or_else(|| unit.passage(article))]
            }
            Window::Paragraph => vec![own_block(article, unit, place)],
            Window::Article => article
                .blocks
                .iter()
                .filter(|block| block.kind != crate::model::BlockKind::Promo)
                .map(|block| block.passage)
                .collect(),
            Window::Body => article.body.iter().map(|block| article.blocks[*block].passage).collect(),
            Window::Headline => {
                article.blocks_of(crate::model::BlockKind::Headline).map(|(_, block)| block.passage).collect()
            }
            Window::Before(count, step) => steps(article, unit, place, step, count, 0),
            Window::After(count, step) => steps(article, unit, place, step, 0, count),
            Window::Around(count, step) => steps(article, unit, place, step, count, count),
        }
    }
}

fn is_told(article: &Article, block: usize) -> bool {
    super::units::holds_sentences(article.blocks[block].kind)
}

fn own_block(article: &Article, unit: Unit, place: Passage) -> Passage {
    let block = article.block_at(place.start).or(unit.block(article));
    block.map_or(unit.passage(article), |index| article.blocks[index].passage)
}

fn steps(article: &Article, unit: Unit, place: Passage, step: Step, before: usize, after: usize) -> Vec<Passage> {
    match step {
        Step::Sentence => {
            let Some(own) = article.sentence_at(place.start) else { return vec![unit.passage(article)] };
            let last = (own + after).min(article.sentences.len() - 1);
            // A headline is no sentence of the story's; the lede has none before it.
            article.sentences[own.saturating_sub(before)..=last]
                .iter()
                .filter(|sentence| sentence.block == article.sentences[own].block || is_told(article, sentence.block))
                .map(|sentence| sentence.passage)
                .collect()
        }
        Step::Paragraph => {
            let Some(own) = article.block_at(place.start).or(unit.block(article)) else {
                return vec![unit.passage(article)];
            };
            let body = |index: &usize| article.blocks[*index].kind.is_body();
            let mut found: Vec<usize> = (0..own).rev().filter(body).take(before).collect();
            found.reverse();
            found.push(own);
            found.extend((own + 1..article.blocks.len()).filter(body).take(after));
            found.into_iter().map(|index| article.blocks[index].passage).collect()
        }
    }
}
