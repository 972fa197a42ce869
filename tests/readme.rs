//! What the README and the pages for newcomers show is what the program says.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// The commands of the `console` blocks, each with the lines that are shown of what it says.
fn sessions(page: &str) -> Vec<(String, Vec<String>)> {
    let text = fs::read_to_string(root().join(page)).expect("the page");
    let mut sessions: Vec<(String, Vec<String>)> = Vec::new();
    let blocks = text.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
    for line in blocks.flat_map(str::lines).filter(|line| !line.is_empty()) {
        match (line.strip_prefix("$ "), sessions.last_mut()) {
            (Some(command), _) => sessions.push((command.to_owned(), Vec::new())),
            (None, Some((_, shown))) => shown.push(line.to_owned()),
            (None, None) => panic!("{page}: a block begins with a command"),
        }
    }
    assert!(!sessions.is_empty(), "{page} shows nothing");
    sessions
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Holds the lines that are shown of a command against what it says: all of them, in that order.
fn hold(command: &str, shown: Vec<String>, said: &str) {
    let mut lines = said.lines();
    for line in shown {
        let found = lines.any(|said| said.starts_with(&line));
        assert!(found, "{command} does not say {line:?} (any more, or there):\n{said}");
    }
}

#[test]
fn the_readme_shows_what_is_said() {
    for (command, shown) in sessions("README.md") {
        let arguments = command.strip_prefix("cargo run --release -- ").expect("it runs copydesk");
        let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .args(arguments.split(' '))
            .current_dir(root())
            .env_remove("COLUMNS")
            .output()
            .expect("the program runs");
        hold(&command, shown, &String::from_utf8(output.stdout).expect("it says text"));
    }
}

/// A newcomer who does what the page says, command by command, in a repository with one old story.
#[test]
fn the_way_into_a_repository_can_be_gone() {
    let (repository, home) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let content = repository.path().join("content");
    fs::create_dir(&content).unwrap();
    fs::copy(root().join("examples/night-ferry.md"), content.join("night-ferry.md")).unwrap();
    let binary = Path::new(env!("CARGO_BIN_EXE_copydesk")).parent().expect("the binary lies in a folder");
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    let say = |command: &str| {
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1; {command}")])
            .current_dir(repository.path())
            .env_clear()
            .env("PATH", &path)
            .env("HOME", home.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .envs(["AUTHOR", "COMMITTER"].map(|role| (format!("GIT_{role}_NAME"), "Desk")))
            .envs(["AUTHOR", "COMMITTER"].map(|role| (format!("GIT_{role}_EMAIL"), "desk@example.org")))
            .output();
        String::from_utf8(output.expect("sh runs").stdout).expect("it says text")
    };
    say("git init -q -b main && git add . && git commit -q -m 'Old stories'");
    for (command, shown) in sessions("docs/in-your-repository.md") {
        hold(&command, shown, &say(&command));
    }
}
