//! Datelines: where a story was written, when, and by which agency, at the head of its first paragraph.

use crate::language::words::{count, parts};
use crate::model::{Lexicon, WordList, fold};

/// A dateline ends within so many bytes.
const REACH: usize = 90;
const DASHES: &[&str] = &["—", "–", " - ", " -- ", "--", " _ ", ") -", ")-"];

#[derive(Debug)]
pub(super) struct Datelines {
    /// Capitals that name no place.
    others: WordList,
    /// Words without a capital in the names of places: "de", "on".
    small: WordList,
}

impl Datelines {
    pub fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| lexicon.list(name).clone();
        Self { others: list("not-a-dateline"), small: list("dateline-small-words") }
    }

    /// The length in bytes of the dateline that `prose` begins with, its dash or colon included.
    pub fn length(&self, prose: &str) -> Option<usize> {
        let dashed = DASHES
            .iter()
            .filter_map(|dash| prose.find(dash).filter(|at| *at <= REACH).map(|at| (at, dash.len())))
            .min()
            .map(|(at, length)| (at + usize::from(prose[at..].starts_with(')')), at + length));
        if let Some((head, end)) = dashed
            && self.names_a_place(prose[..head].trim_end())
            && !prose[end..].trim_start().is_empty()
        {
            return Some(prose[..end].trim_end().len());
        }
        let colon = prose.find(':').filter(|at| *at <= REACH)?;
        let capitals = prose[..colon].chars().filter(|letter| letter.is_uppercase()).count();
        let goes_on = prose[colon + 1..].trim_start().starts_with(char::is_uppercase);
        (capitals >= 4 && goes_on && self.is_place(&prose[..colon])).then_some(colon + 1)
    }

    /// Whether `prose` is a dateline and nothing else: it names an agency, or ends in its dash.
    pub fn is_alone(&self, prose: &str) -> bool {
        let bare = prose.trim_end_matches(['—', '–', '-', ' ']);
        let marked = bare.len() < prose.len() || bare.ends_with(')');
        prose.len() <= REACH && marked && bare.contains(char::is_uppercase) && self.names_a_place(bare)
    }

    /// "ORSA", "RYE, N.H.", "LONDON/PARIS, Nov. 3 (Agency)", "Orsa (Agency)", "(Agency)".
    fn names_a_place(&self, head: &str) -> bool {
        let Some((before, agency)) = head.strip_suffix(')').and_then(|head| head.rsplit_once('(')) else {
            return self.is_place(head);
        };
        let before = before.trim_end();
        let is_agency = count(agency) <= 5 && agency.starts_with(char::is_alphanumeric);
        is_agency && (before.is_empty() || self.is_place(before) || self.is_title_case(before))
    }

    fn is_place(&self, head: &str) -> bool {
        let place = head.split(',').next().unwrap_or_default().trim();
        let letters = || place.chars().filter(|letter| letter.is_alphabetic());
        let in_capitals = letters().count() >= 3 && letters().all(char::is_uppercase);
        let short = count(place) <= 5 && count(head) <= 10;
        let clean = !place.contains(['"', '“', '”', '?', '!', ':', '#']);
        in_capitals && short && clean && self.is_title_case(head) && !self.others.contains(&fold(place))
    }

    /// Whether every word begins with a capital or a figure, or is as small as "de" and "on".
    fn is_title_case(&self, head: &str) -> bool {
        let names = |word: &str| !word.starts_with(char::is_lowercase) || self.small.contains(&fold(word));
        parts(head).all(names) && parts(head).count() <= 10 && head.starts_with(char::is_uppercase)
    }
}
