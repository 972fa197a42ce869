//! `copydesk explain`: one rule, for people.

use std::io::Write;

use super::console::Console;
use super::desk::Desks;
use super::{Failure, Outcome, complaints};
use crate::cli::ExplainArgs;
use crate::config::UnknownRule;
use crate::emit::fill;
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
    write_rule(rule, console)?;
    Ok(Outcome::Clean)
}

/// The rule of that id, or the only one of that name.
fn find<'set>(rules: &'set RuleSet, name: &str) -> Option<&'set Rule> {
    let mut of_name = rules.rules.iter().filter(|rule| rule.name == name);
    rules.rule(name).or_else(|| of_name.next().filter(|_| of_name.next().is_none()))
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

fn write_paragraph(out: &mut impl Write, title: &str, words: &str, width: usize) -> std::io::Result<()> {
    if words.trim().is_empty() {
        return Ok(());
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(out, "{}\n", fill(&format!("{title}{words}"), width))
}

fn write_example(out: &mut impl Write, title: &str, example: Option<&Example>, width: usize) -> std::io::Result<()> {
    let Some(example) = example else { return Ok(()) };
    writeln!(out, "{title}:")?;
    for line in fill(example.text.trim_end(), width.saturating_sub(4)).lines() {
        writeln!(out, "    {line}")?;
    }
    writeln!(out)
}
