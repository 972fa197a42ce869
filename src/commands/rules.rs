//! `copydesk rules`: the sets and their rules.

use std::io::{self, Write};

use serde::Serialize;

use super::console::Console;
use super::desk::Desks;
use super::{Failure, Outcome, lists};
use crate::cli::{ListFormat, RulesArgs};
use crate::emit::{visible, write_json, write_json_lines};
use crate::linter::Linter;
use crate::model::Level;
use crate::rules::Rule;

pub fn run(arguments: &RulesArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let desk = Desks::new(&arguments.rules).desk_here(console)?;
    if arguments.lists {
        lists::write(&desk.linter.rules().languages, arguments.format, console)?;
        return Ok(Outcome::Clean);
    }
    match arguments.format {
        ListFormat::Table => write_table(&desk.linter, console)?,
        ListFormat::Json => write_array(&desk.linter, console)?,
        ListFormat::Jsonl => write_lines(&desk.linter, console)?,
    }
    Ok(Outcome::Clean)
}

fn write_table(linter: &Linter, console: &mut Console) -> io::Result<()> {
    let width = linter.rules().rules.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    let room = console.style.width.saturating_sub(width + 13).max(20);
    for set in &linter.rules().sets {
        writeln!(console, "{}: {}", set.name, visible(&set.title))?;
        for (rule, level) in linter.leveled_rules().filter(|(rule, _)| rule.set == set.name) {
            writeln!(console, "  {level:<7}  {:<width$}  {}", rule.id, visible(&first_words(rule, room)))?;
        }
        writeln!(console)?;
    }
    Ok(())
}

/// As much of the rule's message as fits.
fn first_words(rule: &Rule, room: usize) -> String {
    let message = rule.message();
    if message.chars().count() <= room {
        return message;
    }
    let cut: String = message.chars().take(room - 1).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}

/// A rule under the names of the machine format.
#[derive(Serialize)]
pub struct ListedRule<'rule> {
    rule: &'rule str,
    set: &'rule str,
    level: Level,
    message: String,
    why: &'rule str,
    standard: &'rule str,
    file: &'rule str,
    /// Where it is described, in copydesk's repository.
    page: Option<&'rule str>,
}

impl<'rule> ListedRule<'rule> {
    pub fn new(rule: &'rule Rule, level: Level) -> Self {
        Self {
            rule: &rule.id,
            set: &rule.set,
            level,
            message: rule.message(),
            why: rule.why.trim(),
            standard: rule.standard.trim(),
            file: &rule.file,
            page: rule.page.as_deref(),
        }
    }
}

fn write_array(linter: &Linter, console: &mut Console) -> io::Result<()> {
    let rules: Vec<ListedRule> = linter.leveled_rules().map(|(rule, level)| ListedRule::new(rule, level)).collect();
    write_json_lines(&mut *console, &rules)
}

fn write_lines(linter: &Linter, console: &mut Console) -> io::Result<()> {
    for (rule, level) in linter.leveled_rules() {
        write_json(&mut *console, &ListedRule::new(rule, level))?;
        writeln!(console)?;
    }
    Ok(())
}
