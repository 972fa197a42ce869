//! Numbers of a headline that the story does not hold.

use super::{Claim, Finding};
use crate::language::amounts::{Amount, AmountKind, AmountUnit, Hedge, amounts};
use crate::language::headline::{Headline, HeadlineWord};
use crate::language::words::{Word, are_forms, parts, words};
use crate::model::{Passage, fold};

/// Two numbers of the story this near to each other, in bytes, may be added up in the headline.
const NEAR: usize = 240;
/// What a difference of two numbers may be rounded by, as a share of it.
const DIFFERENCE: f64 = 0.02;
/// The number of an introduction, as in "Elections 101".
const INTRODUCTION: f64 = 101.0;
/// So many words behind a list's number may stand before what is listed.
const BEFORE_LIST_NOUN: usize = 5;
/// Smaller counts are not rounded, but for multiples of `ROUND`.
const FEW: f64 = 100.0;
const ROUND: f64 = 10.0;
/// More are rounded, and seldom a count of things.
const MANY: f64 = 10_000.0;
/// What is counted stands within so many words of its number, and has so many letters at least.
const COUNTED_WITHIN: usize = 3;
const SHORTEST_THING: usize = 4;
/// The bytes between two numbers of which one is a part of the other: "two of its nine".
const OF_SO_MANY: usize = 12;

pub fn findings(claim: &Claim<'_>) -> Vec<Finding> {
    let told = claim.told_amounts();
    let said = amounts(claim.text(), claim.passage.start, claim.numerals());
    let headline = Headline::new(claim.text());
    let story = || told.iter().filter(|amount| !claim.passage.contains(amount.passage));
    let mut findings = Vec::new();
    for amount in said.iter().filter(|amount| is_checkable(amount, &headline, claim)) {
        let same_things = counts_of_the_same(amount, told, claim);
        let told_so = if same_things.is_empty() {
            story().any(|other| is_same(amount, other, claim))
        } else {
            same_things.iter().any(|other| amount.agrees_with(other))
        };
        if told_so || is_reckoned(amount, told) {
            continue;
        }
        let nearer = |left: &&Amount, right: &&Amount| amount.distance(left).total_cmp(&amount.distance(right));
        let nearest = same_things.iter().copied().min_by(nearer);
        let nearest = nearest.or_else(|| story().filter(|other| other.kind != AmountKind::Year).min_by(nearer));
        let nearest = nearest.map(|nearest| (nearest.passage, "the nearest that the story has"));
        findings.push(claim.finding(amount.passage, nearest, "is nowhere in the story"));
    }
    findings
}

/// Whether the story's `told` may be the headline's amount. Small counts are exact, and neither days nor percentages.
fn is_same(amount: &Amount, told: &Amount, claim: &Claim<'_>) -> bool {
    let is_exact = |amount: &Amount| amount.low == amount.high && amount.hedge == Hedge::None;
    let counts = amount.unit == AmountUnit::None && amount.kind == AmountKind::Figure && is_exact(amount);
    if !counts || amount.low >= FEW || amount.low.fract() != 0.0 {
        return amount.agrees_with(told);
    }
    let rounded = amount.low % ROUND == 0.0 || !is_exact(told);
    told.unit != AmountUnit::Percent
        && !is_day(told.passage, claim)
        && (told.low == amount.low || rounded && amount.agrees_with(told))
}

/// The story's amounts of what the headline's counts: "dozens of boats", "11 small boats".
fn counts_of_the_same<'told>(amount: &Amount, told: &'told [Amount], claim: &Claim<'_>) -> Vec<&'told Amount> {
    let counts = amount.unit == AmountUnit::None && matches!(amount.kind, AmountKind::Figure | AmountKind::Vague);
    if !counts || amount.low >= MANY {
        return Vec::new();
    }
    let frame = claim.context.lexicon.list("stop-words");
    let behind = parts(&claim.text()[amount.passage.end - claim.passage.start..]).map(fold);
    let things: Vec<String> = behind
        .take(COUNTED_WITHIN)
        .skip_while(|word| claim.context.lexicon.list("number-of").contains(word))
        .take_while(|word| !frame.contains(word) && word.starts_with(char::is_alphabetic))
        .filter(|word| word.len() >= SHORTEST_THING)
        .collect();
    let words = &claim.told().list;
    let endings = claim.context.lexicon.list("word-form-endings");
    let counts = |other: &&Amount| {
        let next = words.partition_point(|word| word.passage.start < other.passage.end);
        let mut near = words[next..].iter().take(COUNTED_WITHIN).map(|word| fold(claim.slice(word.passage)));
        near.any(|word| things.iter().any(|thing| are_forms(thing, &word, endings)))
    };
    let bare = told.iter().filter(|other| other.unit == AmountUnit::None && other.kind != AmountKind::Year);
    bare.filter(|other| !claim.passage.contains(other.passage)).filter(counts).collect()
}

/// Years, one, parts of nothing, introductions, scores, the counts of lists and numbers in quoted names are left alone.
fn is_checkable(amount: &Amount, headline: &Headline<'_>, claim: &Claim<'_>) -> bool {
    let bare = amount.unit == AmountUnit::None;
    let trivial = bare && (amount.high <= 1.0 || amount.low == INTRODUCTION);
    let compared = match amount.kind {
        AmountKind::Figure | AmountKind::Vague => true,
        AmountKind::Part => is_share(amount.passage, claim),
        AmountKind::Year => false,
    };
    compared
        && !trivial
        && !(bare && (is_day(amount.passage, claim) || is_in_name(amount.passage, claim)))
        && !(bare && (counts_a_list(amount.passage, headline, claim) || is_joined(amount.passage, claim)))
}

