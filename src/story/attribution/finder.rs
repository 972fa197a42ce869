//! Where reporting forms report: the guards against nouns, names and passives, and the search for the subject.

use std::ops::Range;

use super::complement::{self, Complement, complement};
use super::cue::{Cue, Form};
use super::kind::kind;
use super::noun_phrase::{NOUNS, NounPhrase, Phrases};
use crate::language::endings::Ending;
use crate::language::tokens::{Token, TokenKind, Tokens};
use crate::language::vocabulary::Classes;
use crate::model::SourceKind;

/// How far to the left a subject is looked for, in tokens.
const REACH: usize = 96;

/// So many words without a time among them hold a verb.
const CLAUSE: usize = 6;

const CUES: Classes = Classes::REPORTING.or(Classes::SOURCE_PHRASE);

/// What cues are looked for in.
#[derive(Clone, Copy)]
pub struct CueFinder<'article> {
    pub tokens: &'article Tokens,
    pub phrases: Phrases<'article>,
}

impl<'article> CueFinder<'article> {
    /// The cues of the sentence whose tokens are `sentence`, in order. In a headline any word may have a capital.
    pub fn cues(&self, sentence: &Range<usize>, headline: bool) -> Vec<Cue> {
        let anonymity = self.tokens[sentence.clone()].iter().any(|token| token.is(Classes::ANONYMITY));
        let usable = |index: &usize| {
            let token = &self.tokens[*index];
            let name = token.capital
                && !headline
                && *index > sentence.start
                && self.tokens[index - 1].kind != TokenKind::Quote;
            token.length > 0 && token.is(CUES) && !name
        };
        sentence.clone().filter(usable).filter_map(|index| self.cue(sentence, index, anonymity)).collect()
    }

    fn cue(&self, sentence: &Range<usize>, index: usize, anonymity: bool) -> Option<Cue> {
        let classes = self.tokens[index].classes;
        let tokens = index..index + self.tokens[index].length as usize;
        let (form, phrase) = if classes.any(Classes::SOURCE_PHRASE) {
            (Form::Phrase, self.phrases.after(tokens.end, sentence.end)?)
        } else {
            self.verb(sentence, &tokens)?
        };
        if classes.any(Classes::TELLING) && self.is_nobody(tokens.end) {
            return None;
        }
        let speaker = match kind(self.tokens, &phrase, anonymity) {
            // A form without a subject speaks for somebody named before, as a pronoun does.
            _ if phrase.core == tokens => SourceKind::Pronoun,
            // "a deckhand said": whoever speaks is somebody, whether the lists know the word or not.
            SourceKind::None if classes.any(Classes::PLAIN) && !self.is_thing(&phrase) => SourceKind::Anonymous,
            known => known,
        };
        let helpers = self.helpers(sentence, index);
        let inverted = form == Form::Finite && phrase.all.start == tokens.end;
        (speaker != SourceKind::None && speaks(form, speaker, &self.tokens[phrase.core.clone()])).then(|| Cue {
            complement: match inverted {
                true => Complement::Aside,
                false => complement(&self.phrases, tokens.end, sentence.end, classes.any(Classes::TELLING)),
            },
            that: self.is_that(complement::after_places(&self.phrases, tokens.end, sentence.end), sentence.end),
            modal: helpers.iter().any(|token| token.is(Classes::MODAL) && token.is(Classes::AUXILIARY)),
            negated: helpers.iter().any(|token| token.is(Classes::NEGATION)),
            inside: self.phrases.inside[index],
            classes,
            tokens,
            form,
            phrase,
            speaker,
        })
    }

    /// "a low voice said": nobody's word.
    fn is_thing(&self, phrase: &NounPhrase) -> bool {
        self.tokens[phrase.core.end - 1].is(Classes::THING)
    }

    /// "told nobody", "told no one": nothing is said.
    fn is_nobody(&self, next: usize) -> bool {
        self.tokens.get(next).is_some_and(|token| token.is(Classes::NOBODY) && !token.capital)
    }

