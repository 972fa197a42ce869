//! Who speaks a quotation: a ladder of places to look, the surest first.

use std::ops::Range;

use super::Attribution;
use super::complement::Complement;
use super::cue::{Cue, Form};
use super::kind::{is_somebody, kind};
use super::noun_phrase::NounPhrase;
use crate::language::endings::Ending;
use crate::language::tokens::{Token, TokenKind};
use crate::language::vocabulary::Classes;
use crate::model::{BlockKind, CueGroup, QuotationKind, SourceKind};

/// A sentence that leads to the quotation below it has so many tokens at most.
const LEAD_IN: usize = 12;

/// How many tokens before a colon are looked through for a pronoun.
const LONGEST: usize = 64;

/// How many cues or sentences on each side of a quotation are looked at.
const NEAR: usize = 12;

/// What the ladder found for a quotation.
#[derive(Clone, Debug)]
pub struct SpeakerAnswer {
    pub speaker: SourceKind,
    pub phrase: NounPhrase,
    pub cue: Option<Range<usize>>,
    pub group: Option<CueGroup>,
    pub step: &'static str,
}

impl SpeakerAnswer {
    pub fn from_cue(cue: &Cue, step: &'static str) -> Self {
        Self {
            speaker: cue.speaker,
            phrase: cue.phrase.clone(),
            cue: Some(cue.tokens.clone()),
            group: Some(cue.group()),
            step,
        }
    }
}

/// By how many tokens a weak cue is as good as farther off.
fn weakness(cue: &Cue, gap: usize) -> usize {
    let noun = if cue.classes.any(Classes::NOUN_LIKE) { 8 } else { 0 };
    let form = if cue.form == Form::Infinitive { 4 } else { 0 };
    let sort = if cue.is_core() {
        0
    } else if cue.is_plain() || gap <= 1 && cue.complement == Complement::Quotation {
        2
    } else {
        12
    };
    noun + form + sort
}

/// The quotation that the ladder is climbed for.
pub struct Rung {
    /// Its index among the article's quotations.
    pub index: usize,
    /// Its tokens, marks included.
    pub tokens: Range<usize>,
    /// The quotation around it, plus one; 0 outside quotations.
    pub parent: u32,
    pub block: usize,
    pub sentences: Range<usize>,
}

