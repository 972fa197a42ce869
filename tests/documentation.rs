//! Runs the rules that the documentation shows.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::linter::Linter;
use copydesk::model::Span;
use copydesk::rules::{BUILT_IN, RuleFile, load};

/// The fenced blocks of one language in a Markdown file.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = fs::read_dir(root.join("docs")).expect("the folder of the documentation");
    let mut pages: Vec<PathBuf> = docs.map(|entry| entry.unwrap().path()).collect();
    pages.push(root.join("README.md"));
    pages.retain(|page| page.extension().is_some_and(|ending| ending == "md") && page.exists());
    pages.sort();
    pages
}

#[test]
fn the_rules_that_are_shown_pass_their_examples() {
    let mut tried = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for block in blocks(&text, "toml").into_iter().filter(|block| block.contains("[[rule]]")) {
            tried += try_rule_file(&page, block);
        }
    }
    assert!(tried > 0, "no rule is shown anywhere");
}

fn try_rule_file(page: &Path, text: String) -> usize {
    let mut files = BUILT_IN.to_vec();
    files.push(RuleFile { path: page.display().to_string().into(), text: text.into() });
    let rules = load(&files).unwrap_or_else(|faults| panic!("{}: {faults:?}", page.display()));
    let levels = rules.levels();
    let linter = Linter::new(rules, levels);
    let shown = page.display().to_string();
    let of_page = linter.rules().rules.iter().enumerate().filter(|(_, rule)| rule.file == shown);
    let mut tried = 0;
    for (index, rule) in of_page {
        for example in &rule.examples {
            let report = linter.try_example(index, example);
            let labels =
                |diagnostic: &copydesk::model::Diagnostic| diagnostic.labels.iter().map(|label| label.span).collect();
            let found: Vec<Vec<Span>> = report.diagnostics.iter().map(labels).collect();
            assert!(example.is_met_by(&found), "{shown}: {} found {found:?} in {:?}", rule.id, example.text);
            tried += 1;
        }
    }
    tried
}

/// Pages whose sessions are those of cases of the command line.
const WITH_SESSIONS: [&str; 1] = ["quotes.md"];

#[test]
fn the_sessions_that_are_shown_stand_in_the_cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = fs::read_dir(root.join("tests/cli")).expect("the folder of cases");
    let cases: Vec<String> =
        cases.filter_map(|case| fs::read_to_string(case.unwrap().path().join("case.console")).ok()).collect();
    for page in WITH_SESSIONS {
        let text = fs::read_to_string(root.join("docs").join(page)).unwrap();
        let sessions = blocks(&text, "console");
        assert!(!sessions.is_empty(), "docs/{page} shows no session");
        for session in sessions {
            assert!(cases.iter().any(|case| case.contains(&session)), "docs/{page}: no case has this:\n{session}");
        }
    }
}
