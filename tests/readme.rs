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

/// Somebody with one old story in the folder `content`, who does what a page says, command by command.
struct Newcomer {
    folder: TempDir,
    home: TempDir,
}

impl Newcomer {
    fn new() -> Self {
        let (folder, home) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let content = folder.path().join("content");
        fs::create_dir(&content).unwrap();
        fs::copy(root().join("examples/night-ferry.md"), content.join("night-ferry.md")).unwrap();
        Self { folder, home }
    }

    fn say(&self, command: &str) -> String {
        let binary = Path::new(env!("CARGO_BIN_EXE_copydesk")).parent().expect("the binary lies in a folder");
        let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1; {command}")])
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", &path)
            .env("HOME", self.home.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .envs(["AUTHOR", "COMMITTER"].map(|role| (format!("GIT_{role}_NAME"), "Desk")))
            .envs(["AUTHOR", "COMMITTER"].map(|role| (format!("GIT_{role}_EMAIL"), "desk@example.org")))
            .output();
        String::from_utf8(output.expect("sh runs").stdout).expect("it says text")
    }

    fn follow(&self, page: &str) {
        for (command, shown) in sessions(page) {
            hold(&command, shown, &self.say(&command));
        }
    }
}

#[test]
fn the_way_into_a_repository_can_be_gone() {
    let newcomer = Newcomer::new();
    newcomer.say("git init -q -b main && git add . && git commit -q -m 'Old stories'");
    newcomer.follow("docs/in-your-repository.md");
}

#[test]
fn what_the_pages_for_users_show_is_said() {
    for page in ["docs/report.md", "docs/ci.md", "docs/installing.md"] {
        Newcomer::new().follow(page);
    }
}

#[test]
fn a_report_is_written_as_its_page_says() {
    let newcomer = Newcomer::new();
    newcomer.follow("docs/report.md");
    let report = fs::read_to_string(newcomer.folder.path().join("report.html")).unwrap();
    assert!(report.ends_with("</html>\n"), "the page is whole");
}
