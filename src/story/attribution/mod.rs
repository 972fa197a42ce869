//! Who says so: the speaker of each quotation and the source of each sentence.

mod anonymity;
mod carry;
mod complement;
mod credit;
mod cue;
mod evidence;
mod finder;
mod identity;
mod kind;
mod ladder;
mod naming_later;
mod noun_phrase;
mod parenthesis;
mod pronouns;
mod pulled;
mod quotation_kind;
mod same_matter;
mod sources;
mod stance;
mod story_sources;
mod transcript;
mod weights;

use std::ops::Range;

use self::cue::Cue;
use self::finder::CueFinder;
use self::identity::Identities;
use self::ladder::{Rung, SpeakerAnswer};
use self::noun_phrase::{NounPhrase, Phrases};
use self::sources::Standing;
pub use self::weights::AttributionWeights;
use crate::language::tokens::Tokens;
use crate::model::{Article, Block, BlockKind, Passage, Quotation, QuotationKind, Sentence, SourceKind, Text};
use crate::scoring::Weighing;

/// Finds the speakers and sources of `article`, whose sentences and quotations are cut already.
pub fn attribute(article: &mut Article, tokens: &Tokens, weights: &AttributionWeights) {
    let inside = innermost(&article.quotations, tokens);
    let story = Attribution::new(article, tokens, &inside);
    let answers = story.speakers();
    let sources = story.sources(&answers, weights);
    let blocks: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
    let carried = story.carried(&sources, &blocks);
    let story_sources = story.story_sources(&sources, &answers);
    let identities = Identities::new(&story, &sources);
    let (known_sources, known_speakers) = (identities.of_sentences(), identities.of_quotations(&answers));
    let antecedents: Vec<Option<Passage>> =
        answers.iter().map(|answer| story.antecedent_words(answer.as_ref())).collect();
    let meant: Vec<Option<Vec<Passage>>> = sources.iter().map(|standing| story.could_be_meant(standing)).collect();
    let kinds: Vec<QuotationKind> =
        (0..article.quotations.len()).map(|index| story.quotation_kind(index, &answers)).collect();
    let passages: Vec<_> = answers
        .iter()
        .map(|answer| {
            answer.as_ref().map(|answer| {
                (tokens.passage(answer.phrase.all.clone()), answer.cue.clone().map(|cue| tokens.passage(cue)))
            })
        })
        .collect();
    for (index, quotation) in article.quotations.iter_mut().enumerate() {
        quotation.kind = kinds[index];
        if let (Some(answer), Some((speaker, cue))) = (&answers[index], passages[index]) {
            quotation.speaker = answer.speaker;
            quotation.speaker_words = Some(speaker);
            quotation.cue = cue;
            quotation.cue_group = answer.group;
            quotation.step = Some(answer.step);
            quotation.antecedent = antecedents[index];
            quotation.identity = known_speakers[index];
        }
    }
    article.sources = story_sources;
    for (sentence, (carried, known)) in article.sentences.iter_mut().zip(carried.into_iter().zip(known_sources)) {
        sentence.carried = carried;
        sentence.identity = known;
    }
    for (sentence, (standing, meant)) in article.sentences.iter_mut().zip(sources.into_iter().zip(meant)) {
        sentence.antecedents = meant;
        let answer = match &standing {
            Standing::Sourced(answer) => {
                sentence.source = answer.speaker;
                answer
            }
            Standing::Doubtful(answer) => {
                sentence.hinted = answer.speaker;
                answer
            }
            Standing::Unsourced => continue,
        };
        sentence.source_words = Some(tokens.passage(answer.phrase.all.clone()));
        sentence.office = kind::office(&tokens[answer.phrase.core.clone()]);
        sentence.cue = answer.cue.clone().map(|cue| tokens.passage(cue));
        sentence.cue_group = answer.group;
    }
}

/// What the features of each sentence add up to that is weighed.
pub fn weighings(article: &Article, tokens: &Tokens, weights: &AttributionWeights) -> Vec<(Passage, Weighing)> {
    let inside = innermost(&article.quotations, tokens);
    let story = Attribution::new(article, tokens, &inside);
    let evidence = story.weighed(&story.speakers()).into_iter().zip(&article.sentences);
    evidence.filter_map(|(features, sentence)| Some((sentence.passage, weights.weigh(&features?)))).collect()
}

/// The innermost quotation of each token, plus one; 0 outside quotations. A mark belongs to the quotation around it.
fn innermost(quotations: &[Quotation], tokens: &Tokens) -> Vec<u32> {
    let mut inside = vec![0; tokens.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    for (index, token) in tokens.iter().enumerate() {
        while next < quotations.len() && quotations[next].words.start <= token.passage.start {
            open.push(next);
            next += 1;
        }
        while open.last().is_some_and(|last| quotations[*last].words.end <= token.passage.start) {
            open.pop();
        }
        inside[index] = open.last().map_or(0, |last| *last as u32 + 1);
    }
    inside
}

fn blocks_before(blocks: &[Block]) -> Vec<Option<usize>> {
    let mut last = None;
    let before = |(index, block): (usize, &Block)| {
        let before = last;
        if block.kind != BlockKind::Promo {
            last = Some(index);
        }
        before
    };
    blocks.iter().enumerate().map(before).collect()
}

/// An article under attribution.
struct Attribution<'article> {
    tokens: &'article Tokens,
    text: &'article Text,
    inside: &'article [u32],
    sentences: &'article [Sentence],
    quotations: &'article [Quotation],
    blocks: &'article [Block],
    /// The tokens of each sentence.
    sentence_ranges: Vec<Range<usize>>,
    /// The tokens of each block.
    block_ranges: Vec<Range<usize>>,
    /// The sentences of each block.
    block_sentences: Vec<Range<usize>>,
    /// For each block the one that stands before it in the story, promos left out.
    block_before: Vec<Option<usize>>,
    cues: Vec<Cue>,
    /// Where each sentence's cues begin in `cues`; one more at the end.
    first_cue: Vec<usize>,
}

