//! Which documents a run looks at, each with the desk that it comes to.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use super::console::Console;
use super::desk::{Desk, Desks};
use crate::cli::InputArgs;
use crate::config::{self, Glob};
use crate::inputs::{Document, FileKind, Finder, InputError};
use crate::model::Level;
use crate::readers;
use crate::triage::changes::Lines;

/// A document, and the desk that checks it.
pub struct Assignment {
    pub document: Document,
    pub desk: Arc<Desk>,
    /// The lines that changed, where only those count.
    pub lines: Option<Lines>,
}

pub type Assignments = Vec<Result<Assignment, InputError>>;

/// The documents behind `paths`, and what could not be found, in the order of the paths.
pub fn find(
    paths: &[PathBuf],
    arguments: &InputArgs,
    desks: &Desks<'_>,
    console: &mut Console,
) -> Result<Assignments, Failure> {
    let finder = finder(arguments, desks, console)?;
    let found = finder.find(paths);
    desks.check(console)?;
    // Faults of the desk here must show even where no document comes to it.
    desks.desk_here(console)?;
    let mut assignments = Vec::with_capacity(found.len());
    for document in found {
        assignments.push(match document {
            Ok(document) => {
                let desk = desks.desk(&desks.settings_for(Path::new(&document.name)), console)?;
                Ok(Assignment { document, desk, lines: None })
            }
            Err(error) => Err(error),
        });
    }
    Ok(assignments)
}

/// What finds documents as the settings of their places say.
pub fn finder<'run>(
    arguments: &'run InputArgs,
    desks: &'run Desks<'_>,
    console: &mut Console,
) -> Result<Finder<'run>, Failure> {
    let excludes = arguments.exclude.iter().map(|glob| Glob::parse(glob)).collect::<Result<Vec<_>, _>>();
    let excludes = excludes.map_err(|message| {
        let help = "help: write a path with * for any letters and ** for any folders".to_owned();
        console.complain(Level::Error, &format!("--exclude: {message}"), &[help]);
        Failure::Said
    })?;
    Ok(Finder {
        kind: Box::new(|path| desks.settings_for(path).kind(path).or_else(|| kind_by_ending(path))),
        excluded: Box::new(move |path| {
            let here = config::shown(&config::absolute(path));
            let by_argument = excludes.iter().any(|glob| glob.fits(&here)).then(|| "--exclude".to_owned());
            by_argument.or_else(|| desks.settings_for(path).excluded_by(path))
        }),
        standard_input_name: arguments.stdin_filename.as_deref(),
        force_exclude: arguments.force_exclude,
    })
}

/// The kind of a file by the ending of its name.
pub fn kind_by_ending(path: &Path) -> Option<FileKind> {
    readers::format_of(path.extension()?.to_str()?).map(FileKind::Article)
}
