//! The words of promos: phrases and words of every kind, leads, whole lines.

use aho_corasick::{AhoCorasick, MatchKind};

use super::evidence::Evidence;
use super::shape::Shapes;
use super::signals::Signal;
use crate::language::words::count;
use crate::model::{Block, Lexicon, Passage, PromoKind, Reading, WordList, fold};
use crate::scoring::Scale;

/// A credit is at most so long, in bytes and in words.
const CREDIT: usize = 120;
const CREDIT_WORDS: usize = 14;
/// A lead or an opening is at most so long, in characters.
const LEAD: usize = 32;
/// A block that is nothing but a line of a kind is at most so long, in bytes.
const LINE: usize = 60;
/// A line with a full stop has at least so many words: fewer are a sentence of a story, "More."
const SENTENCE: usize = 3;
/// A lead that is a title over others, "Related coverage from the harbour:", has at most so many words.
const LEAD_WORDS: usize = 10;
/// What an embed leaves behind has fewer words before it: behind more, a sentence of the story stands in its way.
const STORY: usize = 12;
/// How many words of one kind count.
const WORDS: usize = 2;

#[derive(Debug)]
pub struct PromoWords {
    automaton: Option<AhoCorasick>,
    /// What each pattern of the automaton is.
    classes: Vec<Class>,
    lines: Vec<(PromoKind, WordList)>,
    openings: Vec<(PromoKind, WordList)>,
    leads: WordList,
    endings: WordList,
    credit_openings: WordList,
    credit_agencies: WordList,
    shapes: Shapes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Phrase(PromoKind),
    Word(PromoKind),
    Brand,
    Disclosure,
}

/// A phrase or word of a list in the prose.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    pub passage: Passage,
    class: Class,
}

