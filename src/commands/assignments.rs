//! Which documents a run looks at, each with the desk that it comes to.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use super::console::Console;
use super::desk::{Desk, Desks};
use crate::cli::InputArgs;
use crate::config::{self, Glob};
use crate::inputs::{Document, FileKind, Finder, Found, InputError};
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

/// The assignments of a run, and what could not be found, in the order of the paths.
pub enum Assignments<'run> {
    /// Those that are known beforehand.
    Ready(std::vec::IntoIter<Result<Assignment, InputError>>),
    /// Those that are made as documents are found.
    Found { documents: Box<Found<'run>>, desks: &'run Desks<'run> },
}

impl Assignments<'_> {
    /// The next one.
    ///
    /// # Errors
    /// Where a configuration is faulty that a document comes under: it has been said how.
    pub fn next(&mut self, console: &mut Console) -> Result<Option<Result<Assignment, InputError>>, Failure> {
        let (documents, desks) = match self {
            Assignments::Ready(assignments) => return Ok(assignments.next()),
            Assignments::Found { documents, desks } => (documents, desks),
        };
        let document = match documents.next() {
            Some(Ok(document)) => document,
            Some(Err(error)) => return Ok(Some(Err(error))),
            None => return Ok(None),
        };
        let desk = desks.desk(&desks.settings_for(Path::new(&document.name)), console)?;
        Ok(Some(Ok(Assignment { document, desk, lines: None })))
    }

    /// Finds them all, for a command that must know them before it begins.
    ///
    /// # Errors
    /// As for [`Assignments::next`].
    pub fn gather(&mut self, console: &mut Console) -> Result<&[Result<Assignment, InputError>], Failure> {
        let mut found = Vec::new();
        while let Some(assignment) = self.next(console)? {
            found.push(assignment);
        }
        *self = Assignments::Ready(found.into_iter());
        Ok(match self {
            Assignments::Ready(found) => found.as_slice(),
            Assignments::Found { .. } => &[],
        })
    }
}

/// The documents behind `paths`, looked for as they are asked for.
pub fn find<'run>(
    paths: &[PathBuf],
    arguments: &'run InputArgs,
    desks: &'run Desks<'run>,
    console: &mut Console,
) -> Result<Assignments<'run>, Failure> {
    let finder = finder(arguments, desks, console)?;
    // Faults of the desk here, and of those that the named paths come to, must show before anything is checked, even
    // where no document comes to them.
    let stories = paths.iter().map(|path| if path.is_dir() { path.join("story") } else { path.clone() });
    let settings: Vec<_> = stories.map(|story| desks.settings_for(&story)).collect();
    desks.check(console)?;
    desks.desk_here(console)?;
    for settings in &settings {
        desks.desk(settings, console)?;
    }
    Ok(Assignments::Found { documents: Box::new(finder.find(paths.to_vec())), desks })
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
