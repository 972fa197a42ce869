//! The desk made ready: rules loaded, levels set, documents found, as the arguments say.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::Failure;
use super::console::Console;
use crate::cli::{InputArgs, RuleArgs};
use crate::config::{self, UnknownRule};
use crate::emit::write_diagnostics;
use crate::inputs::{Document, FileKind, Finder, InputError};
use crate::linter::Linter;
use crate::model::{FileReport, Level};
use crate::readers;
use crate::rules::{BUILT_IN, RuleFile, RuleSet, load};

/// The linter that the arguments ask for.
pub fn linter(arguments: &RuleArgs, console: &mut Console) -> Result<Linter, Failure> {
    let rules = rule_set(&arguments.rule_files, console)?;
    let levels = config::levels(&rules, &arguments.select, &arguments.ignore)
        .map_err(|unknown| complain_of_names(&unknown, console))?;
    Ok(Linter::new(rules, levels))
}

/// The built-in rules, and those of `files`.
pub fn rule_set(files: &[PathBuf], console: &mut Console) -> Result<RuleSet, Failure> {
    load(&rule_files(files, console)?).map_err(|reports| complain_of_files(&reports, console))
}

/// The texts of the built-in rule files, and of `files`.
pub fn rule_files(files: &[PathBuf], console: &mut Console) -> Result<Vec<RuleFile>, Failure> {
    let mut all = BUILT_IN.to_vec();
    for path in files {
        all.push(read_rule_file(path, console)?);
    }
    Ok(all)
}

fn read_rule_file(path: &Path, console: &mut Console) -> Result<RuleFile, Failure> {
    let name = path.to_string_lossy().into_owned();
    let document = Document { path: Some(path.to_owned()), name: name.clone(), kind: FileKind::Records };
    match document.text() {
        Ok((text, _)) => Ok(RuleFile { path: Cow::Owned(name), text: Cow::Owned(text) }),
        Err(error) => {
            console.complain_of_input(&error);
            Err(Failure::Said)
        }
    }
}

/// Shows the faults of TOML files, each in its place.
pub fn complain_of_files(reports: &[FileReport], console: &mut Console) -> Failure {
    for report in reports {
        let style = *console.error_style();
        _ = write_diagnostics(&report.source, &report.diagnostics, &style, &mut std::io::stderr().lock());
    }
    Failure::Said
}

/// Says that no rule or set is called so, and which one may be meant.
pub fn complain_of_names(names: &[UnknownRule], console: &mut Console) -> Failure {
    for UnknownRule { name, nearest } in names {
        let help = match nearest {
            Some(near) => format!("help: did you mean `{near}`?"),
            None => "help: `copydesk rules` lists them all".to_owned(),
        };
        console.complain(Level::Error, &format!("there is no rule or set called `{name}`"), &[help]);
    }
    Failure::Said
}

/// The documents behind `paths`, and what could not be found.
pub fn documents(paths: &[PathBuf], arguments: &InputArgs) -> Vec<Result<Document, InputError>> {
    let finder = Finder {
        kind: &|path| {
            let extension = path.extension()?.to_str()?;
            readers::format_of(extension).map(FileKind::Article)
        },
        excluded: &|_| false,
        standard_input_name: arguments.stdin_filename.as_deref(),
    };
    finder.find(paths)
}
