//! `doubled-word`: the same word twice in a row, with a fix that cuts the second.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::language::words::{Word, words};
use crate::model::{Article, Edit, Fix, Passage, Safety, WordList, fold};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<DoubledWordTable>(
    "doubled-word",
    "the same word twice in a row; both are underlined, and the fix cuts the second",
);

/// `doubled-word = { allowed = "words-said-twice", slips = "words-never-said-twice" }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DoubledWordTable {
    /// The list of words that may stand twice ("had had").
    #[schemars(with = "String")]
    allowed: Spanned<String>,
    /// The list of words that are doubled by mistake only: the fix is safe, and quotation marks are no excuse.
    #[schemars(with = "String")]
    slips: Spanned<String>,
}

#[derive(Debug)]
struct DoubledWord {
    allowed: WordList,
    slips: WordList,
}

impl CheckSettings for DoubledWordTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let (allowed, slips) = (builder.list(&self.allowed), builder.list(&self.slips));
        Some(Box::new(DoubledWord { allowed: allowed?, slips: slips? }))
    }
}

impl Check for DoubledWord {
    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let passage = unit.passage(context.article);
        let doubled = doubled(context.article.text.slice(passage));
        doubled.into_iter().filter_map(|place| self.finding(place.shift(passage.start), context.article)).collect()
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["word".to_owned()]
    }
}

impl DoubledWord {
    fn finding(&self, place: Passage, article: &Article) -> Option<Finding> {
        let (first, second) = article.text.slice(place).split_once(' ')?;
        let word = fold(second);
        let slip = self.slips.contains(&word);
        let marked_up = article.text.span(place).len() != place.len();
        if self.allowed.contains(&word) || !slip && (marked_up || article.is_quoted(place)) {
            return None;
        }
        let cut = Passage::new(place.start + first.len(), place.end);
        let fix = Fix {
            message: format!("cut the second “{second}”"),
            safety: if slip { Safety::Safe } else { Safety::Unsafe },
            edits: vec![Edit { span: article.text.span(cut), replacement: String::new() }],
        };
        Some(Finding { fix: Some(fix), ..Finding::at(place) }.with_value("word", word))
    }
}

/// Two equal words of letters with one space between them; the second in lower case, for names are doubled at will.
fn doubled(text: &str) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut earlier: Option<Word<'_>> = None;
    for word in words(text) {
        if let Some(earlier) = earlier
            && word.before.is_empty()
            && word.text.starts_with(char::is_lowercase)
        {
            let length = word.text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(word.text.len());
            let behind = word.text[length..].chars().chain(word.after.chars()).next();
            let ends = !behind.is_some_and(|mark| matches!(mark, '\'' | '’' | '-' | '‑' | '/' | '@'));
            if ends && fold(&word.text[..length]) == fold(earlier.text) {
                found.push(Passage::new(earlier.start, word.start + length));
            }
        }
        let is_word = !word.is_empty() && word.after.is_empty() && word.text.chars().all(char::is_alphabetic);
        earlier = is_word.then_some(word);
    }
    found
}
