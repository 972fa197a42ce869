//! Prose as spoken words: in lower case, without punctuation, numbers as what they are worth.

use super::speech::Speech;
use crate::language::amounts::{Amount, AmountKind, AmountUnit, amounts};
use crate::model::{Passage, fold};

/// A word as it is heard.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub passage: Passage,
    pub key: u32,
    pub kind: WordKind,
    /// Its number.
    pub amount: Option<Amount>,
    /// A dash or an ellipsis stands behind it.
    pub breaks_off: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    Spoken,
    /// "um"
    Filler,
    /// What a transcript says of the scene: \[laughter\]
    Remark,
}

/// The words of `prose`, whose passages begin at `base`; `key` numbers them.
pub fn words(prose: &str, base: usize, speech: &Speech, key: &mut dyn FnMut(&str) -> u32) -> Vec<Word> {
    let numbers: Vec<Amount> = amounts(prose, 0, &speech.numerals).into_iter().filter(is_exact).collect();
    let mut numbers = numbers.iter().peekable();
    let raw: Vec<Passage> = cut(prose);
    let folded = |index: usize| raw.get(index).map(|passage| spelled(&prose[passage.range()]));
    let mut words = Vec::with_capacity(raw.len());
    let mut at = 0;
    while at < raw.len() {
        let passage = raw[at];
        while numbers.next_if(|number| number.passage.end <= passage.start).is_some() {}
        if let Some(number) = numbers.next_if(|number| number.passage.overlaps(passage)) {
            let whole = number.passage.cover(passage);
            while at < raw.len() && raw[at].start < whole.end {
                at += 1;
            }
            let amount = Some(Amount { passage: number.passage.shift(base), ..*number });
            let key = key(&written(number));
            let breaks_off = breaks_off(&prose[whole.end..]);
            words.push(Word { passage: whole.shift(base), key, kind: WordKind::Spoken, amount, breaks_off });
            continue;
        }
        let word = spelled(&prose[passage.range()]);
        let filler = speech.filler_length(&word, |ahead| folded(at + 1 + ahead));
        let (kind, length) = if filler > 0 { (WordKind::Filler, filler) } else { (WordKind::Spoken, 1) };
        let end = raw[at + length - 1].end;
        let mut push = |word: &str| {
            let passage = Passage::new(passage.start, end).shift(base);
            words.push(Word { passage, key: key(word), kind, amount: None, breaks_off: breaks_off(&prose[end..]) });
        };
        match speech.alike(&word).filter(|_| kind == WordKind::Spoken) {
            Some(others) => others.iter().for_each(|other| push(other)),
            None => push(&word),
        }
        at += length;
    }
    words
}

fn is_exact(amount: &Amount) -> bool {
    amount.kind != AmountKind::Vague
}

/// A number as it is compared; of money without its currency, which figures and words put in other places.
fn written(number: &Amount) -> String {
    let unit = if number.unit == AmountUnit::Percent { "%" } else { "" };
    format!("#{}-{}{unit}", number.low, number.high)
}

/// A word without the stops inside it.
fn spelled(word: &str) -> String {
    let mut word = fold(word);
    word.retain(|letter| letter != '.' && letter != ',');
    word
}

fn breaks_off(behind: &str) -> bool {
    let behind = behind.trim_start_matches([' ', ',']);
    behind.starts_with(['-', '–', '—', '―', '…']) || behind.starts_with("..")
}

/// Where the words of `prose` stand: letters and digits, with the apostrophes and stops inside them, and `&`.
fn cut(prose: &str) -> Vec<Passage> {
    let mut found = Vec::with_capacity(prose.len() / 5);
    let mut letters = prose.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        if first == '&' {
            found.push(Passage::new(start, start + 1));
        }
        if !first.is_alphanumeric() {
            continue;
        }
        let mut end = start + first.len_utf8();
        let mut last = first;
        // Letters since the last stop: "U.S." has one each, "end.The" has more.
        let mut since_stop = 1;
        while let Some((at, letter)) = letters.peek().copied() {
            let next = prose[at + letter.len_utf8()..].chars().next();
            let joins = match letter {
                '\'' | '’' => next.is_some_and(char::is_alphabetic),
                '.' | ',' if last.is_ascii_digit() => next.is_some_and(|next| next.is_ascii_digit()),
                '.' => since_stop == 1 && next.is_some_and(char::is_alphabetic) && last.is_alphabetic(),
                _ => letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter),
            };
            if !joins {
                break;
            }
            since_stop = if letter == '.' { 0 } else { since_stop + 1 };
            letters.next();
            last = letter;
            end = at + letter.len_utf8();
        }
        found.push(Passage::new(start, end));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lexicon, WordList};

    fn heard(prose: &str) -> Vec<String> {
        let mut lexicon = Lexicon::default();
        let list = |words: &[&str]| words.iter().copied().collect::<WordList>();
        lexicon.insert("fillers", list(&["um", "you know"]));
        lexicon.insert("heard-alike", list(&["going to = gonna"]));
        let speech = Speech::new(&lexicon);
        let mut said = Vec::new();
        let words = words(prose, 0, &speech, &mut |word| {
            said.push(word.to_owned());
            0
        });
        words.iter().zip(said).filter(|(word, _)| word.kind == WordKind::Spoken).map(|(_, said)| said).collect()
    }

    #[test]
    fn words_are_what_is_heard() {
        assert_eq!(
            heard("“We’re, um, gonna re-build — in the U.S.”"),
            ["we're", "going", "to", "re", "build", "in", "the", "us"]
        );
        assert_eq!(heard("It’s, you know, late.The end"), ["it's", "late", "the", "end"]);
        assert_eq!(heard("1,200 people"), ["#1200-1200", "people"]);
    }
}
