//! Words of a headline that go far ("all", "never", "soars") where the story limits what they are said of.

use super::{Claim, Finding};
use crate::checks::Context;
use crate::language::words::{are_forms, parts};
use crate::matcher::{Match, PatternId};
use crate::model::{Passage, fold};
use crate::query::Unit;

/// What goes far, what takes it back, and what bears it out.
#[derive(Debug)]
pub struct Limits {
    pub words: Vec<PatternId>,
    pub limits: Vec<PatternId>,
    pub told: Vec<PatternId>,
}

/// The group of a pattern for what its words are said of.
const ABOUT: &str = "about";
/// Shorter words tell of nothing.
const SHORTEST: usize = 3;
/// So many words of a headline in one sentence say that it tells of the same.
const SHARED: usize = 2;
/// What a word is said of stands so many words behind it at most.
const ABOUT_WITHIN: usize = 2;
/// A sentence that goes on about the same thing has its limit within so many first bytes.
const OPENING: usize = 24;

pub fn findings(claim: &Claim<'_>, limits: &Limits) -> Vec<Finding> {
    let found = claim.context.matches(&limits.words, claim.unit);
    let unquoted = found.iter().filter(|found| !claim.context.article.is_quoted(found.mark));
    unquoted.filter_map(|found| finding(claim, limits, found)).collect()
}

fn finding(claim: &Claim<'_>, limits: &Limits, found: &Match) -> Option<Finding> {
    let article = claim.context.article;
    let topic = Topic::of(claim, found);
    let body: Vec<usize> = (0..article.sentences.len())
        .filter(|index| article.body.binary_search(&article.sentences[*index].block).is_ok())
        .filter(|index| !claim.passage.contains(article.sentences[*index].passage))
        .collect();
    let same: Vec<bool> = body.iter().map(|index| topic.is_in(article.sentences[*index].passage, claim)).collect();
    let mut on_topic = body.iter().zip(&same).filter(|(_, same)| **same).map(|(index, _)| *index);
    if on_topic.any(|index| claim.context.any_matches(&limits.told, article.sentences[index].passage)) {
        return None;
    }
    let limit = body.iter().enumerate().find_map(|(at, index)| {
        let goes_on = at > 0 && same[at - 1];
        let opening = if same[at] { usize::MAX } else { OPENING };
        (same[at] || goes_on).then(|| limit_in(*index, opening, limits, &claim.context)).flatten()
    })?;
    Some(claim.finding(found.mark, Some((limit, "the story limits it")), "is limited in the story"))
}

/// The first limit among the first bytes of the sentence.
fn limit_in(sentence: usize, opening: usize, limits: &Limits, context: &Context<'_>) -> Option<Passage> {
    let start = context.article.sentences[sentence].passage.start;
    let found = context.matches(&limits.limits, Unit::Sentence(sentence));
    found.iter().map(|found| found.mark).find(|place| place.start - start < opening)
}

/// What a headline's word is said of, and the telling words of the whole headline.
struct Topic {
    about: Vec<String>,
    telling: Vec<String>,
}

impl Topic {
    fn of(claim: &Claim<'_>, found: &Match) -> Self {
        let frame = claim.context.lexicon.list("stop-words");
        let is_telling = |word: &String| word.chars().count() >= SHORTEST && !frame.contains(word);
        let telling = |text: &str| parts(text).map(fold).filter(is_telling).collect();
        let behind = || {
            let words = parts(&claim.text()[found.mark.end - claim.passage.start..]).take(ABOUT_WITHIN);
            words.map(fold).filter(is_telling).collect()
        };
        let named = found.groups.iter().find(|(name, _)| **name == *ABOUT);
        Self {
            about: named.map_or_else(behind, |(_, place)| telling(claim.slice(*place))),
            telling: telling(claim.text()),
        }
    }

    /// The sentence has the word itself, or several of the headline's.
    fn is_in(&self, sentence: Passage, claim: &Claim<'_>) -> bool {
        let words: Vec<String> = parts(claim.slice(sentence)).map(fold).collect();
        let endings = claim.context.lexicon.list("word-form-endings");
        let has = |wanted: &String| words.iter().any(|word| are_forms(wanted, word, endings));
        self.about.iter().any(has) || self.telling.iter().filter(|word| has(word)).count() >= SHARED
    }
}
