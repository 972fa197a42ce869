//! The word lists that structure needs, compiled into one table: a word or phrase in, its classes out.

use rustc_hash::FxHashMap;

use super::endings::{Ending, Endings};
use crate::model::{Lexicon, fold};

/// A set of word classes, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u128);

macro_rules! classes {
    ($($name:ident = $list:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name,)* }

        impl Classes {
            $(pub const $name: Classes = Classes(1 << Bit::$name as u128);)*

            /// Every class, with the list that holds its words.
            const LISTS: &'static [(&'static str, Classes)] = &[$(($list, Classes::$name),)*];
        }
    };
}

classes! {
    REPORTING = "reporting-verbs",
    NEUTRAL = "reporting-neutral",
    FACTIVE = "reporting-factive",
    LOADED = "reporting-loaded",
    DOUBTFUL = "reporting-doubtful",
    BELIEF = "reporting-belief",
    ATTITUDE = "reporting-attitude",
    SAYING = "saying-verbs",
    PLAIN = "saying-verbs-plain",
    SOURCE_PHRASE = "source-phrases",
    REPORTING_NOUN = "reporting-nouns",
    NOUN_LIKE = "reporting-noun-like",
    TELLING_CLAUSE = "saying-verbs-with-clause",
    STANCE_NOUN = "stance-nouns",
    MINDED = "attitude-adjectives",
    CREDIT = "credit-words",
    SHOWING = "showing-verbs",
    HEARING = "hearing-verbs",
    LINKING = "linking-verbs",
    TELLING = "telling-verbs",
    DETERMINER = "determiners",
    INDEFINITE = "indefinite-determiners",
    POSSESSIVE = "possessive-pronouns",
    PRONOUN = "subject-pronouns",
    OBJECT_PRONOUN = "object-pronouns",
    QUANTIFIER = "quantifier-pronouns",
    AUXILIARY = "auxiliaries",
    BE = "forms-of-be",
    ADVERB = "common-adverbs",
    NEGATION = "negations",
    PAST = "irregular-pasts",
    TENTATIVE = "tentative-verbs",
    PREPOSITION = "prepositions",
    CONJUNCTION = "conjunctions",
    SUBORDINATOR = "subordinators",
    RELATIVE = "relative-pronouns",
    TIME = "time-words",
    NAMESAKE = "words-that-are-names",
    MASCULINE = "masculine-words",
    FEMININE = "feminine-words",
    TITLE = "titles",
    ROLE = "roles",
    SPOKESPERSON = "spokespeople",
    JUDICIAL = "judicial-offices",
    AUTHORITY = "authorities-by-office",
    THING = "words-for-things",
    RANK = "rank-adjectives",
    NATION = "nation-adjectives",
    SINGULAR = "singular-determiners",
    ORGANIZATION = "organizations",
    ORGANIZATION_NAME = "organization-name-words",
    GROUP = "groups",
    ANONYMOUS = "anonymous-sources",
    PERSON = "person-nouns",
    DOCUMENT = "documents",
    ANONYMITY = "anonymity-phrases",
    ANONYMITY_REASON = "anonymity-reasons",
    WORK = "title-nouns",
    ABBREVIATION = "abbreviations",
    NEVER_ENDS = "abbreviations-before-names",
    STARTER = "sentence-starters",
    ELISION = "elisions",
    STOP_WORD = "stop-words",
    PLACE_NAME = "place-names",
    VERB = "common-verbs",
    NO_INITIAL = "never-initials",
    INVERTING = "words-before-inverted-verbs",
    SUBJECTLESS = "verbs-that-need-no-subject",
    DIALOGUE = "dialogue-dashes",
    INFINITIVE_MARK = "infinitive-marks",
    AS = "words-of-manner",
    COMPARISON = "words-of-comparison",
    AGENT = "agent-prepositions",
    HANGING = "prepositions-behind-nouns",
    NOBODY = "words-for-nobody",
    MODAL = "modal-verbs",
    HE = "masculine-pronouns",
    SHE = "feminine-pronouns",
    IT = "impersonal-pronouns",
    THEY = "plural-pronouns",
    THAT = "words-that-relate-too",
    WHO = "relative-pronouns-for-people",
    BEHIND_PERSON = "adjectives-behind-people",
    PRIVITY = "words-of-privity",
    ANYBODY = "words-for-anybody",
    QUOTING = "quoting-verbs",
    PLAINEST = "plainest-verbs",
    POSSESSIVE_CLITIC = "possessive-clitics",
}

