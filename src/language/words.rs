//! Words as they stand in a prose, and whether two of them are one.

use std::ops::Range;

use crate::model::{Passage, WordList};

/// Words that share fewer letters are different words.
const SHORTEST_STEM: usize = 3;

/// What stands between two white spaces: a word with the marks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'text> {
    /// Without the marks around it; empty where nothing but marks stands.
    pub text: &'text str,
    /// Where `text` begins, in bytes of the prose.
    pub start: usize,
    /// The marks before it.
    pub before: &'text str,
    /// The marks behind it.
    pub after: &'text str,
}

/// What stands between white spaces, with its place in bytes of the prose: every cutting of prose begins here.
pub fn chunks(prose: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    let place = |chunk: &str| chunk.as_ptr() as usize - prose.as_ptr() as usize;
    prose.split(char::is_whitespace).filter(|chunk| !chunk.is_empty()).map(move |chunk| (place(chunk), chunk))
}

/// The words of `prose`, in its order; what has only marks is among them.
pub fn words(prose: &str) -> impl DoubleEndedIterator<Item = Word<'_>> {
    chunks(prose).map(|(start, chunk)| Word::new(start, chunk))
}

/// How many words `prose` has.
pub fn count(prose: &str) -> usize {
    chunks(prose).filter(|(_, chunk)| chunk.contains(char::is_alphanumeric)).count()
}

/// The words of `prose` as a story's own words are compared: cut at hyphens, dashes and slashes, too, and without
/// possessives.
pub fn parts(prose: &str) -> impl Iterator<Item = &str> {
    words(prose).flat_map(Word::parts)
}

impl<'text> Word<'text> {
    fn new(start: usize, chunk: &'text str) -> Self {
        let mark = |letter: char| !letter.is_alphanumeric();
        let behind = chunk.trim_start_matches(mark);
        let text = behind.trim_end_matches(mark);
        let before = &chunk[..chunk.len() - behind.len()];
        Self { text, start: start + before.len(), before, after: &behind[text.len()..] }
    }

    pub fn is_empty(self) -> bool {
        self.text.is_empty()
    }

    pub fn range(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    pub fn passage(self) -> Passage {
        Passage::new(self.start, self.start + self.text.len())
    }

    pub fn is_capital(self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Without its possessive.
    pub fn stem(self) -> &'text str {
        without_clitic(self.text)
    }

    /// What it is made of: "Berlin-based" is two.
    pub fn parts(self) -> impl Iterator<Item = &'text str> {
        self.text.split(['-', '–', '—', '/', '…']).filter_map(|part| {
            let part = without_clitic(part.trim_matches(|letter: char| !letter.is_alphanumeric()));
            (!part.is_empty()).then_some(part)
        })
    }
}

/// The word by which a person is known again: the last of the name, without its possessive.
pub fn surname(name: &str) -> &str {
    words(name).rfind(|word| !word.is_empty()).map_or("", Word::stem)
}

/// Whether the two, folded, are forms of one word: the same but for one of the `endings` of their language.
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

#[cfg(test)]
mod tests {
    use super::{Word, count, parts, surname, words};

    #[test]
    fn words_stand_where_they_are_cut() {
        let prose = "“The  Berlin-based\u{a0}mayor’s\nplan” — (late).";
        let found: Vec<Word<'_>> = words(prose).collect();
        let texts: Vec<&str> = found.iter().map(|word| word.text).collect();
        assert_eq!(texts, ["The", "Berlin-based", "mayor’s", "plan", "", "late"]);
        assert!(found.iter().all(|word| &prose[word.range()] == word.text));
        assert_eq!((found[0].before, found[5].before, found[5].after), ("“", "(", ")."));
        assert_eq!(parts(prose).collect::<Vec<_>>(), ["The", "Berlin", "based", "mayor", "plan", "late"]);
        assert_eq!(count(prose), 5);
    }

    #[test]
    fn people_are_known_by_the_last_of_their_names() {
        for name in ["Ada Lindqvist", "Lindqvist", "Ada Lindqvist’s", "Ada Lindqvist,"] {
            assert_eq!(surname(name), "Lindqvist", "{name}");
        }
        assert_eq!(surname(""), "");
    }
}