/// The day of a month: "5 May", "May 5".
fn is_day(place: Passage, claim: &Claim<'_>) -> bool {
    let prose = claim.context.article.text.prose();
    let months = [claim.context.lexicon.list("months"), claim.context.lexicon.list("months-in-short")];
    let is_month = |word: Option<Word<'_>>| {
        word.is_some_and(|word| {
            let word = fold(word.text);
            months.iter().any(|list| list.contains(&word))
        })
    };
    is_month(words(&prose[..place.start]).next_back()) || is_month(words(&prose[place.end..]).next())
}

/// "7 ways to …", "The five best …": the headline counts what the story lists.
fn counts_a_list(place: Passage, headline: &Headline<'_>, claim: &Claim<'_>) -> bool {
    let lexicon = claim.context.lexicon;
    let words = headline.words();
    let Some(index) = words.iter().position(|word| claim.passage.start + word.start == place.start) else {
        return false;
    };
    let listed =
        |word: &HeadlineWord<'_>| parts(word.text).any(|part| lexicon.list("listed-things").contains(&fold(part)));
    let leads = words[..index].iter().all(|word| lexicon.list("count-leads").contains(&fold(word.text)));
    let begins = leads || words[index].opens;
    begins && words[index + 1..].iter().take(BEFORE_LIST_NOUN).any(listed)
        || listed(&words[index])
        || words.get(index + 1).is_some_and(listed)
}

/// A number that a hyphen joins to another or to a name: "3-1", "Covid-19", "G-7", "#1".
fn is_joined(place: Passage, claim: &Claim<'_>) -> bool {
    let text = claim.text();
    let (before, after) = (&text[..place.start - claim.passage.start], &text[place.end - claim.passage.start..]);
    let is_dash = |letter: char| matches!(letter, '-' | '–');
    let score = claim.slice(place).chars().filter(|letter| !letter.is_ascii_digit()).all(is_dash);
    before.ends_with(|letter: char| is_dash(letter) || letter == '#' || letter.is_alphanumeric())
        || after.strip_prefix(is_dash).is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
        || score && claim.slice(place).contains(is_dash)
}

/// "A third of the boats", and not "half of a day", "a third boat", "half an hour".
fn is_share(place: Passage, claim: &Claim<'_>) -> bool {
    let behind = claim.text()[place.end - claim.passage.start..].trim_start();
    let mut words = words(behind);
    let is_in = |list: &str, word: Option<Word<'_>>| {
        word.is_some_and(|word| claim.context.lexicon.list(list).contains(&fold(word.text)))
    };
    is_in("number-of", words.next()) && !is_in("wholes-of-no-count", words.next())
}

/// The number of a thing that is numbered, "No. 10", or of a quoted name: ‘Night Bus 2’.
fn is_in_name(place: Passage, claim: &Claim<'_>) -> bool {
    let before = &claim.text()[..place.start - claim.passage.start];
    let numbered = claim.context.lexicon.list("number-names");
    if parts(before).last().is_some_and(|word| numbered.contains(&fold(word))) {
        return true;
    }
    let is_name = |words: &str| parts(words).all(|word| !word.starts_with(char::is_lowercase));
    let mut quotations = claim.context.article.quotations_in(claim.passage).iter();
    quotations.any(|quotation| quotation.words.contains(place) && is_name(claim.slice(quotation.words)))
}

/// Two or three numbers that stand near each other in the story add up to it, or two are so far apart.
fn is_reckoned(amount: &Amount, told: &[Amount]) -> bool {
    is_sum(amount, told) || is_difference(amount, told) || is_rest(amount, told)
}

/// "Two of its nine lines" leave seven.
fn is_rest(amount: &Amount, told: &[Amount]) -> bool {
    let is_count = |part: &Amount| part.kind == AmountKind::Figure && part.unit == AmountUnit::None;
    amount.unit == AmountUnit::None
        && told.windows(2).any(|near| {
            let together = near[1].passage.start - near[0].passage.end <= OF_SO_MANY;
            together && near.iter().all(is_count) && near[1].low - near[0].low == amount.low
        })
}

fn is_difference(amount: &Amount, told: &[Amount]) -> bool {
    let is_plain = |part: &Amount| part.kind == AmountKind::Figure && part.unit == amount.unit;
    let differ = |near: &[Amount]| {
        let apart = (near[0].low - near[1].low).abs();
        near.iter().all(is_plain) && (apart - amount.low).abs() <= amount.low * DIFFERENCE
    };
    let pairs = told.iter().enumerate().flat_map(|(index, one)| {
        let near = told[index + 1..].iter().take_while(|other| other.passage.end - one.passage.start <= NEAR);
        near.map(move |other| [*one, *other])
    });
    amount.low == amount.high && amount.unit != AmountUnit::None && pairs.into_iter().any(|pair| differ(&pair))
}

fn is_sum(amount: &Amount, told: &[Amount]) -> bool {
    amount.low == amount.high
        && told.windows(3).chain(told.windows(2)).any(|near| {
            let together = near[near.len() - 1].passage.end - near[0].passage.start <= NEAR;
            let plain = near.iter().all(|part| part.kind == AmountKind::Figure && part.unit == amount.unit);
            together && plain && (near.iter().map(|part| part.low).sum::<f64>() - amount.low).abs() < 1e-6
        })
}
