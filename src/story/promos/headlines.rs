//! What looks like the headline of another story.

use super::words::words;
use crate::model::{Block, Reading, WordList};

/// Words that a headline has.
const WORDS: std::ops::RangeInclusive<usize> = 4..=30;

/// How a block looks like another story's headline.
#[derive(Clone, Copy, Debug)]
pub struct Headline {
    /// All of it is a link.
    pub is_link: bool,
    /// Most of its longer words begin with a capital, and one of them is a verb.
    pub is_title_case: bool,
}

pub fn look(reading: &Reading, block: &Block, verbs: &WordList) -> Option<Headline> {
    let prose = reading.text.slice(block.passage);
    let words = words(prose);
    let is_broken_off = prose.ends_with("...");
    if !WORDS.contains(&words) || names_price(prose) || !is_broken_off && prose.ends_with(['.', ',', ';', ':']) {
        return None;
    }
    let linked: usize = block.shape.links.iter().map(|link| link.len()).sum();
    let is_link = linked * 10 >= block.passage.len() * 8;
    let has_verb = || prose.split(' ').any(|word| verbs.contains(&bare(word)));
    Some(Headline { is_link, is_title_case: words >= 5 && is_title_case(prose) && has_verb() })
}

/// Whether a sum of money stands in the text, as it does behind the name of a thing for sale: "$1,200", "49.99 €".
pub fn names_price(prose: &str) -> bool {
    const CURRENCIES: &[char] = &['$', '£', '€', '¥', '₹'];
    let mut from = 0;
    while let Some(at) = prose[from..].find(CURRENCIES).map(|at| from + at) {
        let before = prose[..at].trim_end().chars().next_back();
        let sign = prose[at..].chars().next().map_or(1, char::len_utf8);
        let behind = prose[at + sign..].trim_start().chars().next();
        if [before, behind].into_iter().flatten().any(|letter| letter.is_ascii_digit()) {
            return true;
        }
        from = at + sign;
    }
    false
}

fn is_title_case(prose: &str) -> bool {
    let words = prose
        .split([' ', '-'])
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| word.chars().count() >= 4);
    let (mut capitals, mut all) = (0, 0);
    for word in words {
        all += 1;
        capitals += usize::from(!word.starts_with(char::is_lowercase));
    }
    all >= 3 && capitals * 10 >= all * 7
}

/// The word in lower case, without the marks around it.
fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase().replace('’', "'")
}
