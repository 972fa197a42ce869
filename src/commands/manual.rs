//! `copydesk completions` and `copydesk man`: what the command line says of itself, for shells and for `man`.

use std::io::Write;

use clap::CommandFactory;

use super::console::Console;
use super::{Failure, Outcome};
use crate::cli::{Cli, CompletionsArgs, ManArgs};
use crate::model::Level;

pub fn completions(arguments: &CompletionsArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "copydesk", &mut script);
    console.write_all(&script)?;
    Ok(Outcome::Clean)
}

pub fn pages(arguments: &ManArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let Some(folder) = &arguments.folder else {
        clap_mangen::Man::new(Cli::command()).render(console)?;
        return Ok(Outcome::Clean);
    };
    if let Err(error) = clap_mangen::generate_to(Cli::command(), folder) {
        let help = "help: name a folder that is there and that you may write to".to_owned();
        console.complain(Level::Error, &format!("{}: it can't be written to: {error}", folder.display()), &[help]);
        return Err(Failure::Said);
    }
    Ok(Outcome::Clean)
}
