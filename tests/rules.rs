//! Runs the examples inside the built-in rules, and renders the faults of broken rule files.
//!
//! A broken rule file is `tests/rules/broken/NAME.toml`; `NAME.expected` beside it lists its faults. A sound one is
//! `tests/rules/sound/NAME.toml`: its examples must hold, and `NAME.expected` is what its rules say of their bad ones.
//! Set `SNAPSHOTS=overwrite` to write them anew.

use std::fs;
use std::path::Path;

use copydesk::linter::Linter;
use copydesk::model::{FileReport, Span};
use copydesk::rules::{BUILT_IN, RuleFile, RuleSet, load};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = example_trials();
    trials.extend(file_trials("broken", try_broken));
    trials.extend(file_trials("sound", try_sound));
    libtest_mimic::run(&arguments, trials).exit();
}

fn built_in() -> Linter {
    let rules = load(BUILT_IN).unwrap_or_else(|faults| panic!("{}", render(&faults)));
    let levels = rules.levels();
    Linter::new(rules, levels)
}

fn example_trials() -> Vec<Trial> {
    let linter: &'static Linter = Box::leak(Box::new(built_in()));
    let mut trials = Vec::new();
    for (index, rule) in linter.rules().rules.iter().enumerate() {
        for (number, _) in rule.examples.iter().enumerate() {
            let name = format!("{}: example {}", rule.id, number + 1);
            trials.push(Trial::test(name, move || try_example(linter, index, number)));
        }
    }
    trials
}

fn try_example(linter: &Linter, rule: usize, number: usize) -> Result<(), Failed> {
    let example = &linter.rules().rules[rule].examples[number];
    let report = linter.try_example(rule, example);
    let found: Vec<Vec<Span>> = report
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.labels.iter().map(|label| label.span).collect())
        .collect();
    if example.is_met_by(&found) {
        return Ok(());
    }
    let words: Vec<&str> = found.iter().flatten().map(|span| report.source.slice(*span)).collect();
    Err(format!("expected {:?}, found {words:?} in {:?}", example.expected, example.text).into())
}

fn file_trials(folder: &str, try_file: fn(&Path) -> Result<(), Failed>) -> Vec<Trial> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules").join(folder);
    let mut files: Vec<_> =
        fs::read_dir(path).expect("the folder of cases").map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    assert!(!files.is_empty(), "no rule files in tests/rules/{folder}");
    let name = |path: &Path| format!("{folder}: {}", path.file_stem().unwrap().display());
    files.into_iter().map(|path| Trial::test(name(&path), move || try_file(&path))).collect()
}

fn try_broken(path: &Path) -> Result<(), Failed> {
    match load_with(path)? {
        Ok(_) => Err("this file was loaded without a complaint".into()),
        Err(faults) => hold(path, &render(&faults)),
    }
}

fn try_sound(path: &Path) -> Result<(), Failed> {
    let rules = load_with(path)?.map_err(|faults| render(&faults))?;
    let levels = rules.levels();
    let linter = Linter::new(rules, levels);
    let file = path.file_name().unwrap().to_string_lossy();
    let mut said = String::new();
    for (index, rule) in linter.rules().rules.iter().enumerate().filter(|(_, rule)| rule.file == file) {
        for number in 0..rule.examples.len() {
            try_example(&linter, index, number)?;
            said += &findings(&linter.try_example(index, &rule.examples[number]));
        }
    }
    hold(path, &said)
}

fn load_with(path: &Path) -> Result<Result<RuleSet, Vec<FileReport>>, Failed> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut files = BUILT_IN.to_vec();
    files.push(RuleFile { path: name.into(), text: fs::read_to_string(path)?.into() });
    Ok(load(&files))
}

/// Compares with the file of the same name that ends in `.expected`.
fn hold(path: &Path, found: &str) -> Result<(), Failed> {
    let expected = path.with_extension("expected");
    if std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite") {
        fs::write(&expected, found)?;
    }
    let wanted = fs::read_to_string(&expected)?;
    if wanted == found { Ok(()) } else { Err(format!("expected:\n{wanted}\nfound:\n{found}").into()) }
}

fn findings(report: &FileReport) -> String {
    let mut out = String::new();
    for diagnostic in &report.diagnostics {
        out += &format!("{}: {}\n", diagnostic.rule, diagnostic.message);
        for label in &diagnostic.labels {
            out += &format!("    `{}` {}\n", report.source.slice(label.span), label.message);
        }
        diagnostic.notes.iter().for_each(|note| out += &format!("    note: {note}\n"));
        diagnostic.help.iter().for_each(|help| out += &format!("    help: {help}\n"));
        if let Some(fix) = &diagnostic.fix {
            out += &format!("    fix ({:?}): {}\n", fix.safety, fix.message);
        }
    }
    out
}

fn render(faults: &[FileReport]) -> String {
    let mut out = String::new();
    for report in faults {
        for diagnostic in &report.diagnostics {
            let place = report.source.place(diagnostic.span());
            let words = report.source.slice(diagnostic.span()).lines().next().unwrap_or_default();
            out += &format!(
                "{}:{}:{}: {}\n    `{words}` {}\n    help: {}\n",
                report.source.path,
                place.from.line,
                place.from.column,
                diagnostic.message,
                diagnostic.labels[0].message,
                diagnostic.help.as_deref().unwrap_or_default()
            );
        }
    }
    out
}