impl Classes {
    pub const NONE: Classes = Classes(0);
    /// The lists that say what a reporting form does beside reporting.
    const GROUPS: Classes = Classes::NEUTRAL
        .or(Classes::FACTIVE)
        .or(Classes::LOADED)
        .or(Classes::DOUBTFUL)
        .or(Classes::BELIEF)
        .or(Classes::ATTITUDE);

    /// What a word stays inside a listed phrase, too: the words by which grammar is told.
    pub const GRAMMAR: Classes = Classes::INFINITIVE_MARK
        .or(Classes::AS)
        .or(Classes::COMPARISON)
        .or(Classes::BEHIND_PERSON)
        .or(Classes::AGENT)
        .or(Classes::HE)
        .or(Classes::SHE)
        .or(Classes::IT)
        .or(Classes::THEY);

    pub const fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// A reporting form of which no other list knows is a desk's own: it reports as "said" does.
    const fn settled(self) -> Classes {
        if self.any(Classes::REPORTING) && !self.any(Classes::GROUPS) {
            self.or(Classes::NEUTRAL).or(Classes::SAYING).or(Classes::PLAIN)
        } else {
            self
        }
    }

    /// The classes that both have.
    pub const fn and(self, other: Classes) -> Classes {
        Classes(self.0 & other.0)
    }

    /// Whether the two share a class.
    pub const fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }
}

/// What the lists know of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordEntry {
    pub classes: Classes,
    /// The group of `Vocabulary::phrases` that begin with the word, plus one; 0 where there are none.
    phrases: u32,
}

impl WordEntry {
    /// Whether a listed phrase begins with the word.
    pub fn begins_phrases(self) -> bool {
        self.phrases > 0
    }
}

#[derive(Debug)]
struct Phrase {
    /// The words after the first.
    rest: Vec<Box<str>>,
    classes: Classes,
}

#[derive(Debug, Default)]
pub struct Vocabulary {
    words: FxHashMap<Box<str>, WordEntry>,
    phrases: Vec<Vec<Phrase>>,
    endings: Endings,
    /// What may stand behind an apostrophe as a word of its own, in lower case.
    clitics: Vec<Box<str>>,
}

impl Vocabulary {
    pub fn new(lexicon: &Lexicon) -> Self {
        let letters = |clitic: &String| clitic.trim_start_matches('\'').into();
        let mut vocabulary = Self {
            endings: Endings::new(lexicon),
            clitics: lexicon.list("clitics").words().iter().map(letters).collect(),
            ..Self::default()
        };
        for (list, class) in Classes::LISTS {
            for word in lexicon.list(list).words() {
                vocabulary.insert(&fold(word), *class);
            }
        }
        for entry in vocabulary.words.values_mut() {
            entry.classes = entry.classes.settled();
        }
        for group in &mut vocabulary.phrases {
            group.iter_mut().for_each(|phrase| phrase.classes = phrase.classes.settled());
            group.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        vocabulary
    }

    /// What is known of `word`, which must be folded.
    pub fn entry(&self, word: &str) -> WordEntry {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// What the ending of `word`, which must be folded, tells.
    pub fn ending(&self, word: &str) -> Ending {
        self.endings.of(word)
    }

    /// Whether these letters behind an apostrophe are a word of their own.
    pub fn is_clitic(&self, letters: &str) -> bool {
        self.clitics.iter().any(|clitic| clitic.eq_ignore_ascii_case(letters))
    }

    /// The longest phrase that begins with the word of `entry` and goes on with the words that `next` gives, folded:
    /// how many words it has, and its classes.
    pub fn phrase(&self, entry: WordEntry, mut next: impl FnMut(usize, &str) -> bool) -> Option<(usize, Classes)> {
        let group = self.phrases.get((entry.phrases as usize).checked_sub(1)?)?;
        group
            .iter()
            .find(|phrase| phrase.rest.iter().enumerate().all(|(index, word)| next(index + 1, word)))
            .map(|phrase| (phrase.rest.len() + 1, phrase.classes))
    }

    fn insert(&mut self, words: &str, class: Classes) {
        let mut parts = words.split(' ').filter(|part| !part.is_empty());
        let Some(first) = parts.next() else { return };
        let rest: Vec<Box<str>> = parts.map(Into::into).collect();
        let entry = self.words.entry(first.into()).or_default();
        if rest.is_empty() {
            entry.classes = entry.classes.or(class);
            return;
        }
        if entry.phrases == 0 {
            self.phrases.push(Vec::new());
            entry.phrases = self.phrases.len() as u32;
        }
        let group = &mut self.phrases[entry.phrases as usize - 1];
        match group.iter_mut().find(|phrase| phrase.rest == rest) {
            Some(phrase) => phrase.classes = phrase.classes.or(class),
            None => group.push(Phrase { rest, classes: class }),
        }
    }
}
