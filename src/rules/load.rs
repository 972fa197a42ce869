//! From rule files to a rule set: lists of all files first, then the rules, so that any rule may use any list of its language.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;
use toml::Spanned;
use toml::de::DeValue;

use super::adjustments::{Adjustments, Faults};
use super::rule::Belonging;
use super::set::{RuleSet, Set};
use super::written::WrittenSet;
use super::{Rule, conditions, lists, weights, yielding};
use crate::decode::{self, Table, span_of};
use crate::matcher::PatternPool;
use crate::model::{FileReport, Lexicon, Problem, Source};

/// A rule file: the path that messages call it by, and its text.
#[derive(Clone, Debug)]
pub struct RuleFile {
    pub path: Cow<'static, str>,
    pub text: Cow<'static, str>,
}

/// A file with its lists and rules parted.
pub(super) struct Parsed<'file> {
    pub file: &'file RuleFile,
    pub set: Option<WrittenSet>,
    rules: Vec<Table<'file>>,
    pub problems: Vec<Problem>,
}

impl Parsed<'_> {
    /// What messages call the file.
    pub fn path(&self) -> &str {
        &self.file.path
    }
}

/// Loads rule files; a later file's rule replaces an earlier one of the same id.
///
/// # Errors
/// A report for every faulty file, with all of its faults.
pub fn load(files: &[RuleFile]) -> Result<RuleSet, Vec<FileReport>> {
    load_adjusted(files, &Adjustments::default()).map_err(|faults| faults.files)
}

/// Loads rule files, and changes them as a configuration says.
///
/// # Errors
/// All faults of files and adjustments.
pub fn load_adjusted(files: &[RuleFile], adjustments: &Adjustments) -> Result<RuleSet, Faults> {
    let mut faults = Faults::default();
    let mut parsed: Vec<Parsed<'_>> = files.par_iter().map(parse).collect();
    let mut languages = lists::resolve(&mut parsed, adjustments, &mut faults);
    let mut tables = Lexicon::default();
    weights::gather(&mut parsed, &mut tables, adjustments, &mut faults);
    languages.insert_weights(&tables);
    let pool = PatternPool::default();
    let named = conditions::gather(&mut parsed, &languages.own().lexicon, &pool);
    let mut sets: Vec<Set> = Vec::new();
    let mut rules: Vec<Rule> = Vec::new();
    for file in &mut parsed {
        let Some(set) = &file.set else { continue };
        let name = set.name.get_ref();
        if !sets.iter().any(|known| known.name == *name) {
            sets.push(Set { name: name.clone(), title: set.title.clone() });
        }
        let belonging = Belonging {
            file: &file.file.path,
            set: name,
            language: set.language.as_ref().map(|language| language.get_ref().as_str()),
        };
        let adjust = |mut table| {
            let parameters = adjustments.set_parameters(name, &mut table, &mut faults);
            (table, parameters)
        };
        let tables: Vec<_> = std::mem::take(&mut file.rules).into_iter().map(adjust).collect();
        let read = |(table, parameters): (Table<'_>, Vec<_>)| {
            let mut problems = Vec::new();
            (Rule::read(table, &belonging, &languages, &named, &pool, &mut problems), problems, parameters)
        };
        let mut of_file: Vec<Rule> = Vec::new();
        for (rule, problems, parameters) in tables.into_par_iter().map(read).collect::<Vec<_>>() {
            match parameters.last() {
                Some(parameter) => {
                    faults.adjustments.extend(problems.into_iter().map(|problem| parameter.answer_for(problem)));
                }
                None => file.problems.extend(problems),
            }
            if let Some(rule) = rule {
                refuse_duplicate(&rule, &of_file, &mut file.problems);
                of_file.push(rule);
            }
        }
        for rule in of_file {
            match rules.iter_mut().find(|known| known.id == rule.id) {
                Some(known) => *known = rule,
                None => rules.push(rule),
            }
        }
    }
    yielding::refuse_unknown(&rules, &mut parsed);
    sets.retain(|set| rules.iter().any(|rule| rule.set == set.name));
    faults.files = parsed.iter().filter(|file| !file.problems.is_empty()).map(report).collect();
    if faults.files.is_empty() && faults.adjustments.is_empty() {
        Ok(RuleSet::new(sets, rules, languages, pool.build()))
    } else {
        Err(faults)
    }
}

fn parse(file: &RuleFile) -> Parsed<'_> {
    let mut problems = Vec::new();
    let mut table = decode::parse(&file.text, &mut problems);
    if !problems.is_empty() {
        return Parsed { file, set: None, rules: Vec::new(), problems };
    }
    let rules = match decode::take(table.get_mut(), "rule") {
        Some((_, value)) => rule_tables(value, &mut problems),
        None => Vec::new(),
    };
    let lists =
        table.get_ref().iter().find(|(key, _)| key.get_ref() == "lists").map(|(_, value)| span_of(&value.span()));
    // Of a file without a faulty list, the rules are read whatever else is wrong: their faults show with the rest.
    let set = decode::salvage(table, &mut problems)
        .filter(|_| !problems.iter().any(|problem| lists.is_some_and(|lists| lists.contains(problem.span))));
    Parsed { file, set, rules, problems }
}

fn rule_tables<'file>(value: Spanned<DeValue<'file>>, problems: &mut Vec<Problem>) -> Vec<Table<'file>> {
    let span = value.span();
    let DeValue::Array(items) = value.into_inner() else {
        problems.push(not_a_table(span_of(&span)));
        return Vec::new();
    };
    let mut tables = Vec::new();
    for item in items {
        let span = item.span();
        match item.into_inner() {
            DeValue::Table(table) => tables.push(Spanned::new(span, table)),
            _ => problems.push(not_a_table(span_of(&span))),
        }
    }
    tables
}

fn not_a_table(span: crate::model::Span) -> Problem {
    Problem {
        span,
        message: "rules are tables".to_owned(),
        label: "not a table".to_owned(),
        help: "begin each rule with [[rule]]".to_owned(),
    }
}

fn refuse_duplicate(rule: &Rule, earlier: &[Rule], problems: &mut Vec<Problem>) {
    if earlier.iter().any(|known| known.id == rule.id) {
        problems.push(Problem {
            span: rule.span,
            message: format!("there are two rules named `{}` in this file", rule.name),
            label: "the second one".to_owned(),
            help: "rename one of them".to_owned(),
        });
    }
}

fn report(file: &Parsed<'_>) -> FileReport {
    let mut problems: Vec<&Problem> = file.problems.iter().collect();
    problems.sort_by_key(|problem| problem.span);
    let source = Arc::new(Source::file(file.file.path.clone(), file.file.text.clone()));
    FileReport::new(source, problems.iter().map(|problem| problem.diagnostic("copydesk/rule-file")).collect())
}
