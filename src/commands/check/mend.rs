//! `--fix`: mends an article round by round, and writes it back, or shows what would be written.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use similar::TextDiff;

use super::{Checked, Review, check};
use crate::commands::Failure;
use crate::commands::console::Console;
use crate::config;
use crate::emit::is_hostile;
use crate::inputs::{DocumentPlace, Encoding, encode, replace_file};
use crate::manuscripts::{self, Refusal};
use crate::model::{Edit, Format, Input, Level, Source};
use crate::triage::fix::{self, MOST_ROUNDS};

/// Mends the article; the report becomes that of what is left, or stays where the file can't be written.
pub(super) fn mend(review: &mut Review<'_>, checked: &mut Checked, console: &mut Console) -> Result<(), Failure> {
    let found = checked.report.clone();
    let before = Arc::clone(&found.source);
    let mut lines = checked.assignment.lines.clone();
    let mut fixes = 0;
    for _ in 0..MOST_ROUNDS {
        let Some(mended) = fix::apply(&checked.report, review.arguments.fix.unsafe_too) else { break };
        if before.file_line.is_some() {
            let help = "help: mend the article where it comes from".to_owned();
            console.complain(Level::Warning, &format!("{}: a line of JSON is not mended", before.article), &[help]);
            review.undone += usize::from(checked.assignment.document.place == DocumentPlace::StandardInput);
            return Ok(());
        }
        let source = match before.manuscript() {
            None => Source::file(&before.path, mended.text),
            Some(_) => match tracked(&checked.report.source, checked.format, &mended.edits) {
                Ok(source) if source.content() == checked.report.source.content() => break,
                Ok(source) => source,
                Err(refusal) => {
                    let help = format!("help: {}", refusal.help);
                    console.complain(Level::Error, &format!("{}: {}", before.path, refusal.message), &[help]);
                    review.undone += 1;
                    return Ok(());
                }
            },
        };
        lines = lines.map(|lines| lines.moved(&checked.report.source, &source, &mended.edits));
        let again = check(&checked.assignment, &Input { source, format: checked.format });
        checked.report = again.report;
        review.narrow(&mut checked.report, lines.as_ref());
        fixes += mended.fixes;
    }
    let is_input = checked.assignment.document.place == DocumentPlace::StandardInput && before.file_line.is_none();
    // A filter hands on what it leaves as it is.
    let is_filter = is_input && !review.arguments.fix.dry_run;
    if fixes == 0 && !is_filter {
        return Ok(());
    }
    let after = Arc::clone(&checked.report.source);
    if review.arguments.fix.dry_run {
        write_diff(&before, &after, console)?;
        review.tally.add_mended(fixes);
    } else if write_back(checked, &review.arguments.paths, &after, console) {
        review.tally.add_mended(fixes);
    } else {
        review.undone += 1;
        checked.report = found;
    }
    Ok(())
}

/// The word processor's file with the edits as tracked changes.
fn tracked(source: &Source, format: Format, edits: &[Edit]) -> Result<Source, Refusal> {
    let file = source.manuscript().map(|manuscript| &manuscript.file).filter(|_| format == Format::Docx);
    let Some(file) = file else {
        return Err(Refusal::new("changes are tracked in .docx files alone", "save it as .docx, and mend that"));
    };
    let file: Arc<[u8]> = manuscripts::track(file, edits)?.into();
    let (text, manuscript) = manuscripts::read(file, format)?;
    Ok(Source::manuscript_file(&source.path, text, manuscript))
}

fn write_diff(before: &Source, after: &Source, console: &mut Console) -> std::io::Result<()> {
    // A lone carriage return ends no line for `git apply` and `patch`.
    let lines = |text| -> Vec<&str> { str::split_inclusive(text, '\n').collect() };
    let (old, new) = (lines(before.content()), lines(after.content()));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let (old, new) = (path_in_diff("a/", before), path_in_diff("b/", before));
    write!(console, "{}", diff.unified_diff().header(&old, &new))
}

/// From the folder that the user stands in, in quotation marks where git would write it so; behind a name with spaces a
/// tab, which ends it for `patch`.
fn path_in_diff(side: &str, source: &Source) -> String {
    let path = match source.path.as_str() {
        name if name.starts_with('<') => name.to_owned(),
        name => config::shown(&config::absolute(Path::new(name))),
    };
    let path = format!("{side}{path}");
    match quoted(&path) {
        Some(quoted) => quoted,
        None if path.contains(' ') => path + "\t",
        None => path,
    }
}

/// As git writes a path with characters that would break a line of a diff; `None` for all others.
fn quoted(path: &str) -> Option<String> {
    let special = |letter: char| is_hostile(letter) || matches!(letter, '"' | '\\');
    path.contains(special).then_some(())?;
    let letters = path.chars().map(|letter| match letter {
        '"' | '\\' => format!("\\{letter}"),
        _ if is_hostile(letter) => letter.to_string().bytes().map(|byte| format!("\\{byte:03o}")).collect(),
        _ => letter.to_string(),
    });
    Some(format!("\"{}\"", letters.collect::<String>()))
}

/// Writes the article's text to its file, or for standard input to standard output, encoded as it was; false, and a
/// complaint, where that can't be. `named` are the files and folders that the user named.
pub(super) fn write_back(checked: &Checked, named: &[PathBuf], source: &Source, console: &mut Console) -> bool {
    let document = &checked.assignment.document;
    let bytes = |encoding| match source.manuscript() {
        Some(manuscript) => manuscript.file.to_vec(),
        None => encode(source.content(), encoding),
    };
    let path = match &document.place {
        DocumentPlace::File(path) => path,
        DocumentPlace::StandardInput => return console.write_all(&bytes(Encoding::Utf8)).is_ok(),
        DocumentPlace::Memory(_) => {
            let help = "help: name the file itself, or look at --fix --dry-run".to_owned();
            console.complain(Level::Error, &format!("{} can't be written to", document.name), &[help]);
            return false;
        }
    };
    let encoding = match source.manuscript() {
        Some(_) => Encoding::Utf8,
        None => document.text().map_or(Encoding::Utf8, |(_, encoding)| encoding),
    };
    match replace_file(path, &tree_of(path, named), &bytes(encoding)) {
        Ok(()) => true,
        Err(error) => {
            console.complain_of_output(&document.name, &error);
            false
        }
    }
}

/// The folder in which the file at `path` may be written: the one that the user named; for a file that was named itself,
/// the one that the user stands in, or the file's own.
fn tree_of(path: &Path, named: &[PathBuf]) -> PathBuf {
    let path = config::absolute(path);
    let here = config::absolute(Path::new("."));
    let folders = named.iter().filter(|folder| folder.is_dir()).map(|folder| config::absolute(folder));
    let folder = folders.filter(|folder| path.starts_with(folder)).max_by_key(|folder| folder.as_os_str().len());
    folder.unwrap_or_else(|| match path.parent() {
        Some(own) if !path.starts_with(&here) => own.to_owned(),
        _ => here,
    })
}
