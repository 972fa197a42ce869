//! Killed at any moment, `--fix` and `baseline` lose nothing: every file is as it was, or as it was to become.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const STORIES: usize = 6;
const KILLS: u32 = 250;

fn story(number: usize, word: &str) -> String {
    format!("Ferry {number} stops\n\nThe {word}ferry stopped on Monday, the harbour office said.\n").repeat(20)
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.args(arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null());
    command
}

fn write_stories(folder: &Path) {
    for number in 0..STORIES {
        let path = folder.join(format!("{number}.txt"));
        fs::write(&path, story(number, "the ")).expect("a story is written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("its rights are set");
    }
}

/// How long a whole run takes.
fn duration(folder: &Path, arguments: &[&str]) -> Duration {
    let begun = Instant::now();
    command(folder, arguments).status().expect("it runs");
    begun.elapsed()
}

/// Kills a run after its `part` of `whole`.
fn kill(folder: &Path, arguments: &[&str], whole: Duration, part: u32) {
    let mut child = command(folder, arguments).spawn().expect("it runs");
    std::thread::sleep(whole * part / KILLS);
    _ = child.kill();
    child.wait().expect("it ends");
}

#[test]
fn a_mending_that_is_killed_leaves_every_story_whole() {
    let folder = TempDir::new().expect("a folder");
    let arguments = ["check", ".", "--fix", "--isolated", "--select", "copy/doubled-word"];
    write_stories(folder.path());
    let whole = duration(folder.path(), &arguments);
    let mended: Vec<String> = (0..STORIES).map(|number| read(folder.path(), &format!("{number}.txt"))).collect();
    assert!(mended.iter().enumerate().all(|(number, text)| *text == story(number, "")), "{}", mended[0]);
    let mut seen = [false; 2];
    for part in 0..KILLS {
        write_stories(folder.path());
        kill(folder.path(), &arguments, whole, part);
        for (number, mended) in mended.iter().enumerate() {
            let path = format!("{number}.txt");
            let text = read(folder.path(), &path);
            let is_mended = text == *mended;
            assert!(is_mended || text == story(number, "the "), "killed at {part}: {text}");
            let mode = fs::metadata(folder.path().join(path)).expect("it is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o640, "killed at {part}");
            seen[usize::from(is_mended)] = true;
        }
    }
    assert!(seen[0], "no kill came before the writing");
}

#[test]
fn a_baseline_that_is_killed_is_the_old_one_or_the_new_one() {
    let folder = TempDir::new().expect("a folder");
    let arguments = ["baseline", ".", "--isolated", "--select", "copy/doubled-word"];
    let name = ".copydesk-baseline.json";
    write_stories(folder.path());
    let whole = duration(folder.path(), &arguments);
    let fresh = read(folder.path(), name);
    let old = "[\"copydesk-baseline-1\"\n\n]\n";
    for part in 0..KILLS {
        fs::write(folder.path().join(name), old).expect("a baseline is written");
        kill(folder.path(), &arguments, whole, part);
        let text = read(folder.path(), name);
        assert!(text == old || text == fresh, "killed at {part}: {text}");
    }
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("it is there, and it is text")
}
