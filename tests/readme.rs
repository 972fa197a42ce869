//! What the README shows is what the program says.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Each `console` block: its command, and the lines that are shown of what it says.
fn sessions(page: &str) -> Vec<(String, Vec<String>)> {
    let blocks = page.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks
        .map(|block| {
            let mut lines = block.lines();
            let command = lines.next().and_then(|line| line.strip_prefix("$ ")).expect("a block begins with a command");
            (command.to_owned(), lines.filter(|line| !line.is_empty()).map(str::to_owned).collect())
        })
        .collect()
}

#[test]
fn every_line_that_is_shown_is_said_in_that_order() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("README.md")).expect("the README");
    let sessions = sessions(&page);
    assert!(!sessions.is_empty(), "the README shows nothing");
    for (command, shown) in sessions {
        let arguments = command.strip_prefix("cargo run --release --quiet -- ").expect("it runs copydesk");
        let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .args(arguments.split(' '))
            .current_dir(root)
            .env_remove("COLUMNS")
            .output()
            .expect("the program runs");
        let said = String::from_utf8(output.stdout).expect("it says text");
        let mut lines = said.lines();
        for line in shown {
            assert!(lines.any(|said| said == line), "{command} does not say {line:?} (any more, or there):\n{said}");
        }
    }
}
