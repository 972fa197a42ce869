//! From rule files to a rule set: lists of all files first, then the rules, so that any rule may use any shared list.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeValue;

use super::Rule;
use super::rule::Belonging;
use super::set::{RuleSet, Set};
use super::written::WrittenSet;
use crate::decode::{self, Table, span_of};
use crate::matcher::PatternPool;
use crate::model::{Diagnostic, FileReport, Hidden, Label, Level, Lexicon, Problem, Source, WordList};

/// A rule file: the path that messages call it by, and its text.
#[derive(Clone, Debug)]
pub struct RuleFile {
    pub path: Cow<'static, str>,
    pub text: Cow<'static, str>,
}

/// A file with its lists and rules parted.
struct Parsed<'file> {
    file: &'file RuleFile,
    set: Option<WrittenSet>,
    rules: Vec<Table<'file>>,
    problems: Vec<Problem>,
}

type WrittenLists = BTreeMap<String, Vec<String>>;

/// Loads rule files; a later file's rule replaces an earlier one of the same id, its lists replace lists.
///
/// # Errors
/// A report for every faulty file, with all of its faults.
pub fn load(files: &[RuleFile]) -> Result<RuleSet, Vec<FileReport>> {
    let mut parsed: Vec<Parsed<'_>> = files.iter().map(parse).collect();
    let lexicon = resolve_lists(&mut parsed);
    let mut pool = PatternPool::default();
    let mut sets: Vec<Set> = Vec::new();
    let mut rules: Vec<Rule> = Vec::new();
    for file in &mut parsed {
        let Some(set) = &file.set else { continue };
        let name = set.name.get_ref();
        if !sets.iter().any(|known| known.name == *name) {
            sets.push(Set { name: name.clone(), title: set.title.clone() });
        }
        let belonging = Belonging { file: &file.file.path, set: name, language: set.language.as_deref() };
        let mut of_file: Vec<Rule> = Vec::new();
        for table in std::mem::take(&mut file.rules) {
            if let Some(rule) = Rule::read(table, &belonging, &lexicon, &mut pool, &mut file.problems) {
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
    sets.retain(|set| rules.iter().any(|rule| rule.set == set.name));
    let faulty: Vec<FileReport> = parsed.iter().filter(|file| !file.problems.is_empty()).map(report).collect();
    if faulty.is_empty() { Ok(RuleSet::new(sets, rules, lexicon, pool.build())) } else { Err(faulty) }
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
    let set = decode::decode(table, &mut problems);
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

/// Gathers the lists of all files, and puts the words of `@other-list` in its place.
fn resolve_lists(parsed: &mut [Parsed<'_>]) -> Lexicon {
    let mut written = WrittenLists::new();
    for set in parsed.iter().filter_map(|file| file.set.as_ref()) {
        for (name, words) in &set.lists {
            written.insert(name.get_ref().clone(), words.iter().map(|word| word.get_ref().clone()).collect());
        }
    }
    for file in parsed.iter_mut() {
        let Some(set) = &file.set else { continue };
        for word in set.lists.values().flatten() {
            let Some(name) = word.get_ref().strip_prefix('@') else { continue };
            if !written.contains_key(name) {
                file.problems.push(Problem {
                    span: span_of(&word.span()),
                    message: format!("there is no list `@{name}`"),
                    label: "no such list".to_owned(),
                    help: match decode::nearest(name, written.keys().map(String::as_str)) {
                        Some(near) => format!("did you mean `@{near}`?"),
                        None => format!("add `{name}` to [lists]"),
                    },
                });
            }
        }
    }
    let mut lexicon = Lexicon::default();
    for name in written.keys() {
        let mut words = Vec::new();
        collect_words(name, &written, &mut Vec::new(), &mut words);
        lexicon.insert(name.clone(), words.into_iter().collect::<WordList>());
    }
    lexicon
}

fn collect_words<'a>(name: &'a str, written: &'a WrittenLists, inside: &mut Vec<&'a str>, words: &mut Vec<&'a str>) {
    if inside.contains(&name) {
        return;
    }
    inside.push(name);
    for word in written.get(name).into_iter().flatten() {
        match word.strip_prefix('@') {
            Some(other) => collect_words(other, written, inside, words),
            None => words.push(word),
        }
    }
    inside.pop();
}

fn report(file: &Parsed<'_>) -> FileReport {
    let rule: Arc<str> = "copydesk/rule-file".into();
    let mut problems: Vec<&Problem> = file.problems.iter().collect();
    problems.sort_by_key(|problem| problem.span);
    let diagnostic = |problem: &&Problem| Diagnostic {
        rule: rule.clone(),
        level: Level::Error,
        message: problem.message.clone(),
        labels: vec![Label { span: problem.span, message: problem.label.clone() }],
        notes: Vec::new(),
        help: Some(problem.help.clone()),
        fix: None,
    };
    FileReport {
        source: Arc::new(Source::file(file.file.path.clone(), file.file.text.clone())),
        diagnostics: problems.iter().map(diagnostic).collect(),
        hidden: Hidden::default(),
    }
}
