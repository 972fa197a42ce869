//! Runs the examples inside the built-in rules, and renders the faults of broken rule files.
//!
//! A broken rule file is `tests/rules/broken/NAME.toml`; `NAME.expected` beside it lists its faults. Set
//! `UPDATE_EXPECTED=1` to write them anew.

use std::fs;
use std::path::Path;

use copydesk::linter::Linter;
use copydesk::model::{FileReport, Span};
use copydesk::rules::{BUILT_IN, RuleFile, load};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = example_trials();
    trials.extend(broken_trials());
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

fn broken_trials() -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/broken");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder of cases").map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    assert!(!files.is_empty(), "no broken rule files to try");
    files
        .into_iter()
        .map(|path| Trial::test(format!("broken: {}", path.file_stem().unwrap().display()), move || try_broken(&path)))
        .collect()
}

fn try_broken(path: &Path) -> Result<(), Failed> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let file = RuleFile { path: name.into(), text: fs::read_to_string(path)?.into() };
    let mut files = BUILT_IN.to_vec();
    files.push(file);
    let found = match load(&files) {
        Ok(_) => return Err("this file was loaded without a complaint".into()),
        Err(faults) => render(&faults),
    };
    let expected = path.with_extension("expected");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&expected, &found)?;
    }
    let wanted = fs::read_to_string(&expected)?;
    if wanted == found { Ok(()) } else { Err(format!("expected:\n{wanted}\nfound:\n{found}").into()) }
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
