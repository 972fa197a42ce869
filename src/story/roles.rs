//! Which blocks at the head of a story are its dek, byline, date and dateline.

use super::dateline::Datelines;
use crate::language::words::{Word, count, parts, words};
use crate::model::{Block, BlockKind, Lexicon, Passage, Reading, Shape, WordList, fold};

/// Blocks behind the headline that may still be something else than the story.
const HEAD: usize = 6;
/// Words that a dek has at most.
const DEK_WORDS: usize = 40;
const BYLINE_WORDS: usize = 16;
/// Words of a label before a byline that says what the piece is.
const LABEL_WORDS: usize = 3;
const DATE_LINE_WORDS: usize = 14;

/// Recognises roles by the words that the lists give it.
#[derive(Debug)]
pub(super) struct Roles {
    byline_openers: WordList,
    byline_words: WordList,
    date_words: WordList,
    date_line_words: WordList,
    datelines: Datelines,
}

impl Roles {
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            byline_openers: lexicon.list("byline-openers").clone(),
            byline_words: lexicon.list("byline-words").clone(),
            date_words: lexicon.list("date-words").clone(),
            date_line_words: lexicon.list("date-line-words").clone(),
            datelines: Datelines::new(lexicon),
        }
    }

    /// Gives the blocks at the head of the story their kinds; a dateline becomes a block of its own.
    pub fn recognise(&self, reading: &mut Reading) {
        let head = self.head(reading);
        for index in &head {
            let prose = reading.text.slice(reading.blocks[*index].passage);
            if self.is_byline(prose) {
                reading.blocks[*index].kind = BlockKind::Byline;
            } else if self.is_date_line(prose) {
                reading.blocks[*index].kind = BlockKind::Note;
            }
        }
        if let Some(index) = self.dek(reading, &head) {
            reading.blocks[index].kind = BlockKind::Dek;
        }
        self.split_dateline(reading);
    }

    /// The first blocks of the body that have words.
    fn head(&self, reading: &Reading) -> Vec<usize> {
        let from_metadata =
            |block: &Block| matches!(block.kind, BlockKind::Headline | BlockKind::Dek | BlockKind::Byline);
        (0..reading.blocks.len())
            .filter(|index| !reading.blocks[*index].passage.is_empty())
            .filter(|index| reading.blocks[*index].kind != BlockKind::Promo)
            .skip_while(|index| from_metadata(&reading.blocks[*index]))
            .take(HEAD)
            .filter(|index| matches!(reading.blocks[*index].kind, BlockKind::Paragraph | BlockKind::Subhead))
            .collect()
    }

    /// "By Ana Novak, Staff Writer", "Obituary, by Ana Novak": names behind an opener, what they do, and no sentence.
    fn is_byline(&self, prose: &str) -> bool {
        let behind_label = || {
            let (label, rest) = prose.split_once(", ")?;
            (count(label) <= LABEL_WORDS).then(|| self.after_opener(rest)).flatten()
        };
        let Some(credit) = self.after_opener(prose).or_else(behind_label) else { return false };
        let (names, office) = credit.split_once(", ").unwrap_or((credit, ""));
        let is_listed = |word: &Word<'_>| self.byline_words.contains(&fold(word.text));
        let is_name = |word: &Word<'_>| {
            !word.before.is_empty()
                || !word.text.starts_with(|letter: char| letter.is_alphabetic() && !letter.is_uppercase())
                || is_listed(word)
        };
        let is_office = || words(office).next_back().is_some_and(|word| is_listed(&word));
        let opens = |word: &Word<'_>| {
            word.before.is_empty() && word.is_capital() && !self.date_words.contains(&fold(word.text))
        };
        (1..=BYLINE_WORDS).contains(&count(credit))
            && words(names).next().is_some_and(|word| opens(&word))
            && !is_sentence(prose)
            && words(names).all(|word| is_name(&word))
            && (words(office).all(|word| is_name(&word)) || is_office())
    }

    fn after_opener<'prose>(&self, prose: &'prose str) -> Option<&'prose str> {
        let opened = |opener: &String| {
            let (head, rest) = prose.split_at_checked(opener.len())?;
            let rest = rest.strip_prefix([' ', ':'])?.trim_start();
            head.eq_ignore_ascii_case(opener).then_some(rest)
        };
        self.byline_openers.words().iter().find_map(opened)
    }

    /// "Updated 4 March 2024, 10:30 GMT": nothing but the time.
    fn is_date_line(&self, prose: &str) -> bool {
        let mut dates = 0;
        let mut words = 0;
        for word in parts(prose) {
            let lower = fold(word);
            dates += usize::from(self.date_words.contains(&lower));
            words += 1;
            let is_number = word.starts_with(|letter: char| letter.is_ascii_digit());
            if !is_number && !self.date_words.contains(&lower) && !self.date_line_words.contains(&lower) {
                return false;
            }
        }
        dates > 0 && words <= DATE_LINE_WORDS && prose.contains(|letter: char| letter.is_ascii_digit())
    }

    /// The block right behind the headline, where what follows it, or its own form, says that it is no part of the story.
    fn dek(&self, reading: &Reading, head: &[usize]) -> Option<usize> {
        let blocks = &reading.blocks;
        let first = *head.first()?;
        let block = &blocks[first];
        let before = blocks[..first].iter().map(|block| block.kind).rfind(|kind| *kind != BlockKind::Promo);
        if before != Some(BlockKind::Headline) || blocks.iter().any(|block| block.kind == BlockKind::Dek) {
            return None;
        }
        let prose = reading.text.slice(block.passage);
        let words = count(prose);
        let tells = |block: &&Block| block.kind != BlockKind::Promo && !block.passage.is_empty();
        let next = blocks[first + 1..].iter().find(tells)?;
        let next_prose = reading.text.slice(next.passage);
        let story_follows = next.kind == BlockKind::Byline || self.datelines.length(next_prose).is_some();
        if words > DEK_WORDS || self.datelines.length(prose).is_some() {
            return None;
        }
        match block.kind {
            BlockKind::Subhead => {
                let alike =
                    |other: &Block| other.kind == BlockKind::Subhead && other.shape.heading == block.shape.heading;
                (story_follows || !blocks[first + 1..].iter().any(alike)).then_some(first)
            }
            BlockKind::Paragraph if story_follows || is_wholly_bold(block) => Some(first),
            BlockKind::Paragraph => {
                let says_no_sentence = words >= 4 && prose.ends_with(char::is_alphanumeric);
                (says_no_sentence && next.kind == BlockKind::Paragraph && is_sentence(next_prose)).then_some(first)
            }
            _ => None,
        }
    }

    /// Cuts the dateline off the first paragraph of the story.
    fn split_dateline(&self, reading: &mut Reading) {
        let is_paragraph = |block: &Block| block.kind == BlockKind::Paragraph && !block.passage.is_empty();
        let Some(index) = reading.blocks.iter().position(is_paragraph) else { return };
        let block = &reading.blocks[index];
        let prose = reading.text.slice(block.passage);
        if self.datelines.is_alone(prose) {
            reading.blocks[index].kind = BlockKind::Dateline;
            return;
        }
        let Some(length) = self.datelines.length(prose) else { return };
        let rest = prose[length..].trim_start();
        let passage = Passage::new(block.passage.start, block.passage.start + length);
        let story = Passage::new(block.passage.end - rest.len(), block.passage.end);
        let mut dateline = Block { kind: BlockKind::Dateline, passage, shape: Shape::default(), ..block.clone() };
        dateline.span.end = reading.text.span(passage).end;
        let start = reading.text.span(story).start;
        let block = &mut reading.blocks[index];
        block.passage = story;
        block.span.start = start;
        block.shape.bold.retain(|bold| bold.start >= story.start);
        let mut links = block.shape.links.iter().map(|link| link.start >= story.start);
        block.shape.targets.retain(|_| links.next().unwrap_or(false));
        block.shape.links.retain(|link| link.start >= story.start);
        reading.blocks.insert(index, dateline);
    }
}

fn is_sentence(prose: &str) -> bool {
    prose.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', '…'])
}

fn is_wholly_bold(block: &Block) -> bool {
    let bold: usize = block.shape.bold.iter().map(|bold| bold.len()).sum();
    bold * 10 >= block.passage.len() * 9
}
