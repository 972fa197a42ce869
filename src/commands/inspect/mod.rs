//! `copydesk inspect`: the structure that rules see.

mod lines;
mod tree;

use super::assignments::Assignment;
use super::console::Console;
use super::desk::Desks;
use super::{Failure, Outcome, assignments, batch};
use crate::cli::{InspectArgs, InspectFormat};
use crate::model::Input;

pub fn run(arguments: &InspectArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let desks = Desks::new(&arguments.rules);
    let assignments = assignments::find(&arguments.paths, &arguments.input, &desks, console)?;
    let style = console.style;
    let show = |assignment: &Assignment, input: Input| {
        let (article, _) = assignment.desk.linter.article(&input);
        let mut shown = Vec::new();
        let written = match arguments.format {
            InspectFormat::Tree => tree::write(&input.source, &article, &style, &mut shown),
            InspectFormat::Jsonl => lines::write(&input.source, &article, &mut shown),
        };
        written.map(|()| shown)
    };
    let write = |shown: std::io::Result<Vec<u8>>, console: &mut Console| {
        std::io::Write::write_all(console, &shown?).map_err(Failure::Output)
    };
    let unread = batch::process(&assignments, console, show, write)?;
    Ok(if unread.errors == 0 { Outcome::Clean } else { Outcome::Incomplete })
}
