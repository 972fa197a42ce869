//! `copydesk quotes`: stories held against what was said.

use std::path::{Path, PathBuf};

use super::console::Console;
use super::desk::Desks;
use super::{Failure, Outcome, check};
use crate::cli::QuotesArgs;
use crate::inputs::{FileKind, Finder, STANDARD_INPUT};
use crate::model::{Input, Level};
use crate::readers;

pub fn run(arguments: &QuotesArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let is_input = |path: &PathBuf| path.as_os_str() == STANDARD_INPUT;
    if arguments.check.paths.iter().any(is_input) && arguments.against.iter().any(is_input) {
        let help = "help: name a file for one of the two".to_owned();
        console.complain(Level::Error, "standard input can't be the story and what was said", &[help]);
        return Err(Failure::Said);
    }
    let sources = sources(&arguments.against, console)?;
    check::run_at(&Desks::new(&arguments.check.rules).against(sources), &arguments.check, console)
}

/// Reads all sources. Where one is missing, its quotations would be called invented: then nothing is checked.
fn sources(paths: &[PathBuf], console: &mut Console) -> Result<Vec<Input>, Failure> {
    let finder =
        Finder { kind: Box::new(kind), excluded: Box::new(|_| None), standard_input_name: None, force_exclude: false };
    let found = finder.find(paths.to_vec());
    let read = found.flat_map(|document| match document {
        Ok(document) => document.load(),
        Err(error) => vec![Err(error)],
    });
    let (mut sources, mut unread) = (Vec::new(), 0);
    for source in read {
        match source {
            Ok(source) => sources.push(source),
            Err(error) => {
                console.complain_of_input(&error);
                unread += 1;
            }
        }
    }
    if unread == 0 {
        return Ok(sources);
    }
    let help =
        "help: mend or leave out what can't be read; without it quotations may seem to be in no source".to_owned();
    console.complain(Level::Error, "not all sources could be read, so that no story was checked", &[help]);
    Err(Failure::Said)
}

/// How the file at `path` is read as a source, by its name.
fn kind(path: &Path) -> Option<FileKind> {
    readers::source_format_of(path.extension()?.to_str()?).map(FileKind::Article)
}
