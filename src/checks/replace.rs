//! `replace`: words for which a desk has better ones, with a fix.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::decode::span_of;
use crate::matcher::{Match, PatternId};
use crate::model::{Article, Edit, Fix, Problem, Safety};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<ReplaceTable>(
    "replace",
    "words for which there are better ones: a pattern, and what to write instead",
);

/// `replace = { swaps = [{ from = '…', to = "…" }], safe = true }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReplaceTable {
    /// Patterns, each with what to write instead.
    #[serde(deserialize_with = "crate::decode::tables")]
    swaps: Vec<Swap>,
    /// Whether the new words change no meaning, so that `--fix` may write them without being asked again.
    #[serde(default)]
    safe: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Swap {
    /// A pattern; the group named `mark`, else the whole match, is replaced.
    #[schemars(with = "String")]
    from: Spanned<String>,
    /// What to write instead; `{name}` is the group of that name. Empty: cut the words.
    #[schemars(with = "String")]
    to: Spanned<String>,
}

#[derive(Debug)]
struct Replace {
    swaps: Vec<(PatternId, String)>,
    safety: Safety,
}

impl CheckSettings for ReplaceTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let mut swaps = Vec::new();
        for swap in self.swaps {
            let Some(pattern) = builder.pattern(&swap.from) else { continue };
            let groups = builder.groups(&[pattern]);
            if let Some(unknown) = unknown_group(swap.to.get_ref(), &groups) {
                builder.problems.push(Problem {
                    span: span_of(&swap.to.span()),
                    message: format!("`from` has no group named `{unknown}`"),
                    label: "no such group".to_owned(),
                    help: format!("name a group of the pattern: (?<{unknown}>…)"),
                });
            }
            swaps.push((pattern, swap.to.into_inner()));
        }
        let safety = if self.safe { Safety::Safe } else { Safety::Unsafe };
        Some(Box::new(Replace { swaps, safety }))
    }
}

impl Check for Replace {
    fn places(&self, context: &Context<'_>) -> Option<Vec<u32>> {
        context.places(self.swaps.iter().map(|(pattern, _)| *pattern))
    }

    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let passage = unit.passage(context.article);
        let mut findings: Vec<Finding> = Vec::new();
        for (pattern, to) in &self.swaps {
            for found in context.hits.find(*pattern, passage) {
                if findings.iter().all(|earlier| !earlier.place.overlaps(found.mark)) {
                    findings.push(self.finding(&found, to, context.article));
                }
            }
        }
        findings.sort_by_key(|finding| finding.place);
        findings
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["replacement".to_owned()]
    }
}

impl Replace {
    fn finding(&self, found: &Match, to: &str, article: &Article) -> Finding {
        let old = article.text.slice(found.mark);
        let mut new = to.to_owned();
        for (name, group) in &found.groups {
            new = new.replace(&format!("{{{name}}}"), article.text.slice(*group));
        }
        let new = in_case_of(old, &new);
        let message = if new.is_empty() { format!("cut “{old}”") } else { format!("write “{new}”") };
        let edit = Edit { span: article.text.span(found.mark), replacement: new.clone() };
        let fix = Fix { message, safety: self.safety, edits: vec![edit] };
        Finding { fix: Some(fix), ..Finding::of_match(found, article) }.with_value("replacement", new)
    }
}

/// `new` with a capital letter where `old` begins with one.
fn in_case_of(old: &str, new: &str) -> String {
    let mut letters = new.chars();
    match (old.chars().next(), letters.next()) {
        (Some(old), Some(first)) if old.is_uppercase() => first.to_uppercase().chain(letters).collect(),
        _ => new.to_owned(),
    }
}

fn unknown_group<'text>(to: &'text str, groups: &[String]) -> Option<&'text str> {
    let mut names = to.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name));
    names.find(|name| !groups.iter().any(|group| group == name))
}
