//! Quoted words of a headline that the story does not hold, or holds in another wording.

use super::aliases::others_of;
use super::{Claim, Finding};
use crate::language::told::Words;
use crate::language::words::parts;
use crate::model::{Passage, Quotation, QuotationKind, WordList, fold};

/// Which of the two faults is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WantedFault {
    /// The story quotes nearly these words.
    Altered,
    /// The story quotes nothing like them, and does not say it in these words either.
    Claims,
}

/// Where the story comes nearest to quoted words.
pub struct Nearest {
    pub place: Passage,
    /// The share of the words that stand there as they are, and of those that stand there in any form, small ones left
    /// out.
    exact: f64,
    in_any_form: f64,
}

/// With this share of the words in one place, the story says it in another wording.
const ALTERED: f64 = 0.75;
/// Fewer quoted words tell nothing of a wording.
const FEWEST: usize = 3;
/// The nearest passage is looked for around so many places at most.
const MOST_PLACES: usize = 400;

pub fn findings(claim: &Claim<'_>, wanted: WantedFault, aliases: &[WordList]) -> Vec<Finding> {
    let told = claim.told();
    let quotations = claim.context.article.quotations_in(claim.passage).iter();
    let mut findings = Vec::new();
    for quotation in quotations.filter(|quotation| quotation.depth == 0 && is_claim(quotation, claim)) {
        let quoted = claim.slice(quotation.words);
        let quoted = quoted_parts(quoted);
        if quoted.iter().all(|part| is_told(part, told, claim.passage)) {
            continue;
        }
        let words: Vec<String> = quoted.concat();
        let nearest = nearest(&words, claim, aliases);
        let is_quoted = |nearest: &Nearest| claim.context.article.is_quoted(nearest.place);
        let altered = words.len() >= FEWEST
            && nearest.as_ref().is_some_and(|nearest| nearest.exact >= ALTERED && is_quoted(nearest));
        let told_otherwise = nearest.as_ref().is_some_and(|nearest| nearest.in_any_form >= 1.0);
        if altered && wanted == WantedFault::Altered || !altered && !told_otherwise && wanted == WantedFault::Claims {
            let label = if altered { "the story quotes it so" } else { "the nearest that the story has" };
            let nearest = nearest.map(|nearest| (nearest.place, label));
            findings.push(claim.finding(
                without_comma(quotation.words, claim),
                nearest,
                "is not what the story quotes",
            ));
        }
    }
    findings
}

/// The comma before a closing mark is the headline's.
fn without_comma(words: Passage, claim: &Claim<'_>) -> Passage {
    let quoted = claim.slice(words).trim_end_matches(',');
    Passage::new(words.start, words.start + quoted.len())
}

/// Titles of works are no claim: marked as such, or with a capital at every word of a headline that has few.
fn is_claim(quotation: &Quotation, claim: &Claim<'_>) -> bool {
    let capitals = |text: &str| {
        let words: Vec<&str> = parts(text).filter(|word| word.len() > 3).collect();
        (words.iter().filter(|word| word.starts_with(char::is_uppercase)).count(), words.len())
    };
    let (inside, words) = capitals(claim.slice(quotation.words));
    // A single capital at the beginning is the headline's.
    let begins = quotation.passage.start == claim.passage.start && words == 1;
    quotation.kind != QuotationKind::Title && (begins || words == 0 || inside < words)
}

/// The words between what was left out or put in: "the … plan \[was\] late" has three parts.
pub fn quoted_parts(quoted: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut inside = false;
    for piece in quoted.replace("...", "…").split_inclusive(['…', '[', ']', '(', ')']) {
        let words = piece.trim_end_matches(['…', '[', ']', '(', ')']);
        if !inside {
            found.push(parts(words).map(fold).collect::<Vec<String>>());
        }
        inside = piece.ends_with(['[', '(']);
    }
    found.retain(|part| !part.is_empty());
    found
}

/// The story has these words in a row; a single one in any form.
pub fn is_told(part: &[String], told: &Words, except: Passage) -> bool {
    if let [word] = part {
        let stem: String = word.chars().take(word.chars().count().saturating_sub(2).max(4)).collect();
        return told.holds(word, except) || told.vocabulary().any(|other| stem.len() >= 4 && other.starts_with(&stem));
    }
    let rarest = part.iter().enumerate().min_by_key(|(_, word)| told.count(word));
    let Some((offset, rarest)) = rarest else { return true };
    told.places(rarest, except).any(|place| {
        place >= offset && part.iter().enumerate().all(|(index, word)| told.is_at(place - offset + index, word))
    })
}

/// Where the story has the most of these words close together.
pub fn nearest(words: &[String], claim: &Claim<'_>, aliases: &[WordList]) -> Option<Nearest> {
    let told = claim.told();
    let small = claim.context.lexicon.list("function-words");
    let endings = claim.context.lexicon.list("word-form-endings");
    let others =
        |word: &str| -> Vec<&str> { others_of(word, aliases).flat_map(|other| told.forms(other, endings)).collect() };
    let forms: Vec<Vec<&str>> = words.iter().map(|word| [told.forms(word, endings), others(word)].concat()).collect();
    let telling: Vec<usize> = (0..words.len()).filter(|index| !small.contains(&words[*index])).collect();
    let width = words.len() + 2;
    let mut best: Option<(usize, usize, usize)> = None;
    let places = telling.iter().flat_map(|index| &forms[*index]).flat_map(|word| told.places(word, claim.passage));
    for place in places.take(MOST_PLACES) {
        for start in place.saturating_sub(width / 2)..=place {
            let window = start..(start + width).min(told.list.len());
            let is_form = |place: usize, index: usize| forms[index].iter().any(|word| told.is_at(place, word));
            let found = (0..words.len()).filter(|index| window.clone().any(|place| is_form(place, *index))).count();
            let is_wanted = |place: &usize| (0..words.len()).any(|index| is_form(*place, index));
            let (first, last) = (window.clone().find(is_wanted), window.rev().find(is_wanted));
            if let (Some(first), Some(last)) = (first, last)
                && best.is_none_or(|(most, _, _)| found > most)
            {
                best = Some((found, first, last));
            }
        }
    }
    let (_, first, last) = best?;
    let exact = words.iter().filter(|word| (first..=last).any(|place| told.is_at(place, word))).count();
    let in_form =
        |index: &&usize| (first..=last).any(|place| forms[**index].iter().any(|word| told.is_at(place, word)));
    Some(Nearest {
        place: told.list[first].passage.cover(told.list[last].passage),
        exact: exact as f64 / words.len() as f64,
        in_any_form: telling.iter().filter(in_form).count() as f64 / telling.len() as f64,
    })
}
