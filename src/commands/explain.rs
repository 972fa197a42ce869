//! `copydesk explain`: one rule, for people.

use std::io::Write;

use serde::Serialize;

use super::console::Console;
use super::desk::Desks;
use super::rules::ListedRule;
use super::{Failure, Outcome, complaints};
use crate::checks::{CHECKS, CheckKind};
use crate::cli::{ExplainArgs, ExplainFormat};
use crate::config::UnknownRule;
use crate::emit::{fill, visible, visible_lines, write_json_lines};
use crate::linter::Linter;
use crate::model::Level;
use crate::rules::{Example, Expected, Rule, RuleSet};

pub fn run(arguments: &ExplainArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let desk = Desks::new(&arguments.rules).desk_here(console)?;
    let rules = desk.linter.rules();
    let Some(rule) = find(rules, &arguments.rule) else {
        let name = arguments.rule.clone();
        match rules.selector(&name) {
            Ok(_) => {
                let help = "help: name one of its rules; `copydesk rules` lists them".to_owned();
                console.complain(Level::Error, &format!("`{name}` is a set of rules"), &[help]);
            }
            Err(nearest) => complaints::of_name(&UnknownRule { name, nearest }, console),
        }
        return Err(Failure::Said);
    };
    match arguments.format {
        ExplainFormat::Text => write_rule(rule, console)?,
        ExplainFormat::Json => write_object(rule, &desk.linter, console)?,
    }
    Ok(Outcome::Clean)
}

/// The rule of that id, or the only one of that name.
fn find<'set>(rules: &'set RuleSet, name: &str) -> Option<&'set Rule> {
    let mut of_name = rules.rules.iter().filter(|rule| rule.name == name);
    rules.rule(name).or_else(|| of_name.next().filter(|_| of_name.next().is_none()))
}

/// A rule under the names of the machine format.
#[derive(Serialize)]
struct Explained<'rule> {
    #[serde(flatten)]
    listed: ListedRule<'rule>,
    scopes: Vec<&'static str>,
    check: Option<&'rule str>,
    examples: Vec<ShownExample<'rule>>,
}

#[derive(Serialize)]
struct ShownExample<'rule> {
    /// Whether the rule must find something in it.
    bad: bool,
    text: &'rule str,
}

fn write_object(rule: &Rule, linter: &Linter, console: &mut Console) -> std::io::Result<()> {
    write_json_lines(&mut *console, &explained(rule, linter))
}

/// The rule of that name for programs, if there is one.
pub fn described(linter: &Linter, name: &str) -> Option<serde_json::Value> {
    let rule = find(linter.rules(), name)?;
    Some(serde_json::to_value(explained(rule, linter)).expect("strings can be written"))
}

fn explained<'rule>(rule: &'rule Rule, linter: &Linter) -> Explained<'rule> {
    let level = linter.leveled_rules().find(|(other, _)| other.id == rule.id).map_or(rule.level, |(_, level)| level);
    let shown = |example: &'_ Example| example.expected != Expected::Nothing;
    Explained {
        listed: ListedRule::new(rule, level),
        scopes: rule.scopes.iter().map(|scope| scope.name()).collect(),
        check: rule.check_name,
        examples: rule
            .examples
            .iter()
            .map(|example| ShownExample { bad: shown(example), text: &example.text })
            .collect(),
    }
}

fn write_rule(rule: &Rule, console: &mut Console) -> std::io::Result<()> {
    let width = console.style.width.min(88);
    let out = &mut console.out;
    writeln!(out, "{} ({})", rule.id, rule.level)?;
    let scopes: Vec<&str> = rule.scopes.iter().map(|scope| scope.name()).collect();
    let check = rule.check_name.map_or_else(String::new, |check| format!(", check: {check}"));
    writeln!(out, "looks at: {}{check}\n", scopes.join(", "))?;
    write_paragraph(out, "", &rule.why, width)?;
    write_paragraph(out, "Standard: ", &rule.standard, width)?;
    write_weights(out, rule, width)?;
    write_parameters(out, rule, width)?;
    let bad = rule.examples.iter().find(|example| example.expected != Expected::Nothing);
    let good = rule.examples.iter().find(|example| example.expected == Expected::Nothing);
    write_example(out, "Bad", bad, width)?;
    write_example(out, "Good", good, width)?;
    if rule.level == Level::Off {
        writeln!(out, "It is off unless you ask for it: --select {}", rule.id)?;
    } else {
        writeln!(out, "To switch it off: --ignore {}", rule.id)?;
    }
    Ok(())
}

/// The signals of a rule that weighs, the heaviest first.
fn write_weights(out: &mut impl Write, rule: &Rule, width: usize) -> std::io::Result<()> {
    let Some(scale) = rule.scale() else { return Ok(()) };
    let mut signals: Vec<(&str, f64)> =
        scale.names().enumerate().map(|(number, name)| (name, scale.weight(number))).collect();
    signals.sort_by(|one, other| other.1.total_cmp(&one.1));
    let listed: Vec<String> = signals.iter().map(|(name, weight)| format!("{name} {weight}")).collect();
    let table = scale.table();
    let title = format!("Weights, as [weights.{}] has them, threshold {}: ", table.name, table.threshold);
    write_paragraph(out, &title, &listed.join(" · "), width)
}

/// What a configuration may set beside the level.
fn write_parameters(out: &mut impl Write, rule: &Rule, width: usize) -> std::io::Result<()> {
    let kind = CHECKS.iter().find(|kind| Some(kind.name) == rule.check_name);
    let parameters = kind.map(CheckKind::parameters).unwrap_or_default();
    if parameters.is_empty() && rule.facts.is_empty() {
        return Ok(());
    }
    writeln!(out, "Parameters, for [rules] in copydesk.toml:")?;
    for parameter in parameters {
        let words = format!("{}: {}; {}", parameter.name, parameter.values, parameter.about);
        writeln!(out, "    {}", fill(&words, width.saturating_sub(6)).replace('\n', "\n      "))?;
    }
    for fact in &rule.facts {
        writeln!(out, "    {fact}: what its `where` asks of this fact")?;
    }
    writeln!(out)
}

fn write_paragraph(out: &mut impl Write, title: &str, words: &str, width: usize) -> std::io::Result<()> {
    if words.trim().is_empty() {
        return Ok(());
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(out, "{}\n", fill(&visible(&format!("{title}{words}")), width))
}

fn write_example(out: &mut impl Write, title: &str, example: Option<&Example>, width: usize) -> std::io::Result<()> {
    let Some(example) = example else { return Ok(()) };
    writeln!(out, "{title}:")?;
    for line in fill(&visible_lines(example.text.trim_end()), width.saturating_sub(4)).lines() {
        writeln!(out, "    {line}")?;
    }
    writeln!(out)
}
