//! What may stand at the cursor in a configuration or a rule file: keys and values of the schema, names of rules, lists
//! and weights.

use gen_lsp_types::{CompletionItem, CompletionItemKind, Position, TextEdit};
use serde_json::Value;

use super::document::Document;
use super::newsroom::{Kind, Newsroom};
use super::toml_cursor::{Cursor, Place};
use crate::checks::{CHECKS, CheckKind};
use crate::config;
use crate::emit::EMITTERS;
use crate::model::{Lexicon, Span};
use crate::rules::{self, RuleSet};

pub fn at(newsroom: &Newsroom<'_>, document: &Document, position: Position) -> Vec<CompletionItem> {
    let (schema, path) = match newsroom.kind(document) {
        Some(Kind::Configuration(path)) => (config::schema(), path),
        Some(Kind::Rules(path)) => (rules::schema(), path),
        Some(Kind::Story(_)) | None => return Vec::new(),
    };
    let offset = document.lines.offset(&document.text, position);
    let Some(cursor) = Cursor::at(&document.text, offset) else { return Vec::new() };
    let Some(rules) = newsroom.rules_beside(document, &path, offset) else { return Vec::new() };
    let mut offers = names(&cursor, &rules, &document.text);
    offers.extend(of_schema(schema.as_value(), &cursor));
    let mut seen = Vec::new();
    offers.retain(|offer| {
        let is_new = !seen.contains(&offer.name);
        seen.push(offer.name.clone());
        is_new
    });
    offers.iter().map(|offer| offer.item(document, &cursor)).collect()
}

/// Something that may stand at the cursor.
struct Offer {
    name: String,
    kind: CompletionItemKind,
    /// What it is, in a few words.
    detail: Option<String>,
    about: Option<String>,
}

impl Offer {
    fn new(name: &str, kind: CompletionItemKind) -> Self {
        Self { name: name.to_owned(), kind, detail: None, about: None }
    }

    fn item(&self, document: &Document, cursor: &Cursor) -> CompletionItem {
        let is_bare = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
        let needs_marks = cursor.place == Place::Value || !self.name.chars().all(is_bare);
        let is_word = self.kind != CompletionItemKind::Constant;
        let new_text =
            if needs_marks && is_word && !cursor.is_quoted { format!("{:?}", self.name) } else { self.name.clone() };
        let range = document.lines.range(&document.text, self.span(document, cursor));
        CompletionItem {
            label: self.name.clone(),
            kind: Some(self.kind),
            detail: self.detail.clone(),
            documentation: self.about.clone().map(Into::into),
            filter_text: Some(self.name.clone()),
            text_edit: Some(TextEdit { range, new_text }.into()),
            ..CompletionItem::default()
        }
    }

    /// What it takes the place of: the name of a list stands inside of a pattern.
    fn span(&self, document: &Document, cursor: &Cursor) -> Span {
        let Span { start, end } = cursor.written;
        match document.text[start..end].rfind('@') {
            Some(at) if self.kind == CompletionItemKind::Variable => Span::new(start + at + 1, end),
            _ => cursor.written,
        }
    }
}

/// The names that no schema holds: of rules and sets, lists, weights, formats.
fn names(cursor: &Cursor, rules: &RuleSet, text: &str) -> Vec<Offer> {
    let path: Vec<&str> = cursor.path.iter().map(String::as_str).collect();
    let lexicons = || rules.languages.packs().iter().map(|pack| &pack.lexicon);
    let lists = || named(lexicons().flat_map(Lexicon::names), CompletionItemKind::Variable);
    match (cursor.place, path.as_slice()) {
        (Place::Key, ["rules"] | ["override", "rules"]) | (Place::Value, ["select" | "ignore"]) => rule_names(rules),
        (Place::Value, ["rule", "yields-to"]) => rule_names(rules),
        (Place::Key, ["rules", rule]) => parameters(rules, rule),
        (Place::Key, ["lists"]) => lists(),
        (Place::Key, ["weights"]) => named(lexicons().flat_map(Lexicon::names_of_weights), CompletionItemKind::Module),
        (Place::Key, ["weights", table, "signals"]) => {
            let tables = lexicons().filter_map(|lexicon| lexicon.weights(table));
            let signals = tables.flat_map(|table| table.signals.keys());
            named(signals.map(String::as_str), CompletionItemKind::Property)
        }
        (Place::Value, ["output", "format"]) => {
            let offer = |kind: &crate::emit::EmitterKind| Offer {
                detail: Some(kind.about.to_owned()),
                ..Offer::new(kind.name, CompletionItemKind::EnumMember)
            };
            EMITTERS.iter().map(offer).collect()
        }
        (Place::Value, [.., "patterns"] | ["lists", _]) if text[cursor.written.range()].contains('@') => lists(),
        _ => Vec::new(),
    }
}

