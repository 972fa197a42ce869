//! Takes the promos out of every document of `tests/promos` by their own fixes, and holds what is left against the
//! `.mended` file beside it; nothing more is found then. In the documents of `tests/promos/untouched` nothing is found.
//!
//! `SNAPSHOTS=overwrite cargo test --test promos` writes what is left anew.

use std::path::{Path, PathBuf};

use copydesk::linter::Linter;
use copydesk::model::{FileReport, Input, Source};
use copydesk::readers::format_of;
use copydesk::rules::{BUILT_IN, load};
use copydesk::triage::fix;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let rules = load(BUILT_IN).expect("the built-in rules load");
    let levels = rules.levels();
    let linter: &'static Linter = Box::leak(Box::new(Linter::new(rules, levels)));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/promos");
    let mut trials: Vec<Trial> = Vec::new();
    for path in documents(&folder) {
        trials.push(Trial::test(name(&path), move || is_mended(linter, &path)));
    }
    for path in documents(&folder.join("untouched")) {
        trials.push(Trial::test(name(&path), move || is_untouched(linter, &path)));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("it is a folder");
    let paths = entries.map(|entry| entry.expect("an entry of the folder").path());
    let mut documents: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension != "mended")).collect();
    documents.sort();
    assert!(!documents.is_empty(), "no documents in {}", folder.display());
    documents
}

fn name(path: &Path) -> String {
    path.file_name().expect("a file has a name").to_string_lossy().into_owned()
}

fn is_untouched(linter: &Linter, path: &Path) -> Result<(), Failed> {
    let report = promos(linter, path, &std::fs::read_to_string(path)?)?;
    let found: Vec<_> = report.diagnostics.iter().map(|found| (&found.rule, &found.message, &found.labels)).collect();
    if found.is_empty() { Ok(()) } else { Err(format!("found: {found:?}").into()) }
}

fn is_mended(linter: &Linter, path: &Path) -> Result<(), Failed> {
    let mut text = std::fs::read_to_string(path)?;
    let mut rounds = 0;
    loop {
        let report = promos(linter, path, &text)?;
        let Some(mended) = fix::apply(&report, false) else {
            let left: Vec<&str> = report.diagnostics.iter().map(|found| &*found.rule).collect();
            if !left.is_empty() {
                return Err(format!("still found: {left:?}").into());
            }
            break;
        };
        text = mended.text;
        rounds += 1;
        if rounds > 5 {
            return Err("the fixes go on and on".into());
        }
    }
    if rounds == 0 {
        return Err("nothing was found".into());
    }
    let expected = snapbox::Data::read_from(&PathBuf::from(format!("{}.mended", path.display())), None);
    Ok(snapbox::Assert::new().action_env("SNAPSHOTS").try_eq(None, text.into(), expected)?)
}

/// What a fix can take out.
fn promos(linter: &Linter, path: &Path, text: &str) -> Result<FileReport, Failed> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let format = format_of(&extension).ok_or_else(|| format!("no reader for .{extension}"))?;
    let mut report = linter.lint(&Input { source: Source::file("draft", text), format });
    report.diagnostics.retain(|found| found.rule.starts_with("promos/") && found.fix.is_some());
    Ok(report)
}
