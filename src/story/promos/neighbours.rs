//! What stands around a block: runs of headlines, lists behind a lead, other promos, the story's edges.

use super::evidence::Evidence;
use super::headlines::{self, HeadlineLook};
use super::signals::Signal;
use crate::model::{Block, BlockKind, PromoKind, Reading, WordList};
use crate::scoring::Scale;

/// A fragment between promos has at most so many words, and so many stand together.
const FRAGMENT: usize = 10;
const FRAGMENTS: usize = 3;
/// So many promos of a kind, if one block in so many is one, are the page's subject.
const FULL: usize = 5;
const FULL_SHARE: usize = 5;
/// So many calls to buy, with a price each, are a page of things for sale.
const FEW: usize = 3;
/// A price has at most so many words; a headline behind a lead has at most so many.
const PRICE: usize = 3;
const HEADLINE: usize = 24;
const HEADLINE_WORDS: usize = 4;
/// A paragraph with so many words tells the story.
const STORY: usize = 14;

/// Promos of one family stand in one run: residue and credits have rules of their own.
pub fn family(kind: PromoKind) -> u8 {
    match kind {
        PromoKind::Embed => 1,
        PromoKind::Credit => 2,
        _ => 0,
    }
}

pub fn weigh(reading: &Reading, evidence: &mut [Evidence], weights: &Scale, verbs: &WordList) {
    let looks: Vec<Option<HeadlineLook>> = reading.blocks.iter().map(|block| look(reading, block, verbs)).collect();
    runs_of_headlines(reading, &looks, evidence, weights);
    links_beside(reading, evidence, weights);
    leads_to_text(reading, evidence, weights);
    lists_behind_leads(reading, &looks, evidence, weights);
    edges(reading, evidence, weights);
    smooth(reading, evidence, weights);
}

fn look(reading: &Reading, block: &Block, verbs: &WordList) -> Option<HeadlineLook> {
    let may_be = matches!(block.kind, BlockKind::ListItem | BlockKind::Subhead) || !block.shape.links.is_empty();
    if may_be && block.kind != BlockKind::Headline { headlines::look(reading, block, verbs) } else { None }
}

/// Two headlines or more in a row, in capitals or as links; a headline alone only as a link.
fn runs_of_headlines(reading: &Reading, looks: &[Option<HeadlineLook>], evidence: &mut [Evidence], weights: &Scale) {
    let mut start = 0;
    while start < looks.len() {
        let is_like = |index: &usize| looks[*index].is_some_and(|look| is_run_item(&reading.blocks[*index], look));
        let end = (start..looks.len()).find(|index| !is_like(index)).unwrap_or(looks.len());
        let introduced = start > 0 && introduces(reading, start - 1) && evidence[start - 1].verdict(weights).is_none();
        for index in start..end {
            let Some(look) = looks[index] else { continue };
            if end - start >= 2 && !introduced {
                evidence[index].add_for(PromoKind::Related, Signal::HeadlineRun, weights);
            } else if look.is_link && reading.blocks[index].kind != BlockKind::ListItem && !is_product(reading, index) {
                evidence[index].add_for(PromoKind::Related, Signal::HeadlineLink, weights);
                if look.is_title_case {
                    evidence[index].add(Signal::TitleCase, weights);
                }
            }
        }
        start = end.max(start + 1);
    }
}

/// A link of some words that stands between the story's blocks and is none of them leads to another story.
fn links_beside(reading: &Reading, evidence: &mut [Evidence], weights: &Scale) {
    let beside = |index: &usize| reading.blocks[*index].shape.beside && is_link(&reading.blocks[*index]);
    for index in (0..evidence.len()).filter(beside) {
        let has_price = headlines::names_price(reading.text.slice(reading.blocks[index].passage));
        if words(reading, &reading.blocks[index]) >= HEADLINE_WORDS && !has_price && !is_product(reading, index) {
            evidence[index].add_for(PromoKind::Related, Signal::Beside, weights);
        }
    }
}

fn is_run_item(block: &Block, look: HeadlineLook) -> bool {
    let is_item = block.kind == BlockKind::ListItem && (look.is_title_case || look.is_link);
    is_item || look.is_link && matches!(block.kind, BlockKind::Paragraph | BlockKind::Subhead)
}

