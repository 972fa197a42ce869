//! What speaks for and against a weak cue ("Smith wants", "the board opened"): features that an editor can read.

use super::Attribution;
use super::complement::Complement;
use super::cue::{Cue, Form};
use crate::language::tokens::{Token, TokenKind};
use crate::language::vocabulary::Classes;
use crate::model::{CueGroup, SourceKind};

/// One feature, and how strongly it is there.
pub type Feature = (FeatureName, f32);

/// How many forms of a sentence are held against those of another.
const FEW: usize = 8;

/// What a feature is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeatureName {
    /// A form's sort, its grammatical form, and what follows it.
    Verb(Sort, Form, Complement),
    /// What a form does beside reporting, and its sort.
    Group(CueGroup, Sort),
    /// The kind of its subject.
    Subject(SourceKind),
    /// A property of the sentence.
    Sentence(&'static str),
    /// What the sentence before or behind is.
    Neighbour(&'static str, &'static str),
}

/// How surely a form reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    /// "said": it always does.
    Plain,
    /// "announced": it does where a clause follows.
    Clausal,
    /// "wants": it tells of a wish or a plan.
    Attitude,
    Other,
}

impl Sort {
    const ALL: [Sort; 4] = [Sort::Plain, Sort::Clausal, Sort::Attitude, Sort::Other];

    pub fn of(classes: Classes) -> Sort {
        if classes.any(Classes::PLAIN) {
            Sort::Plain
        } else if classes.any(Classes::SAYING) {
            Sort::Clausal
        } else if classes.any(Classes::ATTITUDE) && !classes.any(Classes::NEUTRAL) {
            Sort::Attitude
        } else {
            Sort::Other
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Sort::Plain => "plain",
            Sort::Clausal => "clausal",
            Sort::Attitude => "attitude",
            Sort::Other => "other",
        }
    }
}

/// The names of [`FeatureName::Sentence`].
const SENTENCE: &[&str] = &[
    "any",
    "cue",
    "quoted words",
    "reporting noun",
    "reporting noun with its owner",
    "attitude adjective",
    "number",
    "would, could, might",
    "question",
    "begins with a pronoun",
    "among the first",
    "under 8 words",
    "8 to 15 words",
    "16 to 23 words",
    "24 to 31 words",
    "32 words or more",
    "form with its clause",
    "modal before the form",
    "negation before the form",
    "form that is a noun as often",
    "that behind the form",
    "form behind an adverb",
    "form of the sentence's own subject",
    "several forms",
    "first of its paragraph",
    "only one of its paragraph",
    "last of its paragraph",
    "contraction",
    "year",
    "time",
    "adverb",
    "title before a name",
    "conjunction at the start",
    "same subject as before",
    "passive",
    "parentheses",
    "stance noun",
    "name",
];

const NEIGHBOURS: &[&str] = &["before", "behind"];
const NEIGHBOUR_KINDS: &[&str] = &["nothing", "attributed", "quoted", "weak cue", "without cue"];

impl FeatureName {
    /// Every feature that there is.
    pub fn all() -> Vec<FeatureName> {
        let mut all = Vec::new();
        for sort in Sort::ALL {
            for form in Form::ALL {
                all.extend(Complement::ALL.map(|complement| FeatureName::Verb(sort, form, complement)));
            }
            all.extend(CueGroup::ALL.map(|group| FeatureName::Group(group, sort)));
        }
        all.extend(SourceKind::ALL.map(FeatureName::Subject));
        all.extend(SENTENCE.iter().map(|name| FeatureName::Sentence(name)));
        for which in NEIGHBOURS {
            all.extend(NEIGHBOUR_KINDS.iter().map(|what| FeatureName::Neighbour(which, what)));
        }
        all
    }

    /// What the table of weights calls it.
    pub fn label(self) -> String {
        match self {
            FeatureName::Verb(sort, form, complement) => {
                format!("form: {} {} {}", sort.name(), form.name(), complement.name())
            }
            FeatureName::Group(group, sort) => format!("group: {} {}", group.name(), sort.name()),
            FeatureName::Subject(kind) => format!("subject: {}", kind.name()),
            FeatureName::Sentence(name) => format!("sentence: {name}"),
            FeatureName::Neighbour(which, what) => format!("neighbour: {which} {what}"),
        }
    }
}

