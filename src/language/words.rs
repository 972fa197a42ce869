//! Words as a story's own words are compared: cut, without possessives and the marks around them, in any form.

use crate::model::WordList;

/// Words that share fewer letters are different words.
const SHORTEST_STEM: usize = 3;

/// The words of `prose`: cut at white space, hyphens and dashes, without possessives and the marks around them.
pub fn split(prose: &str) -> impl Iterator<Item = &str> {
    prose.split([' ', '\n', '-', '–', '—', '/', '…']).filter_map(|chunk| {
        let word = chunk.trim_matches(|letter: char| !letter.is_alphanumeric());
        let word = without_clitic(word);
        (!word.is_empty()).then_some(word)
    })
}

/// Whether the two, in lower case, are forms of one word: the same but for one of the `endings` of their language.
pub fn are_forms(left: &str, right: &str, endings: &WordList) -> bool {
    let shared = left.char_indices().zip(right.chars()).take_while(|((_, left), right)| left == right);
    let stem = shared.last().map_or(0, |((start, letter), _)| start + letter.len_utf8());
    let is_ending = |word: &str| {
        let ending = &word[stem..];
        // The last letter of the stem is doubled: "rig", "rigging".
        let doubled = word[..stem].chars().next_back().and_then(|last| ending.strip_prefix(last));
        let known = |ending: &str| ending.is_empty() || endings.contains(ending);
        known(ending) || doubled.is_some_and(known)
    };
    left == right || stem >= SHORTEST_STEM && is_ending(left) && is_ending(right)
}

/// The word without the one letter that an apostrophe joins to it: "Ruiz's".
pub fn without_clitic(word: &str) -> &str {
    let mut letters = word.char_indices().rev();
    match (letters.next(), letters.next()) {
        (Some((_, letter)), Some((at, '\'' | '’'))) if letter.is_alphabetic() => &word[..at],
        _ => word,
    }
}
