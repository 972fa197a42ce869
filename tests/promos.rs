//! Takes the promos out of every document of `tests/promos` by their own fixes, and holds what is left against the
//! `.mended` file beside it; nothing more is found then. In the documents of `tests/promos/untouched` nothing is found.
//! No other rule finds anything in a promo, least of all in those of `tests/promos/loud`, where there is much to find; and
//! of the story it finds the same with its promos and without them.
//!
//! `SNAPSHOTS=overwrite cargo test --test promos` writes what is left anew.

use std::path::{Path, PathBuf};

use copydesk::linter::Linter;
use copydesk::model::{BlockKind, FileReport, Input, Level, Safety, Source, Span};
use copydesk::readers::format_of;
use copydesk::rules::{BUILT_IN, RuleFile, RuleSet, load};
use copydesk::triage::fix;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let linter = leaked(Linter::new(rules(BUILT_IN), rules(BUILT_IN).levels()));
    let with_all_rules = leaked(all_rules(BUILT_IN));
    let words: Vec<RuleFile> = BUILT_IN.iter().filter(|file| !file.path.contains("promo")).cloned().collect();
    let without_promos = leaked(all_rules(&words));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/promos");
    let mut trials: Vec<Trial> = Vec::new();
    for path in documents(&folder) {
        trials.push(Trial::test(name(&path), move || is_mended(linter, &path)));
    }
    for path in documents(&folder.join("untouched")) {
        trials.push(Trial::test(name(&path), move || is_untouched(linter, &path)));
    }
    for path in documents(&folder) {
        trials.push(Trial::test(format!("silence in {}", name(&path)), move || {
            is_silent(with_all_rules, &path)?;
            is_read_alike(with_all_rules, &path)
        }));
    }
    for path in documents(&folder.join("loud")) {
        trials.push(Trial::test(name(&path), move || {
            is_loud(with_all_rules, without_promos, &path)?;
            is_silent(with_all_rules, &path)
        }));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn leaked(linter: Linter) -> &'static Linter {
    Box::leak(Box::new(linter))
}

fn rules(files: &[RuleFile]) -> RuleSet {
    load(files).expect("the built-in rules load")
}

/// A linter for which no rule is off.
fn all_rules(files: &[RuleFile]) -> Linter {
    let rules = rules(files);
    let levels = rules.levels().into_iter().map(|level| level.max(Level::Note)).collect();
    Linter::new(rules, levels)
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

/// No rule of another set marks anything in a promo.
fn is_silent(linter: &Linter, path: &Path) -> Result<(), Failed> {
    let input = input(path, &std::fs::read_to_string(path)?)?;
    let promos = promo_spans(linter, &input);
    let report = linter.lint(&input);
    let others = report.diagnostics.iter().filter(|found| !found.rule.starts_with("promos/"));
    let in_promos: Vec<_> = others
        .filter(|found| found.labels.iter().any(|label| promos.iter().any(|promo| promo.overlaps(label.span))))
        .map(|found| (&found.rule, &found.labels))
        .collect();
    if in_promos.is_empty() { Ok(()) } else { Err(format!("found in a promo: {in_promos:?}").into()) }
}

/// Of the story the other rules say the same with its promos and without them.
fn is_read_alike(linter: &Linter, path: &Path) -> Result<(), Failed> {
    let found = |text: String| -> Result<Vec<String>, Failed> {
        let report = linter.lint(&input(path, &text)?);
        let others = report.diagnostics.iter().filter(|found| !found.rule.starts_with("promos/"));
        Ok(others.map(|found| format!("{} {:?}", found.rule, report.source.slice(found.span()))).collect())
    };
    let (with, without) = (
        found(std::fs::read_to_string(path)?)?,
        found(std::fs::read_to_string(format!("{}.mended", path.display()))?)?,
    );
    if with == without { Ok(()) } else { Err(format!("{with:?} with promos, {without:?} without").into()) }
}

/// In every promo there would be something to find, were it a part of the story.
fn is_loud(linter: &Linter, without_promos: &Linter, path: &Path) -> Result<(), Failed> {
    let input = input(path, &std::fs::read_to_string(path)?)?;
    let report = without_promos.lint(&input);
    let is_found = |promo: &Span| report.diagnostics.iter().any(|found| promo.overlaps(found.span()));
    let quiet: Vec<Span> = promo_spans(linter, &input).into_iter().filter(|promo| !is_found(promo)).collect();
    let words: Vec<&str> = quiet.iter().map(|promo| input.source.slice(*promo)).collect();
    if words.is_empty() { Ok(()) } else { Err(format!("there is nothing to find in {words:?}").into()) }
}

fn promo_spans(linter: &Linter, input: &Input) -> Vec<Span> {
    let (article, _) = linter.article(input);
    article.blocks.iter().filter(|block| block.kind == BlockKind::Promo).map(|block| block.span).collect()
}

fn input(path: &Path, text: &str) -> Result<Input, Failed> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let format = format_of(&extension).ok_or_else(|| format!("no reader for .{extension}"))?;
    Ok(Input { source: Source::file("draft", text), format })
}

/// What a fix can take out.
fn promos(linter: &Linter, path: &Path, text: &str) -> Result<FileReport, Failed> {
    let mut report = linter.lint(&input(path, text)?);
    report.diagnostics.retain(|found| found.rule.starts_with("promos/") && found.fix.is_some());
    // The site's own shortcodes go only where somebody asks for it; here somebody does.
    let own = report.diagnostics.iter_mut().filter(|found| &*found.rule == "promos/shortcode");
    own.filter_map(|found| found.fix.as_mut()).for_each(|fix| fix.safety = Safety::Safe);
    Ok(report)
}