/// Whether a price stands behind the block: it names a thing for sale, then, and no story.
fn is_product(reading: &Reading, index: usize) -> bool {
    reading.blocks.get(index + 1).is_some_and(|block| is_price(reading, block))
}

/// "Related:" above what is no headline heads a part of the story, and so does a heading of one word above a paragraph.
fn leads_to_text(reading: &Reading, evidence: &mut [Evidence], weights: &Scale) {
    for index in 0..evidence.len().saturating_sub(1) {
        let leads = evidence[index].has(Signal::LeadAndTitle) || evidence[index].has(Signal::WholeLine);
        let is_heading =
            reading.blocks[index].kind == BlockKind::Subhead && evidence[index + 1].verdict(weights).is_none();
        let prose = reading.text.slice(reading.blocks[index].passage);
        let heads = prose.ends_with(':') || is_heading && !prose.contains(' ');
        let may_head = heads && evidence[index].kind() != Some(PromoKind::Advertisement);
        if leads && may_head && is_text(reading, &reading.blocks[index + 1]) {
            evidence[index].add(Signal::LeadToText, weights);
        }
    }
}

fn is_text(reading: &Reading, block: &Block) -> bool {
    let prose = reading.text.slice(block.passage);
    let could_be_headline = words(reading, block) <= HEADLINE && !prose.ends_with(['.', '!', '”', '"', ':']);
    match block.kind {
        BlockKind::Subhead => !is_link(block),
        BlockKind::Paragraph | BlockKind::BlockQuote => !is_link(block) && !could_be_headline,
        _ => false,
    }
}

/// Whether nearly all of the block is a link.
fn is_link(block: &Block) -> bool {
    let linked: usize = block.shape.links.iter().map(|link| link.len()).sum();
    linked * 10 >= block.passage.len() * 8 && !block.passage.is_empty()
}

/// Whether the block announces a list of its own story.
fn introduces(reading: &Reading, index: usize) -> bool {
    let block = &reading.blocks[index];
    let prose = reading.text.slice(block.passage);
    prose.ends_with(':') || block.kind == BlockKind::ListItem && !block.passage.is_empty()
}

/// The list, or the links, behind a block that is a lead and nothing else.
fn lists_behind_leads(reading: &Reading, looks: &[Option<HeadlineLook>], evidence: &mut [Evidence], weights: &Scale) {
    for index in 0..evidence.len() {
        let leads = evidence[index].has(Signal::LeadAndTitle) || evidence[index].has(Signal::WholeLine);
        if !leads || evidence[index].kind() != Some(PromoKind::Related) || evidence[index].verdict(weights).is_none() {
            continue;
        }
        let list = reading.blocks.get(index + 1).map_or(0, |block| block.shape.list);
        for (item, evidence) in evidence.iter_mut().enumerate().skip(index + 1) {
            let block = &reading.blocks[item];
            if !(list > 0 && block.shape.list == list || list == 0 && is_link(block)) {
                break;
            }
            if is_link(block) || looks[item].is_some_and(|look| look.is_title_case) {
                evidence.add_for(PromoKind::Related, Signal::Listed, weights);
            }
        }
    }
}

/// A suspect before the story's first paragraph or behind its last.
fn edges(reading: &Reading, evidence: &mut [Evidence], weights: &Scale) {
    let tells = |index: &usize| {
        let block = &reading.blocks[*index];
        block.kind.is_body()
            && evidence[*index].verdict(weights).is_none()
            && words(reading, block) >= STORY
            && !evidence[*index].has(Signal::Phrase)
    };
    let first = (0..evidence.len()).find(tells).unwrap_or(0);
    let last = (0..evidence.len()).rev().find(tells).unwrap_or(evidence.len());
    for (index, evidence) in evidence.iter_mut().enumerate() {
        if evidence.is_suspect() && (index < first || index > last) {
            evidence.add(Signal::Place, weights);
        }
    }
}

