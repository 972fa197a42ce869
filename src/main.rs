//! argv in, exit code out.

use clap::Parser;
use copydesk::cli::Cli;

fn main() -> std::process::ExitCode {
    copydesk::commands::run(&Cli::parse())
}
