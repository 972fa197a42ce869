//! Words as they are looked up and compared: in lower case, with straight apostrophes.

/// The word in lower case, with straight apostrophes.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// [`fold`] into a buffer, which is emptied first.
pub fn fold_into(word: &str, folded: &mut String) {
    folded.clear();
    for letter in word.chars() {
        match letter {
            '’' => folded.push('\''),
            _ if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
            _ => folded.extend(letter.to_lowercase()),
        }
    }
}
