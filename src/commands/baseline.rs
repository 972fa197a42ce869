//! `copydesk baseline`: writes down what there is, so that only what is new shows.

use std::io::Write;
use std::path::Path;

use super::console::Console;
use super::desk::Desks;
use super::ledger::Ledger;
use super::{Failure, Outcome, assignments, batch};
use crate::cli::BaselineArgs;
use crate::emit::{counted, visible};
use crate::inputs::{InputError, STANDARD_INPUT};
use crate::model::{FileReport, Level};
use crate::triage::baseline::BaselineEntry;

pub fn run(arguments: &BaselineArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let desks = Desks::new(&arguments.rules);
    let missing: Vec<InputError> = arguments.paths.iter().filter_map(|path| missing(path)).collect();
    if !missing.is_empty() {
        missing.iter().for_each(|error| console.complain_of_input(error));
        return Err(Failure::Said);
    }
    let assignments = assignments::find(&arguments.paths, &arguments.input, &desks, console)?;
    let nearest = Ledger::nearest(&desks, console)?;
    if arguments.prune && nearest.is_none() {
        let help = "help: write one first with `copydesk baseline`".to_owned();
        console.complain(Level::Error, "there is no baseline to prune", &[help]);
        return Err(Failure::Said);
    }
    let mut ledger = nearest.unwrap_or_else(|| Ledger::new(desks.settings_here().root.clone()));
    let mut found: Vec<BaselineEntry> = Vec::new();
    let (mut read, mut articles) = (0, 0);
    let unread = batch::process(
        assignments,
        console,
        |assignment, input| assignment.desk.linter.lint(&input),
        |mut report: FileReport, _| {
            read += 1;
            found.extend(ledger.entries(&report));
            articles += usize::from(!report.diagnostics.is_empty());
            ledger.hide(&mut report, None);
            Ok(())
        },
    )?;
    if read == 0 {
        say(console, &format!("no article was read; {} is not written", ledger.shown()))?;
        return Ok(Outcome::Incomplete);
    }
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

/// A path that is not there: what it should have held must not be taken for mended.
fn missing(path: &Path) -> Option<InputError> {
    let error = std::fs::metadata(path).err().filter(|_| path.as_os_str() != STANDARD_INPUT)?;
    Some(InputError::from_io(path.to_string_lossy(), &error))
}

fn say(console: &mut Console, words: &str) -> std::io::Result<()> {
    if console.style.quiet { Ok(()) } else { writeln!(console, "{}", visible(words)) }
}
