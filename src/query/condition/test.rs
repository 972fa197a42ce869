//! Tests on one fact: a word, a list of words, a comparison.

use crate::decode::nearest;
use crate::model::Lexicon;
use crate::query::Scope;
use crate::query::facts::{Asked, Fact, FactKind, Value, facts};

/// What a condition may ask of a fact.
#[derive(Clone, Debug, serde::Deserialize, schemars::JsonSchema)]
#[serde(untagged, expecting = "expected true, false, a number, a word or a list of words")]
pub enum Wanted {
    Flag(bool),
    Number(f64),
    /// A word, a list of them by name (`@list`), `not WORD`, or a comparison such as `>= 5` or `> named-sources`.
    Text(String),
    /// Any of these words.
    AnyOf(Vec<String>),
}

#[derive(Debug)]
pub(super) enum Test {
    Is(bool),
    Compare(Comparison, Operand),
    AnyOf(Vec<String>),
    NoneOf(Vec<String>),
}

/// What a number is compared with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Operand {
    Number(f64),
    /// Another number that is known of the same unit.
    Fact(&'static Fact),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Comparison {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

impl Test {
    /// The error is what to write instead.
    pub(super) fn new(fact: &Fact, wanted: &Wanted, scopes: &[Scope], lexicon: &Lexicon) -> Result<Test, String> {
        match (fact.kind, wanted) {
            (FactKind::Flag, Wanted::Flag(flag)) => Ok(Test::Is(*flag)),
            (FactKind::Flag, _) => Err("write true or false".to_owned()),
            (FactKind::Number, Wanted::Number(number)) => {
                Ok(Test::Compare(Comparison::Equal, Operand::Number(*number)))
            }
            (FactKind::Number, Wanted::Text(text)) => comparison(text, scopes),
            (FactKind::Number, _) => Err(NUMBER_FORMS.to_owned()),
            (FactKind::Word(known), wanted) => words_test(wanted, Some(&known()), lexicon),
            (FactKind::Text, wanted) => words_test(wanted, None, lexicon),
        }
    }

    pub(super) fn holds(&self, fact: &Fact, asked: &Asked<'_>) -> bool {
        match (self, asked.value(fact)) {
            (Test::Is(wanted), Value::Flag(flag)) => *wanted == flag,
            (Test::Compare(comparison, operand), Value::Number(number)) => {
                operand.value(asked).is_some_and(|wanted| comparison.holds(number, wanted))
            }
            (Test::AnyOf(words), Value::Text(text)) => words.iter().any(|word| word.eq_ignore_ascii_case(&text)),
            (Test::NoneOf(words), Value::Text(text)) => !words.iter().any(|word| word.eq_ignore_ascii_case(&text)),
            (Test::NoneOf(_), Value::Unknown) => true,
            _ => false,
        }
    }
}

impl Operand {
    /// What stands on the right of a comparison: the error is what to write instead.
    fn new(text: &str, scopes: &[Scope]) -> Result<Self, String> {
        if let Ok(number) = text.parse() {
            return Ok(Operand::Number(number));
        }
        let is_name = text.starts_with(|letter: char| letter.is_ascii_lowercase());
        let numbers = || {
            facts().filter(|fact| {
                matches!(fact.kind, FactKind::Number) && scopes.iter().all(|scope| fact.is_known_of(*scope))
            })
        };
        match numbers().find(|fact| fact.name == text) {
            Some(fact) => Ok(Operand::Fact(fact)),
            None => Err(match nearest(text, numbers().map(|fact| fact.name)) {
                Some(near) if is_name => format!("`{text}` is no number that is known here; did you mean `{near}`?"),
                _ if is_name => format!(
                    "`{text}` is no number that is known here: {}",
                    numbers().map(|fact| fact.name).collect::<Vec<_>>().join(", ")
                ),
                _ => NUMBER_FORMS.to_owned(),
            }),
        }
    }

    fn value(self, asked: &Asked<'_>) -> Option<f64> {
        match self {
            Operand::Number(number) => Some(number),
            Operand::Fact(fact) => match asked.value(fact) {
                Value::Number(number) => Some(number),
                _ => None,
            },
        }
    }
}

fn words_test(wanted: &Wanted, known: Option<&[&'static str]>, lexicon: &Lexicon) -> Result<Test, String> {
    let written: Vec<&str> = match wanted {
        Wanted::Text(text) => vec![text.as_str()],
        Wanted::AnyOf(words) => words.iter().map(String::as_str).collect(),
        _ => return Err("write a word, a list of words, or \"not WORD\"".to_owned()),
    };
    let negated = written.iter().filter_map(|word| word.strip_prefix("not ")).count();
    if negated > 0 && negated < written.len() {
        return Err("write either words, or words with `not` before each".to_owned());
    }
    let mut words: Vec<String> = Vec::new();
    for word in written.iter().map(|word| word.strip_prefix("not ").unwrap_or(word)) {
        match word.strip_prefix('@').filter(|_| known.is_none()) {
            Some(name) => match lexicon.get(name) {
                Some(list) => words.extend(list.words().iter().cloned()),
                None => return Err(format!("there is no list `@{name}`")),
            },
            None => words.push(word.to_owned()),
        }
    }
    if let Some(known) = known
        && let Some(wrong) = words.iter().find(|word| !known.contains(&word.as_str()))
    {
        return Err(match nearest(wrong, known.iter().copied()) {
            Some(near) => format!("`{wrong}` is not one of its values; did you mean `{near}`?"),
            None => format!("`{wrong}` is not one of its values: {}", known.join(", ")),
        });
    }
    Ok(if negated > 0 { Test::NoneOf(words) } else { Test::AnyOf(words) })
}

const NUMBER_FORMS: &str = "write a number, or a comparison such as \">= 5\" or \"> named-sources\"";

fn comparison(text: &str, scopes: &[Scope]) -> Result<Test, String> {
    let text = text.trim();
    let signs = [
        (">=", Comparison::AtLeast),
        ("<=", Comparison::AtMost),
        (">", Comparison::More),
        ("<", Comparison::Less),
        ("=", Comparison::Equal),
    ];
    let (sign, comparison) =
        signs.into_iter().find(|(sign, _)| text.starts_with(sign)).ok_or_else(|| NUMBER_FORMS.to_owned())?;
    Ok(Test::Compare(comparison, Operand::new(text[sign.len()..].trim(), scopes)?))
}

impl Comparison {
    fn holds(self, number: f64, wanted: f64) -> bool {
        match self {
            Comparison::Less => number < wanted,
            Comparison::AtMost => number <= wanted,
            Comparison::Equal => number == wanted,
            Comparison::AtLeast => number >= wanted,
            Comparison::More => number > wanted,
        }
    }
}

impl std::fmt::Debug for Fact {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}
