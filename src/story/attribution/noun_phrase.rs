//! The noun phrase at a cue: which words name the one who speaks, before the verb or after it.

use std::ops::Range;

use crate::language::endings::Ending;
use crate::language::tokens::{Token, TokenKind, Tokens};
use crate::language::vocabulary::Classes;

/// Token ranges of a noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounPhrase {
    /// All of it, with what hangs on its head ("a source close to the talks").
    pub all: Range<usize>,
    /// Determiner to head ("a source").
    pub core: Range<usize>,
}

/// How far a noun phrase or an insertion is followed, in tokens.
const REACH: usize = 48;

/// Words that end a noun phrase on its way to the left or the right.
const BREAKS: Classes = Classes::SUBORDINATOR
    .or(Classes::RELATIVE)
    .or(Classes::PRONOUN)
    .or(Classes::AUXILIARY)
    .or(Classes::BE)
    .or(Classes::VERB)
    .or(Classes::NEGATION)
    .or(Classes::SOURCE_PHRASE);

/// Finds noun phrases among the tokens of one article.
#[derive(Clone, Copy)]
pub struct Phrases<'article> {
    pub tokens: &'article Tokens,
    /// The innermost quotation of each token, plus one; 0 outside quotations.
    pub inside: &'article [u32],
}

