//! Where words that somebody quotes from a draft stand in it: as they are, but for white space and the form of quotation
//! marks.

use std::ops::Range;

use memchr::memmem;

/// All places of `words` in `text`, in bytes, in order; none of words that are none.
pub fn locate(text: &str, words: &str) -> Vec<Range<usize>> {
    let (text, places) = folded(text);
    let (words, _) = folded(words);
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    memmem::find_iter(text.as_bytes(), words.as_bytes()).map(|at| places[at]..places[at + words.len()]).collect()
}

/// The text with one space for white space and straight quotation marks, and where each of its bytes and its end stand in
/// the text as it was.
fn folded(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut places: Vec<usize> = Vec::with_capacity(text.len() + 1);
    for (at, letter) in text.char_indices() {
        let letter = match letter {
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' | '`' => '\'',
            letter if letter.is_whitespace() => ' ',
            letter => letter,
        };
        if letter == ' ' && folded.ends_with(' ') {
            continue;
        }
        folded.push(letter);
        places.resize(folded.len(), at);
    }
    places.push(text.len());
    (folded, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'text>(text: &'text str, words: &str) -> Vec<&'text str> {
        locate(text, words).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn white_space_and_marks_do_not_matter() {
        assert_eq!(found("He said “it’s\n  late” twice.", "\"it's late\""), ["“it’s\n  late”"]);
        assert_eq!(found("the wall, the wall", "the wall"), ["the wall", "the wall"]);
        assert_eq!(found("the wall", " The wall"), [""; 0]);
        assert_eq!(found("the wall", "  "), [""; 0]);
    }
}
