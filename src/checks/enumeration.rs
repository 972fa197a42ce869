//! `enumeration`: what a sentence counts and then names, counted: "three records: Salt (1966) and Turf (1971)".

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::language::amounts::{Amount, AmountKind, AmountUnit, Hedge};
use crate::language::words::words;
use crate::model::{Passage, WordList, fold};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<EnumerationTable>(
    "enumeration",
    "a number of things that are then named, and are more or fewer; the last of them is pointed at",
);

/// `enumeration = { joins = "part-joins" }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct EnumerationTable {
    /// The list of words before the last thing ("and").
    #[schemars(with = "String")]
    joins: Spanned<String>,
}

#[derive(Debug)]
struct Enumeration {
    joins: WordList,
}

/// More things than this are no list in a sentence.
const MOST: f64 = 12.0;
/// The bytes between a number and the colon behind what it counts.
const BEFORE_COLON: usize = 40;

impl CheckSettings for EnumerationTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(Enumeration { joins: builder.list(&self.joins)? }))
    }
}

impl Check for Enumeration {
    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let passage = unit.passage(context.article);
        let prose = context.article.text.slice(passage);
        let Some(colon) = prose.find(':') else { return Vec::new() };
        let told = context.told.amounts(context.article, context.lexicon);
        let counts = |amount: &&Amount| {
            let end = amount.passage.end;
            amount.passage.start >= passage.start
                && end <= passage.start + colon
                && passage.start + colon - end <= BEFORE_COLON
                && amount.kind == AmountKind::Figure
                && amount.unit == AmountUnit::None
                && amount.hedge == Hedge::None
                && amount.low == amount.high
                && (2.0..=MOST).contains(&amount.low)
        };
        let Some(promised) = told.iter().rfind(counts) else { return Vec::new() };
        let Some((things, last)) = self.things(&prose[colon + 1..]) else { return Vec::new() };
        if things.contains(&(promised.low as usize)) {
            return Vec::new();
        }
        let start = passage.start + (last.as_ptr() as usize - prose.as_ptr() as usize);
        let others = vec![(Passage::new(start, start + last.len()), "the last of them".to_owned())];
        let finding = Finding { others, ..Finding::at(promised.passage) };
        vec![finding.with_value("count", things.end().to_string())]
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["count".to_owned()]
    }
}

impl Enumeration {
    /// How many things are named at least and at most, for a joining word may stand within a name; and the last of them.
    fn things<'prose>(&self, named: &'prose str) -> Option<(std::ops::RangeInclusive<usize>, &'prose str)> {
        let named = named.trim().trim_end_matches(['.', '!', '?']);
        let mark = if named.contains(';') { ';' } else { ',' };
        let mut things: Vec<&str> = Vec::new();
        let mut depth = 0usize;
        let mut start = 0;
        for (at, letter) in named.char_indices() {
            match letter {
                '(' | '“' | '‘' => depth += 1,
                ')' | '”' | '’' => depth = depth.saturating_sub(1),
                _ if letter == mark && depth == 0 => {
                    things.push(named[start..at].trim());
                    start = at + letter.len_utf8();
                }
                _ => {}
            }
        }
        things.push(named[start..].trim());
        // "Ada Fenn, 61," is one person.
        things.retain(|thing| !thing.is_empty() && !thing.chars().all(|letter| letter.is_ascii_digit()));
        let last = *things.last()?;
        let joins = |thing: &str| words(thing).filter(|word| self.joins.contains(&fold(word.text))).count();
        let begins = |thing: &str| words(thing).next().is_some_and(|word| self.joins.contains(&fold(word.text)));
        // Where each thing ends in brackets or marks, a joining word between them is no part of a name.
        let parted = last.matches([')', '”', '’']).count().saturating_sub(1).min(joins(last));
        let closed = begins(last);
        let within = if parted > 0 && !closed { parted } else { joins(last) - usize::from(closed) };
        let is_name = |thing: &&str| {
            let mut own = words(thing).skip_while(|word| self.joins.contains(&fold(word.text)));
            own.next().is_some_and(|word| word.is_capital() || !word.before.is_empty() && !word.is_empty())
        };
        let elsewhere = things[..things.len() - 1].iter().any(|thing| joins(thing) > 0);
        if !(closed || within > 0) || elsewhere || !things.iter().all(is_name) {
            return None;
        }
        let least = things.len() + usize::from(!closed && mark == ',');
        Some((least.min(things.len() + within)..=things.len() + within, last))
    }
}
