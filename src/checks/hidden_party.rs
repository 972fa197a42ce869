//! `hidden-party`: a body that declines to comment, and speaks without a name in the same story.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::language::words::surname;
use crate::matcher::PatternId;
use crate::model::{Article, Passage, fold};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<HiddenPartyTable>(
    "hidden-party",
    "an unnamed source of a body that declines to comment in the same story; the source is underlined",
);

/// `hidden-party = { declines = ['(?<party>…) declined to comment'], unnamed = ['an? (?<party>…) official'] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct HiddenPartyTable {
    /// Somebody declines to speak; the group `party` is who.
    #[schemars(with = "Vec<String>")]
    declines: Vec<Spanned<String>>,
    /// Somebody speaks without a name; the group `party` is for whom.
    #[schemars(with = "Vec<String>")]
    unnamed: Vec<Spanned<String>>,
}

#[derive(Debug)]
struct HiddenParty {
    declines: Vec<PatternId>,
    unnamed: Vec<PatternId>,
}

impl Settings for HiddenPartyTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let (declines, unnamed) = (builder.patterns(&self.declines), builder.patterns(&self.unnamed));
        Some(Box::new(HiddenParty { declines, unnamed }))
    }
}

impl Check for HiddenParty {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let declining = parties(&self.declines, context);
        if declining.is_empty() {
            return Vec::new();
        }
        let mut findings = Vec::new();
        for (place, name) in parties(&self.unnamed, context) {
            if let Some((refusal, _)) = declining.iter().find(|(_, other)| same_party(article, name, *other)) {
                let finding = Finding { others: vec![(*refusal, "declines here".to_owned())], ..Finding::at(place) };
                findings.push(finding.with_value("party", article.text.slice(name)));
            }
        }
        findings
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["party".to_owned()]
    }
}

/// What matches in the body, and the party in it.
fn parties(patterns: &[PatternId], context: &Context<'_>) -> Vec<(Passage, Passage)> {
    let body = context.article.body.iter().map(|block| Unit::Block(*block));
    let found = body.flat_map(|block| context.matches(patterns, block));
    let party = |found: crate::matcher::Match| {
        let (_, party) = found.groups.into_iter().find(|(name, _)| &**name == "party")?;
        Some((found.mark, party))
    };
    found.filter_map(party).collect()
}

/// Whether the two names end in the same word, possessives aside.
fn same_party(article: &Article, left: Passage, right: Passage) -> bool {
    let last = |name: Passage| fold(surname(article.text.slice(name)));
    last(left) == last(right)
}
