//! Transcripts and interviews: "SMITH:" or "Q:" at the start of a paragraph says who speaks there.

use super::Attribution;
use super::kind::kind;
use super::ladder::SpeakerAnswer;
use super::noun_phrase::NounPhrase;
use crate::model::{CueGroup, SourceKind};

/// The step of an answer that a label gives.
pub const STEP: &str = "transcript";

/// How many words a label has at most.
const LONGEST: usize = 4;

/// So many paragraphs with a label in capitals make a transcript; one alone may be a place or a notice.
const FEWEST: usize = 2;

impl Attribution<'_> {
    /// The name or letter before the colon at the start of the block. A letter is a part in the interview, nobody's name.
    pub fn label(&self, block: usize) -> Option<SpeakerAnswer> {
        let range = self.block_tokens(block);
        let colon = (range.start..range.end.min(range.start + LONGEST + 1)).find(|at| self.tokens[*at].is_mark(':'))?;
        let label = range.start..colon;
        let named = self.tokens[label.clone()].iter().all(|token| token.capital || token.first == '.');
        if label.is_empty() || !named {
            return None;
        }
        let letter = label.len() == 1 && self.tokens[label.start].passage.len() == 1;
        let phrase = NounPhrase { all: label.clone(), core: label };
        let speaker = if letter { SourceKind::Role } else { kind(self.tokens, &phrase, false) };
        Some(SpeakerAnswer { speaker, phrase, cue: None, group: None, step: STEP })
    }

    /// For each block of a transcript who speaks it; nobody where the story is none. Its words need no marks.
    pub fn transcript(&self) -> Vec<Option<SpeakerAnswer>> {
        let body = |block: usize| self.blocks[block].kind.is_body();
        let shouted = |answer: &SpeakerAnswer| {
            let words = self.text.slice(self.tokens.passage(answer.phrase.all.clone()));
            !words.contains(char::is_lowercase)
        };
        let label = |block: usize| self.label(block).filter(|answer| body(block) && shouted(answer));
        let labels: Vec<Option<SpeakerAnswer>> = (0..self.blocks.len())
            .map(|block| label(block).map(|answer| SpeakerAnswer { group: Some(CueGroup::Neutral), ..answer }))
            .collect();
        let transcript = labels.iter().flatten().take(FEWEST).count() == FEWEST;
        if transcript { labels } else { vec![None; self.blocks.len()] }
    }
}
