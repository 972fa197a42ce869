//! Where a story says why a source is not named.

use super::Story;
use super::sources::Standing;
use crate::model::{Passage, SourceKind};
use crate::structure::vocabulary::Classes;

/// A reason is looked for in so many sentences behind an anonymous source, before the next one speaks.
const NEAR: usize = 4;

impl Story<'_> {
    /// The reason given for the anonymity of the source of `sentence`: in it, behind it, or right before it where nobody
    /// else is unnamed.
    pub fn anonymity_reason(&self, sentence: usize, standings: &[Standing]) -> Option<Passage> {
        let unnamed = |other: usize| matches!(&standings[other], Standing::Sourced(answer) if answer.speaker == SourceKind::Anonymous);
        let behind = (sentence + 1..standings.len().min(sentence + NEAR)).take_while(|other| !unnamed(*other));
        let before = sentence.checked_sub(1).filter(|before| !unnamed(*before));
        std::iter::once(sentence).chain(behind).chain(before).find_map(|near| self.reason_in(near))
    }

    /// What stands behind words of anonymity, to the end of the sentence.
    fn reason_in(&self, sentence: usize) -> Option<Passage> {
        let range = self.sentence_tokens(sentence);
        let find = |from: usize, classes: Classes| (from..range.end).find(|index| self.tokens[*index].is(classes));
        let anonymity = find(range.start, Classes::ANONYMITY)?;
        let reason = find(anonymity, Classes::ANONYMITY_REASON)?;
        Some(self.tokens.passage(reason..range.end))
    }
}
