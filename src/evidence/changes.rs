//! What differs between a claim and what was said, by its kind.

use std::ops::Range;

use super::claim::{Claim, Joint};
use super::comparison::Stretch;
use super::words::WordKind;
use super::{Change, ChangeKind, Cleaning, Document, Evidence};
use crate::model::{Article, Passage, fold};

/// So many words are left out at most; more are two places joined.
const LEFT_OUT: usize = 5;
/// Words that stand for an editor's in brackets, at most.
const INSERTED_FOR: usize = 14;
/// Words beside those that are compared which a number may have been read from.
const BESIDE: usize = 3;
/// A beginning that the speaker broke off has so many words at most, where it does not begin as what follows does.
const FALSE_START: usize = 3;

/// A change, and the word of the claim at which it stands.
pub type Placed = (usize, Change);

/// Finds what differs along a comparison.
pub struct Differences<'a> {
    pub claim: &'a Claim,
    pub article: &'a Article,
    pub evidence: &'a Evidence,
    pub document: &'a Document,
}

impl Differences<'_> {
    pub fn find(&self, stretches: &[Stretch]) -> Vec<Placed> {
        let mut changes: Vec<(Placed, Range<usize>, Range<usize>)> = Vec::new();
        for stretch in stretches {
            match stretch {
                Stretch::Same { quote, said } => {
                    let inner = said.clone().skip(1).zip(quote.clone().skip(1));
                    changes.extend(inner.filter_map(|(said, quote)| self.cleaned(said, quote)).map(alone));
                }
                Stretch::Different { quote, said } => {
                    let change = self.different(quote, said);
                    changes.extend(change.map(|change| (change, quote.clone(), said.clone())));
                }
                Stretch::Leap { quote, from, to } => {
                    changes.extend(self.leap(quote, *from, *to).into_iter().map(alone))
                }
            }
        }
        self.join_moved(changes)
    }

    /// The fillers and remarks that were said before the word `quote`, and are not quoted.
    fn cleaned(&self, said: usize, quote: usize) -> Option<Placed> {
        let passed = self.evidence.passed_before(said);
        let first = passed.first().filter(|_| !self.claim.fillers[quote])?;
        let passage = passed.iter().fold(first.passage, |whole, word| whole.cover(word.passage));
        let cleaning = if first.kind == WordKind::Filler { Cleaning::Fillers } else { Cleaning::Remarks };
        Some((quote, self.change(ChangeKind::LeftOut, quote..quote, Some(passage), Some(cleaning))))
    }

    fn different(&self, quote: &Range<usize>, said: &Range<usize>) -> Option<Placed> {
        let joint = self.claim.joint(quote.start, quote.end);
        let change = match (quote.is_empty(), said.is_empty()) {
            (true, true) => return None,
            (true, false) => self.left_out(quote, said, joint)?,
            (false, true) => self.change(ChangeKind::PutIn, quote.clone(), None, None),
            (false, false) if self.sounds_the_same(quote, said) => return None,
            (false, false) => self.change(ChangeKind::Changed, quote.clone(), Some(self.passage(said)), None),
        };
        Some((quote.start, change))
    }

    fn left_out(&self, quote: &Range<usize>, said: &Range<usize>, joint: Joint) -> Option<Change> {
        if joint >= Joint::Ellipsis || joint == Joint::Insertion && said.len() <= INSERTED_FOR {
            return None;
        }
        let passage = Some(self.passage(said));
        let kind = if said.len() > LEFT_OUT { ChangeKind::Joined(said.len()) } else { ChangeKind::LeftOut };
        if self.is_false_start(said) {
            return Some(self.change(ChangeKind::LeftOut, quote.clone(), passage, Some(Cleaning::FalseStarts)));
        }
        Some(self.change(kind, quote.clone(), passage, None))
    }

    fn leap(&self, quote: &Range<usize>, from: usize, to: usize) -> Vec<Placed> {
        let mut changes = Vec::new();
        if !quote.is_empty() {
            changes.push((quote.start, self.change(ChangeKind::PutIn, quote.clone(), None, None)));
        }
        let joint = self.claim.joint(quote.start, quote.end);
        let at = quote.end..quote.end;
        match to.checked_sub(from) {
            _ if joint == Joint::Cue => {}
            None => changes.push((quote.end, self.change(ChangeKind::Moved, at, None, None))),
            Some(_) if joint == Joint::Ellipsis => {}
            Some(words) => changes.push((quote.end, self.change(ChangeKind::Joined(words), at, None, None))),
        }
        changes
    }

    /// Words that were left out at one place and put in at another have moved.
    fn join_moved(&self, mut changes: Vec<(Placed, Range<usize>, Range<usize>)>) -> Vec<Placed> {
        let mut gone = Vec::new();
        for put in 0..changes.len() {
            let ((_, change), quote, _) = &changes[put];
            if change.kind != ChangeKind::PutIn || quote.is_empty() {
                continue;
            }
            let quoted = self.claim.words[quote.clone()].iter().map(|word| word.key);
            let from = changes.iter().position(|((_, other), _, said)| {
                matches!(other.kind, ChangeKind::LeftOut | ChangeKind::Joined(_))
                    && self.evidence.spoken[said.clone()].iter().map(|word| word.key).eq(quoted.clone())
            });
            if let Some(from) = from {
                changes[put].0.1.kind = ChangeKind::Moved;
                gone.push(from);
            }
        }
        let kept = changes.into_iter().enumerate().filter(|(index, _)| !gone.contains(index));
        kept.map(|(_, (placed, _, _))| placed).collect()
    }

    /// Whether the two differ in nothing that can be heard: "any more" and "anymore", "a fifth" and "20 percent".
    fn sounds_the_same(&self, quote: &Range<usize>, said: &Range<usize>) -> bool {
        let (quoted, spoken) = (&self.claim.words[quote.clone()], &self.evidence.spoken[said.clone()]);
        if let ([one], [other]) = (quoted, spoken)
            && let (Some(one), Some(other)) = (one.amount, other.amount)
        {
            return one.low == other.low && one.high == other.high && one.agrees_with(&other);
        }
        let letters = |text: &str| fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
        let quoted: String = quoted.iter().map(|word| letters(self.article.text.slice(word.passage))).collect();
        let whole = self.document.first..self.document.end;
        let is_quoted = |said: Range<usize>| quoted == letters(self.document.text.slice(self.passage(&said)));
        // A quotation may end within what a number is read from: "two hundred", of "two hundred and ten".
        (0..=BESIDE).any(|more| {
            is_quoted(said.start..(said.end + more).min(whole.end))
                || is_quoted(said.start.saturating_sub(more).max(whole.start)..said.end)
        })
    }

    /// Whether a speaker says `said` again, or breaks off and begins anew.
    fn is_false_start(&self, said: &Range<usize>) -> bool {
        let spoken = &self.evidence.spoken[..self.document.end];
        let keys = |range: Range<usize>| spoken.get(range).unwrap_or_default().iter().map(|word| word.key);
        let length = said.len();
        let again = keys(said.clone()).eq(keys(said.end..said.end + length))
            || said.start >= self.document.first + length
                && keys(said.clone()).eq(keys(said.start - length..said.start));
        again
            || (0..=length).any(|by| {
                // Of "we were, we went" either "we" may be the one that is left out.
                let Some(start) = said.start.checked_sub(by).filter(|start| *start >= self.document.first) else {
                    return false;
                };
                let shifted = start..said.end - by;
                keys(start..said.start).eq(keys(said.end - by..said.end)) && self.breaks_off(&shifted)
            })
    }

    fn breaks_off(&self, said: &Range<usize>) -> bool {
        let (Some(last), Some(next)) = (said.clone().next_back(), self.evidence.spoken.get(said.end)) else {
            return false;
        };
        let first = self.evidence.spoken[said.start];
        let is_begun = || {
            let text = &self.document.text;
            let begun = fold(text.slice(self.evidence.spoken[last].passage));
            said.end < self.document.end && fold(text.slice(next.passage)).starts_with(&begun)
        };
        self.evidence.spoken[last].breaks_off && (said.len() <= FALSE_START || first.key == next.key || is_begun())
    }

    fn change(
        &self,
        kind: ChangeKind,
        quote: Range<usize>,
        said: Option<Passage>,
        cleaning: Option<Cleaning>,
    ) -> Change {
        let said = said.map_or(String::new(), |passage| self.document.text.slice(passage).to_owned());
        Change { kind, place: self.place(&quote), said, cleaning }
    }

    /// The words of the claim in `quote`; the two around it where there are none.
    fn place(&self, quote: &Range<usize>) -> Passage {
        let words = &self.claim.words;
        let range = if quote.is_empty() {
            quote.start.saturating_sub(1)..(quote.start + 1).min(words.len())
        } else {
            quote.clone()
        };
        let of_part = |word: usize| self.claim.parts.iter().position(|(_, part)| part.contains(&word));
        let part = of_part(quote.start.min(words.len() - 1));
        let of_part = range.filter(|word| of_part(*word) == part).map(|word| words[word].passage);
        of_part.reduce(Passage::cover).unwrap_or_default()
    }

    fn passage(&self, said: &Range<usize>) -> Passage {
        debug_assert!(!self.claim.words.is_empty() && said.end <= self.document.end);
        self.evidence.spoken[said.start].passage.cover(self.evidence.spoken[said.end - 1].passage)
    }
}

/// A change that cannot have moved.
fn alone(placed: Placed) -> (Placed, Range<usize>, Range<usize>) {
    (placed, 0..0, 0..0)
}
