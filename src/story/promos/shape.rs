//! The shape of a promo: how its sentences begin, whom they address, what they are written in.

use aho_corasick::{AhoCorasick, MatchKind};

use super::evidence::Evidence;
use super::signals::Signal;
use super::words::{automaton, stands_alone, with_curly_marks};
use crate::language::words::{chunks, count};
use crate::model::{Block, Lexicon, Passage, Reading, WordList};
use crate::scoring::Scale;

/// A promo has seldom more words than this, nor a short line more than that.
const LONG: usize = 70;
const SHORT: usize = 12;
/// A sentence of so many words that leads nowhere tells something.
const TOLD: usize = 20;

#[derive(Debug)]
pub struct Shapes {
    automaton: Option<AhoCorasick>,
    signals: Vec<Signal>,
    /// What addresses end in.
    domains: WordList,
}

impl Shapes {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut signals = Vec::new();
        let lists = [
            ("promo-imperatives", Signal::Imperative),
            ("promo-readers", Signal::Reader),
            ("promo-reporting", Signal::Reporting),
        ];
        for (list, signal) in lists {
            for words in lexicon.list(list).words() {
                patterns.extend(with_curly_marks(words));
                signals.resize(patterns.len(), signal);
            }
        }
        Self {
            automaton: automaton(&patterns, MatchKind::Standard),
            signals,
            domains: lexicon.list("web-domains").clone(),
        }
    }

    pub fn weigh(&self, reading: &Reading, block: &Block, evidence: &mut Evidence, weights: &Scale) {
        if block.shape.embed {
            return;
        }
        let prose = reading.text.slice(block.passage);
        let quoted = prose.starts_with(['"', '“', '‘', '\'']);
        let mut signals: Vec<Signal> = Vec::new();
        for found in self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(prose)) {
            let signal = self.signals[found.pattern().as_usize()];
            let passage = Passage::new(found.start(), found.end());
            if stands_alone(prose, passage) && (signal != Signal::Imperative || begins_sentence(prose, passage.start)) {
                signals.push(signal);
            }
        }
        if quoted {
            signals.push(Signal::Quoted);
        }
        let words = count(prose);
        let marked = |passages: &[Passage]| passages.iter().map(|passage| passage.len()).sum::<usize>();
        let is_most = |part: usize| part * 10 >= block.passage.len() * 8;
        let further = [
            (Signal::Capitals, begins_in_capitals(prose)),
            (Signal::Bold, is_most(marked(&block.shape.bold)) || starts_bold(block)),
            (Signal::Link, is_most(marked(&block.shape.links))),
            (Signal::Contact, chunks(prose).any(|(_, word)| self.is_contact(word))),
            (Signal::Short, words <= SHORT && !prose.ends_with(['.', ',', ';', '”', '"'])),
            (Signal::Long, words > LONG),
            (Signal::Told, words >= TOLD && block.shape.links.is_empty() && prose.ends_with(['.', '!', '?', '”', '"'])),
        ];
        signals.extend(further.into_iter().filter(|(_, holds)| *holds).map(|(signal, _)| signal));
        let speaks = [Signal::Phrase, Signal::Word, Signal::Lead, Signal::Opening, Signal::Target];
        let by_words = speaks.into_iter().any(|signal| evidence.has(signal));
        let leads = evidence.has(Signal::LeadAndTitle);
        for signal in signals {
            // behind a lead it is the other story that reports
            let is_others = leads && signal == Signal::Reporting;
            let wants_words = matches!(signal, Signal::Reader | Signal::Contact);
            if is_others || !by_words && wants_words || by_words && signal == Signal::Told {
                continue;
            }
            evidence.add(signal, weights);
        }
    }

    /// An e-mail address, a domain or a handle.
    fn is_contact(&self, word: &str) -> bool {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '@');
        let is_handle = word.len() > 3 && word.starts_with('@');
        let has_domain = word.split(['/', '@']).take(2).any(|host| {
            let top = host.rsplit_once('.').map(|(name, top)| (name.len(), top));
            top.is_some_and(|(name, top)| name >= 3 && self.domains.contains(top))
        });
        is_handle || has_domain
    }
}

/// Whether a sentence, or what stands behind a dash or colon, begins at `at`.
fn begins_sentence(prose: &str, at: usize) -> bool {
    let before = prose[..at].trim_end_matches(|letter: char| {
        letter == ' ' || !letter.is_alphanumeric() && !matches!(letter, '.' | '!' | '?' | ':' | '—' | '–' | '…' | ',')
    });
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '—', '–', '…'])
}

/// Whether the first two words or more, or one before a colon, are in capitals.
fn begins_in_capitals(prose: &str) -> bool {
    let is_capital = |word: &str| {
        let letters = || word.chars().filter(|letter| letter.is_alphabetic());
        letters().count() >= 2 && letters().all(char::is_uppercase)
    };
    let words = chunks(prose).map(|(_, word)| word).filter(|word| word.contains(char::is_alphanumeric));
    let capitals: Vec<&str> = words.take_while(|word| is_capital(word)).take(4).collect();
    let letters: usize = capitals.iter().map(|word| word.len()).sum();
    capitals.len() >= 2 && letters >= 7 || capitals.first().is_some_and(|word| word.len() >= 4 && word.ends_with(':'))
}

fn starts_bold(block: &Block) -> bool {
    block.shape.bold.first().is_some_and(|bold| bold.start <= block.passage.start + 4 && bold.len() >= 8)
}
