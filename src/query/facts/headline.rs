//! Facts of headlines, and of what is written like them: how they speak.

use super::{Asked, Fact, FactKind, Scopes, Value};
use crate::language::headline::{Headline, LetterCase, Question, Tense};

/// A full stop behind the closing mark leaves a quotation whole.
const MARK_BEHIND: usize = 1;

pub const FACTS: &[Fact] = &[
    Fact {
        name: "letter-case",
        kind: FactKind::Word(|| vec!["sentence", "title", "upper", "lower"]),
        scopes: Scopes::Headlines,
        about: "how it is capitalised: Like a sentence, Like a Title, LIKE THIS, or like this",
        value: |asked| match headline(asked).letter_case(asked.lexicon) {
            LetterCase::Sentence => "sentence".into(),
            LetterCase::Title => "title".into(),
            LetterCase::Upper => "upper".into(),
            LetterCase::Lower => "lower".into(),
        },
    },
    Fact {
        name: "names",
        kind: FactKind::Number,
        scopes: Scopes::Headlines,
        about: "how many words have a capital that their place does not give them; 0 in title case",
        value: |asked| headline(asked).names(asked.lexicon).into(),
    },
    Fact {
        name: "question",
        kind: FactKind::Word(|| vec!["none", "yes-no", "open", "statement"]),
        scopes: Scopes::Headlines,
        about: "what it asks: yes or no, an open question (how, why, who), or a statement with a question mark",
        value: |asked| match headline(asked).question(asked.lexicon) {
            Question::None => "none".into(),
            Question::YesNo => "yes-no".into(),
            Question::Open => "open".into(),
            Question::Statement => "statement".into(),
        },
    },
    Fact {
        name: "count-first",
        kind: FactKind::Flag,
        scopes: Scopes::Headlines,
        about: "whether it begins with a number of things: “7 ways”, “The 10 best”, “Five reasons”",
        value: |asked| headline(asked).begins_with_count(asked.lexicon).into(),
    },
    Fact {
        name: "ends-with",
        kind: FactKind::Word(|| vec!["none", "full-stop", "question-mark", "exclamation-mark", "ellipsis", "colon"]),
        scopes: Scopes::Headlines,
        about: "the punctuation at its end",
        value: |asked| headline(asked).ending().into(),
    },
    Fact {
        name: "pronoun-first",
        kind: FactKind::Flag,
        scopes: Scopes::Headlines,
        about: "whether it opens with a pronoun that stands for nobody named before it",
        value: |asked| headline(asked).opens_with_pronoun(asked.lexicon).into(),
    },
    Fact {
        name: "loud-words",
        kind: FactKind::Number,
        scopes: Scopes::Headlines,
        about: "how many ordinary words are in capitals for their loudness",
        value: |asked| headline(asked).loud_words(asked.lexicon).len().into(),
    },
    Fact {
        name: "tense",
        kind: FactKind::Word(|| vec!["past", "present", "future"]),
        scopes: Scopes::Headlines,
        about: "the tense that its verbs show",
        value: |asked| match headline(asked).tense(asked.lexicon) {
            Tense::Past => "past".into(),
            Tense::Present => "present".into(),
            Tense::Future => "future".into(),
        },
    },
    Fact {
        name: "tag",
        kind: FactKind::Text,
        scopes: Scopes::Headlines,
        about: "the tag that it begins or ends with, in lower case: watch, video, photos",
        value: |asked| match headline(asked).tag(asked.lexicon) {
            Some(tag) => Value::Text(tag.into()),
            None => Value::Unknown,
        },
    },
    Fact {
        name: "quoted-words",
        kind: FactKind::Number,
        scopes: Scopes::Headlines,
        about: "how many of its words stand in quotation marks",
        value: |asked| {
            let quotations =
                asked.article.quotations_in(asked.passage()).iter().filter(|quotation| quotation.depth == 0);
            let words = |quotation: &crate::model::Quotation| {
                Headline::new(asked.article.text.slice(quotation.words)).words().len()
            };
            quotations.map(words).sum::<usize>().into()
        },
    },
    Fact {
        name: "wholly-quoted",
        kind: FactKind::Flag,
        scopes: Scopes::Headlines,
        about: "whether it is nothing but a quotation",
        value: |asked| {
            let passage = asked.passage();
            let mut quotations = asked.article.quotations_in(passage).iter();
            quotations.any(|quotation| quotation.passage.len() + MARK_BEHIND >= passage.len()).into()
        },
    },
];

fn headline<'a>(asked: &'a Asked<'_>) -> Headline<'a> {
    Headline::new(asked.words())
}
