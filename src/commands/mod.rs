//! One file a subcommand; each takes its arguments and the console, and ends in an exit code.

mod assignments;
mod baseline;
mod batch;
mod census;
mod changed;
mod check;
mod complaints;
mod config;
mod console;
mod desk;
mod explain;
mod init;
mod inspect;
mod ledger;
mod lists;
mod lsp;
mod manual;
mod mcp;
mod page;
mod progress;
mod quotes;
mod rules;
mod schema;
mod story_folders;
mod test;

use std::io;
use std::process::ExitCode;

use console::Console;

use crate::cli::{Cli, Command};
use crate::model::Level;

/// How a command ends where it can do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Clean,
    /// There are findings at or above the fail level.
    Findings,
    /// Something of the work could not be done; it has been said what.
    Incomplete,
    /// Whom it served went away without a word.
    Abandoned,
}

/// Why a command can't do its work.
enum Failure {
    /// It has been said why.
    Said,
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

/// Runs the command, and gives the exit code: 0 clean, 1 findings, 2 for work that could not be done.
pub fn run(cli: &Cli) -> ExitCode {
    let mut console = Console::new(cli.look);
    let ended = match &cli.command {
        Command::Check(arguments) => check::run(arguments, &mut console),
        Command::Quotes(arguments) => quotes::run(arguments, &mut console),
        Command::Rules(arguments) => rules::run(arguments, &mut console),
        Command::Explain(arguments) => explain::run(arguments, &mut console),
        Command::Test(arguments) => test::run(arguments, &mut console),
        Command::Init => init::run(&mut console),
        Command::Baseline(arguments) => baseline::run(arguments, &mut console),
        Command::Config(arguments) => config::run(arguments, &mut console),
        Command::Schema(arguments) => schema::run(arguments, &mut console),
        Command::Inspect(arguments) => inspect::run(arguments, &mut console),
        Command::Mcp(arguments) => mcp::run(arguments, &mut console),
        Command::Lsp(arguments) => lsp::run(arguments, &mut console),
        Command::Page(arguments) => page::run(arguments, &mut console),
        Command::Completions(arguments) => manual::completions(arguments, &mut console),
        Command::Man(arguments) => manual::pages(arguments, &mut console),
    };
    let flushed = io::Write::flush(&mut console);
    let ended = ended.and_then(|outcome| match flushed {
        // Whoever reads has seen enough, as with `| head`.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Output(error)),
        _ => Ok(outcome),
    });
    match ended {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings | Outcome::Abandoned) => ExitCode::from(1),
        Ok(Outcome::Incomplete) | Err(Failure::Said) => ExitCode::from(2),
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            console.complain(Level::Error, &format!("the report can't be written: {error}"), &[]);
            ExitCode::from(2)
        }
    }
}
