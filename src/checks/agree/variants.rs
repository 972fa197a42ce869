//! The headline against its variants in the metadata: another number, another name, another spelling.

use std::cmp::Reverse;

use super::{Claim, Finding, nearest};
use crate::language::amounts::{Amount, AmountKind, AmountUnit, amounts};
use crate::language::headline::{Headline, LetterCase};
use crate::language::words::{count, parts};
use crate::model::{MetadataField, Passage, fold};

/// Shorter words are too near to too many others.
const SHORTEST_VARIANT: usize = 5;

pub fn findings(claim: &Claim<'_>, fields: &[String]) -> Vec<Finding> {
    let metadata = &claim.context.article.metadata.fields;
    let is_variant = |field: &&MetadataField| fields.contains(&field.key) && field.value.trim() != claim.text();
    let variants: Vec<&MetadataField> = metadata.iter().filter(is_variant).collect();
    let against_headline = variants.iter().flat_map(|field| [number(claim, field), name(claim, field)]).flatten();
    against_headline.chain(numbers_among(&variants, claim)).collect()
}

/// Where the headline has no number: a number of a variant that another variant, which has some, and the story have not.
fn numbers_among(variants: &[&MetadataField], claim: &Claim<'_>) -> Option<Finding> {
    let read = |field: &MetadataField| numbers(&amounts(&prose(field), 0, claim.numerals()));
    if !numbers(&amounts(claim.text(), claim.passage.start, claim.numerals())).is_empty() {
        return None;
    }
    let with_numbers: Vec<(&MetadataField, Vec<Amount>)> =
        variants.iter().map(|field| (*field, read(field))).filter(|(_, amounts)| !amounts.is_empty()).collect();
    let (first, said) = with_numbers.first()?;
    with_numbers[1..].iter().find_map(|(field, others)| {
        let odd = others.iter().find(|other| !said.iter().any(|said| said.agrees_with(other)))?;
        let is_told = |amount: &Amount| claim.told_amounts().iter().any(|told| told.agrees_with(amount));
        let (field, odd) = if is_told(odd) { (first, said.iter().find(|said| !is_told(said))?) } else { (field, odd) };
        Some(finding(claim, field, &prose(field)[odd.passage.range()], claim.passage))
    })
}

/// A variant as prose: without the name of the site; of an address only the last part, its hyphens as spaces.
fn prose(field: &MetadataField) -> String {
    let value = field.value.trim().trim_end_matches('/');
    if value.contains(' ') || !value.contains(['-', '/', '_']) {
        return without_site(value).to_owned();
    }
    let last = value.rsplit('/').next().unwrap_or(value);
    last.trim_end_matches(".html").replace(['-', '_'], " ")
}

/// The longest of the parts between bars and dashes: "Fire takes 11 boats | The Vik Courier".
fn without_site(title: &str) -> &str {
    let bars = [" | ", " - ", " – ", " — ", " · ", " :: "];
    let Some(bar) = bars.into_iter().find(|bar| title.contains(bar)) else { return title };
    title.split(bar).min_by_key(|part| Reverse(count(part))).unwrap_or(title)
}

fn number(claim: &Claim<'_>, field: &MetadataField) -> Option<Finding> {
    let own = numbers(&amounts(claim.text(), claim.passage.start, claim.numerals()));
    let others = numbers(&amounts(&prose(field), 0, claim.numerals()));
    let odd = others.iter().find(|other| {
        !own.iter().any(|own| own.agrees_with(other))
            && !claim.told_amounts().iter().any(|told| told.agrees_with(other))
    })?;
    let nearest = own.iter().min_by(|left, right| odd.distance(left).total_cmp(&odd.distance(right)))?;
    Some(finding(claim, field, &prose(field)[odd.passage.range()], nearest.passage))
}

fn numbers(all: &[Amount]) -> Vec<Amount> {
    let telling =
        |amount: &&Amount| amount.kind == AmountKind::Figure && (amount.unit != AmountUnit::None || amount.high > 1.0);
    all.iter().filter(telling).copied().collect()
}

fn name(claim: &Claim<'_>, field: &MetadataField) -> Option<Finding> {
    let variant = prose(field);
    let headline = Headline::new(claim.text());
    let written: Vec<String> = parts(&variant).map(fold).collect();
    let own: Vec<String> = parts(claim.text()).map(fold).collect();
    let told = claim.told();
    let is_new = |word: &String| !own.contains(word) && !told.count(word) > 0;
    for word in headline.words().iter().filter(|word| word.is_capital()) {
        let bare = parts(word.text).next().unwrap_or(word.text);
        let folded = fold(bare);
        if folded.chars().count() < SHORTEST_VARIANT || written.contains(&folded) {
            continue;
        }
        let most = if folded.chars().count() >= 8 { 2 } else { 1 };
        let near = |other: &&String| {
            other.chars().next() == folded.chars().next()
                && strsim::osa_distance(other, &folded) <= most
                && other.strip_prefix(&*folded).is_none()
                && folded.strip_prefix(other.as_str()).is_none()
        };
        if let Some(other) = written.iter().filter(|word| is_new(word)).find(near) {
            let place = Passage::new(word.start, word.start + bare.len()).shift(claim.passage.start);
            return Some(finding(claim, field, other, place));
        }
    }
    let other = Headline::new(&variant);
    if other.letter_case(claim.context.lexicon) != LetterCase::Sentence || !told.are_a_story() {
        return None;
    }
    let strange = other
        .words()
        .iter()
        .find(|word| word.is_capital() && !word.opens && parts(word.text).map(fold).all(|word| is_new(&word)))?;
    Some(finding(claim, field, strange.text, claim.passage))
}

/// At the field, with a label at the headline's own words and one where the story tells of it.
fn finding(claim: &Claim<'_>, field: &MetadataField, odd: &str, place: Passage) -> Finding {
    let mut others = vec![(place, "the headline says this".to_owned())];
    if claim.told().are_a_story() {
        others.extend(nearest::sentence(claim).map(|sentence| (sentence, "the story tells it so".to_owned())));
    }
    let label = Some(format!("`{}` has “{odd}”", field.key));
    Finding { span: Some(field.span), label, others, ..Finding::at(place) }
        .with_value("story", claim.slice(place))
        .with_value("verdict", odd)
}