impl Attribution<'_> {
    /// Climbs the ladder for one quotation; `answers` holds those of the quotations before it.
    pub fn speaker(&self, rung: &Rung, answers: &[Option<SpeakerAnswer>]) -> Option<SpeakerAnswer> {
        self.by_sentence(rung)
            .or_else(|| self.by_label(rung))
            .or_else(|| self.by_colon(rung))
            .or_else(|| self.by_signature(rung))
            .or_else(|| self.by_comma(rung))
            .or_else(|| self.by_inner_cue(rung))
            .or_else(|| self.by_subject(rung))
            .or_else(|| self.by_paragraph(rung, answers))
            .or_else(|| self.by_running(rung, answers))
            .or_else(|| self.by_paragraph_before(rung, answers))
    }

    /// A cue outside the marks, in a sentence that the quotation stands in.
    fn by_sentence(&self, rung: &Rung) -> Option<SpeakerAnswer> {
        let cues = self.cues_in(rung.sentences.clone());
        let behind = cues.partition_point(|cue| cue.tokens.start < rung.tokens.start);
        let near = &cues[behind.saturating_sub(NEAR)..cues.len().min(behind + NEAR)];
        let usable = near.iter().filter(|cue| cue.inside == rung.parent);
        let nearest = usable.min_by_key(|cue| self.distance(cue, &rung.tokens))?;
        Some(SpeakerAnswer::from_cue(nearest, "sentence"))
    }

    /// "“…,” the keeper whooped": behind a comma and the closing mark stands who speaks, whatever the verb.
    fn by_comma(&self, rung: &Rung) -> Option<SpeakerAnswer> {
        let last = rung.tokens.end.checked_sub(2)?;
        let end = self.sentence_tokens(rung.sentences.end - 1).end;
        let open =
            self.tokens[last].is_mark(',') && rung.tokens.end < end && self.inside[last] == rung.index as u32 + 1;
        let phrase = open.then(|| self.phrases().after(rung.tokens.end, end)).flatten()?;
        let verb = self.tokens.get(phrase.all.end).filter(|_| phrase.all.end < end)?;
        let speaker = kind(self.tokens, &phrase, false);
        let somebody = matches!(
            speaker,
            SourceKind::Named | SourceKind::Pronoun | SourceKind::Role | SourceKind::Anonymous | SourceKind::Group
        ) && is_somebody(&self.tokens[phrase.core.clone()]);
        let acts =
            verb.is_word() && !verb.capital && !verb.is(Classes::CONJUNCTION.or(Classes::BE).or(Classes::AUXILIARY));
        let near = phrase.all.start == rung.tokens.end && self.inside[phrase.all.start] == rung.parent;
        (somebody && acts && near).then_some(SpeakerAnswer {
            speaker,
            phrase,
            cue: None,
            group: None,
            step: "sentence",
        })
    }

    /// A plain cue inside a quotation whose closing mark is missing: the mark was forgotten before it.
    fn by_inner_cue(&self, rung: &Rung) -> Option<SpeakerAnswer> {
        if !self.quotations[rung.index].open {
            return None;
        }
        let own = rung.index as u32 + 1;
        let cue =
            self.cues_in(rung.sentences.clone()).iter().take(NEAR).find(|cue| cue.inside == own && cue.is_core())?;
        Some(SpeakerAnswer::from_cue(cue, "sentence"))
    }

    /// How far a cue stands from a quotation, the weaker the farther: right behind the closing mark and right before the
    /// opening one are nearest.
    fn distance(&self, cue: &Cue, quotation: &Range<usize>) -> usize {
        let reach = cue.reach();
        let gap = if reach.start >= quotation.end {
            reach.start - quotation.end
        } else {
            quotation.start.saturating_sub(cue.tokens.end)
        };
        gap + weakness(cue, gap)
    }

    /// A colon before the quotation, and somebody before the colon.
    fn by_colon(&self, rung: &Rung) -> Option<SpeakerAnswer> {
        let block = self.block_tokens(rung.block);
        let before = rung.tokens.start.checked_sub(1).filter(|before| *before >= block.start);
        let sentence = match before {
            Some(before) if self.tokens[before].is_mark(':') => self.sentence_of(before)?,
            None => self.last_sentence_before(rung.block).filter(|sentence| self.ends_in_colon(*sentence))?,
            _ => return None,
        };
        self.answer_in(sentence, "colon")
    }

    pub fn ends_in_colon(&self, sentence: usize) -> bool {
        let range = self.sentence_tokens(sentence);
        range.end > range.start && self.tokens[range.end - 1].is_mark(':')
    }

    /// The last cue of a sentence, else the owner of what it names ("her verdict on the plan"), else its subject.
    fn answer_in(&self, sentence: usize, step: &'static str) -> Option<SpeakerAnswer> {
        if let Some(cue) = self.cues_in(sentence..sentence + 1).iter().rev().find(|cue| cue.inside == 0) {
            return Some(SpeakerAnswer::from_cue(cue, step));
        }
        let owner = self.owner(sentence).map(|owner| SpeakerAnswer { step, ..owner });
        owner.or_else(|| self.subject_answer(sentence, step)).or_else(|| self.last_pronoun(sentence, step))
    }

    /// "Back in the hall, he returned to his lines:", however the sentence is built.
    fn last_pronoun(&self, sentence: usize, step: &'static str) -> Option<SpeakerAnswer> {
        let person = |index: &usize| self.tokens[*index].is(Classes::HE.or(Classes::SHE).or(Classes::THEY));
        let near = self.sentence_tokens(sentence).rev().take(LONGEST);
        let index = near.filter(|index| self.inside[*index] == 0).find(person)?;
        let phrase = NounPhrase { all: index..index + 1, core: index..index + 1 };
        Some(SpeakerAnswer { speaker: SourceKind::Pronoun, phrase, cue: None, group: None, step })
    }

    fn subject_answer(&self, sentence: usize, step: &'static str) -> Option<SpeakerAnswer> {
        let phrase = self.phrases().main_subject(self.sentence_tokens(sentence))?;
        let speaker = kind(self.tokens, &phrase, false);
        let somebody = speaker != SourceKind::None && is_somebody(&self.tokens[phrase.core.clone()]);
        somebody.then_some(SpeakerAnswer { speaker, phrase, cue: None, group: None, step })
    }

    /// "— Jane Smith" behind the quotation, to the end of its block or as the next block.
    fn by_signature(&self, rung: &Rung) -> Option<SpeakerAnswer> {
        let block = self.block_tokens(rung.block);
        let (dash, end) = if rung.tokens.end < block.end {
            (rung.tokens.end, block.end)
        } else {
            let next = self.block_tokens(self.block_behind(rung.block)?);
            (next.start, next.end)
        };
        if let Some(name) = self.signed_item(rung).or_else(|| self.signed_line(rung)) {
            return Some(name);
        }
        let signed = dash < end
            && self.tokens[dash].kind == TokenKind::Dash
            && end - dash <= 16
            && self.tokens.get(dash + 1).is_some_and(|name| name.capital);
        let phrase = signed.then(|| self.phrases().after(dash + 1, end)).flatten()?;
        let speaker = kind(self.tokens, &phrase, false);
        Some(SpeakerAnswer { speaker, phrase, cue: None, group: None, step: "signature" })
    }

    /// "Jane Smith (1921–2004)" below a quotation that is all of its block: a name, and no sentence.
    fn signed_line(&self, rung: &Rung) -> Option<SpeakerAnswer> {
        let block = self.block_tokens(rung.block);
        let next = self.block_behind(rung.block).filter(|next| self.blocks[*next].kind == BlockKind::Paragraph)?;
        let line = self.block_tokens(next);
        let alone = rung.tokens.start == block.start && rung.tokens.end >= block.end && line.len() <= LEAD_IN;
        let phrase = alone.then(|| self.phrases().after(line.start, line.end)).flatten()?;
        let rest = &self.tokens[phrase.all.end..line.end];
        let names = self.tokens[phrase.core.clone()].iter().filter(|token| token.capital).count();
        let ends = rest.first().is_none_or(|first| first.is_mark('(') || first.is_mark(','))
            && !rest.last().is_some_and(|last| last.is_mark('.') || last.is_mark(':'));
        let speaker = kind(self.tokens, &phrase, false);
        let named = speaker == SourceKind::Named && names >= 2 && phrase.all.start == line.start && ends;
        named.then_some(SpeakerAnswer { speaker, phrase, cue: None, group: None, step: "signature" })
    }

    /// "- Jane Smith." below the quotation: a list of one item, and that a name.
    fn signed_item(&self, rung: &Rung) -> Option<SpeakerAnswer> {
        let block = self.block_behind(rung.block).filter(|_| rung.tokens.end >= self.block_tokens(rung.block).end)?;
        let is_item = |block: usize| self.blocks[block].kind == BlockKind::ListItem;
        let alone = is_item(block) && !self.block_behind(block).is_some_and(is_item) && !is_item(rung.block);
        let item = self.block_tokens(block);
        let phrase = alone.then(|| self.phrases().after(item.start, item.end)).flatten()?;
        let next = self.tokens.get(phrase.all.end).filter(|_| phrase.all.end < item.end);
        let ends = next.is_none_or(|next| next.kind == TokenKind::Punctuation);
        let speaker = kind(self.tokens, &phrase, false);
        let named = speaker == SourceKind::Named && ends && phrase.all.start == item.start && item.len() <= LEAD_IN;
        named.then_some(SpeakerAnswer { speaker, phrase, cue: None, group: None, step: "signature" })
    }

    /// "SMITH:" or "Q:" at the start of the quotation's block.
    fn by_label(&self, rung: &Rung) -> Option<SpeakerAnswer> {
        self.label(rung.block).filter(|answer| answer.phrase.all.end < rung.tokens.end)
    }

    /// The subject of the sentence that the quoted words are a part of.
    fn by_subject(&self, rung: &Rung) -> Option<SpeakerAnswer> {
        let sentence = rung.sentences.start;
        let range = self.sentence_tokens(sentence);
        let embedded = range.start < rung.tokens.start && rung.sentences.len() == 1;
        let answer = embedded.then(|| self.subject_answer(sentence, "subject")).flatten()?;
        let before = answer.phrase.all.end <= rung.tokens.start && self.inside[answer.phrase.all.start] == rung.parent;
        (before && answer.speaker != SourceKind::Organization).then_some(answer)
    }

    /// A cue in another sentence of the block, or the speaker of another of its quotations: the nearest before, else behind.
    fn by_paragraph(&self, rung: &Rung, answers: &[Option<SpeakerAnswer>]) -> Option<SpeakerAnswer> {
        let block = self.block_sentences(rung.block);
        let first = block.start.max(rung.sentences.start.saturating_sub(NEAR));
        let sentences = first..block.end.min(rung.sentences.end + NEAR);
        let before = self.cues_in(sentences.start..rung.sentences.start);
        let behind = self.cues_in(rung.sentences.end..sentences.end);
        let outer = |cue: &&Cue| cue.inside == rung.parent;
        let nearest = |plain: bool| {
            let usable = |cue: &&Cue| outer(cue) && (cue.is_plain() || !plain && !self.is_it(cue));
            before.iter().rev().find(usable).map(|cue| self.plainest_beside(cue)).or_else(|| behind.iter().find(usable))
        };
        if let Some(cue) = nearest(true).or_else(|| nearest(false)) {
            return Some(SpeakerAnswer::from_cue(cue, "paragraph"));
        }
        if let Some(answer) = rung
            .index
            .checked_sub(1)
            .filter(|before| self.quotations[*before].block == rung.block)
            .and_then(|before| answers[before].clone())
        {
            return Some(SpeakerAnswer { step: "paragraph", ..answer });
        }
        let person = |answer: &SpeakerAnswer| matches!(answer.speaker, SourceKind::Named | SourceKind::Pronoun);
        let others = sentences.rev().filter(|sentence| !rung.sentences.contains(sentence));
        let mut subjects = others.filter_map(|sentence| self.subject_answer(sentence, "paragraph"));
        subjects.find(|answer| person(answer) && self.inside[answer.phrase.all.start] == 0)
    }

    /// The plainest form of the sentence in which `cue` stands: "said Holt, who projects".
    fn plainest_beside<'cue>(&'cue self, cue: &'cue Cue) -> &'cue Cue {
        let sentence = self.sentence_of(cue.tokens.start).filter(|_| !cue.is_core());
        let mut outer = sentence.into_iter().flat_map(|sentence| self.outer_cues(sentence)).take(NEAR);
        outer.find(|other| other.is_core()).unwrap_or(cue)
    }

    /// "what it shows": nobody speaks.
    fn is_it(&self, cue: &Cue) -> bool {
        cue.speaker == SourceKind::Pronoun && self.tokens[cue.phrase.core.start].is(Classes::IT)
    }

    /// The block before left its quotation open.
    fn by_running(&self, rung: &Rung, answers: &[Option<SpeakerAnswer>]) -> Option<SpeakerAnswer> {
        let before = rung.index.checked_sub(1)?;
        let quotation = &self.quotations[before];
        let runs = quotation.open
            && self.block_before[rung.block] == Some(quotation.block)
            && rung.tokens.start == self.block_tokens(rung.block).start;
        let answer = runs.then(|| answers[before].clone()).flatten()?;
        Some(SpeakerAnswer { step: "running", ..answer })
    }

    /// The paragraph before ends with who speaks: a quotation and its speaker, or a cue that leads to this one.
    fn by_paragraph_before(&self, rung: &Rung, answers: &[Option<SpeakerAnswer>]) -> Option<SpeakerAnswer> {
        let opens = rung.tokens.start == self.block_tokens(rung.block).start;
        // "A month later, on the radio: “…”"
        let led_by_colon = rung.tokens.start > 0
            && self.tokens[rung.tokens.start - 1].is_mark(':')
            && rung.sentences.start == self.block_sentences(rung.block).start;
        if !opens && !led_by_colon || rung.parent != 0 {
            return None;
        }
        let sentence = self.last_sentence_before(rung.block)?;
        let range = self.sentence_tokens(sentence);
        let says = |cue: &&Cue| cue.is_plain() && cue.form != Form::Participle && cue.group() != CueGroup::Belief;
        let cue = self.outer_cues(sentence).find(|cue| cue.is_core()).or_else(|| self.outer_cues(sentence).find(says));
        if let Some(cue) = cue {
            return Some(SpeakerAnswer::from_cue(cue, "paragraph-before"));
        }
        let ends = |before: &usize| {
            self.quotations[*before].passage.end >= self.tokens[range.end - 1].passage.start
                && self.quotations[*before].kind == QuotationKind::Speech
        };
        let before = rung.index.checked_sub(1).filter(ends);
        let spoken = before.and_then(|before| answers[before].clone());
        let answer = spoken.or_else(|| self.lead_in(rung, sentence))?;
        Some(SpeakerAnswer { step: "paragraph-before", ..answer })
    }

    /// "had a question": nothing but an auxiliary between somebody and what they have.
    fn is_had(&self, words: &[Token]) -> bool {
        words
            .windows(2)
            .any(|pair| pair[0].is(Classes::AUXILIARY) && pair[1].is(Classes::INDEFINITE.or(Classes::DETERMINER)))
    }

    /// "was blunt", not "was rebuffed": what somebody is, and nothing that was done to them.
    fn is_described(&self, words: &[Token]) -> bool {
        let verb = words.iter().position(|token| token.is(Classes::BE.or(Classes::LINKING)));
        let rest = verb.map_or(&words[..0], |verb| &words[verb + 1..]);
        !rest.is_empty() && !rest.iter().any(|token| token.ends(Ending::PARTICIPLE.or(Ending::GERUND)))
    }

    /// "Holt had a question." or "The ranger was blunt.": one short sentence about somebody, and then nothing but the
    /// quotation.
    fn lead_in(&self, rung: &Rung, sentence: usize) -> Option<SpeakerAnswer> {
        let block = self.block_tokens(rung.block);
        let alone = rung.tokens.start == block.start && rung.tokens.end >= block.end;
        let words = &self.tokens[self.sentence_tokens(sentence)];
        let asks = words.iter().any(|token| token.is(Classes::REPORTING_NOUN)) && self.is_had(words);
        let is = words.len() <= LEAD_IN / 2 + 2 && self.is_described(words);
        let short = words.len() <= LEAD_IN && (asks || is) && self.sentences[sentence].quoted == 0.0;
        let answer = (alone && short).then(|| self.subject_answer(sentence, "paragraph-before")).flatten()?;
        let person = matches!(
            answer.speaker,
            SourceKind::Named | SourceKind::Pronoun | SourceKind::Role | SourceKind::Anonymous
        );
        person.then_some(answer)
    }
}