/// Lends the suspicion of a promo to its neighbours; a fragment between promos is one of them.
fn smooth(reading: &Reading, evidence: &mut [Evidence], weights: &Scale) {
    let count = evidence.len();
    let own: Vec<Option<PromoKind>> = evidence.iter().map(|evidence| evidence.verdict(weights)).collect();
    for index in 0..count {
        if own[index].is_some() || reading.blocks[index].kind == BlockKind::Headline {
            continue;
        }
        let kind_of = |neighbour: usize| own.get(neighbour).copied().flatten().filter(|kind| family(*kind) == 0);
        let Some(kind) = index.checked_sub(1).and_then(kind_of).or(kind_of(index + 1)) else { continue };
        let short_call = evidence[index].has(Signal::Short) && evidence[index].has(Signal::Imperative);
        let may_be = evidence[index].is_plain() || short_call;
        let is_about = evidence[index].kind() == Some(PromoKind::About);
        if may_be && !is_about && evidence[index].is_enough_with(Signal::Neighbour, weights) {
            evidence[index].add_for(kind, Signal::Neighbour, weights);
        }
    }
    let mut index = 0;
    while index < count {
        let lends = |kind: &PromoKind| family(*kind) == 0 && *kind != PromoKind::Advertisement;
        let Some(kind) = evidence[index].verdict(weights).filter(lends) else {
            index += 1;
            continue;
        };
        let is_bit =
            |at: &usize| evidence[*at].verdict(weights).is_none() && is_fragment(reading, &reading.blocks[*at]);
        let end = (index + 1..count).find(|at| !is_bit(at)).unwrap_or(count);
        let enclosed = evidence.get(end).is_none_or(|next| next.verdict(weights).is_some());
        if enclosed && end - index <= FRAGMENTS + 1 {
            for fragment in &mut evidence[index + 1..end] {
                fragment.add_for(kind, Signal::Fragment, weights);
            }
        }
        index = end;
    }
}

fn is_fragment(reading: &Reading, block: &Block) -> bool {
    let prose = reading.text.slice(block.passage);
    let is_broken_off = !prose.ends_with(['.', '!', '?', ':', '"', '”']) || prose.starts_with(char::is_lowercase);
    let may_be = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) && is_broken_off;
    may_be && (2..=FRAGMENT).contains(&words(reading, block))
}

/// A page that is full of one kind of promo is a story of that kind: a page of offers, a guide, a note to readers. A credit
/// above or below the whole story is that of the picture which the page shows with it.
pub fn spare_the_story(reading: &Reading, kinds: &mut [Option<PromoKind>]) {
    let own = [PromoKind::Advertisement, PromoKind::Embed, PromoKind::Credit, PromoKind::Related, PromoKind::Other];
    let has_words = |index: usize| !reading.blocks[index].passage.is_empty();
    let all = (0..kinds.len()).filter(|index| has_words(*index)).count();
    for kind in PromoKind::ALL.into_iter().filter(|kind| !own.contains(kind)) {
        let of_kind: Vec<usize> = (0..kinds.len()).filter(|at| kinds[*at] == Some(kind) && has_words(*at)).collect();
        if of_kind.len() >= FULL && of_kind.len() * FULL_SHARE >= all {
            of_kind.into_iter().for_each(|index| kinds[index] = None);
        }
    }
    let shop = |kind: &Option<PromoKind>| *kind == Some(PromoKind::Shop);
    let sold = kinds.iter().filter(|kind| shop(kind)).count();
    if sold >= FEW && prices(reading) * 2 >= sold {
        kinds.iter_mut().filter(|kind| shop(kind)).for_each(|kind| *kind = None);
    }
    let tells = |index: &usize| kinds[*index].is_none() && reading.blocks[*index].kind.is_body();
    let story = (0..kinds.len()).find(tells).unwrap_or(0)..(0..kinds.len()).rev().find(tells).unwrap_or(0);
    for (index, kind) in kinds.iter_mut().enumerate().filter(|(index, _)| !story.contains(index)) {
        let is_bracketed = reading.text.slice(reading.blocks[index].passage).starts_with(['(', '[']);
        kind.take_if(|kind| *kind == PromoKind::Credit && !is_bracketed);
    }
}

/// Blocks that are nothing but a price.
fn prices(reading: &Reading) -> usize {
    reading.blocks.iter().filter(|block| is_price(reading, block)).count()
}

fn is_price(reading: &Reading, block: &Block) -> bool {
    headlines::names_price(reading.text.slice(block.passage)) && words(reading, block) <= PRICE
}

pub fn words(reading: &Reading, block: &Block) -> usize {
    crate::language::words::count(reading.text.slice(block.passage))
}
