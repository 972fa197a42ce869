//! Reporting forms in their place: which words say that somebody says something, and who.

use std::ops::Range;

use super::kind::kind;
use super::noun_phrase::{NounPhrase, Phrases};
use crate::model::{CueGroup, SourceKind, Text};
use crate::structure::tokens::{TokenKind, Tokens};
use crate::structure::vocabulary::Classes;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "said", "says", "has said".
    Finite,
    /// "saying": its subject is that of the clause before.
    Participle,
    /// "to say".
    Infinitive,
    /// "according to".
    Phrase,
}

/// A reporting form with the one who speaks.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Its tokens.
    pub tokens: Range<usize>,
    pub group: CueGroup,
    pub form: Form,
    pub phrase: NounPhrase,
    pub speaker: SourceKind,
    /// The innermost quotation that it stands in, plus one; 0 outside quotations.
    pub inside: u32,
}

impl Cue {
    /// From the first token of speaker or cue to the last.
    pub fn reach(&self) -> Range<usize> {
        self.tokens.start.min(self.phrase.all.start)..self.tokens.end.max(self.phrase.all.end)
    }
}

/// What cues are looked for in.
#[derive(Clone, Copy)]
pub struct Finder<'article> {
    pub tokens: &'article Tokens,
    pub text: &'article Text,
    pub phrases: Phrases<'article>,
}

