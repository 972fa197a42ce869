//! `parts`: a total beside its parts, added up: "£9.3m: £5m to him, £2.1m to the bank and £1.2m to the state".

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::language::amounts::{Amount, AmountKind, AmountUnit, Hedge};
use crate::language::words::words;
use crate::model::{Passage, WordList, fold};
use crate::query::Unit;

pub const KIND: CheckKind =
    CheckKind::new::<PartsTable>("parts", "parts that a sentence lists and that do not add up to its total");

/// `parts = { joins = "part-joins", of-that = "part-openers", of = "whole-openers" }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PartsTable {
    /// The list of words before the last part ("and").
    #[schemars(with = "String")]
    joins: Spanned<String>,
    /// The list of phrases that begin a sentence whose total the sentence before gives ("of that").
    #[schemars(with = "String")]
    of_that: Spanned<String>,
    /// The list of phrases that begin a sentence with its total ("of the").
    #[schemars(with = "String")]
    of: Spanned<String>,
}

#[derive(Debug)]
struct Parts {
    joins: WordList,
    of_that: WordList,
    of: WordList,
}

/// A total that is rounded may be off by this share; smaller whole counts are exact.
const ROUNDED: f64 = 0.02;
const HEDGED: f64 = 0.06;
const COUNTED: f64 = 1000.0;
/// Parts that come to so small a share of the total, or to so many times as much, belong to something else.
const RELATED: std::ops::RangeInclusive<f64> = 0.4..=2.0;
/// The bytes between a total and the colon behind what it counts.
const BEFORE_COLON: usize = 60;

impl CheckSettings for PartsTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let (joins, of_that, of) = (builder.list(&self.joins), builder.list(&self.of_that), builder.list(&self.of));
        Some(Box::new(Parts { joins: joins?, of_that: of_that?, of: of? }))
    }
}

impl Check for Parts {
    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let Unit::Sentence(sentence) = unit else { return Vec::new() };
        let Some((total, parts)) = self.breakdown(sentence, context) else { return Vec::new() };
        let sum: f64 = parts.iter().map(|part| part.low).sum();
        if !is_wrong(sum, &total, &parts) {
            return Vec::new();
        }
        let others = parts.iter().map(|part| (part.passage, String::new())).collect();
        let written = |value: f64| format!("{}", (value * 100.0).round() / 100.0);
        let finding = Finding { others, ..Finding::at(total.passage) };
        vec![finding.with_value("sum", written(sum)).with_value("total", written(total.low))]
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["sum".to_owned(), "total".to_owned()]
    }
}

impl Parts {
    /// The total and the parts that the sentence lists.
    fn breakdown(&self, sentence: usize, context: &Context<'_>) -> Option<(Amount, Vec<Amount>)> {
        let article = context.article;
        let passage = article.sentences[sentence].passage;
        let told = context.told.amounts(article, context.lexicon);
        let within = |passage: Passage| {
            let start = told.partition_point(|amount| amount.passage.start < passage.start);
            let end = told.partition_point(|amount| amount.passage.end <= passage.end);
            &told[start..end.max(start)]
        };
        let amounts = within(passage);
        let prose = article.text.slice(passage);
        let (total, behind) = if begins(prose, &self.of_that) {
            let before = sentence
                .checked_sub(1)
                .filter(|before| article.sentences[*before].block == article.sentences[sentence].block)?;
            (*within(article.sentences[before].passage).last()?, amounts)
        } else if begins(prose, &self.of) {
            (*amounts.first()?, &amounts[1..])
        } else {
            let colon = passage.start + prose.find([':', '(', '—'])?;
            let before = amounts.iter().rposition(|amount| amount.passage.end <= colon)?;
            (colon - amounts[before].passage.end <= BEFORE_COLON).then_some(())?;
            (amounts[before], &amounts[before + 1..])
        };
        let of_kind = |amount: &&Amount| amount.unit == total.unit && amount.kind == AmountKind::Figure;
        let alike: Vec<Amount> = behind.iter().filter(of_kind).copied().collect();
        let parts: Vec<Amount> =
            alike.iter().filter(|amount| self.is_listed(amount, passage, context)).copied().collect();
        let whole = total.unit == AmountUnit::None || parts.len() == alike.len();
        let closed = parts.last().is_some_and(|last| self.is_joined(last, passage, context));
        let fits = parts.iter().all(|part| part.low == part.high && part.low < total.low);
        (whole && closed && fits && parts.len() >= 2 && total.kind == AmountKind::Figure && total.low == total.high)
            .then_some((total, parts))
    }

    /// A comma, a colon or a joining word stands before it.
    fn is_listed(&self, amount: &Amount, sentence: Passage, context: &Context<'_>) -> bool {
        let before = before(amount, sentence, context);
        before.ends_with([',', ';', ':', '(', '—', '–']) || self.is_joined(amount, sentence, context)
    }

    fn is_joined(&self, amount: &Amount, sentence: Passage, context: &Context<'_>) -> bool {
        let word = words(before(amount, sentence, context)).next_back();
        word.is_some_and(|word| word.after.is_empty() && self.joins.contains(&fold(word.text)))
    }
}

/// What stands before an amount, without what hedges it ("about").
fn before<'a>(amount: &Amount, sentence: Passage, context: &Context<'a>) -> &'a str {
    let article = context.article;
    let prose = article.text.slice(Passage::new(sentence.start, amount.passage.start.max(sentence.start)));
    let hedged = amount.hedge != Hedge::None;
    let end = words(prose).next_back().filter(|_| hedged).map_or(prose.len(), |word| word.start);
    prose[..end].trim_end()
}

fn begins(prose: &str, openers: &WordList) -> bool {
    let folded = fold(prose);
    openers
        .words()
        .iter()
        .any(|opener| folded.strip_prefix(opener.as_str()).is_some_and(|rest| rest.starts_with([' ', ','])))
}

fn is_wrong(sum: f64, total: &Amount, parts: &[Amount]) -> bool {
    let all = || parts.iter().chain([total]);
    let hedged = all().any(|amount| amount.hedge != Hedge::None);
    let counted =
        all().all(|amount| amount.unit == AmountUnit::None && amount.low.fract() == 0.0 && amount.low < COUNTED);
    let allowed = match () {
        () if hedged => total.low * HEDGED,
        () if counted => 0.0,
        () => total.low * ROUNDED,
    };
    (sum - total.low).abs() > allowed + 1e-9 && RELATED.contains(&(sum / total.low))
}
