//! Facts: what is known of a unit, by name and type; `where` in a rule asks for them.
//!
//! A new fact is its line in the table of its file; `FACTS` chains the tables.

mod article;
mod block;
mod headline;
mod marks;
mod promo;
mod quotation;
mod sentence;
mod sources;

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::matcher::Hits;
use crate::model::{Article, BlockKind, Lexicon, Passage};
use crate::query::{Scope, Unit, Units};

/// Something known of a unit.
pub struct Fact {
    pub name: &'static str,
    pub kind: FactKind,
    /// The scopes whose units it is known of.
    pub scopes: Scopes,
    /// One line for the reference.
    pub about: &'static str,
    pub value: for<'a> fn(&Asked<'a>) -> Value<'a>,
}

/// The type of a fact's values.
#[derive(Clone, Copy, Debug)]
pub enum FactKind {
    Flag,
    Number,
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    /// Any words; compared without regard to case.
    Text,
}

#[derive(Clone, Copy, Debug)]
pub enum Scopes {
    All,
    /// Every scope, with the same answer for each unit of a story.
    Story,
    /// Every scope but `article` and `stet`: what stands in one block.
    InBlock,
    /// Headlines and what is written like them; the answer does not hang on what was found in them.
    Headlines,
    Only(&'static [Scope]),
}

/// What a fact is asked of.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub article: &'a Article,
    pub lexicon: &'a Lexicon,
    /// Where patterns match in the article.
    pub hits: &'a Hits<'a>,
    pub unit: Unit,
    /// What the finding underlines; the unit's own passage where nothing was found yet.
    pub place: Passage,
    pub known: &'a StoryFacts,
    pub units: &'a Units,
}

/// The answers that hold for a whole story or headline, each worked out when it is first asked for.
#[derive(Debug, Default)]
pub struct StoryFacts(RefCell<FxHashMap<(&'static str, Unit), Value<'static>>>);

#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    Flag(bool),
    Number(f64),
    Text(std::borrow::Cow<'a, str>),
    /// Not known of this unit: no test holds.
    Unknown,
}

const HEADLINES: [Scope; 4] = [
    Scope::Block(BlockKind::Headline),
    Scope::Block(BlockKind::Dek),
    Scope::Block(BlockKind::Subhead),
    Scope::Block(BlockKind::Caption),
];

/// Every fact.
pub fn facts() -> impl Iterator<Item = &'static Fact> {
    let tables = [
        article::FACTS,
        block::FACTS,
        headline::FACTS,
        sentence::FACTS,
        quotation::FACTS,
        marks::FACTS,
        promo::FACTS,
        sources::FACTS,
    ];
    tables.into_iter().flatten()
}

/// The fact of that name.
pub fn fact(name: &str) -> Option<&'static Fact> {
    facts().find(|fact| fact.name == name)
}

impl Fact {
    pub fn is_known_of(&self, scope: Scope) -> bool {
        match self.scopes {
            Scopes::All | Scopes::Story => true,
            Scopes::InBlock => !matches!(scope, Scope::Article | Scope::Stet),
            Scopes::Headlines => HEADLINES.contains(&scope),
            Scopes::Only(scopes) => scopes.contains(&scope),
        }
    }
}

impl<'a> Asked<'a> {
    pub fn value(&self, fact: &Fact) -> Value<'a> {
        let unit = match fact.scopes {
            Scopes::Story => Unit::Article,
            Scopes::Headlines => self.unit,
            Scopes::All | Scopes::InBlock | Scopes::Only(_) => return (fact.value)(self),
        };
        let known = self.known.0.borrow().get(&(fact.name, unit)).cloned();
        known.unwrap_or_else(|| {
            let value = (fact.value)(self).into_owned();
            self.known.0.borrow_mut().insert((fact.name, unit), value.clone());
            value
        })
    }

    /// The same of another unit, in which nothing was found yet.
    pub fn of(self, unit: Unit) -> Self {
        Self { unit, place: unit.passage(self.article), ..self }
    }

    pub fn passage(&self) -> Passage {
        self.unit.passage(self.article)
    }

    pub fn words(&self) -> &str {
        self.article.text.slice(self.passage())
    }
}

impl std::fmt::Display for Value<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Flag(flag) => write!(formatter, "{flag}"),
            Value::Number(number) => write!(formatter, "{number}"),
            Value::Text(text) => formatter.write_str(text),
            Value::Unknown => Ok(()),
        }
    }
}

impl Value<'_> {
    fn into_owned(self) -> Value<'static> {
        match self {
            Value::Flag(flag) => Value::Flag(flag),
            Value::Number(number) => Value::Number(number),
            Value::Text(text) => Value::Text(text.into_owned().into()),
            Value::Unknown => Value::Unknown,
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text.into())
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Value::Flag(flag)
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Value::Number(number as f64)
    }
}