impl Finder<'_> {
    /// The cues of the sentence whose tokens are `range`, in order.
    pub fn cues(&self, range: Range<usize>) -> Vec<Cue> {
        let anonymity = self.tokens[range.clone()].iter().any(|token| token.is(Classes::ANONYMITY));
        range.clone().filter_map(|index| self.cue(&range, index, anonymity)).collect()
    }

    fn cue(&self, range: &Range<usize>, index: usize, anonymity: bool) -> Option<Cue> {
        let token = &self.tokens[index];
        if token.length == 0 || !token.is(CUES) {
            return None;
        }
        let tokens = index..index + token.length as usize;
        let (form, phrase) = if token.is(Classes::SOURCE_PHRASE) {
            (Form::Phrase, self.phrases.after(tokens.end, range.end)?)
        } else {
            self.verb(range, &tokens)?
        };
        let speaker = kind(self.tokens, &phrase, anonymity);
        (speaker != SourceKind::None).then(|| Cue {
            group: group(token.classes),
            inside: self.phrases.inside[index],
            tokens,
            form,
            phrase,
            speaker,
        })
    }

    /// The form and the subject of the reporting verb at `verb`, unless it is none in its place.
    fn verb(&self, sentence: &Range<usize>, verb: &Range<usize>) -> Option<(Form, NounPhrase)> {
        let floor = self.clause_floor(sentence, verb.start);
        let group_start = self.phrases.skip_verb_group(verb.start, floor);
        let before = (group_start > sentence.start).then(|| &self.tokens[group_start - 1]);
        let word = self.text.slice(self.tokens[verb.start].passage);
        let participle = word.ends_with("ing");
        let helpers = &self.tokens[group_start..verb.start];
        let passive = verb.len() == 1
            && !participle
            && helpers
                .iter()
                .rev()
                .find(|token| !token.is(Classes::ADVERB.or(Classes::NEGATION)))
                .is_some_and(|token| token.is(Classes::BE));
        if passive {
            return self.agent(sentence, verb.end).map(|phrase| (Form::Finite, phrase));
        }
        if let Some(before) = before {
            let owner = before.kind == TokenKind::Clitic && helpers.is_empty();
            let noun = before.is(Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::INDEFINITE))
                && !before.is(Classes::QUANTIFIER.or(Classes::PRONOUN));
            if (noun || owner) && helpers.is_empty() {
                return None;
            }
            if self.text.slice(before.passage) == "to" {
                return self.phrases.main_subject(sentence.clone()).map(|phrase| (Form::Infinitive, phrase));
            }
        }
        if participle && !helpers.iter().any(|token| token.is(Classes::BE)) {
            return self.phrases.main_subject(sentence.clone()).map(|phrase| (Form::Participle, phrase));
        }
        if before.is_some_and(|before| before.is(Classes::PREPOSITION)) {
            return None;
        }
        if self.is_inverted(sentence, verb)
            && let Some(phrase) = self.phrases.after(verb.end, sentence.end)
        {
            return Some((Form::Finite, phrase));
        }
        if self.tokens[verb.start].is(Classes::NOUN_LIKE) && !self.has_complement(sentence, verb.end) {
            return None;
        }
        let phrase = self.phrases.before(verb.start, floor)?;
        Some((Form::Finite, phrase))
    }

    /// Where the search for a subject to the left stops: the quotation or sentence that holds the verb begins there.
    fn clause_floor(&self, sentence: &Range<usize>, verb: usize) -> usize {
        let level = self.phrases.inside[verb];
        let lowest = sentence.start.max(verb.saturating_sub(REACH));
        let mut floor = verb;
        while floor > lowest && (self.phrases.inside[floor - 1] == level) {
            floor -= 1;
        }
        floor
    }

    /// "…," said Smith: the verb follows a closing mark, or stands alone before a name.
    fn is_inverted(&self, sentence: &Range<usize>, verb: &Range<usize>) -> bool {
        let Some(next) = self.tokens.get(verb.end).filter(|_| verb.end < sentence.end) else { return false };
        let opens_phrase = next.capital
            || next.is(Classes::DETERMINER
                .or(Classes::INDEFINITE)
                .or(Classes::POSSESSIVE)
                .or(Classes::QUANTIFIER)
                .or(Classes::ROLE)
                .or(Classes::GROUP)
                .or(Classes::TITLE)
                .or(Classes::ORGANIZATION)
                .or(Classes::PRONOUN));
        let before =
            verb.start.checked_sub(1).filter(|before| *before >= sentence.start).map(|before| &self.tokens[before]);
        let free = before.is_none_or(|before| {
            matches!(before.kind, TokenKind::Quote | TokenKind::Dash)
                || before.is_mark(',') && self.quoted_before(sentence, verb.start - 1)
        });
        opens_phrase && free
    }

    fn quoted_before(&self, sentence: &Range<usize>, comma: usize) -> bool {
        comma > sentence.start && self.phrases.inside[comma - 1] != self.phrases.inside[comma]
    }

    /// "by Smith" after a passive.
    fn agent(&self, sentence: &Range<usize>, from: usize) -> Option<NounPhrase> {
        let by =
            (from..sentence.end.min(from + 4)).find(|index| self.text.slice(self.tokens[*index].passage) == "by")?;
        self.phrases.after(by + 1, sentence.end)
    }

    /// Whether what follows a form that may be a noun looks like what is said: a clause, a quotation, a colon.
    fn has_complement(&self, sentence: &Range<usize>, after: usize) -> bool {
        let Some(next) = self.tokens.get(after).filter(|_| after < sentence.end) else { return false };
        next.kind == TokenKind::Quote
            || next.is_mark(':')
            || next.capital
            || next.is(Classes::SUBORDINATOR
                .or(Classes::DETERMINER)
                .or(Classes::PRONOUN)
                .or(Classes::POSSESSIVE)
                .or(Classes::INDEFINITE)
                .or(Classes::RELATIVE))
            || self.tokens[after].is_mark(',')
                && self.tokens.get(after + 1).is_some_and(|next| next.kind == TokenKind::Quote)
    }
}

/// How far to the left a subject is looked for, in tokens.
const REACH: usize = 96;

const CUES: Classes = Classes::REPORTING.or(Classes::SOURCE_PHRASE);

fn group(classes: Classes) -> CueGroup {
    if classes.any(Classes::NEUTRAL.or(Classes::SOURCE_PHRASE)) {
        CueGroup::Neutral
    } else if classes.any(Classes::FACTIVE) {
        CueGroup::Factive
    } else if classes.any(Classes::LOADED) {
        CueGroup::Loaded
    } else if classes.any(Classes::DOUBTFUL) {
        CueGroup::Doubtful
    } else {
        CueGroup::Belief
    }
}
