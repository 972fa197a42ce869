//! `where`: tests on the facts of a unit, all of which must hold.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::Scope;
use super::facts::{Asked, Fact, FactKind, Value, fact, facts};
use crate::decode::{nearest, span_of};
use crate::model::{Problem, Span};

/// A `where` table as it is written: fact names and what is asked of each.
pub type Conditions = BTreeMap<Spanned<String>, Spanned<Wanted>>;

/// What a `where` table may ask of a fact.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(untagged, expecting = "expected true, false, a number, a word or a list of words")]
pub enum Wanted {
    Flag(bool),
    Number(f64),
    /// A word, `not WORD`, or a comparison such as `>= 5` or `> named-sources`.
    Text(String),
    /// Any of these words.
    AnyOf(Vec<String>),
}

/// Tests on facts, all of which must hold.
#[derive(Debug, Default)]
pub struct Condition {
    tests: Vec<(&'static Fact, Test)>,
}

#[derive(Debug)]
enum Test {
    Is(bool),
    Compare(Comparison, Operand),
    AnyOf(Vec<String>),
    NoneOf(Vec<String>),
}

/// What a number is compared with.
#[derive(Clone, Copy, Debug)]
enum Operand {
    Number(f64),
    /// Another number that is known of the same unit.
    Fact(&'static Fact),
}

#[derive(Clone, Copy, Debug)]
enum Comparison {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

impl Condition {
    /// Compiles a `where` table for units of `scopes`; what is wrong with it goes to `problems`.
    pub fn new(wanted: &Conditions, scopes: &[Scope], problems: &mut Vec<Problem>) -> Self {
        let mut tests = Vec::new();
        for (name, value) in wanted {
            let Some(fact) = known_fact(name.get_ref(), span_of(&name.span()), scopes, problems) else { continue };
            match Test::new(fact, value.get_ref(), scopes) {
                Ok(test) => tests.push((fact, test)),
                Err(help) => problems.push(Problem {
                    span: span_of(&value.span()),
                    message: format!("`{}` can't be asked this", fact.name),
                    label: "not what this fact is".to_owned(),
                    help,
                }),
            }
        }
        Self { tests }
    }

    pub fn is_empty(&self) -> bool {
        self.tests.is_empty()
    }

    /// Whether every test holds that can be answered before anything is found.
    pub fn holds_for_unit(&self, asked: &Asked<'_>) -> bool {
        self.tests.iter().filter(|(fact, _)| fact.name != "quoted").all(|(fact, test)| test.holds(fact, asked))
    }

    /// Whether every test holds, with `asked.place` what was found.
    pub fn holds(&self, asked: &Asked<'_>) -> bool {
        self.tests.iter().all(|(fact, test)| test.holds(fact, asked))
    }
}

fn known_fact(name: &str, span: Span, scopes: &[Scope], problems: &mut Vec<Problem>) -> Option<&'static Fact> {
    let label = "no such fact".to_owned();
    let Some(fact) = fact(name) else {
        let known = facts().filter(|fact| scopes.iter().all(|scope| fact.is_known_of(*scope))).map(|fact| fact.name);
        let known: Vec<&str> = known.collect();
        let help = nearest(name, known.iter().copied())
            .map_or_else(|| format!("known here: {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
        problems.push(Problem { span, message: format!("unknown fact `{name}`"), label, help });
        return None;
    };
    if let Some(scope) = scopes.iter().find(|scope| !fact.is_known_of(**scope)) {
        let knowing: Vec<&str> = Scope::all().filter(|scope| fact.is_known_of(*scope)).map(Scope::name).collect();
        problems.push(Problem {
            span,
            message: format!("nothing is known as `{name}` of a unit of scope `{}`", scope.name()),
            label: "not known in this scope".to_owned(),
            help: format!("it is known of: {}", knowing.join(", ")),
        });
        return None;
    }
    Some(fact)
}

impl Test {
    /// The error is what to write instead.
    fn new(fact: &Fact, wanted: &Wanted, scopes: &[Scope]) -> Result<Test, String> {
        match (fact.kind, wanted) {
            (FactKind::Flag, Wanted::Flag(flag)) => Ok(Test::Is(*flag)),
            (FactKind::Flag, _) => Err("write true or false".to_owned()),
            (FactKind::Number, Wanted::Number(number)) => {
                Ok(Test::Compare(Comparison::Equal, Operand::Number(*number)))
            }
            (FactKind::Number, Wanted::Text(text)) => comparison(text, scopes),
            (FactKind::Number, _) => Err(NUMBER_FORMS.to_owned()),
            (FactKind::Word(known), wanted) => words_test(wanted, Some(&known())),
            (FactKind::Text, wanted) => words_test(wanted, None),
        }
    }

    fn holds(&self, fact: &Fact, asked: &Asked<'_>) -> bool {
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

fn words_test(wanted: &Wanted, known: Option<&[&'static str]>) -> Result<Test, String> {
    let written: Vec<&str> = match wanted {
        Wanted::Text(text) => vec![text.as_str()],
        Wanted::AnyOf(words) => words.iter().map(String::as_str).collect(),
        _ => return Err("write a word, a list of words, or \"not WORD\"".to_owned()),
    };
    let negated = written.iter().filter_map(|word| word.strip_prefix("not ")).count();
    if negated > 0 && negated < written.len() {
        return Err("write either words, or words with `not` before each".to_owned());
    }
    let words: Vec<String> = written.iter().map(|word| word.strip_prefix("not ").unwrap_or(word).to_owned()).collect();
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
