//! What `--fix --dry-run` shows is a patch that git applies, and it makes of every file what `--fix` makes of it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::chance::Chance;
use crate::fixes::SWAPS;

const NAMES: [&str; 4] = ["story.md", "old stories/the ferry at sea.md", "content/Zürich.txt", "content/page.html"];
const PIECES: [&str; 9] =
    ["utilise", "They utilise", "in order to utilise", "rain", "Zürich", ".", "\n", "\n\n", "a lone return\rhere"];

#[test]
fn a_dry_run_is_a_patch() {
    let chance = &mut Chance(5);
    let folder = tempfile::TempDir::new().unwrap();
    git(folder.path(), &["init", "-q"]);
    fs::write(folder.path().join("swaps.toml"), SWAPS).unwrap();
    let mut patched = 0;
    for _ in 0..40 {
        for name in NAMES {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, draft(chance)).unwrap();
        }
        let before = NAMES.map(|name| fs::read(folder.path().join(name)).unwrap());
        let patch = check(folder.path(), &["--fix", "--dry-run", "."]).stdout;
        let kept = NAMES.map(|name| fs::read(folder.path().join(name)).unwrap());
        assert_eq!(kept, before, "a dry run writes nothing");
        check(folder.path(), &["--fix", "--quiet", "."]);
        let fixed = NAMES.map(|name| fs::read(folder.path().join(name)).unwrap());
        for (name, bytes) in NAMES.iter().zip(&before) {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        if fixed == before {
            assert!(patch.is_empty());
            continue;
        }
        patched += 1;
        fs::write(folder.path().join("fixes.patch"), &patch).unwrap();
        git(folder.path(), &["apply", "--whitespace=nowarn", "fixes.patch"]);
        let applied = NAMES.map(|name| fs::read(folder.path().join(name)).unwrap());
        assert_eq!(applied, fixed, "{}", String::from_utf8_lossy(&patch));
    }
    assert!(patched > 20, "hardly a draft had anything to mend");
}

/// With or without a byte-order mark, Windows' line ends and a last line's end.
fn draft(chance: &mut Chance) -> String {
    let mut text = String::from("Rain\n\nIt");
    for _ in 0..chance.below(40) {
        text += &format!(" {}", chance.of(&PIECES));
    }
    if chance.below(2) == 0 {
        text.push('\n');
    }
    if chance.below(2) == 0 {
        text = text.replace('\n', "\r\n");
    }
    if chance.below(3) == 0 { format!("\u{feff}{text}") } else { text }
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["check", "--isolated", "--rule-file", "swaps.toml", "--select", "swaps"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git").args(arguments).current_dir(folder).output().expect("git can be run");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}
