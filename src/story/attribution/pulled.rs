//! A pull quote: a paragraph of quoted words that the story has elsewhere, with the one who said them.

use super::Attribution;
use super::ladder::SpeakerAnswer;
use crate::model::fold;

pub const STEP: &str = "pulled";

/// Fewer words are said by many.
const WORDS: usize = 5;

impl Attribution<'_> {
    /// Gives each quotation that fills its block, and has no speaker, that of the same words elsewhere.
    pub fn pull(&self, answers: &mut [Option<SpeakerAnswer>]) {
        let silent = |index: &usize| answers[*index].is_none() && self.fills_block(*index);
        let pulled: Vec<usize> = (0..answers.len()).filter(silent).collect();
        if pulled.is_empty() {
            return;
        }
        let letters: Vec<String> = (0..answers.len()).map(|index| self.letters(index)).collect();
        for index in pulled {
            let same = |other: &usize| *other != index && letters[*other].contains(&letters[index]);
            let spoken = (0..answers.len()).filter(same).find_map(|other| answers[other].clone());
            answers[index] = spoken.map(|answer| SpeakerAnswer { step: STEP, ..answer });
        }
    }

    fn fills_block(&self, index: usize) -> bool {
        let quotation = &self.quotations[index];
        let block = self.block_tokens(quotation.block);
        let tokens = self.tokens.within(quotation.passage);
        let words = self.tokens[tokens.clone()].iter().filter(|token| token.is_word()).count();
        tokens.start <= block.start && tokens.end + 1 >= block.end && words >= WORDS
    }

    fn letters(&self, index: usize) -> String {
        let words = self.text.slice(self.quotations[index].words);
        fold(words).chars().filter(|letter| letter.is_alphanumeric()).collect()
    }
}
