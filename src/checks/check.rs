//! The contract of a check: a table of a rule file in, findings in a unit out.

use std::collections::BTreeMap;
use std::fmt::Debug;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::decode::{self, Table};
use crate::evidence::Holding;
use crate::language::told::Told;
use crate::matcher::{Hits, Match, PatternId};
use crate::model::{Article, BlockKind, Fix, Level, Lexicon, Passage, Reference, Span};
use crate::query::facts::{Asked, StoryFacts};
use crate::query::{Builder, Unit, Units};
use crate::scoring::{Scale, Weighing};

/// A kind of check by the name of its table in a rule.
pub struct CheckKind {
    pub name: &'static str,
    /// One line for the reference.
    pub about: &'static str,
    /// Makes the check of its table; what is wrong with the table goes to the builder's problems.
    pub build: fn(Table<'_>, &mut Builder<'_>) -> Option<Box<dyn Check>>,
    /// The JSON schema of the table.
    pub schema: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
}

impl CheckKind {
    pub const fn new<Table: CheckSettings>(name: &'static str, about: &'static str) -> Self {
        Self {
            name,
            about,
            build: |table, builder| make(builder, table, |settings: Table, builder| settings.build(builder)),
            schema: |generator| generator.subschema_for::<Table>(),
        }
    }
}

/// What a rule file says of a check.
pub trait CheckSettings: DeserializeOwned + JsonSchema {
    /// Makes the check; what is wrong with its settings goes to the builder's problems.
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>>;
}

/// What a rule looks for inside its units.
pub trait Check: Debug + Send + Sync {
    /// Where in the prose it may find something, ascending, so that the other units need not be looked at; `None`
    /// when it must see every unit.
    fn places(&self, _context: &Context<'_>) -> Option<Vec<u32>> {
        None
    }

    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding>;

    /// What a weighing check adds up in the unit, whether or not it comes to a finding.
    fn weigh(&self, _unit: Unit, _context: &Context<'_>) -> Option<Weighing> {
        None
    }

    /// The scale on which it weighs.
    fn scale(&self) -> Option<&Scale> {
        None
    }

    /// Whether it finds something only where a run has sources.
    fn needs_evidence(&self) -> bool {
        false
    }

    /// The placeholders that its findings give a rule's messages, beside those that every rule has.
    fn placeholders(&self) -> Vec<String> {
        Vec::new()
    }
}

/// What a check sees of an article.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub article: &'a Article,
    pub hits: &'a Hits<'a>,
    pub lexicon: &'a Lexicon,
    /// What the story tells below its headline.
    pub told: &'a Told,
    pub known: &'a StoryFacts,
    pub units: &'a Units,
    /// What the run's sources say to the story's quotations, where it has sources.
    pub evidence: Option<&'a Holding<'a>>,
}

/// What a check found: a place and what is to be said of it, in the rule's words where it has none of its own.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// What is underlined.
    pub place: Passage,
    /// Where the source itself is meant rather than its prose (a whole block, a shortcode): this is underlined.
    pub span: Option<Span>,
    /// All that is meant, where that is more than the place.
    pub extent: Option<Passage>,
    /// Instead of the rule's label.
    pub label: Option<String>,
    /// Further places, and what they are.
    pub others: Vec<(Passage, String)>,
    /// Places in other documents.
    pub references: Vec<Reference>,
    pub notes: Vec<String>,
    /// Values of placeholders in the rule's message, label, help and labels.
    pub values: Vec<(String, String)>,
    pub fix: Option<Fix>,
    /// The highest level that it deserves, where that may be below the rule's.
    pub at_most: Option<Level>,
}

impl Finding {
    pub fn at(place: Passage) -> Self {
        Self { place, ..Self::default() }
    }

    /// A pattern's match, with its groups as values.
    pub fn of_match(found: &Match, article: &Article) -> Self {
        let values = found.groups.iter().map(|(name, group)| (name.to_string(), article.text.slice(*group).to_owned()));
        Self { place: found.mark, values: values.collect(), ..Self::default() }
    }

    pub fn with_value(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }
}

impl<'a> Context<'a> {
    /// `place` is what was found; the unit's own passage where nothing was found yet.
    pub fn asked(&self, unit: Unit, place: Passage) -> Asked<'a> {
        let Context { article, hits, lexicon, known, units, .. } = *self;
        Asked { article, lexicon, hits, unit, place, known, units }
    }

    /// All places where any of `patterns` may match; `None` where one of them may match anywhere.
    pub fn places(&self, patterns: impl IntoIterator<Item = PatternId>) -> Option<Vec<u32>> {
        let mut places = Vec::new();
        for pattern in patterns {
            places.extend_from_slice(self.hits.places(pattern)?);
        }
        places.sort_unstable();
        Some(places)
    }

    /// Whether any of `patterns` matches within `passage`.
    pub fn any_matches(&self, patterns: &[PatternId], passage: Passage) -> bool {
        patterns.iter().any(|pattern| self.hits.matches(*pattern, passage))
    }

    fn is_promo(&self, place: usize) -> bool {
        self.article.block_at(place).is_some_and(|block| self.article.blocks[block].kind == BlockKind::Promo)
    }

    /// The matches of `patterns` in the unit by place; of two that overlap the longer one, else the earlier. Of a whole
    /// article none in its promos.
    pub fn matches(&self, patterns: &[PatternId], unit: Unit) -> Vec<Match> {
        let passage = unit.passage(self.article);
        let mut found: Vec<Match> = patterns.iter().flat_map(|pattern| self.hits.find(*pattern, passage)).collect();
        if unit == Unit::Article {
            found.retain(|found| !self.is_promo(found.whole.start));
        }
        found.sort_by_key(|found| (std::cmp::Reverse(found.whole.len()), found.whole.start));
        let mut kept: BTreeMap<usize, Match> = BTreeMap::new();
        for candidate in found {
            // None of those that are kept overlaps another: the last that begins before its end is the one to ask.
            let before = kept.range(..candidate.whole.end).next_back();
            if before.is_none_or(|(_, before)| !before.whole.overlaps(candidate.whole)) {
                kept.insert(candidate.whole.start, candidate);
            }
        }
        kept.into_values().collect()
    }
}

/// Makes the check of its table. Of a faulty table the rest is tried too, so that its own faults show.
fn make<Value: DeserializeOwned>(
    builder: &mut Builder<'_>,
    table: Table<'_>,
    build: impl FnOnce(Value, &mut Builder<'_>) -> Option<Box<dyn Check>>,
) -> Option<Box<dyn Check>> {
    let span = decode::span_of(&table.span());
    let before = builder.problems.len();
    let settings = decode::salvage(table, builder.problems)?;
    let faults = builder.problems.len();
    let check = build(settings, builder);
    if faults == before {
        return check;
    }
    decode::forget_invented(builder.problems, faults, span);
    None
}
