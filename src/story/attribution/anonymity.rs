//! Where a story says why a source is not named.

use super::Attribution;
use super::sources::Standing;
use crate::language::vocabulary::Classes;
use crate::model::{Passage, SourceKind};

/// A reason is looked for in so many sentences behind an anonymous source, before the next one speaks.
const NEAR: usize = 4;

impl Attribution<'_> {
    /// The reason given for the anonymity of the source of `sentence`: in it, behind it, or right before it where nobody
    /// else is unnamed.
    pub fn anonymity_reason(&self, sentence: usize, standings: &[Standing]) -> Option<Passage> {
        let unnamed = |other: usize| matches!(&standings[other], Standing::Sourced(answer) if answer.speaker == SourceKind::Anonymous);
        let behind = (sentence + 1..standings.len().min(sentence + NEAR)).take_while(|other| !unnamed(*other));
        let before = sentence.checked_sub(1).filter(|before| !unnamed(*before));
        std::iter::once(sentence).chain(behind).chain(before).find_map(|near| self.reason_in(near))
    }

    /// What stands behind words of anonymity, to the end of the sentence or to where the sentence takes up what is said.
    fn reason_in(&self, sentence: usize) -> Option<Passage> {
        let range = self.sentence_tokens(sentence);
        let find = |from: usize, classes: Classes| (from..range.end).find(|index| self.tokens[*index].is(classes));
        let anonymity = find(range.start, Classes::ANONYMITY)?;
        let reason = find(anonymity, Classes::ANONYMITY_REASON)?;
        let resumes = Classes::SUBORDINATOR.or(Classes::REPORTING);
        let resumed = |comma: &usize| self.tokens[*comma].is_mark(',') && self.tokens[*comma + 1].is(resumes);
        let end = (reason..range.end - 1).find(resumed).unwrap_or(range.end);
        Some(self.tokens.passage(reason..end))
    }
}
