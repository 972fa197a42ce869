//! Names of a headline that the story does not hold, or spells otherwise.

use super::aliases::{is_phrase_told, others_of};
use super::{Claim, Finding};
use crate::language::headline::{Headline, HeadlineWord, LetterCase};
use crate::language::told::{ToldWord, Words};
use crate::language::words::{parts, without_clitic};
use crate::model::{Lexicon, Passage, WordList, fold};

/// A word and a longer one that begins like it are forms of one ("China", "Chinese") from this many letters on.
const STEM: usize = 4;
/// Shorter words are too near to too many others.
const SHORTEST_VARIANT: usize = 5;

pub fn findings(claim: &Claim<'_>, aliases: &[WordList]) -> Vec<Finding> {
    let headline = Headline::new(claim.text());
    let lexicon = claim.context.lexicon;
    let case = headline.letter_case(lexicon);
    if matches!(case, LetterCase::Upper | LetterCase::Lower) {
        return Vec::new();
    }
    let told = claim.told();
    let mut findings = Vec::new();
    for (word, sure) in candidates(&headline, case, lexicon) {
        let bare = parts(word.text).last().unwrap_or(word.text);
        let start = claim.passage.start + word.start + (bare.as_ptr() as usize - word.text.as_ptr() as usize);
        let place = Passage::new(start, start + bare.len());
        if is_told(bare, claim, aliases) || is_title(bare, claim) {
            continue;
        }
        if let Some(other) = other_spelling(bare, claim, told) {
            let verdict = format!("is spelt “{}” in the story", claim.slice(other.passage));
            findings.push(claim.finding(place, Some((other.passage, "spelt so here")), &verdict));
        } else if sure && !claim.is_caption() {
            findings.push(claim.finding(place, None, "is a name that the story does not have"));
        }
    }
    findings
}

/// The last word of each run of capitals, and whether its capital says that it is a name.
fn candidates<'text>(
    headline: &Headline<'text>,
    case: LetterCase,
    lexicon: &Lexicon,
) -> Vec<(HeadlineWord<'text>, bool)> {
    let words = headline.words();
    let known = [lexicon.list("months"), lexicon.list("weekdays"), lexicon.list("names-at-large")];
    let is_known =
        |word: &HeadlineWord<'_>| parts(word.text).all(|part| known.iter().any(|list| list.contains(&fold(part))));
    let is_name = |index: usize| {
        words.get(index).is_some_and(|word: &HeadlineWord<'_>| {
            word.is_capital() && !word.is_always_capital(lexicon) && !is_known(word)
        })
    };
    // Where every longer word has a capital, none of them tells a name.
    let tells = words.iter().any(|word| !word.is_capital() && word.text.chars().count() >= STEM);
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate().filter(|(index, _)| is_name(*index)) {
        let sign = marks_no_name(headline, index) || is_label(headline, index, lexicon);
        let last = !is_name(index + 1) || words[index + 1].opens || ends_a_name(headline, index);
        let sure = case == LetterCase::Sentence && tells && last && !word.opens && !sign;
        found.push((*word, sure));
    }
    found
}

/// Acronyms and Roman numbers, sums, abbreviations with a full stop, tags, and compounds that end in lower case are no
/// names that a story must have.
fn marks_no_name(headline: &Headline<'_>, index: usize) -> bool {
    let word = headline.words()[index];
    let (before, after) = headline.around(word);
    let last = parts(word.text).last().unwrap_or(word.text);
    let capitals = last.chars().filter(|letter| letter.is_uppercase()).count();
    capitals != 1
        || last.contains(|letter: char| letter.is_numeric() || matches!(letter, '$' | '£' | '€'))
        || !last.starts_with(char::is_uppercase)
        || before.ends_with(['#', '@'])
        || after.starts_with('.') && last.len() <= 4
}

/// What sort of piece it is, before a colon: "News Guide: …".
fn is_label(headline: &Headline<'_>, index: usize, lexicon: &Lexicon) -> bool {
    let word = headline.words()[index];
    let (_, after) = headline.around(word);
    after.starts_with(':') && lexicon.list("headline-labels").contains(&fold(word.text))
}

/// A comma, a possessive or another mark stands behind the word.
fn ends_a_name(headline: &Headline<'_>, index: usize) -> bool {
    let words = headline.words();
    let (word, next) = (words[index], words[index + 1]);
    without_clitic(word.text).len() < word.text.len() || next.start > word.start + word.text.len() + 1
}

