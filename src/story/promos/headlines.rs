//! What looks like the headline of another story.

use crate::language::words::{count, parts, words};
use crate::model::{Block, Reading, WordList, fold};

/// Words that a headline has.
const WORDS: std::ops::RangeInclusive<usize> = 4..=30;

/// How a block looks like another story's headline.
#[derive(Clone, Copy, Debug)]
pub struct HeadlineLook {
    /// All of it is a link.
    pub is_link: bool,
    /// Most of its longer words begin with a capital, and one of them is a verb.
    pub is_title_case: bool,
}

pub fn look(reading: &Reading, block: &Block, verbs: &WordList) -> Option<HeadlineLook> {
    let prose = reading.text.slice(block.passage);
    let count = count(prose);
    let is_broken_off = prose.ends_with("...");
    if !WORDS.contains(&count) || names_price(prose) || !is_broken_off && prose.ends_with(['.', ',', ';', ':']) {
        return None;
    }
    let linked: usize = block.shape.links.iter().map(|link| link.len()).sum();
    let is_link = linked * 10 >= block.passage.len() * 8;
    let has_verb = || words(prose).any(|word| verbs.contains(&fold(word.text)));
    Some(HeadlineLook { is_link, is_title_case: count >= 5 && is_title_case(prose) && has_verb() })
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
    let words = parts(prose).filter(|word| word.chars().count() >= 4);
    let (mut capitals, mut all) = (0, 0);
    for word in words {
        all += 1;
        capitals += usize::from(!word.starts_with(char::is_lowercase));
    }
    all >= 3 && capitals * 10 >= all * 7
}