impl<'article> Attribution<'article> {
    fn new(article: &'article Article, tokens: &'article Tokens, inside: &'article [u32]) -> Self {
        let sentence_ranges: Vec<_> =
            article.sentences.iter().map(|sentence| tokens.within(sentence.passage)).collect();
        let mut block_sentences = vec![0..0; article.blocks.len()];
        for (index, sentence) in article.sentences.iter().enumerate() {
            let range = &mut block_sentences[sentence.block];
            *range = if range.start == range.end { index..index + 1 } else { range.start..index + 1 };
        }
        let mut story = Self {
            tokens,
            text: &article.text,
            inside,
            sentences: &article.sentences,
            quotations: &article.quotations,
            blocks: &article.blocks,
            block_ranges: article.blocks.iter().map(|block| tokens.within(block.passage)).collect(),
            sentence_ranges,
            block_sentences,
            block_before: blocks_before(&article.blocks),
            cues: Vec::new(),
            first_cue: vec![0],
        };
        let finder = CueFinder { tokens, phrases: story.phrases() };
        for (range, sentence) in story.sentence_ranges.iter().zip(&article.sentences) {
            let headline = matches!(article.blocks[sentence.block].kind, BlockKind::Headline | BlockKind::Subhead);
            story.cues.extend(finder.cues(range, headline));
            story.first_cue.push(story.cues.len());
        }
        story
    }

    fn phrases(&self) -> Phrases<'article> {
        Phrases { tokens: self.tokens, inside: self.inside }
    }

    fn cues_in(&self, sentences: Range<usize>) -> &[Cue] {
        if sentences.is_empty() {
            &[]
        } else {
            &self.cues[self.first_cue[sentences.start]..self.first_cue[sentences.end]]
        }
    }

    /// The cues of a sentence that stand outside quotations.
    fn outer_cues(&self, sentence: usize) -> impl Iterator<Item = &Cue> {
        self.cues_in(sentence..sentence + 1).iter().filter(|cue| cue.inside == 0)
    }

    fn sentence_tokens(&self, sentence: usize) -> Range<usize> {
        self.sentence_ranges[sentence].clone()
    }

    fn block_tokens(&self, block: usize) -> Range<usize> {
        self.block_ranges[block].clone()
    }

    fn block_sentences(&self, block: usize) -> Range<usize> {
        self.block_sentences[block].clone()
    }

    fn sentence_of(&self, token: usize) -> Option<usize> {
        let index = self.sentence_ranges.partition_point(|range| range.end <= token);
        self.sentence_ranges.get(index).filter(|range| range.contains(&token)).map(|_| index)
    }

    /// The block that follows `block` in the story, promos left out.
    fn block_behind(&self, block: usize) -> Option<usize> {
        (block + 1..self.blocks.len()).find(|behind| self.blocks[*behind].kind != BlockKind::Promo)
    }

    /// The last sentence of the block before `block`, if that is a part of the story's body.
    fn last_sentence_before(&self, block: usize) -> Option<usize> {
        let before = self.block_before[block].filter(|before| self.blocks[*before].kind.is_body())?;
        let sentences = self.block_sentences(before);
        (!sentences.is_empty()).then(|| sentences.end - 1)
    }

    fn rung(&self, index: usize) -> Option<Rung> {
        let quotation = &self.quotations[index];
        let tokens = self.tokens.within(quotation.passage);
        let first = self.sentence_of(tokens.start)?;
        let last = self.sentence_of(tokens.end.checked_sub(1)?)?;
        let parent = self.inside[tokens.start];
        let parent = if parent as usize == index + 1 { 0 } else { parent };
        Some(Rung { index, tokens, parent, block: quotation.block, sentences: first..last + 1 })
    }

    fn speakers(&self) -> Vec<Option<SpeakerAnswer>> {
        let mut answers: Vec<Option<SpeakerAnswer>> = Vec::with_capacity(self.quotations.len());
        for index in 0..self.quotations.len() {
            let answer = self.rung(index).and_then(|rung| self.speaker(&rung, &answers));
            answers.push(answer);
        }
        self.pull(&mut answers);
        answers
    }

    /// The words that name the one for whom a pronoun speaks.
    fn antecedent_words(&self, answer: Option<&SpeakerAnswer>) -> Option<Passage> {
        let answer = answer.filter(|answer| answer.speaker == SourceKind::Pronoun)?;
        self.antecedent(&answer.phrase).map(|(_, phrase)| self.tokens.passage(phrase.core))
    }

    /// The words that name those whom the pronoun could mean that a sentence has as its source.
    fn could_be_meant(&self, standing: &Standing) -> Option<Vec<Passage>> {
        let Standing::Sourced(answer) = standing else { return None };
        let answer = Some(answer).filter(|answer| answer.speaker == SourceKind::Pronoun)?;
        let words = |(_, phrase): (SourceKind, NounPhrase)| self.tokens.passage(phrase.core);
        Some(self.antecedents(&answer.phrase)?.into_iter().map(words).collect())
    }

    fn quotation_kind(&self, index: usize, answers: &[Option<SpeakerAnswer>]) -> QuotationKind {
        quotation_kind::kind(self, index, answers[index].as_ref())
    }
}
