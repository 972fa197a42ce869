//! Names in a story's prose: runs of capitalised words.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::words::without_clitic;
use crate::model::{Article, BlockKind, Lexicon, Passage, WordList};

/// The words that tell where a name begins and goes on, in lower case.
#[derive(Clone, Copy, Debug)]
pub struct NameLists<'a> {
    /// They stand before a name ("mr", "sen").
    pub titles: &'a WordList,
    /// They stand inside one ("de", "van").
    pub particles: &'a WordList,
    /// The words of the story's language.
    pub lexicon: &'a Lexicon,
}

/// One capitalised word of a name, without its possessive.
#[derive(Clone, Copy, Debug)]
pub struct NameWord {
    pub passage: Passage,
    /// It begins a sentence, so that its capital says little.
    pub opens: bool,
}

/// Capitalised words in a row, as they stand once in the prose; initials and particles stand between them unlisted.
#[derive(Clone, Debug)]
pub struct Name {
    pub words: Vec<NameWord>,
    /// A title stands before it ("Mr", "Sen."): a person's name for sure.
    pub titled: bool,
    /// A comma and a number stand behind it ("Jane Doe, 43,"): likewise.
    pub aged: bool,
    /// An initial stands before it ("J. Doe", "J Doe").
    pub initialled: bool,
}

/// The names in the headline, dek, body and captions, in the order of the prose.
pub fn names(article: &Article, lists: NameLists<'_>) -> Vec<Name> {
    let mut finder =
        Finder { prose: article.text.prose(), lists, names: Vec::new(), open: None, titled: false, initialled: false };
    let telling = |kind: BlockKind| {
        kind.is_body() || matches!(kind, BlockKind::Headline | BlockKind::Dek | BlockKind::Caption | BlockKind::Subhead)
    };
    for block in article.blocks.iter().filter(|block| telling(block.kind)) {
        finder.read(block.passage);
    }
    finder.names
}

struct Finder<'a> {
    prose: &'a str,
    lists: NameLists<'a>,
    names: Vec<Name>,
    open: Option<Name>,
    titled: bool,
    initialled: bool,
}

impl Finder<'_> {
    fn read(&mut self, passage: Passage) {
        let mut start = passage.start;
        let mut opens = true;
        for written in self.prose[passage.range()].split([' ', '\n']) {
            let word = written.trim_matches(|letter: char| !letter.is_alphanumeric());
            let before = written.len() - written.trim_start_matches(|letter: char| !letter.is_alphanumeric()).len();
            let after = &written[before + word.len()..];
            if before > 0 {
                self.close(false);
            }
            opens |= written[..before].contains(['“', '"', '‘', '\'', '(', '—', '–', '-', '•']);
            self.word(word, start + before, opens, after.starts_with('.'));
            if !after.is_empty() && !self.joins(word, after) {
                let rest = self.prose[start + written.len()..passage.end].trim_start();
                self.close(after == "," && rest.starts_with(|letter: char| letter.is_ascii_digit()));
            }
            opens = after.contains(['.', '!', '?', ':', '—', '–', '…']) && !self.joins(word, after) || word.is_empty();
            start += written.len() + 1;
        }
        self.close(false);
    }

    /// Takes in the next word, which begins at `start` of the prose.
    fn word(&mut self, word: &str, start: usize, opens: bool, stopped: bool) {
        if self.lists.titles.contains(&word.to_lowercase()) && word.starts_with(char::is_uppercase) {
            self.close(false);
            self.titled = true;
            return;
        }
        if self.open.is_some() && (is_initial(word, stopped) || self.lists.particles.contains(word)) {
            return;
        }
        if is_initial(word, stopped) || self.is_single_capital(word) {
            self.initialled = true;
            return;
        }
        let stem = without_clitic(word);
        let is_name = stem.starts_with(char::is_uppercase) && stem.chars().any(char::is_lowercase);
        if is_name {
            let (titled, initialled) = (self.titled, self.initialled);
            let name = self.open.get_or_insert_with(|| Name { words: Vec::new(), titled, aged: false, initialled });
            name.words.push(NameWord { passage: Passage::new(start, start + stem.len()), opens });
        }
        if !is_name || stem.len() < word.len() {
            self.close(false);
            (self.titled, self.initialled) = (false, false);
        }
    }

    /// Whether the marks behind `word` belong to it: a title's or an initial's full stop.
    fn joins(&self, word: &str, after: &str) -> bool {
        after == "." && (is_initial(word, true) || self.lists.titles.contains(&word.to_lowercase()))
    }

    /// One capital that is no word by itself.
    fn is_single_capital(&self, word: &str) -> bool {
        let mut letters = word.chars();
        let alone = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        alone && !self.lists.lexicon.list("one-letter-words").contains(&word.to_lowercase())
    }

    fn close(&mut self, aged: bool) {
        if let Some(name) = self.open.take() {
            self.names.push(Name { aged, ..name });
            (self.titled, self.initialled) = (false, false);
        }
    }
}

fn is_initial(word: &str, stopped: bool) -> bool {
    let mut letters = word.chars();
    stopped && letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        || word.len() == 3 && word.as_bytes()[1] == b'.'
}

/// The words that stand somewhere in lower case: words of the language, whatever else they are the names of.
#[derive(Debug)]
pub struct LowerCaseWords<'a> {
    prose: &'a str,
    words: OnceCell<FxHashSet<&'a str>>,
}

impl<'a> LowerCaseWords<'a> {
    /// Nothing is looked at before the first word is asked for.
    pub fn of(prose: &'a str) -> Self {
        Self { prose, words: OnceCell::new() }
    }

    /// Whether `word`, in any case, is one of them.
    pub fn contain(&self, word: &str) -> bool {
        let words = self.words.get_or_init(|| {
            let words = self.prose.split(|letter: char| !letter.is_alphanumeric());
            words.filter(|word| word.starts_with(char::is_lowercase)).collect()
        });
        words.contains(word.to_lowercase().as_str())
    }
}
