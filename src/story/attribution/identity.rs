//! How far readers can tell who a source is: by name, by office or body, or not at all.

use rustc_hash::FxHashMap;

use super::Attribution;
use super::credit;
use super::kind::{head, is_agent, kind};
use super::ladder::SpeakerAnswer;
use super::noun_phrase::NounPhrase;
use super::sources::Standing;
use super::transcript;
use crate::language::endings::Ending;
use crate::language::tokens::{Token, TokenKind};
use crate::language::vocabulary::Classes;
use crate::model::{Identity, SourceKind, fold};

/// How many tokens before its own a definite noun ("the aide") is looked for.
const INTRODUCED: usize = 800;

/// So many places of one word are remembered: more than one phrase can hold.
const FEW: usize = 4;

/// Between "an" and "aide" stand so many words at most.
const DESCRIBED: usize = 4;

/// So many words behind somebody say how near to the matter they are.
const PRIVY: usize = 3;

/// Who is who in one story.
pub struct Identities<'story> {
    pub story: &'story Attribution<'story>,
    pub standings: &'story [Standing],
    /// The words for bodies that the story speaks of as known ("the council", "Lindby Council"), each with the first few
    /// tokens where it does.
    bodies: FxHashMap<String, Vec<usize>>,
    /// The first token that may name a person.
    first_name: Option<usize>,
}

impl<'story> Identities<'story> {
    pub fn new(story: &'story Attribution<'story>, standings: &'story [Standing]) -> Self {
        let mut bodies: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for index in (1..story.tokens.len()).filter(|index| story.is_known_body(*index)) {
            let places = bodies.entry(story.folded(index)).or_default();
            if places.len() < FEW {
                places.push(index);
            }
        }
        let named =
            |index: &usize| story.tokens[*index].capital && story.tokens[*index].is_word() && !story.opens(*index);
        let first_name =
            (0..story.tokens.len()).filter(named).find(|index| story.tokens[*index].classes == Classes::NONE);
        Self { story, standings, bodies, first_name }
    }

