//! `list-count`: a headline that promises so many things, and a story that lists another number of them.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::matcher::{Match, PatternId};
use crate::model::{Article, BlockKind, Passage, WordList};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<Written>(
    "list-count",
    "a number of things promised in the unit, and a list or subheads in the story that are more or fewer",
);

/// `list-count = { patterns = ['\b(?<number>\d+|@number-words) @list-nouns\b'], numbers = "number-words" }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// Patterns with a group named `number`.
    #[schemars(with = "Vec<String>")]
    patterns: Vec<Spanned<String>>,
    /// The list of words for one, two, three and so on.
    #[schemars(with = "String")]
    numbers: Spanned<String>,
}

#[derive(Debug)]
struct ListCount {
    patterns: Vec<PatternId>,
    numbers: WordList,
}

/// What may be the promised things: how many there are, and the last of them.
struct Listed {
    count: usize,
    last: Passage,
    /// They are counted in the draft itself ("1.", "2."), or marked as a list.
    sure: bool,
}

/// Subheads without numbers are the promised things only if nearly as many.
const NEAR: usize = 2;

impl Settings for Written {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let patterns = builder.patterns(&self.patterns);
        Some(Box::new(ListCount { patterns, numbers: builder.list(&self.numbers)? }))
    }
}

impl Check for ListCount {
    fn places(&self, context: &Context<'_>) -> Option<Vec<u32>> {
        context.places(self.patterns.iter().copied())
    }

    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let found = context.matches(&self.patterns, unit);
        found.iter().filter_map(|found| self.finding(found, context.article)).take(1).collect()
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["promised".to_owned(), "count".to_owned()]
    }
}

impl ListCount {
    fn finding(&self, found: &Match, article: &Article) -> Option<Finding> {
        let (_, number) = found.groups.iter().find(|(name, _)| &**name == "number")?;
        let number = article.text.slice(*number).to_lowercase();
        let in_words = || self.numbers.words().iter().position(|word| *word == number).map(|index| index + 1);
        let promised = number.parse().ok().or_else(in_words)?;
        let lists = lists(article);
        if lists.iter().any(|list| list.count == promised || !list.sure && list.count == promised + 1) {
            return None;
        }
        let meant = |list: &&Listed| list.count >= 2 && (list.sure || list.count.abs_diff(promised) <= NEAR);
        let listed = lists.iter().filter(meant).min_by_key(|list| list.count.abs_diff(promised))?;
        let others = vec![(listed.last, format!("number {}, the last", listed.count))];
        let finding = Finding { others, ..Finding::at(found.mark) };
        Some(finding.with_value("promised", number).with_value("count", listed.count.to_string()))
    }
}

/// Every way in which the story may be read as a list.
fn lists(article: &Article) -> Vec<Listed> {
    let subheads: Vec<Passage> = article.blocks_of(BlockKind::Subhead).map(|(_, block)| block.passage).collect();
    let is_numbered =
        |place: &&Passage| article.text.slice(**place).starts_with(|letter: char| letter.is_ascii_digit());
    let numbered: Vec<Passage> = subheads.iter().filter(is_numbered).copied().collect();
    let items: Vec<(usize, Passage)> =
        article.blocks_of(BlockKind::ListItem).map(|(_, block)| (block.shape.list, block.passage)).collect();
    let mut found = Vec::new();
    let mut list = |places: &[Passage], sure| {
        found.extend(places.last().map(|last| Listed { count: places.len(), last: *last, sure }));
    };
    list(if numbered.is_empty() { &subheads } else { &numbered }, !numbered.is_empty());
    list(&items.iter().map(|(_, place)| *place).collect::<Vec<_>>(), true);
    for run in items.chunk_by(|left, right| left.0 == right.0) {
        list(&run.iter().map(|(_, place)| *place).collect::<Vec<_>>(), true);
    }
    found
}
