//! `--since`, `--staged` and `--patch`: the documents that changed, each with the lines that did.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use super::Failure;
use super::assignments::{self, Assignment, Assignments};
use super::console::Console;
use super::desk::Desks;
use crate::cli::{ChangeArgs, CheckArgs};
use crate::config;
use crate::inputs::{Document, DocumentPlace, FileKind, InputError, STANDARD_INPUT};
use crate::model::{Format, Level};
use crate::triage::changes::{Changes, Lines};

/// Where the changes are to be had.
#[derive(Clone, Copy)]
pub enum ChangeSource<'arguments> {
    Since(&'arguments str),
    Staged,
    Patch(&'arguments Path),
}

pub fn source(arguments: &ChangeArgs) -> Option<ChangeSource<'_>> {
    let since = arguments.since.as_deref().map(ChangeSource::Since);
    let patch = arguments.patch.as_deref().map(ChangeSource::Patch);
    since.or(patch).or(arguments.staged.then_some(ChangeSource::Staged))
}

/// The changed documents below the paths of the arguments, in the order of their paths.
pub fn find(
    source: ChangeSource<'_>,
    arguments: &CheckArgs,
    desks: &Desks<'_>,
    console: &mut Console,
) -> Result<Assignments<'static>, Failure> {
    let (root, changes) = match source {
        ChangeSource::Patch(path) => patch(path, console)?,
        ChangeSource::Since(revision) => since(revision, console)?,
        ChangeSource::Staged => staged(console)?,
    };
    desks.desk_here(console)?;
    let finder = assignments::finder(&arguments.input, desks, console)?;
    let roots: Vec<PathBuf> = arguments.paths.iter().map(|path| config::absolute(path)).collect();
    let mut found = Vec::new();
    for (path, lines) in changes.files {
        let absolute = root.join(&path);
        let name = config::shown(&absolute);
        let Some(kind) = finder.pick(&absolute, &roots, &name) else { continue };
        desks.check(console)?;
        let place = match source {
            ChangeSource::Staged => DocumentPlace::Memory(staged_text(&root, &path, console)?),
            _ => DocumentPlace::File(absolute),
        };
        let document = Document { place, name, kind };
        let desk = desks.desk(&desks.settings_for(Path::new(&document.name)), console)?;
        found.push(Ok(Assignment { document, desk, lines: Some(lines) }));
    }
    Ok(Assignments::Ready(found.into_iter()))
}

fn patch(path: &Path, console: &mut Console) -> Result<(PathBuf, Changes), Failure> {
    let place = if path.as_os_str() == STANDARD_INPUT {
        DocumentPlace::StandardInput
    } else {
        DocumentPlace::File(path.to_owned())
    };
    let name = path.to_string_lossy().into_owned();
    let document = Document { place, name: name.clone(), kind: FileKind::Article(Format::Text) };
    let (text, _) = document.text().map_err(|error| {
        console.complain_of_input(&error);
        Failure::Said
    })?;
    let changes = parse(&text, &name, console)?;
    // Its paths begin at the repository's root, or in the folder that the user stands in.
    let here = config::absolute(Path::new("."));
    let root = git(&["rev-parse", "--show-toplevel"], &here).map(|root| PathBuf::from(root.trim_end()));
    let holds = |folder: &PathBuf| changes.files.keys().any(|path| folder.join(path).is_file());
    Ok((root.ok().filter(holds).unwrap_or(here), changes))
}

fn since(revision: &str, console: &mut Console) -> Result<(PathBuf, Changes), Failure> {
    let root = top_level(console)?;
    let Ok(commit) =
        git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")], &root)
    else {
        let help = "help: name a branch, a tag or a commit of this clone, or fetch it first";
        console.complain(Level::Error, &format!("git knows no revision `{revision}`"), &[help.to_owned()]);
        return Err(Failure::Said);
    };
    // Without a common ancestor, against the revision itself.
    let base = git(&["merge-base", commit.trim_end(), "HEAD"], &root).unwrap_or(commit);
    let diff = ask(&[DIFF, &[base.trim_end(), "--"]].concat(), &root, console)?;
    let mut changes = parse(&diff, "git diff", console)?;
    let untracked = ask(&["ls-files", "--others", "--exclude-standard", "-z"], &root, console)?;
    let untracked = untracked.split('\0').filter(|path| !path.is_empty());
    changes.files.extend(untracked.map(|path| (path.to_owned(), Lines::All)));
    Ok((root, changes))
}

fn staged(console: &mut Console) -> Result<(PathBuf, Changes), Failure> {
    let root = top_level(console)?;
    let diff = ask(&[DIFF, &["--cached", "--"]].concat(), &root, console)?;
    let changes = parse(&diff, "git diff", console)?;
    Ok((root, changes))
}

const DIFF: &[&str] = &[
    "diff",
    "--unified=0",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--find-renames",
];

/// The text of `path` as it would be committed.
fn staged_text(root: &Path, path: &str, console: &mut Console) -> Result<Arc<[u8]>, Failure> {
    let output = Command::new("git").args(["show", &format!(":{path}")]).current_dir(root).output();
    match output {
        Ok(output) if output.status.success() => Ok(output.stdout.into()),
        Ok(output) => Err(complain(&String::from_utf8_lossy(&output.stderr), console)),
        Err(error) => Err(complain(&error.to_string(), console)),
    }
}

fn top_level(console: &mut Console) -> Result<PathBuf, Failure> {
    let here = config::absolute(Path::new("."));
    git(&["rev-parse", "--show-toplevel"], &here).map(|root| PathBuf::from(root.trim_end())).map_err(|error| {
        if error.contains("not a git repository") {
            let help = "help: run it inside a repository, or give the changes with --patch".to_owned();
            console.complain(Level::Error, "this folder lies in no git repository", &[help]);
            return Failure::Said;
        }
        complain(&error, console)
    })
}

fn ask(arguments: &[&str], folder: &Path, console: &mut Console) -> Result<String, Failure> {
    git(arguments, folder).map_err(|error| complain(&error, console))
}

fn complain(error: &str, console: &mut Console) -> Failure {
    let note = format!("note: {}", error.trim().trim_start_matches("fatal: "));
    console.complain(Level::Error, "git does not say what changed", &[note]);
    Failure::Said
}

/// What git says, in English, run in `folder`.
///
/// # Errors
/// Its complaint.
fn git(arguments: &[&str], folder: &Path) -> Result<String, String> {
    let mut command = Command::new("git");
    command.args(["-c", "core.quotePath=false"]).args(arguments).current_dir(folder).env("LC_ALL", "C");
    let output = command.output().map_err(|error| format!("git can't be run: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

fn parse(diff: &str, name: &str, console: &mut Console) -> Result<Changes, Failure> {
    Changes::parse(diff).map_err(|error| {
        let help = "give a unified diff, as `git diff` writes it";
        console.complain_of_input(&InputError::error(format!("{name}:{}", error.line), error.message, help));
        Failure::Said
    })
}
