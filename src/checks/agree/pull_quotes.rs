//! Pull quotes that the story does not have in these words.

use super::quotations::{is_told, nearest, quoted_parts};
use super::{Claim, Finding};
use crate::language::words::count;
use crate::model::Passage;

/// Fewer words are a label or a name.
const FEWEST: usize = 4;
/// Behind the quotation so many words name the speaker at most.
const MOST_OF_SPEAKER: usize = 10;

pub fn findings(claim: &Claim<'_>) -> Vec<Finding> {
    let place = without_speaker(claim);
    let parts = quoted_parts(claim.slice(place));
    let words = parts.concat();
    if words.len() < FEWEST || parts.iter().all(|part| is_told(part, claim.told(), claim.passage)) {
        return Vec::new();
    }
    let nearest = nearest(&words, claim, &[]).map(|nearest| (nearest.place, "the nearest that the story has"));
    vec![claim.finding(place, nearest, "is not what the story says")]
}

/// What is quoted, without a name behind the last mark or dash that ends no sentence: "… wait.” — Ana Novak".
fn without_speaker(claim: &Claim<'_>) -> Passage {
    let text = claim.text();
    let Some((cut, mark)) = text.char_indices().rfind(|(_, letter)| matches!(letter, '”' | '"' | '—' | '–'))
    else {
        return claim.passage;
    };
    let is_dash = matches!(mark, '—' | '–');
    let behind = text[cut + mark.len_utf8()..].trim();
    let names = !behind.is_empty()
        && !behind.ends_with(['.', '!', '?', '…'])
        && count(behind) <= MOST_OF_SPEAKER
        && behind.starts_with(char::is_uppercase);
    let end = if is_dash { cut } else { cut + mark.len_utf8() };
    let quoted = if names { text[..end].trim_end() } else { text };
    Passage::new(claim.passage.start, claim.passage.start + quoted.len())
}
