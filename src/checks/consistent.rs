//! `consistent`: one thing written in several forms in one story.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::matcher::PatternId;
use crate::model::Passage;
use crate::query::{Scope, Unit};

pub const KIND: CheckKind = CheckKind::new::<ConsistentTable>(
    "consistent",
    "forms of which a story should use one; each rarer form is underlined where it stands first",
);

/// `consistent = { forms = [{ name = "…", patterns = [ … ] }, { name = "…", patterns = [ … ] }] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ConsistentTable {
    /// The kind of unit in which they are looked for, each by itself; the rule's own unit, where it is left out.
    #[schemars(with = "Option<Scope>")]
    of: Option<Spanned<String>>,
    /// The forms, of which the story's usual one is right.
    #[serde(deserialize_with = "crate::decode::tables")]
    forms: Vec<FormTable>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FormTable {
    /// What messages call it.
    name: String,
    /// What it looks like.
    #[schemars(with = "Vec<String>")]
    patterns: Vec<Spanned<String>>,
}

#[derive(Debug)]
struct Consistent {
    of: Option<Scope>,
    forms: Vec<ConsistentForm>,
}

#[derive(Debug)]
struct ConsistentForm {
    name: String,
    patterns: Vec<PatternId>,
}

impl CheckSettings for ConsistentTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let of = match &self.of {
            Some(name) => Some(builder.scope(name)?),
            None => None,
        };
        let forms = self.forms.into_iter();
        let forms = forms.map(|form| ConsistentForm { patterns: builder.patterns(&form.patterns), name: form.name });
        Some(Box::new(Consistent { of, forms: forms.collect() }))
    }
}

impl Check for Consistent {
    fn places(&self, context: &Context<'_>) -> Option<Vec<u32>> {
        if self.of.is_some() {
            return None;
        }
        context.places(self.forms.iter().flat_map(|form| form.patterns.iter().copied()))
    }

    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let mut used: Vec<(&ConsistentForm, Vec<Passage>)> = self
            .forms
            .iter()
            .map(|form| (form, self.places_of(form, unit, context)))
            .filter(|(_, places): &(_, Vec<Passage>)| !places.is_empty())
            .collect();
        used.sort_by_key(|(_, places)| (Reverse(places.len()), places[0]));
        let Some(((usual, usual_places), rarer)) = used.split_first() else { return Vec::new() };
        let findings = rarer.iter().map(|(form, places)| {
            let found = Finding { others: vec![(usual_places[0], usual.name.clone())], ..Finding::at(places[0]) };
            let counts = [("count", places.len()), ("usual-count", usual_places.len())];
            let found = found.with_value("form", &form.name).with_value("usual", &usual.name);
            counts.into_iter().fold(found, |found, (name, count)| found.with_value(name, count.to_string()))
        });
        findings.collect()
    }

    fn placeholders(&self) -> Vec<String> {
        ["form", "usual", "count", "usual-count"].map(str::to_owned).to_vec()
    }
}

impl Consistent {
    /// Where the form stands in the unit, by place.
    fn places_of(&self, form: &ConsistentForm, unit: Unit, context: &Context<'_>) -> Vec<Passage> {
        let units = match self.of {
            Some(scope) => context.units.of(scope, context.article),
            None => std::slice::from_ref(&unit),
        };
        let found = units.iter().flat_map(|unit| context.matches(&form.patterns, *unit));
        let mut places: Vec<Passage> = found.map(|found| found.mark).collect();
        places.sort();
        places
    }
}
