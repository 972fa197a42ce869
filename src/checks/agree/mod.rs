//! `agree`: what a headline, dek or caption says against what the story below it tells.

mod aliases;
mod limits;
mod names;
mod nearest;
mod numbers;
mod plurals;
mod pull_quotes;
mod quotations;
mod variants;
mod words;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use limits::Limits;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::language::amounts::{Amount, Numerals};
use crate::language::told::Words;
use crate::model::{BlockKind, Passage, WordList};
use crate::query::Unit;

pub const NUMBERS: CheckKind = CheckKind::new::<AgreeNumbersTable>(
    "agree-numbers",
    "numbers of the unit that the story does not hold; a second label points at the nearest that it has",
);
pub const NAMES: CheckKind = CheckKind::new::<AgreeNamesTable>(
    "agree-names",
    "names of the unit that the story does not hold, or holds in another spelling",
);
pub const WORDS: CheckKind = CheckKind::new::<AgreeWordsTable>(
    "agree-words",
    "quoted or loaded words of the unit that the story does not hold; a second label points at the nearest that it has",
);
pub const LIMITS: CheckKind = CheckKind::new::<AgreeLimitsTable>(
    "agree-limits",
    "words of the unit that go further than the story's sentences on the same; a second label points at their limit",
);
pub const PLURALS: CheckKind = CheckKind::new::<AgreePluralsTable>(
    "agree-plurals",
    "plurals of the unit of which the story has one alone; a second label points at it",
);
pub const VARIANTS: CheckKind = CheckKind::new::<AgreeVariantsTable>(
    "agree-variants",
    "numbers and names of the unit that the metadata tells otherwise",
);

/// `agree-numbers = {}`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AgreeNumbersTable {}

/// `agree-names = { aliases = ["name-aliases"] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AgreeNamesTable {
    /// Lists of lines that say what a name may also be: "us = american, america".
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    aliases: Vec<Spanned<String>>,
}

/// `agree-words = { of = "altered-quotations", lists = ["name-aliases"] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AgreeWordsTable {
    /// Which of its words are held against the story.
    of: WordsOf,
    /// The lists that hold the loaded words, and lines that say what a quoted or a loaded word may also be.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    lists: Vec<Spanned<String>>,
}

/// `agree-limits = { words = ['\b(?:all|every)\b'], limits = ['\bexcept\b'], told = ['\ball\b'] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AgreeLimitsTable {
    /// Patterns for what goes far; their group `about` is what it is said of, else the two words behind.
    #[schemars(with = "Vec<String>")]
    words: Vec<Spanned<String>>,
    /// Patterns for what takes it back.
    #[schemars(with = "Vec<String>")]
    limits: Vec<Spanned<String>>,
    /// Patterns for what bears it out.
    #[schemars(with = "Vec<String>")]
    told: Vec<Spanned<String>>,
}

/// `agree-plurals = { nouns = ["roles"] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AgreePluralsTable {
    /// The lists of nouns, in the singular, whose plural promises more than one.
    #[schemars(with = "Vec<String>")]
    nouns: Vec<Spanned<String>>,
}

/// `agree-variants = { fields = ["seo_title"] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AgreeVariantsTable {
    /// The metadata fields that tell the headline again.
    fields: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum WordsOf {
    /// Quoted words that the story has in another wording.
    AlteredQuotations,
    /// Quoted words that the story does not have in any wording.
    ClaimQuotations,
    /// Words of `lists` of which the story has no form.
    Loaded,
    /// Words set large that the story does not have as they stand.
    PullQuotes,
}

#[derive(Debug)]
enum Agree {
    Numbers,
    Names(Vec<WordList>),
    Words(WordsOf, Vec<WordList>),
    Limits(Limits),
    Plurals(Vec<WordList>),
    Variants(Vec<String>),
}

impl CheckSettings for AgreeNumbersTable {
    fn build(self, _builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(Agree::Numbers))
    }
}

impl CheckSettings for AgreeNamesTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(Agree::Names(self.aliases.iter().filter_map(|name| builder.list(name)).collect())))
    }
}

impl CheckSettings for AgreeWordsTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(Agree::Words(self.of, self.lists.iter().filter_map(|name| builder.list(name)).collect())))
    }
}

impl CheckSettings for AgreeLimitsTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let words = builder.unit_patterns(&self.words);
        let (limits, told) = (builder.patterns(&self.limits), builder.patterns(&self.told));
        Some(Box::new(Agree::Limits(Limits { words, limits, told })))
    }
}

impl CheckSettings for AgreePluralsTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(Agree::Plurals(self.nouns.iter().filter_map(|name| builder.list(name)).collect())))
    }
}

impl CheckSettings for AgreeVariantsTable {
    fn build(self, _builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(Agree::Variants(self.fields)))
    }
}

/// What is longer than this, in bytes, is no headline, dek or caption but a story of its own.
const LONGEST: usize = 2000;

impl Check for Agree {
    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let claim = Claim { unit, passage: unit.passage(context.article), context: *context };
        if let Agree::Variants(fields) = self {
            return variants::findings(&claim, fields);
        }
        if claim.passage.len() > LONGEST || !claim.told().are_a_story() {
            return Vec::new();
        }
        match self {
            Agree::Numbers => numbers::findings(&claim),
            Agree::Names(aliases) => names::findings(&claim, aliases),
            Agree::Words(WordsOf::AlteredQuotations, lists) => {
                quotations::findings(&claim, quotations::WantedFault::Altered, lists)
            }
            Agree::Words(WordsOf::ClaimQuotations, lists) => {
                quotations::findings(&claim, quotations::WantedFault::Claims, lists)
            }
            Agree::Words(WordsOf::PullQuotes, _) => pull_quotes::findings(&claim),
            Agree::Words(WordsOf::Loaded, lists) => words::findings(&claim, lists),
            Agree::Limits(limits) => limits::findings(&claim, limits),
            Agree::Plurals(nouns) => plurals::findings(&claim, nouns),
            Agree::Variants(_) => Vec::new(),
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
