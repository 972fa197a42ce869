//! How a headline speaks: its letters, the names in it, what it asks, how it begins and ends.

use super::words::chunks;
use crate::model::{Lexicon, fold};

/// A headline, dek or caption cut into words.
#[derive(Debug)]
pub struct Headline<'text> {
    text: &'text str,
    words: Vec<HeadlineWord<'text>>,
}

/// A word of a headline, without the punctuation around it but with the signs of money and shares.
#[derive(Clone, Copy, Debug)]
pub struct HeadlineWord<'text> {
    pub text: &'text str,
    /// Where it begins in the headline, in bytes.
    pub start: usize,
    /// It begins the headline, a sentence or a quotation in it, or stands behind a colon: any word has a capital there.
    pub opens: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterCase {
    Sentence,
    Title,
    Upper,
    Lower,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    None,
    YesNo,
    /// It begins with how, why, what, who …
    Open,
    /// A statement with a question mark.
    Statement,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Present,
    Future,
}

/// Fewer words than this tell nothing of a headline's capitals.
const ENOUGH_FOR_CASE: usize = 3;
/// A number of things in a list; more is a figure, and four digits are a year.
const LONGEST_LIST: usize = 199;

impl<'text> Headline<'text> {
    pub fn new(text: &'text str) -> Self {
        let mut words = Vec::new();
        let mut opens = true;
        for (start, chunk) in chunks(text) {
            let quoted = chunk.starts_with(['"', '“', '‘', '\'', '(', '[']);
            let mark = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '$' | '£' | '€' | '%');
            let word = chunk.trim_matches(mark);
            if word.is_empty() {
                opens |= chunk.ends_with(['-', '–', '—', ':']);
                continue;
            }
            let before = chunk.len() - chunk.trim_start_matches(mark).len();
            words.push(HeadlineWord { text: word, start: start + before, opens: opens || quoted });
            opens = chunk.ends_with(['.', '!', '?', '…', ':', ';', '"', '”', '—', '–']) && !is_abbreviation(chunk);
        }
        Self { text, words }
    }

    pub fn words(&self) -> &[HeadlineWord<'text>] {
        &self.words
    }

    /// What stands before and behind one of its words.
    pub fn around(&self, word: HeadlineWord<'text>) -> (&'text str, &'text str) {
        (&self.text[..word.start], &self.text[word.start + word.text.len()..])
    }

    pub fn letter_case(&self, lexicon: &Lexicon) -> LetterCase {
        let small = lexicon.list("title-small-words");
        let mut telling = 0;
        let mut capitals = 0;
        for word in self.words.iter().skip(1).filter(|word| word.begins_with_letter()) {
            if !small.contains(&fold(word.text)) {
                telling += 1;
                capitals += usize::from(word.is_capital());
            }
        }
        let letters = || self.text.chars().filter(|letter| letter.is_alphabetic());
        let lower = letters().filter(|letter| letter.is_lowercase()).count();
        if lower == 0 && letters().count() > 0 && self.words.len() >= ENOUGH_FOR_CASE {
            LetterCase::Upper
        } else if telling >= ENOUGH_FOR_CASE && capitals * 10 >= telling * 7 {
            LetterCase::Title
        } else if self.words.first().is_some_and(|word| word.text.starts_with(char::is_lowercase)) && capitals == 0 {
            LetterCase::Lower
        } else {
            LetterCase::Sentence
        }
    }

    /// How many words have a capital that their place does not give them; 0 where capitals tell nothing.
    pub fn names(&self, lexicon: &Lexicon) -> usize {
        if matches!(self.letter_case(lexicon), LetterCase::Title | LetterCase::Upper) {
            return 0;
        }
        let is_name = |word: &&HeadlineWord<'_>| {
            word.is_capital() && !word.is_always_capital(lexicon) && (!word.opens || word.is_acronym())
        };
        self.words.iter().filter(is_name).count()
    }

    pub fn question(&self, lexicon: &Lexicon) -> Question {
        if !self.text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with('?') {
            return Question::None;
        }
        let last_sentence = self.words.iter().rposition(|word| word.opens).unwrap_or(0);
        let Some(first) = self.words.get(last_sentence).map(|word| fold(word.text)) else {
            return Question::Statement;
        };
        if lexicon.list("question-words").contains(&first) {
            Question::Open
        } else if lexicon.list("question-auxiliaries").contains(&first) {
            Question::YesNo
        } else {
            Question::Statement
        }
    }

    /// Whether it begins with a number of things ("7 ways", "The 10 best", "Five reasons"), rather than a year, a sum
    /// or a score.
    pub fn begins_with_count(&self, lexicon: &Lexicon) -> bool {
        let lead = self.words.first().is_some_and(|word| lexicon.list("count-leads").contains(&fold(word.text)));
        let Some(word) = self.words.get(usize::from(lead)) else { return false };
        let digits = word.text.parse::<usize>().is_ok_and(|number| (2..=LONGEST_LIST).contains(&number));
        digits || lexicon.list("counted").contains(&fold(word.text))
    }

    pub fn ending(&self) -> &'static str {
        let end = self.text.trim_end_matches(['"', '”', '’', '\'', ')', ' ']);
        match end.chars().next_back() {
            Some('…') => "ellipsis",
            Some('.') if end.ends_with("..") => "ellipsis",
            Some('.') if !self.words.last().is_some_and(|word| is_abbreviation(&format!("{}.", word.text))) => {
                "full-stop"
            }
            Some('?') => "question-mark",
            Some('!') => "exclamation-mark",
            Some(':') => "colon",
            _ => "none",
        }
    }

    /// Whether it opens with a pronoun that stands for nobody named before it.
    pub fn opens_with_pronoun(&self, lexicon: &Lexicon) -> bool {
        self.words.first().is_some_and(|word| lexicon.list("headline-pronouns").contains(&fold(word.text)))
    }

    /// Ordinary words in capitals for their loudness ("what it REALLY means"); 0 where all of it is in capitals.
    pub fn loud_words(&self, lexicon: &Lexicon) -> Vec<HeadlineWord<'text>> {
        if self.letter_case(lexicon) == LetterCase::Upper {
            return Vec::new();
        }
        let ordinary = lexicon.list("ordinary-words");
        let loud = |word: &&HeadlineWord<'_>| word.is_shouted() && ordinary.contains(&fold(word.text));
        self.words.iter().filter(loud).copied().collect()
    }

    pub fn tense(&self, lexicon: &Lexicon) -> Tense {
        let has = |list: &str| self.words.iter().any(|word| lexicon.list(list).contains(&fold(word.text)));
        if has("future-words") {
            Tense::Future
        } else if has("past-verbs") {
            Tense::Past
        } else {
            Tense::Present
        }
    }

    /// The tag that it begins or ends with ("WATCH:", `[VIDEO]`), in lower case.
    pub fn tag(&self, lexicon: &Lexicon) -> Option<String> {
        let tags = lexicon.list("headline-tags");
        let lead = self.text.split_once([':', '|', '!']).map(|(lead, _)| fold(lead.trim()));
        let bracketed =
            self.text.rsplit_once(['[', '(']).and_then(|(_, tail)| tail.trim_end().strip_suffix([']', ')']));
        lead.filter(|lead| tags.contains(lead)).or_else(|| bracketed.map(fold).filter(|tail| tags.contains(tail)))
    }
}

impl HeadlineWord<'_> {
    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Two letters or more, all of them capitals.
    pub fn is_shouted(&self) -> bool {
        let letters = || self.text.chars().filter(|letter| letter.is_alphabetic());
        letters().count() > 1 && letters().all(char::is_uppercase)
    }

    pub fn is_acronym(&self) -> bool {
        self.is_shouted() && self.text.len() <= 5
    }

    fn begins_with_letter(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }

    /// "I", "I'm": a capital that names nobody.
    pub fn is_always_capital(&self, lexicon: &Lexicon) -> bool {
        let word = self.text.split(['\'', '’']).next().unwrap_or_default();
        lexicon.list("words-always-capital").contains(&fold(word))
    }
}

/// A capital and at most three letters with a full stop ("Gov.", "Pa.", "U.S."), which ends no sentence.
fn is_abbreviation(chunk: &str) -> bool {
    let Some(letters) = chunk.strip_suffix('.') else { return false };
    let letters = letters.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    letters.starts_with(char::is_uppercase)
        && (letters.contains('.') || letters.chars().count() <= 4 && !letters.contains(char::is_numeric))
}
