//! `copydesk inspect`: the structure that rules see.

mod headline;
mod lines;
mod place;
mod sources;
mod tree;

use std::path::Path;
use std::sync::Arc;

use super::assignments::Assignment;
use super::console::Console;
use super::desk::Desks;
use super::{Failure, Outcome, assignments, batch};
use crate::cli::{InspectArgs, InspectFormat};
use crate::linter::Linter;
use crate::model::{Input, Level};

pub fn run(arguments: &InspectArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let desks = Desks::new(&arguments.rules);
    if let Some(text) = given_headline(arguments).filter(|_| arguments.paths.is_empty()) {
        if Path::new(text).exists() {
            let help = format!("help: for the headline of that story, write {text} --headline");
            console.complain(Level::Error, &format!("{text} is a file or folder, and no headline"), &[help]);
            return Ok(Outcome::Incomplete);
        }
        let desk = desks.desk_here(console)?;
        let mut shown = Vec::new();
        let input = headline::alone(text);
        headline::write(&desk, &input, arguments.format, console.style.width, &mut shown).map_err(Failure::Output)?;
        std::io::Write::write_all(console, &shown).map_err(Failure::Output)?;
        return Ok(Outcome::Clean);
    }
    if arguments.paths.is_empty() {
        let help = "help: write it behind --headline, or name a story".to_owned();
        console.complain(Level::Error, "there is no headline to look at", &[help]);
        return Ok(Outcome::Incomplete);
    }
    let assignments = assignments::find(&arguments.paths, &arguments.input, &desks, console)?;
    let style = console.style;
    let show = |assignment: &Arc<Assignment>, input: Input| {
        let desk = &assignment.desk;
        if arguments.headline.is_some() {
            let input = given_headline(arguments).map_or(input.clone(), |text| headline::with_headline(&input, text));
            let mut shown = Vec::new();
            return headline::write(desk, &input, arguments.format, style.width, &mut shown).map(|()| shown);
        }
        let (article, _) = desk.linter.article(&input);
        let mut shown = Vec::new();
        let written = match arguments.format {
            format if arguments.sources => sources::write(&input.source, &article, format, &style, &mut shown),
            InspectFormat::Tree => tree::write(&input.source, &article, &style, &mut shown),
            InspectFormat::Jsonl => {
                let weighings = desk.linter.weighings("attribution", &input);
                lines::write(&input.source, &article, &weighings, &mut shown)
            }
        };
        written.map(|()| shown)
    };
    let write = |shown: std::io::Result<Vec<u8>>, console: &mut Console| {
        std::io::Write::write_all(console, &shown?).map_err(Failure::Output)
    };
    let unread = batch::process(assignments, console, show, write)?;
    Ok(if unread.errors == 0 { Outcome::Clean } else { Outcome::Incomplete })
}

/// The structure of an article for programs.
pub fn inspected(linter: &Linter, input: &Input) -> serde_json::Value {
    let (article, _) = linter.article(input);
    let weighings = linter.weighings("attribution", input);
    let inspected = lines::inspected(&input.source, &article, &weighings);
    serde_json::to_value(inspected).expect("strings and numbers can be written")
}

/// The headline that stands on the command line, if one does.
fn given_headline(arguments: &InspectArgs) -> Option<&str> {
    arguments.headline.as_deref().filter(|text| !text.trim().is_empty())
}
