//! What a block does by its own words and form: asks, lists, gives results, names an hour, opens a letter.

use crate::language::words::{Word, count, parts, words};
use crate::model::{Article, Block, BlockKind, Lexicon, Part, WordList, fold};

/// A question that stands above its answer has at most so many words; an event so many.
const QUESTION: usize = 40;
const EVENT: usize = 60;
/// A line of results has so many marks between its items at least, and of ten words at most so many in small letters.
const ITEMS: usize = 3;
const SMALL: usize = 3;
/// Words at the beginning of a block that may open a letter, a release or a table.
const OPENING: usize = 5;

#[derive(Debug)]
pub(super) struct Parts {
    questions: WordList,
    answers: WordList,
    letters: WordList,
    releases: WordList,
    boilerplate: WordList,
    results: WordList,
    hours: WordList,
    dates: WordList,
}

impl Parts {
    pub fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| lexicon.list(name).clone();
        Self {
            questions: list("question-labels"),
            answers: list("answer-labels"),
            letters: list("letter-openers"),
            releases: list("release-openers"),
            boilerplate: list("boilerplate-openers"),
            results: list("results-openers"),
            hours: list("hour-words"),
            dates: list("date-words"),
        }
    }

    /// The part of each block, as far as the block itself tells it.
    pub fn of_blocks(&self, article: &Article) -> Vec<Part> {
        let text = |block: &Block| article.text.slice(block.passage);
        let mut parts: Vec<Part> = article.blocks.iter().map(|block| self.of_block(block, text(block))).collect();
        let mut before = Part::Prose;
        for (part, block) in parts.iter_mut().zip(&article.blocks) {
            if block.kind == BlockKind::Promo || block.passage.is_empty() {
                continue;
            }
            let goes_on = matches!(before, Part::Question | Part::Answer | Part::Letter | Part::Boilerplate);
            if goes_on && block.kind.is_body() && matches!(*part, Part::Prose | Part::List) {
                *part = if before == Part::Question { Part::Answer } else { before };
            }
            before = *part;
        }
        parts
    }

    fn of_block(&self, block: &Block, text: &str) -> Part {
        let is_told = block.kind.is_body() || block.kind == BlockKind::Subhead;
        if block.kind == BlockKind::Note && !block.passage.is_empty() {
            return Part::List;
        }
        if !is_told || text.is_empty() {
            return Part::Prose;
        }
        let folded = fold(&text.chars().take(80).collect::<String>());
        if opens(&self.releases, &folded) || block.kind == BlockKind::Subhead && self.is_about(&folded, text) {
            return Part::Boilerplate;
        }
        if opens(&self.letters, &folded) {
            return Part::Letter;
        }
        match label(&folded) {
            Some(label) if self.questions.contains(label) => return Part::Question,
            Some(label) if self.answers.contains(label) => return Part::Answer,
            _ => {}
        }
        if asks(block, text) {
            return Part::Question;
        }
        if self.is_result(&folded, text) {
            return Part::Results;
        }
        if self.is_event(text) {
            return Part::Calendar;
        }
        if block.kind == BlockKind::ListItem { Part::List } else { Part::Prose }
    }

    /// "About the Harbour Trust", as a heading.
    fn is_about(&self, folded: &str, text: &str) -> bool {
        let named = words(text).skip(1).any(Word::is_capital);
        named && !text.ends_with('?') && words(folded).next().is_some_and(|word| self.boilerplate.contains(word.text))
    }

    /// "Subs: …", or names and numbers between commas with hardly a word in small letters.
    fn is_result(&self, folded: &str, text: &str) -> bool {
        let words: Vec<Word<'_>> = words(text).filter(|word| !word.is_empty()).collect();
        let small = words.iter().filter(|word| word.text.starts_with(char::is_lowercase)).count();
        let items = text.matches([',', ';', '–', '(']).count();
        let telegraphic = words.len() >= 4 && small * 10 <= words.len() * SMALL;
        let labelled = label(folded).is_some_and(|label| self.results.contains(label));
        let numbers = words.iter().filter(|word| word.text.contains(|letter: char| letter.is_ascii_digit())).count();
        let counted = numbers * 4 >= words.len() && numbers >= 2;
        labelled && (telegraphic || items >= ITEMS)
            || telegraphic && items >= ITEMS && counted && small * 10 <= words.len()
    }

    /// A time of day, or a date at the beginning, in a few words.
    fn is_event(&self, text: &str) -> bool {
        let words: Vec<String> = parts(text).map(fold).collect();
        if words.is_empty() || words.len() > EVENT {
            return false;
        }
        let is_number = |word: &String| word.starts_with(|letter: char| letter.is_ascii_digit());
        let hour = words.windows(2).any(|pair| is_number(&pair[0]) && self.hours.contains(&pair[1]))
            || words
                .iter()
                .any(|word| is_number(word) && self.hours.words().iter().any(|hour| word.ends_with(hour.as_str())));
        let date_first =
            words.iter().take(2).any(|word| self.dates.contains(word)) && words.iter().take(4).any(is_number);
        let ends = text.matches(['.', '!', '?']).count();
        date_first && ends <= 2 || hour && ends <= 3 && words.len() * 2 <= EVENT
    }
}

/// A heading, or a short paragraph all in bold, that ends in a question mark.
fn asks(block: &Block, text: &str) -> bool {
    let bold: usize = block.shape.bold.iter().map(|bold| bold.len()).sum();
    let stands_out = block.kind == BlockKind::Subhead || bold * 10 >= block.passage.len() * 9;
    stands_out && text.trim_end().ends_with('?') && count(text) <= QUESTION
}

/// What stands before the first colon, or the full stop behind a single letter.
fn label(folded: &str) -> Option<&str> {
    let (label, _) = folded.split_once([':', '.'])?;
    Some(label.trim()).filter(|label| count(label) <= OPENING)
}

/// Whether the block begins with a line of `list`, and the line ends there or goes on behind a mark.
fn opens(list: &WordList, folded: &str) -> bool {
    let start = folded.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let rest = |words: &String| start.strip_prefix(words.as_str());
    list.words()
        .iter()
        .filter_map(rest)
        .any(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == ' '))
}