    /// For each sentence how its source, or the one hinted at, is known.
    pub fn of_sentences(&self) -> Vec<Option<Identity>> {
        let answer = |standing: &'story Standing| match standing {
            Standing::Sourced(answer) | Standing::Doubtful(answer) => Some(answer),
            Standing::Unsourced => None,
        };
        let identity = |(sentence, standing)| self.identity_in_story(answer(standing)?, sentence);
        self.standings.iter().enumerate().map(identity).collect()
    }

    /// For each quotation how its speaker is known.
    pub fn of_quotations(&self, answers: &[Option<SpeakerAnswer>]) -> Vec<Option<Identity>> {
        let identity = |(index, answer): (usize, &Option<SpeakerAnswer>)| {
            let sentence = self.story.rung(index)?.sentences.start;
            self.identity_in_story(answer.as_ref()?, sentence)
        };
        answers.iter().enumerate().map(identity).collect()
    }

    /// What the words give away, and what somebody with a name who says the same in the story adds to it.
    fn identity_in_story(&self, answer: &SpeakerAnswer, sentence: usize) -> Option<Identity> {
        if matches!(answer.step, transcript::STEP | credit::STEP) {
            return None;
        }
        let known = self.identity(answer.speaker, &answer.phrase)?;
        let open = matches!(known, Identity::Unplaced | Identity::Crowd);
        let named = open && self.is_named_later(&answer.phrase, sentence);
        Some(if named { Identity::Named } else { known })
    }

    /// What the words for a source of this kind give away.
    fn identity(&self, kind: SourceKind, phrase: &NounPhrase) -> Option<Identity> {
        let core = &self.story.tokens[phrase.core.clone()];
        let first = core.first()?;
        match kind {
            SourceKind::None => None,
            SourceKind::Named => Some(Identity::Named),
            SourceKind::Pronoun => {
                let (kind, phrase) = self.story.antecedent(phrase)?;
                if kind == SourceKind::Pronoun { None } else { self.identity(kind, &phrase) }
            }
            SourceKind::Organization => {
                let bare = first.is(Classes::INDEFINITE) && !self.has_name(phrase);
                Some(if bare { Identity::Unplaced } else { Identity::Placed })
            }
            SourceKind::Document => {
                let described = phrase.all.len() > 1 && !first.is(Classes::INDEFINITE);
                let known = described || self.has_name(phrase) || self.is_by_somebody(phrase);
                Some(if known { Identity::Placed } else { Identity::Unplaced })
            }
            SourceKind::Role | SourceKind::Group | SourceKind::Anonymous => self.person(kind, phrase),
        }
    }

    fn person(&self, kind: SourceKind, phrase: &NounPhrase) -> Option<Identity> {
        let core = &self.story.tokens[phrase.core.clone()];
        let first = core.first()?;
        let indefinite = first.is(Classes::INDEFINITE.or(Classes::QUANTIFIER));
        let the =
            |token: &Token| token.is(Classes::DETERMINER.or(Classes::POSSESSIVE)) && !token.is(Classes::INDEFINITE);
        let before = phrase.core.start.checked_sub(1).map(|before| &self.story.tokens[before]);
        let definite = the(first) && !indefinite || before.is_some_and(the);
        let owned = first.is(Classes::POSSESSIVE) || core.iter().any(|token| token.kind == TokenKind::Clitic);
        let unplaced = if self.are_several(kind, phrase) { Identity::Crowd } else { Identity::Unplaced };
        if core.len() == 1 && first.is(Classes::QUANTIFIER) && !self.is_privy(phrase) {
            return Some(unplaced);
        }
        if self.is_hidden(kind, phrase) {
            // "the source of the smoke"
            let thing = definite && phrase.all.end > phrase.core.end && self.introduction(phrase).is_none();
            return Some(if thing { Identity::Placed } else { Identity::Hidden });
        }
        // "a regular said": somebody, whether the lists know the word or not.
        let somebody = kind == SourceKind::Anonymous && indefinite && !self.is_judicial(core);
        if !self.is_person(core) && !somebody {
            return Some(Identity::Placed);
        }
        if owned || self.is_placed(phrase) {
            return Some(Identity::Placed);
        }
        if definite {
            return self.introduction(phrase).or_else(|| self.office(kind, phrase));
        }
        // "expert says": a headline's way of writing, and nobody yet.
        let several = head(core).is_some_and(|head| head.ends(Ending::PLURAL) || head.is(Classes::GROUP));
        (indefinite || several).then_some(unplaced)
    }

    /// "a paper by Olga Brandt".
    fn is_by_somebody(&self, paper: &NounPhrase) -> bool {
        let mut behind = self.story.tokens[paper.all.end..].iter();
        let by = behind.next().is_some_and(|by| by.is(Classes::AGENT));
        by && behind.next().is_some_and(|name| name.capital && name.is_word())
    }

    /// Whether the words are for people, and not for such as act in the open: a judge, a coroner.
    fn is_person(&self, core: &[Token]) -> bool {
        let people =
            Classes::PERSON.or(Classes::ROLE).or(Classes::GROUP).or(Classes::ANONYMOUS).or(Classes::QUANTIFIER);
        head(core).is_some_and(|head| head.is(people) || is_agent(head)) && !self.is_judicial(core)
    }

    fn is_judicial(&self, core: &[Token]) -> bool {
        head(core).is_some_and(|head| head.is(Classes::JUDICIAL))
    }

    /// "the mayor" holds an office; "the accused" is somebody, if nobody has been named whom it could be.
    fn office(&self, kind: SourceKind, phrase: &NounPhrase) -> Option<Identity> {
        let head = head(&self.story.tokens[phrase.core.clone()])?;
        if kind == SourceKind::Role && head.is(Classes::ROLE) && !head.is(Classes::PERSON) {
            return Some(Identity::Placed);
        }
        let nobody = self.first_name.is_none_or(|name| name > phrase.core.start);
        (nobody && kind != SourceKind::Group && head.is(Classes::PERSON.or(Classes::ROLE)))
            .then_some(Identity::Unplaced)
    }

    /// Who "the aide" is: what the story gave away where it first spoke of "an aide".
    fn introduction(&self, phrase: &NounPhrase) -> Option<Identity> {
        let core = phrase.core.clone();
        let noun = core.clone().rev().find(|index| self.story.tokens[*index].is_word())?;
        let wanted = self.story.folded(noun);
        let earlier = core.start.saturating_sub(INTRODUCED)..core.start;
        let introduces = |index: &usize| {
            let mut before = (index.saturating_sub(DESCRIBED).max(earlier.start)..*index)
                .rev()
                .take_while(|before| self.story.tokens[*before].is_word());
            let length = self.story.tokens[*index].passage.len();
            length == wanted.len()
                && self.story.folded(*index) == wanted
                && before.any(|before| self.story.tokens[before].is(Classes::INDEFINITE))
        };
        let index = earlier.clone().rev().find(introduces)?;
        let opener = (earlier.start..index).rev().find(|before| self.story.tokens[*before].is(Classes::INDEFINITE))?;
        let phrase =
            self.story.phrases().after(opener, self.story.sentence_tokens(self.story.sentence_of(index)?).end)?;
        let kind = kind(self.story.tokens, &phrase, false);
        if kind == SourceKind::Named { Some(Identity::Named) } else { self.person(kind, &phrase) }
    }

    /// Whether the newsroom keeps somebody back: it says "source", or that the person is not to be named.
    fn is_hidden(&self, kind: SourceKind, phrase: &NounPhrase) -> bool {
        let core = &self.story.tokens[phrase.core.clone()];
        let source = head(core).is_some_and(|head| head.is(Classes::ANONYMOUS))
            || core.iter().any(|token| token.is(Classes::ANONYMOUS) && token.length > 1)
            || self.is_privy(phrase);
        if source || kind == SourceKind::Group {
            return source;
        }
        let sentence = self.story.sentence_of(phrase.core.start).map(|sentence| self.story.sentence_tokens(sentence));
        let anonymity =
            sentence.is_some_and(|range| self.story.tokens[range].iter().any(|token| token.is(Classes::ANONYMITY)));
        anonymity && kind == SourceKind::Anonymous
    }

    /// "people with knowledge of the talks", "a person briefed on the plan": how near they are, and nothing else.
    fn is_privy(&self, phrase: &NounPhrase) -> bool {
        let person = head(&self.story.tokens[phrase.core.clone()]).is_some_and(|head| !head.is(Classes::JUDICIAL));
        let last = (phrase.core.end - 1).max(phrase.core.start + 1);
        let behind = self.story.tokens[last..].iter().take(PRIVY + 1).take_while(|token| token.is_word());
        person && behind.filter(|token| !token.capital).any(|token| token.is(Classes::PRIVITY))
    }

    fn are_several(&self, kind: SourceKind, phrase: &NounPhrase) -> bool {
        let first = &self.story.tokens[phrase.core.start];
        let one = first.is(Classes::SINGULAR);
        let many = first.is(Classes::INDEFINITE.or(Classes::QUANTIFIER)) || first.kind == TokenKind::Number;
        let bare = !first.is(Classes::DETERMINER.or(Classes::POSSESSIVE));
        !one && (kind == SourceKind::Group || many || bare)
    }

    /// A capital that no sentence begins with, and that tells more than a nation or a party.
    fn has_name(&self, phrase: &NounPhrase) -> bool {
        phrase.all.clone().any(|index| {
            let token = &self.story.tokens[index];
            let common = token.is(Classes::PERSON.or(Classes::NATION).or(Classes::DETERMINER).or(Classes::INDEFINITE));
            let place = token.is(Classes::PLACE_NAME) && phrase.core.contains(&index);
            token.capital && token.is_word() && !common && !place && !self.story.opens(index)
        })
    }

    /// Whether the words say of which body somebody is, or who is meant by name.
    fn is_placed(&self, phrase: &NounPhrase) -> bool {
        let head = head(&self.story.tokens[phrase.core.clone()]);
        let spokesperson = self.story.tokens[phrase.core.clone()].iter().any(|token| token.is(Classes::SPOKESPERSON));
        let body = |index: &usize| {
            let token = &self.story.tokens[*index];
            token.is(Classes::ORGANIZATION) && Some(token.passage) != head.map(|head| head.passage)
        };
        let known =
            |index: usize| spokesperson || self.is_described_body(phrase, index) || self.speaks_of(index, phrase);
        let anybody = head.is_some_and(|head| head.is(Classes::ANYBODY));
        let bodies = || phrase.all.clone().filter(body).any(known);
        self.has_name(phrase) || !anybody && (self.hangs_on_a_thing(phrase) || bodies())
    }

    /// "the road office" of "officials at the road office": something definite that is no crowd of people.
    fn hangs_on_a_thing(&self, phrase: &NounPhrase) -> bool {
        let behind = phrase.core.end..phrase.all.end;
        let definite = Classes::DETERMINER.or(Classes::POSSESSIVE);
        let relative = self.story.tokens[behind.clone()].iter().any(|token| token.is(Classes::RELATIVE));
        let people = Classes::GROUP.or(Classes::PERSON).or(Classes::ROLE);
        let last = self.story.tokens[behind.clone()].last();
        !relative
            && self.story.tokens[behind].iter().any(|token| token.is(definite))
            && last.is_some_and(|last| !last.is(people))
    }

    /// "harbour union", "foreign ministry": a word that is no mere rank says which body is meant.
    fn is_described_body(&self, phrase: &NounPhrase, body: usize) -> bool {
        let before =
            body.checked_sub(1).filter(|before| *before >= phrase.all.start).map(|before| &self.story.tokens[before]);
        let empty = Classes::DETERMINER
            .or(Classes::INDEFINITE)
            .or(Classes::POSSESSIVE)
            .or(Classes::PREPOSITION)
            .or(Classes::ADVERB)
            .or(Classes::RANK)
            .or(Classes::NATION)
            .or(Classes::PERSON);
        before.is_some_and(|before| before.is_word() && !before.is(empty))
    }

    /// "a council official" where the story speaks of "the council" or of "Lindby Council" elsewhere.
    fn speaks_of(&self, body: usize, phrase: &NounPhrase) -> bool {
        self.bodies
            .get(&self.story.folded(body))
            .is_some_and(|places| places.iter().any(|place| !phrase.all.contains(place)))
    }
}

impl Attribution<'_> {
    /// A body as one speaks of it that is known: with "the" or a capital.
    fn is_known_body(&self, index: usize) -> bool {
        let (before, body) = (&self.tokens[index - 1], &self.tokens[index]);
        let definite = before.is(Classes::DETERMINER.or(Classes::POSSESSIVE)) || before.kind == TokenKind::Clitic;
        let named = before.capital && before.is_word() || body.capital && !self.opens(index);
        body.is(Classes::ORGANIZATION.or(Classes::ORGANIZATION_NAME)) && (definite || named)
    }

    /// Whether the word begins its sentence.
    fn opens(&self, word: usize) -> bool {
        let sentence = self.sentence_of(word).map(|sentence| self.sentence_tokens(sentence).start);
        sentence.is_some_and(|start| self.tokens[start..word].iter().take(3).all(|token| !token.is_word()))
    }

    pub fn folded(&self, word: usize) -> String {
        fold(self.text.slice(self.tokens[word].passage))
    }
}