impl Phrases<'_> {
    /// The subject of the verb at `verb`, which stands before it and not before `floor`: the name, where it is set off by a
    /// comma from words for who that is ("Holt, a farmer who grows rye, said").
    pub fn before(&self, verb: usize, floor: usize) -> Option<NounPhrase> {
        let nearest = self.nearest_before(verb, floor)?;
        Some(self.name_before(&nearest, floor).unwrap_or(nearest))
    }

    /// The name, of two words at least, that a comma parts from the description of its bearer.
    fn name_before(&self, description: &NounPhrase, floor: usize) -> Option<NounPhrase> {
        let comma =
            description.all.start.checked_sub(1).filter(|comma| *comma > floor && self.tokens[*comma].is_mark(','))?;
        let opener = &self.tokens[comma + 1];
        let describes = opener.is(Classes::INDEFINITE.or(Classes::DETERMINER).or(Classes::POSSESSIVE))
            && self.tokens[description.core.clone()].iter().any(|token| token.is(Classes::ROLE.or(Classes::PERSON)));
        let is_name = |token: &Token| {
            let other = Classes::TIME.or(Classes::PLACE_NAME).or(Classes::ORGANIZATION).or(Classes::ORGANIZATION_NAME);
            token.is_word() && token.capital && !token.is(other.or(Classes::STARTER))
        };
        let first = (floor..comma).rev().take_while(|index| is_name(&self.tokens[*index])).last()?;
        let clear = first == floor || {
            let before = &self.tokens[first - 1];
            matches!(before.kind, TokenKind::Quote | TokenKind::Dash)
                || before.is(Classes::CONJUNCTION.or(Classes::SUBORDINATOR)) && !before.is(Classes::PREPOSITION)
        };
        (describes && clear && comma - first >= 2).then_some(NounPhrase { all: first..comma, core: first..comma })
    }

    fn nearest_before(&self, verb: usize, floor: usize) -> Option<NounPhrase> {
        let floor = floor.max(verb.saturating_sub(2 * REACH));
        let end = self.skip_insertions(self.skip_verb_group(verb, floor), floor)?;
        let last = &self.tokens[end.checked_sub(1).filter(|last| *last >= floor)?];
        if last.is(Classes::RELATIVE) || self.is_relative_that(end - 1, floor) {
            let head_end = self.skip_comma(end - 1, floor);
            return self.nominal_ending(head_end, floor);
        }
        if let Some(pronoun) = self.pronoun_ending(end, floor) {
            return Some(pronoun);
        }
        if let Some(relative) = self.relative_clause(end, floor)
            && let Some(mut phrase) = self.nominal_ending(self.skip_comma(relative, floor), floor)
        {
            phrase.all.end = end;
            return Some(phrase);
        }
        let phrase = self.nominal_ending(end, floor)?;
        Some(self.noun_before_participle(&phrase, floor).unwrap_or(phrase))
    }

    /// "figures" of "figures published by the road agency": what stands between is a clause without "that were".
    fn noun_before_participle(&self, phrase: &NounPhrase, floor: usize) -> Option<NounPhrase> {
        let preposition = phrase.all.start.checked_sub(1).filter(|index| *index > floor + 1)?;
        let participle = &self.tokens[preposition - 1];
        let known = self.tokens[preposition - 2].is(NOUNS) && self.tokens[preposition].is(Classes::PREPOSITION);
        let passive = participle.is_word()
            && !participle.capital
            && (participle.ends(Ending::PARTICIPLE) || participle.is(Classes::PAST));
        let noun = (known && passive).then(|| self.nominal_ending(preposition - 1, floor)).flatten()?;
        Some(NounPhrase { all: noun.all.start..phrase.all.end, core: noun.core })
    }

    /// The noun phrase that begins at `start` (after an inverted verb, "according to", a dash), before `ceiling`.
    pub fn after(&self, start: usize, ceiling: usize) -> Option<NounPhrase> {
        let mut first = start;
        while first < ceiling && self.tokens[first].is(Classes::ADVERB) && !self.tokens[first].capital {
            first += 1;
        }
        self.nominal_starting(first, ceiling)
    }

    /// The subject of the sentence whose tokens are `sentence`.
    pub fn main_subject(&self, sentence: Range<usize>) -> Option<NounPhrase> {
        let mut first = sentence.start;
        while first < sentence.end {
            let token = &self.tokens[first];
            let skipped = token.is(Classes::CONJUNCTION.or(Classes::ADVERB))
                || matches!(token.kind, TokenKind::Dash)
                || token.kind == TokenKind::Punctuation && !matches!(token.first, '.' | '!' | '?');
            if !skipped || token.is(Classes::TITLE) {
                break;
            }
            first += 1;
        }
        for _ in 0..3 {
            if !self.is_introduction(first, sentence.end) {
                break;
            }
            first = self.introduction_end(first, sentence.end)?;
        }
        self.after(first, sentence.end)
    }

    /// Whether the clause begins with something else than its subject: "In May", "When …", "Speaking …".
    fn is_introduction(&self, first: usize, end: usize) -> bool {
        let Some(opener) = self.tokens.get(first).filter(|_| first < end) else { return false };
        opener.is(Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::SOURCE_PHRASE).or(Classes::TIME))
            || opener.is_word()
                && first + 1 < end
                && opener.ends(Ending::GERUND.or(Ending::PARTICIPLE))
                && opener.is(Classes::REPORTING.or(Classes::VERB))
                && !self.is_participle_before_noun(first)
    }

    /// The index after the comma that ends an introduction; the comma may stand before a closing mark.
    fn introduction_end(&self, first: usize, end: usize) -> Option<usize> {
        let level = self.inside[first];
        (first..end.min(first + REACH)).find_map(|index| {
            let comma = self.tokens[index].is_mark(',');
            let closed =
                index + 1 < end && self.tokens[index + 1].kind == TokenKind::Quote && self.inside[index + 1] == level;
            match comma {
                true if self.inside[index] == level => Some(index + 1),
                true if closed => Some(index + 2),
                _ => None,
            }
        })
    }

    /// Moves left over the adverbs and auxiliaries before a verb.
    pub fn skip_verb_group(&self, verb: usize, floor: usize) -> usize {
        let group = Classes::ADVERB.or(Classes::AUXILIARY).or(Classes::BE).or(Classes::NEGATION);
        let mut end = verb;
        while end > floor {
            // A listed phrase ("has since") has its classes on its first word.
            let start = (floor..end).rev().find(|index| self.tokens[*index].length > 0).unwrap_or(end - 1);
            let token = &self.tokens[start];
            let clitic =
                token.kind == TokenKind::Clitic && end >= floor + 2 && self.tokens[end - 2].is(Classes::PRONOUN);
            if !(token.is(group) && !token.capital || clitic) {
                break;
            }
            end = start;
        }
        end
    }

    /// Moves left over what is set off between the subject and its verb: ", who …,", "(R-Ohio)", "— … —".
    fn skip_insertions(&self, mut end: usize, floor: usize) -> Option<usize> {
        for _ in 0..4 {
            let last = end.checked_sub(1).filter(|last| *last >= floor)?;
            let token = &self.tokens[last];
            end = match (token.kind, token.first) {
                (TokenKind::Punctuation, ')') => self.find_left(last, floor, |token| token.is_mark('('))?,
                (TokenKind::Punctuation, ',') => self.insertion_start(last, floor)?,
                (TokenKind::Dash, _) => self.find_left(last, floor, |token| token.kind == TokenKind::Dash)?,
                _ => return Some(end),
            };
        }
        Some(end)
    }

    fn find_left(&self, from: usize, floor: usize, wanted: impl Fn(&Token) -> bool) -> Option<usize> {
        (floor.max(from.saturating_sub(REACH))..from).rev().find(|index| wanted(&self.tokens[*index]))
    }

    /// The comma that opens the insertion which the comma at `closing` closes.
    fn insertion_start(&self, closing: usize, floor: usize) -> Option<usize> {
        let mut right = closing;
        for _ in 0..6 {
            let comma = self.find_left(right, floor, |token| token.is_mark(','))?;
            if self.inside[comma] != self.inside[closing] {
                return None;
            }
            if !self.tokens[comma + 1].is(Classes::CONJUNCTION) {
                return Some(comma);
            }
            right = comma;
        }
        None
    }

    fn skip_comma(&self, end: usize, floor: usize) -> usize {
        if end > floor && self.tokens[end - 1].is_mark(',') { end - 1 } else { end }
    }

    /// Whether the word at `index` is "that" after a noun it belongs to ("a report that said").
    fn is_relative_that(&self, index: usize, floor: usize) -> bool {
        let token = &self.tokens[index];
        token.is(Classes::THAT) && index > floor && self.is_nominal(index - 1)
    }

    fn pronoun_ending(&self, end: usize, floor: usize) -> Option<NounPhrase> {
        let last = &self.tokens[end - 1];
        let object = end >= floor + 2 && self.tokens[end - 2].is(Classes::PREPOSITION);
        let alone = end < floor + 2 || !self.tokens[end - 2].is(Classes::DETERMINER.or(Classes::INDEFINITE));
        let pronoun = last.is(Classes::PRONOUN) && !object || last.is(Classes::QUANTIFIER) && alone;
        pronoun.then(|| {
            let start = end - 1;
            NounPhrase { all: start..end, core: start..end }
        })
    }

    /// Where "who" stands, if the words before `end` are a relative clause without commas.
    fn relative_clause(&self, end: usize, floor: usize) -> Option<usize> {
        let from = floor.max(end.saturating_sub(24));
        for index in (from..end).rev() {
            let token = &self.tokens[index];
            if matches!(token.kind, TokenKind::Punctuation | TokenKind::Quote | TokenKind::Dash) && token.first != '$' {
                return None;
            }
            if token.is(Classes::WHO) && index > floor {
                return Some(index);
            }
        }
        None
    }

    /// The noun phrase whose last token stands before `end`.
    fn nominal_ending(&self, end: usize, floor: usize) -> Option<NounPhrase> {
        let level = *self.inside.get(end.checked_sub(1)?)?;
        let lowest = floor.max(end.saturating_sub(REACH));
        let mut start = end;
        let mut core_end = end;
        while start > lowest && self.inside[start - 1] == level {
            let token = &self.tokens[start - 1];
            if token.is(Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::INDEFINITE)) && start < end {
                start -= 1;
                if !self.links(start, lowest) {
                    break;
                }
                continue;
            }
            if token.is(Classes::PREPOSITION) {
                if start == end || !self.links(start, lowest) {
                    break;
                }
                start -= 1;
                core_end = start;
                continue;
            }
            if token.is(Classes::CONJUNCTION) {
                if start == end || !self.coordinates(start - 1, lowest) {
                    break;
                }
                start -= 1;
                continue;
            }
            if !self.is_nominal(start - 1) || token.is(Classes::TIME) && start < end && token.capital {
                break;
            }
            start -= 1;
        }
        let start = self.trim_left(start, end);
        if start >= end {
            return None;
        }
        let core_end = if core_end > start { core_end } else { end };
        let core = self.without_participle(start..core_end);
        Some(NounPhrase { all: start..end, core: self.without_adjective(core) })
    }

    /// "documents" of "documents filed with the registry".
    fn without_participle(&self, core: Range<usize>) -> Range<usize> {
        let last = core.end - 1;
        let token = &self.tokens[last];
        let passive = !token.capital && (token.ends(Ending::PARTICIPLE) || token.is(Classes::PAST)) && !token.is(NOUNS);
        let noun = last > core.start && self.tokens[last - 1].is(NOUNS) && !self.tokens[last - 1].capital;
        if passive && noun { core.start..last } else { core }
    }

    /// Whether the preposition before `start` hangs what follows on a noun before it.
    fn links(&self, start: usize, lowest: usize) -> bool {
        if start < lowest + 2 || !self.tokens[start - 1].is(Classes::PREPOSITION) {
            return false;
        }
        let before = &self.tokens[start - 2];
        (self.is_nominal(start - 2) || before.is(Classes::OBJECT_PRONOUN))
            && !before.is(Classes::TIME)
            && !self.tokens[start - 1].capital
    }

    /// Whether the "and" at `index` joins two names, or two plain nouns.
    fn coordinates(&self, index: usize, lowest: usize) -> bool {
        index > lowest
            && self.is_nominal(index - 1)
            && self.tokens.get(index + 1).is_some_and(|next| next.capital == self.tokens[index - 1].capital)
            && self.tokens[index - 1].kind == TokenKind::Word
    }

    fn trim_left(&self, mut start: usize, end: usize) -> usize {
        let trimmed = Classes::ADVERB.or(Classes::CONJUNCTION).or(Classes::PREPOSITION).or(Classes::SUBORDINATOR);
        while start < end && self.tokens[start].is(trimmed) && !self.tokens[start].is(Classes::TITLE) {
            start += 1;
        }
        start
    }

    /// The noun phrase whose first token is at `first`.
    fn nominal_starting(&self, first: usize, ceiling: usize) -> Option<NounPhrase> {
        let ceiling = ceiling.min(first + REACH);
        let opener = self.tokens.get(first).filter(|_| first < ceiling)?;
        let level = self.inside[first];
        let counts = opener.is(Classes::INDEFINITE)
            && first + 1 < ceiling
            && self.is_nominal(first + 1)
            && !self.tokens[first + 1].is(Classes::TIME)
            && self.inside[first + 1] == level;
        if opener.is(Classes::PRONOUN) || opener.is(Classes::QUANTIFIER) && !counts {
            return Some(NounPhrase { all: first..first + 1, core: first..first + 1 });
        }
        let begun = opener.is(Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::INDEFINITE));
        let mut end = first + usize::from(begun);
        let mut core_end = None;
        let mut named = false;
        while end < ceiling && self.inside[end] == level {
            let token = &self.tokens[end];
            let links = token.is(Classes::PREPOSITION)
                && end > first
                && !token.is(Classes::TIME)
                && self.hangs_on(end)
                && end + 1 < ceiling
                && (self.is_nominal(end + 1)
                    || self.tokens[end + 1].is(Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::INDEFINITE)))
                && !self.tokens[end + 1].is(Classes::TIME);
            if links {
                core_end.get_or_insert(end);
                end += 2;
                continue;
            }
            if token.is(Classes::CONJUNCTION)
                && end > first
                && end + 1 < ceiling
                && self.tokens[end + 1].capital
                && self.tokens[end - 1].capital
            {
                end += 1;
                continue;
            }
            if !self.is_nominal(end) || token.is(Classes::TIME) && end > first {
                break;
            }
            if begun && token.ends(Ending::PARTICIPLE) && self.tokens[end - 1].is(NOUNS) {
                break;
            }
            if named && !token.capital && token.kind == TokenKind::Word && !self.leads_to_noun(end, ceiling) {
                break;
            }
            named |= token.capital && (end > first || !begun);
            end += 1;
        }
        let real = end > first + usize::from(begun);
        real.then(|| NounPhrase { all: first..end, core: self.without_adjective(first..core_end.unwrap_or(end)) })
    }

    /// "a person" of "a person close": the adjective belongs to what follows ("close to the talks").
    fn without_adjective(&self, core: Range<usize>) -> Range<usize> {
        let person = |index: usize| self.tokens[index].is(Classes::PERSON.or(Classes::ANONYMOUS));
        let last = core.end - 1;
        let describes = last > core.start && person(last - 1) && self.tokens[last].is(Classes::BEHIND_PERSON);
        if describes { core.start..last } else { core }
    }

    /// Whether the word at `index` or one of the two behind it is a noun that the lists know.
    fn leads_to_noun(&self, index: usize, ceiling: usize) -> bool {
        self.tokens[index..ceiling.min(index + 3)]
            .iter()
            .take_while(|token| token.is_word() && !token.is(BREAKS) && !token.is(Classes::PREPOSITION))
            .any(|token| token.is(NOUNS) && !token.capital)
    }

    /// Whether a noun phrase may begin at `index`.
    pub fn begins_nominal(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        self.is_nominal(index) && !token.is(Classes::TIME) || token.is(Classes::PRONOUN)
    }

    /// Whether a preposition at `index` may belong to the noun before it: "of", "for", "at", "from", "with", "close to".
    fn hangs_on(&self, index: usize) -> bool {
        self.tokens[index].is(Classes::HANGING)
            && !self.tokens[index].capital
            && !self.tokens[index - 1].is(Classes::TIME)
            || self.tokens[index.saturating_sub(2)..index]
                .iter()
                .any(|token| token.is(Classes::PERSON.or(Classes::ANONYMOUS)))
    }

    /// Whether a verb form stands as an adjective: "retired general", "elected officials".
    fn is_participle_before_noun(&self, index: usize) -> bool {
        let noun = self.tokens.get(index + 1).is_some_and(|next| next.is(NOUNS));
        let name = self.tokens.get(index + 2).is_some_and(|name| name.capital);
        self.tokens[index].ends(Ending::PARTICIPLE) && (noun || name)
    }

    /// "Walking" of "Walking Tall": a capital, and another behind it.
    fn is_title(&self, index: usize) -> bool {
        let capital = |index: usize| self.tokens.get(index).is_some_and(|token| token.capital && token.is_word());
        capital(index) && capital(index + 1) && self.tokens[index].ends(Ending::GERUND)
    }

    /// Whether the token may be part of a noun phrase.
    fn is_nominal(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        match token.kind {
            TokenKind::Word => {
                let participle = token.is(Classes::VERB) && self.is_participle_before_noun(index);
                let reporting =
                    token.is(Classes::REPORTING) && !token.is(Classes::NOUN_LIKE) && !token.capital && !token.is(NOUNS);
                (participle || !token.is(BREAKS) || self.is_title(index))
                    && !reporting
                    && !token.is(Classes::PREPOSITION.or(Classes::CONJUNCTION))
            }
            TokenKind::Clitic | TokenKind::Number => true,
            TokenKind::Punctuation => matches!(token.first, '$' | '%' | '&' | '#' | '@' | '/' | '[' | ']'),
            TokenKind::Quote => false,
            TokenKind::Dash => false,
        }
    }
}

/// Nouns that the lists know.
pub const NOUNS: Classes = Classes::ROLE
    .or(Classes::ORGANIZATION)
    .or(Classes::GROUP)
    .or(Classes::ANONYMOUS)
    .or(Classes::PERSON)
    .or(Classes::DOCUMENT)
    .or(Classes::REPORTING_NOUN);