impl PromoWords {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut classes = Vec::new();
        let mut add = |list: &str, class: Class| {
            for words in lexicon.list(list).words() {
                patterns.extend(with_curly_marks(words));
                classes.resize(patterns.len(), class);
            }
        };
        for kind in PromoKind::ALL {
            add(&format!("promo-{}", kind.name()), Class::Phrase(kind));
            add(&format!("promo-{}-words", kind.name()), Class::Word(kind));
        }
        add("promo-brands", Class::Brand);
        add("promo-disclosures", Class::Disclosure);
        let openings = |kind: PromoKind| (kind, lexicon.list(&format!("promo-{}-openings", kind.name())).clone());
        let lines = |kind: PromoKind| (kind, lexicon.list(&format!("promo-{}-lines", kind.name())).clone());
        Self {
            automaton: automaton(&patterns, MatchKind::Standard),
            classes,
            lines: PromoKind::ALL.map(lines).to_vec(),
            openings: PromoKind::ALL.map(openings).to_vec(),
            leads: lexicon.list("promo-leads").clone(),
            endings: lexicon.list("promo-embed-endings").clone(),
            credit_openings: lexicon.list("promo-credit-openings").clone(),
            credit_agencies: lexicon.list("promo-credit-agencies").clone(),
            shapes: Shapes::new(lexicon),
        }
    }

    /// Every phrase and word in the prose, by place.
    pub fn find(&self, prose: &str) -> Vec<Hit> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut hits: Vec<Hit> = automaton
            .find_overlapping_iter(prose)
            .map(|found| Hit {
                passage: Passage::new(found.start(), found.end()),
                class: self.classes[found.pattern().as_usize()],
            })
            .filter(|hit| stands_alone(prose, hit.passage))
            .collect();
        hits.sort_by_key(|hit| (hit.passage.start, std::cmp::Reverse(hit.passage.end)));
        hits
    }

    /// Weighs what the block's words say.
    pub fn weigh(&self, reading: &Reading, block: &Block, hits: &[Hit], evidence: &mut Evidence, weights: &Scale) {
        let prose = reading.text.slice(block.passage);
        if block.shape.embed {
            if let Some(kind) = self.kind_of_values(&block.shape.values) {
                evidence.add_for(kind, Signal::EmbedWords, weights);
            }
            return;
        }
        let behind_story = |hit: &&Hit| count(&prose[..hit.passage.start - block.passage.start]) >= STORY;
        let residue_ends = |hit: &&Hit| hit.class == Class::Phrase(PromoKind::Embed) && behind_story(hit);
        self.weigh_hits(hits.iter().filter(|hit| !residue_ends(hit)), evidence, weights);
        if prose.starts_with(['"', '“', '‘']) {
            return;
        }
        let line = bare_line(prose);
        let is_sentence = prose.ends_with('.') && !prose.ends_with("..") && count(line) < SENTENCE;
        if line.len() <= LINE && !is_sentence {
            let line = fold(line);
            for (kind, _) in self.lines.iter().filter(|(_, lines)| lines.contains(&line)) {
                evidence.add_for(*kind, Signal::WholeLine, weights);
            }
            if self.endings.words().iter().any(|ending| line.ends_with(ending.as_str())) && line.len() < 24 {
                evidence.add_for(PromoKind::Embed, Signal::WholeLine, weights);
            }
        }
        if prose.len() <= CREDIT && !block.shape.picture && self.is_credit(prose) {
            evidence.add_for(PromoKind::Credit, Signal::WholeLine, weights);
        }
        self.weigh_lead(reading, block, evidence, weights);
    }

    pub fn weigh_shape(&self, reading: &Reading, block: &Block, evidence: &mut Evidence, weights: &Scale) {
        self.shapes.weigh(reading, block, evidence, weights);
    }

    fn weigh_hits<'hit>(&self, hits: impl Iterator<Item = &'hit Hit>, evidence: &mut Evidence, weights: &Scale) {
        let mut covered = 0;
        for hit in hits {
            if hit.passage.start < covered && hit.class != Class::Disclosure {
                continue;
            }
            match hit.class {
                Class::Phrase(PromoKind::Embed) => {
                    if !evidence.has(Signal::Residue) {
                        evidence.add_for(PromoKind::Embed, Signal::Residue, weights);
                    }
                    covered = hit.passage.end;
                }
                Class::Phrase(kind) => {
                    let signal = match evidence.count(Signal::Phrase) + evidence.count(Signal::SecondPhrase) {
                        0 => Signal::Phrase,
                        1 | 2 => Signal::SecondPhrase,
                        _ => continue,
                    };
                    evidence.add_for(kind, signal, weights);
                    covered = hit.passage.end;
                }
                Class::Word(kind) if evidence.count(Signal::Word) < WORDS => {
                    evidence.add_for(kind, Signal::Word, weights);
                }
                Class::Word(_) => {}
                Class::Brand => evidence.add(Signal::Brand, weights),
                Class::Disclosure => evidence.add(Signal::Disclosure, weights),
            }
        }
    }

    /// "(Photo by Jo Hill/Agency)", "Photo: Jo Hill", and nothing else.
    fn is_credit(&self, prose: &str) -> bool {
        let bracketed = prose.starts_with(['(', '[']) && prose.trim_end_matches('.').ends_with([')', ']']);
        let inner = fold(prose.trim_start_matches(['(', '[']));
        let opens = self.credit_openings.words().iter().any(|opening| inner.starts_with(opening.as_str()));
        let names_agency = || self.credit_agencies.words().iter().any(|agency| inner.contains(agency.as_str()));
        opens && count(prose) <= CREDIT_WORDS || bracketed && names_agency()
    }

    /// The kind that the parameters of a shortcode or an embed tell: their words, not the code that runs it.
    pub fn kind_of_values(&self, values: &[String]) -> Option<PromoKind> {
        let told = |hit: Hit| match hit.class {
            Class::Phrase(kind) if kind != PromoKind::Embed => Some(kind),
            _ => None,
        };
        values.iter().find_map(|value| {
            let readable = value.replace("%20", " ").replace("%27", "'").replace("&#39;", "'");
            self.find(&readable).into_iter().find_map(told)
        })
    }

    /// "Read more: …", "RELATED | …", "More from the desk": a lead, and what a lead stands before.
    fn weigh_lead(&self, reading: &Reading, block: &Block, evidence: &mut Evidence, weights: &Scale) {
        let prose = reading.text.slice(block.passage);
        let opened = prose.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let arrows = prose.len() > opened.len() && prose.starts_with(['»', '>', '›', '→', '▶', '►', '|']);
        let beginnings = beginnings(opened);
        let opens = |(_, openings): &&(PromoKind, WordList)| beginnings.iter().any(|words| openings.contains(words));
        for (kind, _) in self.openings.iter().filter(opens) {
            evidence.add(Signal::Opening, weights);
            evidence.point_at(*kind, weights.weight(Signal::Opening.number()));
        }
        let is_lead = |beginning: &&String| self.leads.contains(beginning);
        let Some(length) = beginnings.iter().rev().find(is_lead).map(String::len) else { return };
        let rest = &opened[length..];
        let colon = rest.trim_start().starts_with([':', '|', '–', '—', '»', '>']);
        let start = block.passage.end - rest.len();
        let linked: usize = block.shape.links.iter().map(|link| link.end.saturating_sub(link.start.max(start))).sum();
        let is_linked = linked > 0 && linked * 10 >= rest.trim().len() * 7;
        let in_capitals = opened[..length].chars().all(|letter| !letter.is_lowercase()) && length >= 4;
        let is_title = opened[..length].contains(' ') && prose.ends_with(':') && count(prose) <= LEAD_WORDS;
        let alone = is_title || rest.trim_matches(|letter: char| !letter.is_alphanumeric()).is_empty();
        if colon || arrows || in_capitals || is_linked && rest.starts_with([' ', '\u{a0}']) || alone {
            let plain_word = !opened[..length].contains(' ') && !colon && !arrows;
            if plain_word {
                return;
            }
            evidence.add_for(PromoKind::Related, Signal::Lead, weights);
            if alone || is_linked || arrows || colon && in_capitals {
                evidence.add(Signal::LeadAndTitle, weights);
            }
        }
    }
}