    /// The adverbs and auxiliaries before the verb at `verb`.
    fn helpers(&self, sentence: &Range<usize>, verb: usize) -> &'article [Token] {
        &self.tokens[self.phrases.skip_verb_group(verb, self.clause_floor(sentence, verb))..verb]
    }

    /// The form and the subject of the reporting verb at `verb`, unless it is none in its place.
    fn verb(&self, sentence: &Range<usize>, verb: &Range<usize>) -> Option<(Form, NounPhrase)> {
        let floor = self.clause_floor(sentence, verb.start);
        let helpers = self.helpers(sentence, verb.start);
        let group_start = verb.start - helpers.len();
        let before = (group_start > floor).then(|| &self.tokens[group_start - 1]);
        let participle = self.tokens[verb.start].ends(Ending::GERUND);
        let auxiliary = helpers.iter().rev().find(|token| !token.is(Classes::ADVERB.or(Classes::NEGATION)));
        let after_be = auxiliary.is_some_and(|token| token.is(Classes::BE));
        if after_be && !participle && verb.len() == 1 {
            return self.agent(sentence, verb.end).map(|phrase| (Form::Passive, phrase));
        }
        if !participle && let Some(phrase) = self.parenthesis(verb, helpers.len(), floor, sentence.end) {
            return Some((Form::Parenthesis, phrase));
        }
        if let Some(before) = before {
            let relative = before.is(Classes::SUBORDINATOR) && !self.tokens[verb.start].is(Classes::NOUN_LIKE);
            let noun_like = self.tokens[verb.start].is(Classes::NOUN_LIKE);
            // "the last report": the adverb belongs to a noun.
            let bare = helpers.is_empty() || noun_like && helpers.iter().all(|token| token.is(Classes::ADVERB));
            if bare && begins_noun(before) && !relative {
                return None;
            }
            if before.is(Classes::INFINITIVE_MARK) {
                return self.phrases.main_subject(sentence.clone()).map(|phrase| (Form::Infinitive, phrase));
            }
            if helpers.is_empty() && before.is(Classes::COMPARISON) && !participle {
                return None;
            }
        }
        if before.is_some_and(|before| before.is(Classes::CONJUNCTION)) && !participle {
            let subject = self.phrases.main_subject(sentence.clone()).or_else(|| self.without_subject(verb));
            return subject.map(|phrase| (Form::Finite, phrase));
        }
        if before.is_some_and(|before| before.is(Classes::INVERTING))
            && let Some(phrase) = self.phrases.after(verb.end, sentence.end)
        {
            return Some((Form::Finite, phrase));
        }
        if participle && let Some(phrase) = self.quoted_person(group_start, floor) {
            return Some((Form::Participle, phrase));
        }
        if participle && !after_be {
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
        let aside = || floor > sentence.start && self.tokens[floor].kind == TokenKind::Quote;
        let told = || {
            let placed = complement::after_places(&self.phrases, verb.end, sentence.end);
            self.has_complement(sentence, verb.end) || placed > verb.end && self.is_that(placed, sentence.end)
        };
        if self.tokens[verb.start].is(Classes::NOUN_LIKE) && !told() && !aside() {
            return None;
        }
        if let Some(phrase) = self.speaker_behind(verb, floor, sentence.end) {
            return Some((Form::Finite, phrase));
        }
        let phrase = self.phrases.before(verb.start, floor).or_else(|| self.without_subject(verb))?;
        let doubtful = self.tokens[verb.start].is(Classes::NOUN_LIKE) && helpers.is_empty();
        (!doubtful || self.agrees(verb.start, &phrase)).then_some((Form::Finite, phrase))
    }

    /// The form itself, where its language needs no subject beside it.
    fn without_subject(&self, verb: &Range<usize>) -> Option<NounPhrase> {
        let needs_none = self.tokens[verb.start].is(Classes::SUBJECTLESS);
        needs_none.then(|| NounPhrase { all: verb.clone(), core: verb.clone() })
    }

    /// "a source" of "quoted a source saying": whoever is quoted speaks, not whoever quotes.
    fn quoted_person(&self, verb: usize, floor: usize) -> Option<NounPhrase> {
        let end = verb.checked_sub(1).filter(|last| self.tokens[*last].is(Classes::AS)).unwrap_or(verb);
        let phrase = self.phrases.before(end, floor)?;
        let quotes = phrase.all.start.checked_sub(1).filter(|quotes| *quotes >= floor)?;
        self.tokens[quotes].is(Classes::QUOTING).then_some(phrase)
    }

    /// Whether a form that may be a noun is a verb of this subject: "the reports say", "she reports", not "the last report".
    pub fn agrees(&self, verb: usize, subject: &NounPhrase) -> bool {
        let form = &self.tokens[verb];
        let core = &self.tokens[subject.core.clone()];
        let Some(head) = core.iter().rev().find(|token| token.is_word()) else { return false };
        let plural = head.ends(Ending::PLURAL)
            || core.len() > 2 && core.iter().any(|token| token.is(Classes::CONJUNCTION))
            || head.is(Classes::GROUP.or(Classes::QUANTIFIER))
            || head.is(Classes::PRONOUN) && !head.is(Classes::HE.or(Classes::SHE).or(Classes::IT));
        let known = core.iter().any(|token| token.capital || token.is(OPENERS));
        match () {
            () if form.ends(Ending::PARTICIPLE) || form.is(Classes::PAST) => true,
            () if form.ends(Ending::THIRD_PERSON) => known,
            () => plural,
        }
    }

    /// Where the search for a subject to the left stops: the quotation or sentence that holds the verb begins there.
    fn clause_floor(&self, sentence: &Range<usize>, verb: usize) -> usize {
        let level = self.phrases.inside[verb];
        let lowest = sentence.start.max(verb.saturating_sub(REACH));
        let mut floor = verb;
        while floor > lowest && self.phrases.inside[floor - 1] == level {
            floor -= 1;
        }
        floor
    }

    /// "…," said Smith: the verb follows a closing mark, or a comma and stands before a name.
    fn is_inverted(&self, sentence: &Range<usize>, verb: &Range<usize>) -> bool {
        let Some(next) = self.tokens.get(verb.end).filter(|_| verb.end < sentence.end) else { return false };
        let Some(before) = verb.start.checked_sub(1).filter(|before| *before >= sentence.start) else {
            return next.capital || next.is(OPENERS);
        };
        let token = &self.tokens[before];
        let plain = self.tokens[verb.start].is(Classes::SAYING)
            && !self.tokens[verb.start].is(Classes::TELLING)
            && next.capital;
        let quoted = token.kind == TokenKind::Quote || token.is_mark(',') && self.quoted_before(sentence, before);
        quoted && self.phrases.begins_nominal(verb.end)
            || (token.is_mark(',') && plain && !self.begins_clause(verb.end, sentence.end)
                || token.kind == TokenKind::Dash)
                && (next.capital || next.is(OPENERS))
    }

    /// "reported on Thursday that": what is said begins behind a time or a place.
    fn is_that(&self, index: usize, end: usize) -> bool {
        index < end && self.tokens[index].is(Classes::SUBORDINATOR) && !self.tokens[index].is(Classes::PREPOSITION)
    }

    /// "…, said Brandal had left": the name is the subject of what is said.
    fn begins_clause(&self, start: usize, end: usize) -> bool {
        let phrase = self.phrases.after(start, end);
        let verb = phrase.and_then(|phrase| self.tokens.get(phrase.all.end).filter(|_| phrase.all.end < end));
        verb.is_some_and(|verb| {
            verb.is(Classes::AUXILIARY.or(Classes::BE).or(Classes::VERB)) && !verb.is(Classes::PREPOSITION)
        })
    }

    /// "The merger would go through, said an antitrust lawyer who …": a clause of its own before the comma, and behind the
    /// verb nothing but the one who speaks.
    fn speaker_behind(&self, verb: &Range<usize>, floor: usize, end: usize) -> Option<NounPhrase> {
        let comma = verb.start.checked_sub(1).filter(|comma| *comma > floor && self.tokens[*comma].is_mark(','))?;
        let form = &self.tokens[verb.start];
        if !form.is(Classes::PLAIN) || form.is(Classes::TELLING.or(Classes::NOUN_LIKE)) || form.capital {
            return None;
        }
        if self.phrases.before(verb.start, floor).is_some() && !self.is_clause(floor, comma) {
            return None;
        }
        let phrase = self.phrases.after(verb.end, end)?;
        let core = &self.tokens[phrase.core.clone()];
        let opener = Classes::INDEFINITE.or(Classes::DETERMINER).or(Classes::POSSESSIVE);
        let known = core[0].is(opener) || core.iter().any(|token| token.is(NOUNS) || token.capital && token.is_word());
        let clean = !self.tokens[phrase.all.clone()]
            .windows(2)
            .any(|pair| pair[0].is(NOUNS) && pair[1].ends(Ending::PARTICIPLE));
        let next = self.tokens.get(phrase.all.end).filter(|_| phrase.all.end < end);
        let ends = next.is_none_or(|next| {
            matches!(next.kind, TokenKind::Punctuation | TokenKind::Dash)
                || next.is(Classes::RELATIVE.or(Classes::TIME))
                || (next.is(Classes::PREPOSITION) || next.ends(Ending::PARTICIPLE))
                    && !complement::has_verb(&self.phrases, phrase.all.end + 1..end)
        });
        (known && clean && ends).then_some(phrase)
    }

    /// Whether the words before the comma are a clause and no insertion: a verb stands in them, or so many words that one
    /// must, and no "who", "as" or "in" opens them.
    pub fn is_clause(&self, floor: usize, comma: usize) -> bool {
        let opening = (floor..comma).rev().find(|index| self.tokens[*index].is_mark(','));
        let words = opening.map_or(floor, |opening| opening + 1)..comma;
        let opens = self.tokens[words.start].is(Classes::RELATIVE.or(Classes::SUBORDINATOR).or(Classes::PREPOSITION));
        let long = words.len() >= CLAUSE && !self.tokens[words.clone()].iter().any(|token| token.is(Classes::TIME));
        !opens && (long || complement::has_verb(&self.phrases, words))
    }

    fn quoted_before(&self, sentence: &Range<usize>, comma: usize) -> bool {
        comma > sentence.start
            && (self.tokens[comma - 1].kind == TokenKind::Quote
                || self.phrases.inside[comma - 1] != self.phrases.inside[comma])
    }

    /// "by Smith" after a passive.
    fn agent(&self, sentence: &Range<usize>, from: usize) -> Option<NounPhrase> {
        let by = (from..sentence.end.min(from + 4)).find(|index| self.tokens[*index].is(Classes::AGENT))?;
        self.phrases.after(by + 1, sentence.end)
    }

    /// Whether what follows a form that may be a noun looks like what is said: a clause, a quotation, a colon.
    fn has_complement(&self, sentence: &Range<usize>, after: usize) -> bool {
        let Some(next) = self.tokens.get(after).filter(|_| after < sentence.end) else { return false };
        next.kind == TokenKind::Quote
            || next.is_mark(':')
            || next.capital
            || next.is(Classes::SUBORDINATOR.or(Classes::RELATIVE).or(OPENERS))
            || next.is_mark(',') && self.tokens.get(after + 1).is_some_and(|next| next.kind == TokenKind::Quote)
    }
}

/// What a noun phrase begins with.
const OPENERS: Classes = Classes::DETERMINER
    .or(Classes::INDEFINITE)
    .or(Classes::POSSESSIVE)
    .or(Classes::QUANTIFIER)
    .or(Classes::ROLE)
    .or(Classes::GROUP)
    .or(Classes::TITLE)
    .or(Classes::ORGANIZATION)
    .or(Classes::PRONOUN);

/// Whether a reporting form behind `before` is a noun: "the claim", "his report", "Smith's promise".
fn begins_noun(before: &Token) -> bool {
    before.kind == TokenKind::Clitic
        || before.is(Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::INDEFINITE))
            && !before.is(Classes::QUANTIFIER.or(Classes::PRONOUN))
}

/// Whether a source of this kind may be the one who speaks: a bare unit of measure or time after "per" is not.
fn speaks(form: Form, speaker: SourceKind, core: &[Token]) -> bool {
    form != Form::Phrase || speaker != SourceKind::Role || core.iter().any(|token| token.is(NOUNS) || token.capital)
}