fn is_told(word: &str, claim: &Claim<'_>, aliases: &[WordList]) -> bool {
    let (folded, told) = (fold(word), claim.told());
    told.holds(&folded, claim.passage)
        || told.holds(&folded.replace('.', ""), claim.passage)
        || has_form(&folded, told, claim.context.lexicon.list(FORMS))
        || is_in_compound(word, claim)
        || is_spelled_out(word, told)
        || others_of(&folded, aliases).any(|other| is_phrase_told(other, told))
}

/// The endings that make other words of a name.
const FORMS: &str = "name-form-endings";

/// Another form of the word: it begins like a word of the story, or the other way round.
fn has_form(word: &str, told: &Words, endings: &WordList) -> bool {
    let stem = |word: &str| word.chars().take(word.chars().count().saturating_sub(3).max(STEM)).collect::<String>();
    let own = stem(word);
    let is_form = |other: &str| {
        other.len() != word.len()
            && other.starts_with(&own)
            && word.starts_with(&stem(other))
            && !is_slip(word, other, endings)
    };
    let shortened: String = word.chars().take(word.chars().count().saturating_sub(1).max(STEM)).collect();
    word.chars().count() >= STEM
        && told
            .vocabulary()
            .any(|other| is_form(other) || other.len() > word.len() + 1 && other.starts_with(&shortened))
}

/// A name that the story runs together with another ("Vik" in "NordVik").
fn is_in_compound(word: &str, claim: &Claim<'_>) -> bool {
    let (folded, told) = (fold(word), claim.told());
    let compounds = told.vocabulary().filter(|other| other.len() > folded.len() && other.ends_with(&folded));
    let mut places = compounds.flat_map(|other| told.places(other, claim.passage));
    places.any(|place| claim.slice(told.list[place].passage).ends_with(word))
}

/// An acronym whose words the story spells out, or a word of a name that it shortens to its acronym.
fn is_spelled_out(word: &str, told: &Words) -> bool {
    let letters: Vec<char> = word.chars().filter(|letter| letter.is_alphabetic()).collect();
    if letters.len() < 2 || !letters.iter().all(|letter| letter.is_uppercase()) {
        return false;
    }
    let capitals: Vec<char> = told
        .list
        .iter()
        .filter(|word| word.passage.len() > 3 || word.first.is_uppercase())
        .map(|word| word.first)
        .collect();
    capitals.windows(letters.len()).any(|initials| initials == letters)
}

/// Words inside a quoted title are no claim of the headline's.
fn is_title(word: &str, claim: &Claim<'_>) -> bool {
    use crate::model::QuotationKind;
    let quotations = claim.context.article.quotations_in(claim.passage).iter();
    quotations
        .filter(|quotation| quotation.kind == QuotationKind::Title)
        .any(|quotation| claim.slice(quotation.passage).contains(word))
}

/// A name of the story that is the word but for a letter or two.
fn other_spelling(word: &str, claim: &Claim<'_>, told: &Words) -> Option<ToldWord> {
    let folded = fold(word);
    let letters = folded.chars().count();
    if letters < SHORTEST_VARIANT || !word.chars().skip(1).any(char::is_lowercase) {
        return None;
    }
    let most = if letters >= 8 { 2 } else { 1 };
    let endings = claim.context.lexicon.list(FORMS);
    let is_near = |other: &&str| {
        other.chars().next() == folded.chars().next()
            && other.len().abs_diff(folded.len()) <= most
            && strsim::osa_distance(other, &folded) <= most
            && !is_inflection(other, &folded, endings)
    };
    let first_place = |other: &str| {
        let places: Vec<usize> = told.places(other, claim.passage).collect();
        let name = places.iter().all(|place| told.list[*place].first.is_uppercase());
        places.first().filter(|_| name).map(|place| told.list[*place])
    };
    told.vocabulary().filter(is_near).filter_map(first_place).min_by_key(|told| told.passage)
}

/// A letter more or less, which no form of the word has: "Johnson", "Johnston".
fn is_slip(left: &str, right: &str, endings: &WordList) -> bool {
    left.chars().count().min(right.chars().count()) >= SHORTEST_VARIANT
        && strsim::osa_distance(left, right) == 1
        && !is_inflection(left, right, endings)
}

/// A plural, a demonym or a feminine form rather than another spelling.
fn is_inflection(left: &str, right: &str, endings: &WordList) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    let shared = short.chars().zip(long.chars()).take_while(|(left, right)| left == right).count();
    short.chars().count() <= shared + 1
        && endings.words().iter().any(|ending| long.ends_with(ending.as_str()))
        && shared + 2 >= long.chars().count()
        && !long.ends_with(short.chars().last().unwrap_or(' '))
        || long.strip_prefix(short).is_some()
}