fn named<'name>(names: impl Iterator<Item = &'name str>, kind: CompletionItemKind) -> Vec<Offer> {
    names.map(|name| Offer::new(name, kind)).collect()
}

fn rule_names(rules: &RuleSet) -> Vec<Offer> {
    let sets = rules
        .sets
        .iter()
        .map(|set| Offer { detail: Some(set.title.clone()), ..Offer::new(&set.name, CompletionItemKind::Module) });
    let rules = rules.rules.iter().map(|rule| Offer {
        detail: Some(format!("{}: {}", rule.level, rule.message())),
        about: Some(rule.why.trim().to_owned()),
        ..Offer::new(&rule.id, CompletionItemKind::Value)
    });
    sets.chain(rules).collect()
}

/// What may be set of one rule beside its level.
fn parameters(rules: &RuleSet, rule: &str) -> Vec<Offer> {
    let Some(rule) = rules.rule(rule) else { return Vec::new() };
    let kind = CHECKS.iter().find(|kind| Some(kind.name) == rule.check_name);
    let of_check = kind.map(CheckKind::parameters).unwrap_or_default().into_iter().map(|parameter| Offer {
        detail: Some(parameter.values.to_string()),
        about: Some(parameter.about.to_string()),
        ..Offer::new(&parameter.name, CompletionItemKind::Property)
    });
    of_check.chain(named(rule.facts.iter().map(String::as_str), CompletionItemKind::Property)).collect()
}

/// The keys, or the values, that the schema has for what is being written.
fn of_schema(schema: &Value, cursor: &Cursor) -> Vec<Offer> {
    let mut places = shapes(schema);
    for key in &cursor.path {
        let below = places.iter().flat_map(|place| {
            let property = &place["properties"][key];
            let value = if property.is_null() { &place["additionalProperties"] } else { property };
            if value.is_object() { shapes(value) } else { Vec::new() }
        });
        places = below.collect();
    }
    match cursor.place {
        Place::Value => places.iter().flat_map(|place| values(place)).collect(),
        Place::Key => places.iter().flat_map(|place| keys(place)).collect(),
        Place::Header => {
            let is_table = |value: &&Value| shapes(value).iter().any(|shape| shape["type"] == "object");
            let tables = places.iter().flat_map(|place| place["properties"].as_object().into_iter().flatten());
            tables.filter(|(_, value)| is_table(value)).map(|(name, value)| key(name, value)).collect()
        }
    }
}

/// The shape itself, its alternatives, and what its items are.
fn shapes(schema: &Value) -> Vec<&Value> {
    let alternatives =
        ["anyOf", "oneOf", "allOf"].into_iter().flat_map(|key| schema[key].as_array().into_iter().flatten());
    let items = Some(&schema["items"]).filter(|items| items.is_object());
    std::iter::once(schema).chain(alternatives.chain(items).flat_map(shapes)).collect()
}

fn keys(place: &Value) -> Vec<Offer> {
    place["properties"].as_object().into_iter().flatten().map(|(name, value)| key(name, value)).collect()
}

fn key(name: &str, value: &Value) -> Offer {
    let about = value["description"].as_str().map(str::to_owned);
    Offer { about, ..Offer::new(name, CompletionItemKind::Property) }
}

fn values(place: &Value) -> Vec<Offer> {
    let about = || place["description"].as_str().map(str::to_owned);
    let words = place["enum"].as_array().into_iter().flatten().chain(place.get("const")).filter_map(Value::as_str);
    let mut offers: Vec<Offer> =
        words.map(|word| Offer { about: about(), ..Offer::new(word, CompletionItemKind::EnumMember) }).collect();
    let types = &place["type"];
    if types == "boolean" || types.as_array().is_some_and(|types| types.iter().any(|kind| kind == "boolean")) {
        offers.extend(named(["true", "false"].into_iter(), CompletionItemKind::Constant));
    }
    offers
}
