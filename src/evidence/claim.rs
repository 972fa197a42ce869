//! A story's quotation as what it claims was said: words, and between them the places where more may have been said.

use std::ops::Range;

use super::Evidence;
use super::words::{Word, WordKind, words};
use crate::model::{Article, Passage, Quotation, QuotationKind};

/// One quotation, or several that a cue cuts up: “We will,” she said, “and soon.”
#[derive(Debug, Default)]
pub struct Claim {
    pub words: Vec<Word>,
    /// What stands before each word.
    joints: Vec<Joint>,
    /// Before which words a filler is quoted.
    pub fillers: Vec<bool>,
    /// The quotations, by their index in the article, each with its words.
    pub parts: Vec<(usize, Range<usize>)>,
}

/// What stands between two quoted words; the later ones allow more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Joint {
    #[default]
    None,
    /// Words in brackets, for some that were said or beside them.
    Insertion,
    /// An ellipsis: any words may be left out.
    Ellipsis,
    /// A cue between two sentences: each may have been said at its own time.
    Cue,
}

/// So many words of a cue at most stand between two halves of a quotation, in bytes.
const LONGEST_CUE: usize = 160;

/// The claims of a story's quotations, each quotation in one of them.
pub fn claims(article: &Article, evidence: &Evidence) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut previous: Option<&Quotation> = None;
    for (index, quotation) in article.quotations.iter().enumerate() {
        if quotation.depth > 0 || quotation.kind == QuotationKind::Title {
            continue;
        }
        let joint = previous.and_then(|previous| continued(previous, quotation, article));
        match (joint, claims.last_mut()) {
            (Some(joint), Some(claim)) => claim.add(index, joint, article, evidence),
            _ => claims.push(Claim::of(index, article, evidence)),
        }
        previous = Some(quotation);
    }
    claims
}

/// How `next` goes on with what `previous` begins, where it does: the words between them say who speaks.
fn continued(previous: &Quotation, next: &Quotation, article: &Article) -> Option<Joint> {
    let between = Passage::new(previous.passage.end, next.passage.start.max(previous.passage.end));
    let is_cue = previous.cue.is_some_and(|cue| between.contains(cue));
    if previous.kind != QuotationKind::Speech || previous.block != next.block || !is_cue || between.len() > LONGEST_CUE
    {
        return None;
    }
    let ended = |text: &str| text.trim_end().ends_with(['.', '!', '?', '…']);
    let new_sentence = ended(article.text.slice(previous.words)) || ended(article.text.slice(between));
    Some(if new_sentence { Joint::Cue } else { Joint::None })
}

impl Claim {
    /// The claim of one quotation.
    pub fn of(index: usize, article: &Article, evidence: &Evidence) -> Self {
        let mut claim = Self::default();
        claim.add(index, Joint::None, article, evidence);
        claim
    }

    /// The most that is allowed between the words before `from` and those from `to` on.
    pub fn joint(&self, from: usize, to: usize) -> Joint {
        self.joints
            .get(from..=to.min(self.joints.len().saturating_sub(1)))
            .map_or(Joint::None, |joints| joints.iter().copied().max().unwrap_or_default())
    }

    fn add(&mut self, index: usize, joint: Joint, article: &Article, evidence: &Evidence) {
        let first = self.words.len();
        let passage = article.quotations[index].words;
        let text = article.text.slice(passage);
        let mut joint = joint;
        for piece in pieces(text) {
            match piece {
                Piece::Joint(other) => joint = joint.max(other),
                Piece::Words(place) => {
                    let of_piece = &text[place.range()];
                    self.push(of_piece, place.shift(passage.start), None, &mut joint, evidence);
                }
                Piece::Word(place, word) => {
                    self.push(
                        &word,
                        place.shift(passage.start),
                        Some(place.shift(passage.start)),
                        &mut joint,
                        evidence,
                    );
                }
            }
        }
        self.parts.push((index, first..self.words.len()));
    }

    /// Adds the words of `text`, which stands at `place`; all of them at `whole` where that is given.
    fn push(&mut self, text: &str, place: Passage, whole: Option<Passage>, joint: &mut Joint, evidence: &Evidence) {
        let mut filler = false;
        for word in words(text, place.start, &evidence.speech, &mut |word| evidence.keys.get(word)) {
            if word.kind == WordKind::Filler {
                filler = true;
                continue;
            }
            self.words.push(Word { passage: whole.unwrap_or(word.passage), ..word });
            self.joints.push(std::mem::take(joint));
            self.fillers.push(std::mem::take(&mut filler));
        }
    }
}

/// What quoted words are made of.
enum Piece {
    Words(Passage),
    /// A word that an editor gave another first letter: "\[W\]e".
    Word(Passage, String),
    Joint(Joint),
}

/// Cuts quoted words at ellipses and brackets.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let ellipsis = ellipsis_length(&text[at..]);
        if ellipsis > 0 {
            pieces.push(Piece::Words(Passage::new(start, at)));
            pieces.push(Piece::Joint(Joint::Ellipsis));
            at += ellipsis;
            start = at;
        } else if let Some(length) = bracket_length(letter, &text[at..]) {
            let inside = &text[at + 1..at + length - 1];
            let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '’');
            let before = text[start..at]
                .rfind(|letter| !is_letter(letter))
                .map_or(start, |end| start + end + text[start + end..].chars().next().map_or(0, char::len_utf8));
            let rest = &text[at + length..];
            let behind = at + length + rest.find(|letter| !is_letter(letter)).unwrap_or(rest.len());
            if before == at && inside.chars().count() == 1 && behind > at + length {
                pieces.push(Piece::Words(Passage::new(start, at)));
                let word = format!("{inside}{}", &text[at + length..behind]);
                pieces.push(Piece::Word(Passage::new(at, behind), word));
            } else {
                // A word that brackets stand in is the editor's: "build[ing]".
                pieces.push(Piece::Words(Passage::new(start, before)));
                pieces.push(Piece::Joint(Joint::Insertion));
            }
            at = behind;
            start = at;
        } else {
            at += letter.len_utf8();
        }
    }
    pieces.push(Piece::Words(Passage::new(start, text.len())));
    pieces
}

/// The length of the ellipsis that `text` begins with: "…", "...", ". . .".
fn ellipsis_length(text: &str) -> usize {
    let length = |mark: &str| if text.starts_with(mark) { mark.len() } else { 0 };
    let marks = ["…", "...", ". . ."];
    marks.into_iter().map(length).max().unwrap_or_default()
}

fn bracket_length(first: char, text: &str) -> Option<usize> {
    let close = match first {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    text.find(close).map(|length| length + 1)
}