impl Attribution<'_> {
    /// The features of one sentence.
    pub fn evidence(&self, sentence: usize) -> Vec<Feature> {
        let mut names = FeatureNames::default();
        for cue in self.outer_cues(sentence) {
            let adverb = cue.tokens.start > 0 && self.tokens[cue.tokens.start - 1].is(Classes::ADVERB);
            of_cue(cue, adverb, &mut names);
        }
        self.of_words(sentence, &mut names);
        names.push(FeatureName::Neighbour("before", self.neighbour(sentence.checked_sub(1))));
        names.push(FeatureName::Neighbour("behind", self.neighbour(Some(sentence + 1))));
        names.0.into_iter().map(|name| (name, 1.0)).collect()
    }

    fn of_words(&self, sentence: usize, names: &mut FeatureNames) {
        let range = self.sentence_tokens(sentence);
        let tokens = &self.tokens[range.clone()];
        let mut when = |holds: bool, name: &'static str| {
            if holds {
                names.push(FeatureName::Sentence(name));
            }
        };
        let quoted = self.sentences[sentence].quoted;
        when(true, "any");
        when(self.outer_cues(sentence).next().is_some(), "cue");
        when(quoted > 0.0, "quoted words");
        when(tokens.iter().any(|token| token.is(Classes::REPORTING_NOUN)), "reporting noun");
        when(self.owner(sentence).is_some(), "reporting noun with its owner");
        when(self.mind(sentence).is_some(), "attitude adjective");
        when(tokens.iter().any(|token| token.kind == TokenKind::Number), "number");
        when(tokens.iter().any(|token| token.is(Classes::TENTATIVE)), "would, could, might");
        when(tokens.last().is_some_and(|last| last.is_mark('?')), "question");
        when(tokens.first().is_some_and(|first| first.is(Classes::PRONOUN)), "begins with a pronoun");
        when(sentence < 3, "among the first");
        let block = self.block_sentences(self.sentences[sentence].block);
        when(sentence == block.start, "first of its paragraph");
        when(block.len() == 1, "only one of its paragraph");
        when(sentence + 1 == block.end && block.len() > 1, "last of its paragraph");
        let any = |classes: Classes| tokens.iter().any(|token| token.is(classes));
        when(any(Classes::TIME), "time");
        when(any(Classes::ADVERB), "adverb");
        when(any(Classes::TITLE), "title before a name");
        when(any(Classes::STANCE_NOUN), "stance noun");
        when(tokens.first().is_some_and(|first| first.is(Classes::CONJUNCTION)), "conjunction at the start");
        when(tokens.iter().skip(1).any(|token| token.capital && token.is_word()), "name");
        when(tokens.iter().any(|token| token.is_mark('(')), "parentheses");
        when(tokens.iter().any(|token| self.is_year(token)), "year");
        when(quoted == 0.0 && self.has_contraction(sentence), "contraction");
        when(self.outer_cues(sentence).nth(1).is_some(), "several forms");
        when(self.outer_cues(sentence).any(|cue| cue.form == Form::Passive), "passive");
        let subject = self.phrases().main_subject(range.clone()).map(|subject| subject.core.start);
        when(
            self.outer_cues(sentence).any(|cue| Some(cue.phrase.core.start) == subject),
            "form of the sentence's own subject",
        );
        when(self.repeats_subject(sentence), "same subject as before");
        let words = tokens.iter().filter(|token| token.is_word()).count();
        let length = match words {
            0..8 => "under 8 words",
            8..16 => "8 to 15 words",
            16..24 => "16 to 23 words",
            24..32 => "24 to 31 words",
            _ => "32 words or more",
        };
        when(true, length);
    }

    /// Whether a form has the subject that one of the sentence before has.
    fn repeats_subject(&self, sentence: usize) -> bool {
        let word = |cue: &Cue| self.folded(cue.phrase.core.end - 1);
        let before = sentence.checked_sub(1);
        let known = |cue: &Cue| {
            cue.speaker == SourceKind::Pronoun
                || self.outer_cues(before.unwrap_or_default()).take(FEW).any(|other| word(other) == word(cue))
        };
        before.is_some_and(|before| self.outer_cues(before).next().is_some())
            && self.outer_cues(sentence).take(FEW).any(known)
    }

    fn has_contraction(&self, sentence: usize) -> bool {
        let tokens = &self.tokens[self.sentence_tokens(sentence)];
        let joined = |index: &usize| {
            let word = tokens[*index];
            let verb = !word.is(Classes::POSSESSIVE_CLITIC) || *index > 0 && tokens[index - 1].is(Classes::PRONOUN);
            word.kind == TokenKind::Clitic && verb
        };
        (0..tokens.len()).any(|index| joined(&index))
    }

    fn is_year(&self, token: &Token) -> bool {
        let digits = self.text.slice(token.passage);
        token.kind == TokenKind::Number && digits.len() == 4 && matches!(digits.parse(), Ok(1900..2100))
    }

    fn neighbour(&self, sentence: Option<usize>) -> &'static str {
        let Some(sentence) = sentence.filter(|sentence| *sentence < self.sentences.len()) else { return "nothing" };
        if self.outer_cues(sentence).any(Cue::is_plain) {
            "attributed"
        } else if self.sentences[sentence].quoted >= 0.5 {
            "quoted"
        } else if self.outer_cues(sentence).next().is_some() {
            "weak cue"
        } else {
            "without cue"
        }
    }
}

/// The features of a sentence, each once.
#[derive(Default)]
struct FeatureNames(Vec<FeatureName>);

impl FeatureNames {
    fn push(&mut self, name: FeatureName) {
        if !self.0.contains(&name) {
            self.0.push(name);
        }
    }
}

fn of_cue(cue: &Cue, adverb: bool, names: &mut FeatureNames) {
    let sort = Sort::of(cue.classes);
    names.push(FeatureName::Verb(sort, cue.form, cue.complement));
    names.push(FeatureName::Group(cue.group(), sort));
    names.push(FeatureName::Subject(cue.speaker));
    let mut when = |holds: bool, name: &'static str| {
        if holds {
            names.push(FeatureName::Sentence(name));
        }
    };
    when(cue.is_plain(), "form with its clause");
    when(cue.modal, "modal before the form");
    when(cue.negated, "negation before the form");
    when(cue.classes.any(Classes::NOUN_LIKE), "form that is a noun as often");
    when(cue.that, "that behind the form");
    when(adverb, "form behind an adverb");
}
