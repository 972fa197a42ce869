//! `copydesk inspect`: the structure that rules see.

mod lines;
mod tree;

use super::console::Console;
use super::{Failure, Outcome, batch, desk};
use crate::cli::{InspectArgs, InspectFormat};

pub fn run(arguments: &InspectArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let linter = desk::linter(&arguments.rules, console)?;
    let documents = desk::documents(&arguments.paths, &arguments.input);
    let style = console.style;
    let show = |input: crate::model::Input| {
        let (article, _) = linter.article(&input);
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
    let unread = batch::process(documents, console, show, write)?;
    Ok(if unread.errors == 0 { Outcome::Clean } else { Outcome::Incomplete })
}
