//! `copydesk baseline`: writes down what there is, so that only what is new shows.

use std::io::Write;

use super::console::Console;
use super::desk::Desks;
use super::ledger::Ledger;
use super::{Failure, Outcome, assignments, batch};
use crate::cli::BaselineArgs;
use crate::emit::{counted, visible};
use crate::model::{FileReport, Level};
use crate::triage::baseline::Entry;

pub fn run(arguments: &BaselineArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let desks = Desks::new(&arguments.rules);
    let assignments = assignments::find(&arguments.paths, &arguments.input, &desks, console)?;
    let nearest = Ledger::nearest(console)?;
    if arguments.prune && nearest.is_none() {
        let help = "help: write one first with `copydesk baseline`".to_owned();
        console.complain(Level::Error, "there is no baseline to prune", &[help]);
        return Err(Failure::Said);
    }
    let mut ledger = nearest.unwrap_or_else(|| Ledger::new(desks.settings_here().root.clone()));
    let mut found: Vec<Entry> = Vec::new();
    let mut articles = 0;
    let unread = batch::process(
        &assignments,
        console,
        |assignment, input| assignment.desk.linter.lint(&input),
        |mut report: FileReport, _| {
            found.extend(ledger.entries(&report));
            articles += usize::from(!report.diagnostics.is_empty());
            ledger.hide(&mut report, None);
            Ok(())
        },
    )?;
    if arguments.prune {
        let stale = ledger.prune(console)?;
        say(console, &format!("{} taken out of {}", counted(stale, "finding"), ledger.shown()))?;
    } else {
        let fresh = found.len();
        found.extend(ledger.rest());
        ledger.save(found, console)?;
        let articles = counted(articles, "article");
        say(console, &format!("{} in {articles} written to {}", counted(fresh, "finding"), ledger.shown()))?;
    }
    Ok(if unread.errors == 0 { Outcome::Clean } else { Outcome::Incomplete })
}

fn say(console: &mut Console, words: &str) -> std::io::Result<()> {
    if console.style.quiet { Ok(()) } else { writeln!(console, "{}", visible(words)) }
}
