//! The hook is what pre-commit needs, and it stops a bad draft and lets a stetted one through.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The keys of the one hook of `.pre-commit-hooks.yaml`, each on a line.
fn hook() -> BTreeMap<String, String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml")).unwrap();
    let lines = text.strip_prefix("- ").expect("it is a list").lines();
    let keys = lines.map(|line| line.trim().split_once(": ").unwrap_or_else(|| panic!("{line:?} is a key")));
    keys.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

/// As pre-commit runs it: the entry, and behind it the names of the files to be committed.
fn run(folder: &Path, files: &[&str]) -> Output {
    let hook = hook();
    let mut entry = hook["entry"].split(' ');
    assert_eq!(entry.next(), Some(env!("CARGO_PKG_NAME")), "it runs the program that cargo installs");
    let program = Command::new(env!("CARGO_BIN_EXE_copydesk")).args(entry).args(files).current_dir(folder).output();
    program.expect("the program runs")
}

#[test]
fn it_has_the_keys_that_pre_commit_needs() {
    let hook = hook();
    for key in ["id", "name", "entry", "language"] {
        assert!(hook.get(key).is_some_and(|value| !value.is_empty()), "{key} is missing");
    }
    assert_eq!(hook["id"], "copydesk", "the README names it");
    assert_eq!(hook["language"], "rust", "pre-commit builds it by itself");
    assert_eq!(hook["types_or"], "[markdown, plain-text, html]", "what copydesk reads, in pre-commit's words");
    assert_eq!(hook["require_serial"], "true", "two processes would read one baseline");
}

#[test]
fn the_pages_show_it_as_it_is() {
    let hook = hook();
    for page in ["README.md", "docs/in-your-repository.md"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
        for key in ["id", "entry", "types_or", "require_serial"] {
            let line = format!("{key}: {}\n", hook[key]);
            assert!(text.contains(&line), "{page} shows the hook without {line}");
        }
    }
}

#[test]
fn it_stops_a_bad_draft_and_lets_a_stetted_one_through() {
    let folder = TempDir::new().unwrap();
    let draft = folder.path().join("the bridge.md");
    fs::write(folder.path().join("copydesk.toml"), "exclude = [\"archive\"]\n").unwrap();
    let fault = "The bridge is believed to be unsafe.\n";
    fs::write(&draft, format!("# Bridge closes in May\n\n{fault}")).unwrap();
    let stopped = run(folder.path(), &["the bridge.md"]);
    assert_eq!(stopped.status.code(), Some(1));
    let said = String::from_utf8(stopped.stdout).unwrap();
    assert!(said.contains("the bridge.md:3:"), "{said}");

    let stet = "<!-- stet claims/passive-belief: the engineer, by phone -->\n";
    fs::write(&draft, format!("# Bridge closes in May\n\n{stet}{fault}")).unwrap();
    let passed = run(folder.path(), &["the bridge.md"]);
    assert_eq!(passed.status.code(), Some(0), "{}", String::from_utf8_lossy(&passed.stdout));

    fs::create_dir(folder.path().join("archive")).unwrap();
    fs::write(folder.path().join("archive/old.md"), format!("# Bridge opens\n\n{fault}")).unwrap();
    assert_eq!(run(folder.path(), &["archive/old.md"]).status.code(), Some(0), "what is excluded stays so");
}
