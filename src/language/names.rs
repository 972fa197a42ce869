//! Names in a story's prose: runs of capitalised words.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::words::{Word, parts, words};
use crate::model::{Article, BlockKind, Lexicon, Passage, WordList, fold};

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
    let mut finder = NameFinder {
        prose: article.text.prose(),
        lists,
        names: Vec::new(),
        open: None,
        titled: false,
        initialled: false,
    };
    let telling = |kind: BlockKind| {
        kind.is_body() || matches!(kind, BlockKind::Headline | BlockKind::Dek | BlockKind::Caption | BlockKind::Subhead)
    };
    for block in article.blocks.iter().filter(|block| telling(block.kind)) {
        finder.read(block.passage);
    }
    finder.names
}

struct NameFinder<'a> {
    prose: &'a str,
    lists: NameLists<'a>,
    names: Vec<Name>,
    open: Option<Name>,
    titled: bool,
    initialled: bool,
}

impl NameFinder<'_> {
    fn read(&mut self, passage: Passage) {
        let prose = &self.prose[passage.range()];
        let mut opens = true;
        for word in words(prose) {
            if !word.before.is_empty() {
                self.close(false);
            }
            opens |= word.before.contains(['“', '"', '‘', '\'', '(', '—', '–', '-', '•']);
            self.word(word, passage.start, opens);
            let joins = self.joins(word.text, word.after);
            if !word.after.is_empty() && !joins {
                let rest = prose[word.range().end + word.after.len()..].trim_start();
                self.close(word.after == "," && rest.starts_with(|letter: char| letter.is_ascii_digit()));
            }
            opens = word.after.contains(['.', '!', '?', ':', '—', '–', '…']) && !joins || word.is_empty();
        }
        self.close(false);
    }

    /// Takes in the next word; `base` is where its block begins in the prose.
    fn word(&mut self, word: Word<'_>, base: usize, opens: bool) {
        let stopped = word.after.starts_with('.');
        if self.lists.titles.contains(&fold(word.text)) && word.is_capital() {
            self.close(false);
            self.titled = true;
            return;
        }
        if self.open.is_some() && (is_initial(word.text, stopped) || self.lists.particles.contains(word.text)) {
            return;
        }
        if is_initial(word.text, stopped) || self.is_single_capital(word.text) {
            self.initialled = true;
            return;
        }
        let stem = word.stem();
        let is_name = word.is_capital() && stem.chars().any(char::is_lowercase);
        if is_name {
            let (titled, initialled) = (self.titled, self.initialled);
            let name = self.open.get_or_insert_with(|| Name { words: Vec::new(), titled, aged: false, initialled });
            let start = base + word.start;
            name.words.push(NameWord { passage: Passage::new(start, start + stem.len()), opens });
        }
        if !is_name || stem.len() < word.text.len() {
            self.close(false);
            (self.titled, self.initialled) = (false, false);
        }
    }

    /// Whether the marks behind `word` belong to it: a title's or an initial's full stop.
    fn joins(&self, word: &str, after: &str) -> bool {
        after == "." && (is_initial(word, true) || self.lists.titles.contains(&fold(word)))
    }

    /// One capital that is no word by itself.
    fn is_single_capital(&self, word: &str) -> bool {
        let mut letters = word.chars();
        let alone = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        alone && !self.lists.lexicon.list("one-letter-words").contains(&fold(word))
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
        let words =
            self.words.get_or_init(|| parts(self.prose).filter(|word| word.starts_with(char::is_lowercase)).collect());
        words.contains(fold(word).as_str())
    }
}
