//! Credit lines: "Photo: Ada Lindqvist", "Source: the statistics office" name where a picture or a table comes from.

use super::Attribution;
use super::kind::kind;
use super::ladder::SpeakerAnswer;
use super::noun_phrase::NounPhrase;
use crate::language::tokens::TokenKind;
use crate::language::vocabulary::Classes;
use crate::model::SourceKind;

/// The step of an answer that a credit line gives.
pub const STEP: &str = "credit";

/// How many words may stand before the colon: "File photo by the museum" has none, "Photo credit:" two.
const LABEL: usize = 3;

impl Attribution<'_> {
    /// Whom a sentence that is a credit line credits.
    pub fn credit(&self, sentence: usize) -> Option<SpeakerAnswer> {
        let range = self.sentence_tokens(sentence);
        let tokens = &self.tokens[range.clone()];
        let colon = tokens.iter().take(LABEL + 1).position(|token| token.is_mark(':'))?;
        let label = &tokens[..colon];
        if label.is_empty() || !label.iter().all(|token| token.is(Classes::CREDIT)) {
            return None;
        }
        let start = range.start + colon + 1;
        let ends = |index: &usize| self.tokens[*index].kind == TokenKind::Punctuation;
        let end = (start..range.end).find(ends).unwrap_or(range.end);
        let phrase = NounPhrase { all: start..end, core: start..end };
        let speaker = kind(self.tokens, &phrase, false);
        (speaker != SourceKind::None).then_some(SpeakerAnswer { speaker, phrase, cue: None, group: None, step: STEP })
    }
}