/// What `text` begins with, in lower case with straight marks: its first word, its first two, and so on.
fn beginnings(text: &str) -> Vec<String> {
    let head: String = text.chars().take(LEAD).collect();
    let ends = head.char_indices().filter(|(_, letter)| !letter.is_alphanumeric()).map(|(at, _)| at);
    let whole = (head.len() == text.len()).then_some(head.len());
    ends.chain(whole).filter(|end| *end > 0).map(|end| fold(&head[..end])).collect()
}

/// An automaton over ASCII-case-insensitive patterns; none where there are no patterns.
pub fn automaton(patterns: &[String], kind: MatchKind) -> Option<AhoCorasick> {
    let built = AhoCorasick::builder().ascii_case_insensitive(true).match_kind(kind).build(patterns);
    built.ok().filter(|_| !patterns.is_empty())
}

/// The words with straight and with curly apostrophes.
pub fn with_curly_marks(words: &str) -> Vec<String> {
    let mut spellings = vec![words.to_owned()];
    if words.contains('\'') {
        spellings.push(words.replace('\'', "’"));
    }
    spellings
}

/// Whether no letter or digit goes on before or behind, where the pattern itself has one at that edge.
pub fn stands_alone(text: &str, passage: Passage) -> bool {
    let words = &text[passage.range()];
    let joins = |edge: Option<char>, next: Option<char>| {
        edge.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)
    };
    !joins(words.chars().next(), text[..passage.start].chars().next_back())
        && !joins(words.chars().next_back(), text[passage.end..].chars().next())
}

/// The line without the marks around its words.
fn bare_line(prose: &str) -> &str {
    let mark = |letter: char| !letter.is_alphanumeric() && letter != '!';
    prose.trim_matches(mark)
}
