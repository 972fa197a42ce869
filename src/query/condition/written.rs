//! A condition as it is written: a table of tests, all of which must hold, or the name of one.

use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::Wanted;
use crate::query::facts::facts;

/// A condition, or the name of one.
#[derive(Clone, Debug)]
pub enum WrittenCondition {
    Named(String),
    Tests(Vec<WrittenTest>),
}

/// One entry of a condition's table.
#[derive(Clone, Debug)]
pub enum WrittenTest {
    Fact(Spanned<String>, Spanned<Wanted>),
    Any(Vec<Spanned<WrittenCondition>>),
    All(Vec<Spanned<WrittenCondition>>),
    Not(Box<Spanned<WrittenCondition>>),
    Before(Box<Spanned<WrittenCondition>>),
    After(Box<Spanned<WrittenCondition>>),
    Matches(Vec<Spanned<String>>),
    Contains(BTreeMap<Spanned<String>, Spanned<WrittenCondition>>),
}

/// Conditions by name, as `[conditions]` of the rule files has them.
pub type NamedConditions = BTreeMap<String, Spanned<WrittenCondition>>;

/// The keys of a condition that are no facts, with what they say.
pub const KEYWORDS: [(&str, &str); 7] = [
    ("any", "one of these conditions holds"),
    ("all", "each of these conditions holds"),
    ("not", "this condition does not hold"),
    ("before", "the unit before it is one of which this condition holds"),
    ("after", "the unit after it is one of which this condition holds"),
    ("matches", "one of these patterns matches in it"),
    ("contains", "units begin in it of which this holds, by scope: `{ sentence = { … } }`"),
];

/// The condition that is not written: it holds of everything.
pub fn anything() -> Spanned<WrittenCondition> {
    Spanned::new(0..0, WrittenCondition::Tests(Vec::new()))
}

impl WrittenCondition {
    /// The facts that it asks for at once, not inside `any`, `not` and the like.
    pub fn facts(&self) -> Vec<String> {
        let WrittenCondition::Tests(tests) = self else { return Vec::new() };
        let facts = tests.iter().filter_map(|test| match test {
            WrittenTest::Fact(name, _) => Some(name.get_ref().clone()),
            _ => None,
        });
        facts.collect()
    }
}

impl<'de> Deserialize<'de> for WrittenCondition {
    fn deserialize<Source: Deserializer<'de>>(source: Source) -> Result<Self, Source::Error> {
        source.deserialize_any(ConditionVisitor)
    }
}

struct ConditionVisitor;

impl<'de> Visitor<'de> for ConditionVisitor {
    type Value = WrittenCondition;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a table of facts, or the name of a condition")
    }

    fn visit_str<Fault: serde::de::Error>(self, name: &str) -> Result<Self::Value, Fault> {
        Ok(WrittenCondition::Named(name.to_owned()))
    }

    fn visit_map<Map: MapAccess<'de>>(self, mut map: Map) -> Result<Self::Value, Map::Error> {
        let mut tests = Vec::new();
        while let Some(key) = map.next_key::<Spanned<String>>()? {
            tests.push(match key.get_ref().as_str() {
                "any" => WrittenTest::Any(map.next_value()?),
                "all" => WrittenTest::All(map.next_value()?),
                "not" => WrittenTest::Not(map.next_value()?),
                "before" => WrittenTest::Before(map.next_value()?),
                "after" => WrittenTest::After(map.next_value()?),
                "matches" => WrittenTest::Matches(map.next_value()?),
                "contains" => WrittenTest::Contains(map.next_value()?),
                _ => WrittenTest::Fact(key, map.next_value()?),
            });
        }
        Ok(WrittenCondition::Tests(tests))
    }
}

impl JsonSchema for WrittenCondition {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let wanted = generator.subschema_for::<Wanted>().to_value();
        let condition = generator.subschema_for::<WrittenCondition>().to_value();
        let of_fact = |about: &str| {
            let mut fact = wanted.clone();
            fact["description"] = about.into();
            fact
        };
        let mut keys: serde_json::Map<String, serde_json::Value> =
            facts().map(|fact| (fact.name.to_owned(), of_fact(fact.about))).collect();
        for (name, about) in KEYWORDS {
            let mut key = match name {
                "any" | "all" => serde_json::json!({ "type": "array", "items": condition }),
                "contains" => serde_json::json!({ "type": "object", "additionalProperties": condition }),
                "matches" => serde_json::json!({ "type": "array", "items": { "type": "string" } }),
                _ => serde_json::json!({ "allOf": [condition] }),
            };
            key["description"] = about.into();
            keys.insert(name.to_owned(), key);
        }
        json_schema!({
            "description": "Facts of a unit, all of which must hold; or the name of a condition.",
            "anyOf": [
                { "type": "string" },
                { "type": "object", "properties": keys, "additionalProperties": false },
            ],
        })
    }
}
