//! `agree`: what a headline, dek or caption says against what the story below it tells.

mod aliases;
mod names;
mod nearest;
mod numbers;
mod pull_quotes;
mod quotations;
mod variants;
mod words;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::language::amounts::{Amount, Numerals};
use crate::language::told::Words;
use crate::model::{BlockKind, Passage, WordList};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<AgreeTable>(
    "agree",
    "numbers, names, quoted or loaded words of the unit that the story does not hold, or that the metadata has otherwise",
);

/// `agree = { what = "numbers" }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AgreeTable {
    /// What is held against the story.
    what: What,
    /// The lists that hold the loaded words, and lines that say what a name, a quoted or a loaded word may also be
    /// ("us = american, america").
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    lists: Vec<Spanned<String>>,
    /// The metadata fields that tell the headline again.
    #[serde(default)]
    fields: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum What {
    Numbers,
    Names,
    /// Quoted words that the story has in another wording.
    AlteredQuotations,
    /// Quoted words that the story does not have in any wording.
    ClaimQuotations,
    /// Words of `lists` of which the story has no form.
    Words,
    /// The headline told again in `fields`.
    Variants,
    /// Words set large that the story does not have as they stand.
    PullQuotes,
}

#[derive(Debug)]
struct Agree {
    what: What,
    lists: Vec<WordList>,
    fields: Vec<String>,
}

impl Settings for AgreeTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let lists = self.lists.iter().filter_map(|name| builder.list(name)).collect();
        Some(Box::new(Agree { what: self.what, lists, fields: self.fields }))
    }
}

/// What is longer than this, in bytes, is no headline, dek or caption but a story of its own.
const LONGEST: usize = 2000;

impl Check for Agree {
    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let claim = Claim { unit, passage: unit.passage(context.article), context: *context };
        if self.what == What::Variants {
            return variants::findings(&claim, &self.fields);
        }
        if claim.passage.len() > LONGEST || !claim.told().are_a_story() {
            return Vec::new();
        }
        match self.what {
            What::Numbers => numbers::findings(&claim),
            What::Names => names::findings(&claim, &self.lists),
            What::AlteredQuotations => quotations::findings(&claim, quotations::Wanted::Altered, &self.lists),
            What::ClaimQuotations => quotations::findings(&claim, quotations::Wanted::Claims, &self.lists),
            What::PullQuotes => pull_quotes::findings(&claim),
            What::Words | What::Variants => words::findings(&claim, &self.lists),
        }
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["story".to_owned(), "verdict".to_owned()]
    }
}

/// What is compared with the story.
struct Claim<'a> {
    unit: Unit,
    passage: Passage,
    context: Context<'a>,
}

impl<'a> Claim<'a> {
    fn text(&self) -> &'a str {
        self.slice(self.passage)
    }

    /// A caption says who and what is in the picture, and so more than the story.
    fn is_caption(&self) -> bool {
        let block = self.unit.block(self.context.article);
        block.is_some_and(|block| self.context.article.blocks[block].kind == BlockKind::Caption)
    }

    fn told(&self) -> &'a Words {
        self.context.told.words(self.context.article)
    }

    fn told_amounts(&self) -> &'a [Amount] {
        self.context.told.amounts(self.context.article, self.context.lexicon)
    }

    fn numerals(&self) -> &'a Numerals {
        self.context.told.numerals(self.context.lexicon)
    }

    fn slice(&self, passage: Passage) -> &'a str {
        self.context.article.text.slice(passage)
    }

    /// A finding at `place` that points at the place of the story that agrees least badly; without one, at the sentence
    /// that tells most of the same.
    fn finding(&self, place: Passage, nearest: Option<(Passage, &str)>, verdict: &str) -> Finding {
        let nearest = nearest.or_else(|| Some((nearest::sentence(self)?, "the story tells it so")));
        let story = nearest.map_or(String::new(), |(place, _)| self.slice(place).to_owned());
        let others = nearest.into_iter().map(|(place, label)| (place, label.to_owned())).collect();
        Finding { others, ..Finding::at(place) }.with_value("story", story).with_value("verdict", verdict)
    }
}
