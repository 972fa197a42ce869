//! argv in, exit code out.

use clap::Parser;
use copydesk::cli::Cli;

/// Rules and structure make many small strings; the system's allocator is slower at them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    copydesk::commands::run(&Cli::parse())
}
