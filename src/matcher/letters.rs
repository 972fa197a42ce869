//! When two letters are the same but for their case, as a regex sees it; news copy's letters only.

/// The letter that stands for all of its cases.
pub(super) fn fold(letter: char) -> char {
    match letter {
        'A'..='Z' => letter.to_ascii_lowercase(),
        '\0'..='\x7f' => letter,
        'ſ' => 's',
        '\u{212a}' => 'k',
        _ => single(letter.to_lowercase()).unwrap_or(letter),
    }
}

/// The letter as lists and literals are looked up by: either apostrophe is the same.
pub(super) fn fold_for_search(letter: char) -> char {
    if letter == '’' { '\'' } else { fold(letter) }
}

/// The cases of a letter, itself among them.
pub(super) fn cases(letter: char) -> [Option<char>; 4] {
    let lower = single(letter.to_lowercase());
    let upper = single(letter.to_uppercase());
    let other = match letter {
        's' | 'S' => Some('ſ'),
        'k' | 'K' => Some('\u{212a}'),
        _ => None,
    };
    [Some(letter), lower, upper, other]
}

/// Whether `fold` tells all of the letter's cases.
pub(super) fn folds(letter: char) -> bool {
    match letter {
        'İ' | 'ı' | 'ŉ' | 'ſ' => false,
        'À'..='ſ' => true,
        _ => letter.is_ascii() || !letter.is_alphabetic(),
    }
}

/// The letter at `at`, and its length in bytes; `None` at the end.
pub(super) fn at(text: &str, at: usize) -> Option<(char, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        return Some((char::from(byte), 1));
    }
    text[at..].chars().next().map(|letter| (letter, letter.len_utf8()))
}

fn single(mut letters: impl Iterator<Item = char>) -> Option<char> {
    letters.next().filter(|_| letters.next().is_none())
}
