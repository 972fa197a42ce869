//! How a story is written, wire copy or a reporter's account: weak cues mean more in the second.

use super::Story;
use super::cue::Cue;
use crate::language::tokens::{Token, TokenKind};
use crate::language::vocabulary::Classes;
use crate::model::SourceKind;

/// Shares of a story's sentences, 0 to 1, unless said otherwise.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    sentences: usize,
    contractions: f32,
    numbers: f32,
    quotations: f32,
    attributed: f32,
    cues: f32,
    people: f32,
    bodies: f32,
    nouns: f32,
    adverbs: f32,
    tentative: f32,
    titles: f32,
    campaigns: f32,
    colloquial: f32,
    years: f32,
    parentheses: f32,
    /// "said" among the plain forms.
    said: f32,
    /// Words a sentence.
    length: f32,
}

impl Style {
    pub fn of(story: &Story<'_>) -> Self {
        let mut sums = Style { sentences: story.sentences.len(), ..Style::default() };
        let mut plain = 0.0;
        for sentence in 0..story.sentences.len() {
            sums.add(story, sentence);
            if story.outer_cues(sentence).any(Cue::is_core) {
                plain += 1.0;
            }
        }
        let count = sums.sentences.max(1) as f32;
        let share = |sum: f32| sum / count;
        Self {
            sentences: sums.sentences,
            contractions: share(sums.contractions),
            numbers: share(sums.numbers),
            quotations: share(sums.quotations),
            attributed: share(sums.attributed),
            cues: share(sums.cues),
            people: share(sums.people),
            bodies: share(sums.bodies),
            nouns: share(sums.nouns),
            adverbs: share(sums.adverbs),
            tentative: share(sums.tentative),
            titles: share(sums.titles),
            campaigns: share(sums.campaigns),
            colloquial: share(sums.colloquial),
            years: share(sums.years),
            parentheses: share(sums.parentheses),
            said: sums.said / f32::max(plain, 1.0),
            length: share(sums.length),
        }
    }

    fn add(&mut self, story: &Story<'_>, sentence: usize) {
        let one = |holds: bool| if holds { 1.0 } else { 0.0 };
        let tokens = &story.tokens[story.sentence_tokens(sentence)];
        let any = |classes: Classes| one(tokens.iter().any(|token| token.is(classes)));
        let quoted = story.sentences[sentence].quoted > 0.0;
        let speaker = |kinds: &[SourceKind]| one(story.outer_cues(sentence).any(|cue| kinds.contains(&cue.speaker)));
        self.contractions += one(!quoted && story.has_contraction(sentence));
        self.numbers += one(tokens.iter().any(|token| token.kind == TokenKind::Number));
        self.quotations += one(quoted);
        self.attributed += one(story.outer_cues(sentence).any(Cue::is_plain));
        self.cues += one(story.outer_cues(sentence).next().is_some());
        self.people += speaker(&[SourceKind::Named, SourceKind::Pronoun]);
        self.bodies += speaker(&[SourceKind::Organization, SourceKind::Document]);
        self.nouns += any(Classes::REPORTING_NOUN);
        self.adverbs += any(Classes::ADVERB);
        self.tentative += any(Classes::TENTATIVE);
        self.titles += any(Classes::TITLE);
        self.campaigns += any(Classes::CAMPAIGN);
        self.colloquial += any(Classes::COLLOQUIAL);
        self.years += one(tokens.iter().any(|token| story.is_year(token)));
        self.parentheses += one(tokens.iter().any(|token| token.is_mark('(')));
        self.said += one(story.outer_cues(sentence).any(|cue| cue.is_core() && story.is_plainest(cue)));
        self.length += tokens.iter().filter(|token| token.is_word()).count() as f32;
    }

    /// The features by name, scaled so that their weights can be compared with those of the sentence.
    pub fn features(&self) -> [(&'static str, f32); 18] {
        [
            ("sentences", self.sentences.min(60) as f32 / 30.0),
            ("with a contraction", 3.0 * self.contractions),
            ("with a number", 3.0 * self.numbers),
            ("with quoted words", 3.0 * self.quotations),
            ("attributed", 3.0 * self.attributed),
            ("with a cue", 3.0 * self.cues),
            ("a person says", 3.0 * self.people),
            ("a body or paper says", 3.0 * self.bodies),
            ("with a reporting noun", 3.0 * self.nouns),
            ("with an adverb", 3.0 * self.adverbs),
            ("with would, could, might", 3.0 * self.tentative),
            ("with a title before a name", 3.0 * self.titles),
            ("with a word of campaigns", 3.0 * self.campaigns),
            ("with a colloquial word", 3.0 * self.colloquial),
            ("with a year", 3.0 * self.years),
            ("with parentheses", 3.0 * self.parentheses),
            ("said among the plain forms", self.said),
            ("words a sentence", self.length / 20.0),
        ]
    }
}

impl Story<'_> {
    fn has_contraction(&self, sentence: usize) -> bool {
        let range = self.sentence_tokens(sentence);
        let tokens = &self.tokens[range];
        let clitic = |index: usize| {
            let word = tokens[index];
            let is = word.is(Classes::POSSESSIVE_CLITIC);
            word.kind == TokenKind::Clitic && !is || is && index > 0 && tokens[index - 1].is(Classes::PRONOUN)
        };
        let negated = |index: usize| {
            let token = tokens[index];
            token.is(Classes::NEGATION) && self.text.slice(token.passage).contains(['\'', '’'])
        };
        (0..tokens.len()).any(|index| clitic(index) || negated(index))
    }

    fn is_year(&self, token: &Token) -> bool {
        let digits = self.text.slice(token.passage);
        token.kind == TokenKind::Number && digits.len() == 4 && matches!(digits.parse(), Ok(1900..2100))
    }

    fn is_plainest(&self, cue: &Cue) -> bool {
        self.tokens[cue.tokens.start].is(Classes::PLAINEST)
    }
}
