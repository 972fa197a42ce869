//! A reporting form in its place, with the one who speaks.

use std::ops::Range;

use super::complement::Complement;
use super::noun_phrase::NounPhrase;
use crate::language::vocabulary::Classes;
use crate::model::{CueGroup, SourceKind};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// "said", "says", "has said".
    Finite,
    /// "was accused by".
    Passive,
    /// "saying": its subject is that of the clause before.
    Participle,
    /// "to say".
    Infinitive,
    /// "…, the auditors found."
    Parenthesis,
    /// "according to".
    Phrase,
}

impl Form {
    pub const ALL: [Form; 6] =
        [Form::Finite, Form::Passive, Form::Participle, Form::Infinitive, Form::Parenthesis, Form::Phrase];

    pub const fn name(self) -> &'static str {
        match self {
            Form::Finite => "finite",
            Form::Passive => "passive",
            Form::Participle => "participle",
            Form::Infinitive => "infinitive",
            Form::Parenthesis => "parenthesis",
            Form::Phrase => "phrase",
        }
    }
}

/// A reporting form with the one who speaks.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Its tokens.
    pub tokens: Range<usize>,
    pub classes: Classes,
    pub form: Form,
    pub complement: Complement,
    /// "that" or the like opens what is said.
    pub that: bool,
    /// "would say", "could argue".
    pub modal: bool,
    pub negated: bool,
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

    pub fn group(&self) -> CueGroup {
        if self.classes.any(Classes::NEUTRAL.or(Classes::SOURCE_PHRASE)) {
            CueGroup::Neutral
        } else if self.classes.any(Classes::FACTIVE) {
            CueGroup::Factive
        } else if self.classes.any(Classes::LOADED) {
            CueGroup::Loaded
        } else if self.classes.any(Classes::DOUBTFUL) {
            CueGroup::Doubtful
        } else {
            CueGroup::Belief
        }
    }

    /// "said" or ", saying" with its subject, "stated that", "…, they found", "according to", a paper that shows or a court
    /// that hears something: a source whatever else the sentence says.
    pub fn is_core(&self) -> bool {
        match self.form {
            Form::Parenthesis | Form::Phrase => true,
            Form::Finite if self.is_shown() || self.is_reported_that() => true,
            Form::Finite | Form::Participle => {
                self.classes.any(Classes::PLAIN) || self.classes.any(Classes::TELLING_CLAUSE) && self.is_told()
            }
            Form::Infinitive | Form::Passive => false,
        }
    }

    /// Whether it says beyond doubt that somebody says something: "according to", a plain verb of saying, or a form
    /// that takes a clause or quoted words and has one.
    pub fn is_plain(&self) -> bool {
        match self.form {
            Form::Parenthesis | Form::Phrase => true,
            Form::Infinitive | Form::Passive => false,
            Form::Finite | Form::Participle => {
                self.classes.any(Classes::PLAIN) || self.classes.any(Classes::SAYING) && self.is_told()
            }
        }
    }

    /// "announced that", "denied that": said and done, where nothing is doubtful about it.
    fn is_reported_that(&self) -> bool {
        let told = self.that && self.complement == Complement::Clause && self.classes.any(Classes::SAYING);
        told && !self.modal && !self.negated && self.group() != CueGroup::Belief
    }

    /// Whether a paper, or a body that hears others, tells it.
    fn is_shown(&self) -> bool {
        let told = match self.speaker {
            SourceKind::Document if self.classes.any(Classes::SHOWING) => {
                self.is_told() || self.complement == Complement::Object && !self.modal
            }
            SourceKind::Organization => self.is_told() && self.classes.any(Classes::HEARING),
            _ => false,
        };
        told && !self.negated
    }

    /// Whether what is said follows, or stands around the form.
    fn is_told(&self) -> bool {
        matches!(self.complement, Complement::Clause | Complement::Quotation | Complement::Aside)
    }
}
