//! Who stands behind each sentence: a cue of its own, the speaker of what it quotes, or a weak cue that is weighed.

use super::Attribution;
use super::cue::{Cue, Form};
use super::evidence::Feature;
use super::ladder::SpeakerAnswer;
use super::weights::AttributionWeights;

/// Half of a sentence's letters: more in quotation marks, and the sentence is the speaker's.
const MOSTLY: f32 = 0.5;

/// What is known of one sentence's source before anything is weighed.
pub enum Standing {
    /// It has a source beyond doubt.
    Sourced(SpeakerAnswer),
    /// It has a source if the evidence weighs enough.
    Doubtful(SpeakerAnswer),
    Unsourced,
}

impl Attribution<'_> {
    /// The source of each sentence.
    pub fn sources(&self, answers: &[Option<SpeakerAnswer>], weights: &AttributionWeights) -> Vec<Standing> {
        self.standings(answers)
            .into_iter()
            .enumerate()
            .map(|(sentence, standing)| match standing {
                Standing::Doubtful(answer) => {
                    let accepted = weights.accept(&self.evidence(sentence));
                    if accepted { Standing::Sourced(answer) } else { Standing::Doubtful(answer) }
                }
                decided => decided,
            })
            .collect()
    }

    /// The evidence of each sentence that is weighed; `None` for those that need no weighing.
    pub fn weighed(&self, answers: &[Option<SpeakerAnswer>]) -> Vec<Option<Vec<Feature>>> {
        let standings = self.standings(answers).into_iter().enumerate();
        standings
            .map(|(sentence, standing)| matches!(standing, Standing::Doubtful(_)).then(|| self.evidence(sentence)))
            .collect()
    }

    fn standings(&self, answers: &[Option<SpeakerAnswer>]) -> Vec<Standing> {
        let transcript = self.transcript();
        let spoken = |sentence: usize| transcript[self.sentences[sentence].block].clone();
        let quoted = self.quoted_answers(answers).into_iter().enumerate();
        let standing = |(sentence, quoted): (usize, Option<&SpeakerAnswer>)| match spoken(sentence) {
            Some(speaker) if quoted.is_none() => Standing::Sourced(speaker),
            _ => self.standing(sentence, quoted),
        };
        quoted.map(standing).collect()
    }

    fn standing(&self, sentence: usize, quoted: Option<&SpeakerAnswer>) -> Standing {
        let from = |cue: &Cue| SpeakerAnswer::from_cue(cue, "sentence");
        if let Some(cue) = self.outer_cues(sentence).find(|cue| cue.is_core()) {
            return Standing::Sourced(from(cue));
        }
        let weak = self.outer_cues(sentence).min_by_key(|cue| weakness(cue));
        match (quoted, weak) {
            (Some(answer), _) if self.sentences[sentence].quoted >= MOSTLY => Standing::Sourced(answer.clone()),
            (Some(answer), Some(cue)) if answer.step == "sentence" && cue.is_plain() => {
                Standing::Sourced(answer.clone())
            }
            (Some(answer), None) => Standing::Doubtful(answer.clone()),
            (_, Some(cue)) if cue.is_plain() => Standing::Doubtful(from(cue)),
            (_, Some(cue)) => Standing::Doubtful(self.mind(sentence).unwrap_or_else(|| from(cue))),
            (None, None) => {
                let credited = self.credit(sentence).map(Standing::Sourced);
                credited.or_else(|| self.stance(sentence).map(Standing::Doubtful)).unwrap_or(Standing::Unsourced)
            }
        }
    }

    /// For each sentence, what the ladder found for the first quotation with a speaker that stands in it.
    fn quoted_answers<'answers>(
        &self,
        answers: &'answers [Option<SpeakerAnswer>],
    ) -> Vec<Option<&'answers SpeakerAnswer>> {
        let mut quoted: Vec<Option<&SpeakerAnswer>> = vec![None; self.sentences.len()];
        for (index, answer) in answers.iter().enumerate() {
            let (Some(answer), Some(rung)) = (answer, self.rung(index)) else { continue };
            for sentence in rung.sentences.clone() {
                quoted[sentence].get_or_insert(answer);
            }
        }
        quoted
    }
}

/// The cue that most likely reports comes first: with its clause, finite, not negated.
fn weakness(cue: &Cue) -> (bool, bool, bool) {
    (!cue.is_plain(), cue.form != Form::Finite, cue.negated)
}
