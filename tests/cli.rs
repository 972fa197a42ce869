//! The command line, case by case: each folder of `tests/cli` is a session in a folder of its own.
//!
//! `case.console` holds the session: `$ ` and a command for `sh`, then what it writes to standard output, what it writes
//! to standard error behind `2> `, and its exit code behind `=> ` where that is not 0. `[..]` stands for anything on a
//! line, `...` on a line of its own for any lines. All other files of the folder are there when the session begins.
//! `SNAPSHOTS=overwrite cargo test --test cli` writes down what is said now.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use libtest_mimic::{Arguments, Failed, Trial};
use snapbox::{Assert, Data};
use tempfile::TempDir;
use walkdir::WalkDir;

const SESSION: &str = "case.console";

fn main() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let mut trials: Vec<Trial> = fs::read_dir(&cases).expect("the folder of cases").flatten().map(trial).collect();
    trials.sort_by(|one, other| one.name().cmp(other.name()));
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn trial(case: fs::DirEntry) -> Trial {
    Trial::test(case.file_name().to_string_lossy(), move || run(&case.path()))
}

fn run(case: &Path) -> Result<(), Failed> {
    let session = case.join(SESSION);
    let written = fs::read_to_string(&session).map_err(|error| format!("{}: {error}", session.display()))?;
    let (folder, home) = (TempDir::new()?, TempDir::new()?);
    let place = fs::canonicalize(folder.path())?;
    copy(case, &place)?;
    let (title, commands) = parse(&written);
    if commands.is_empty() {
        return Err(format!("{}: no command", session.display()).into());
    }
    let mut said = title.to_owned();
    for command in commands {
        said += &transcript(command, &output(command, &place, home.path())?, &place);
    }
    // Raw: what stands there is what is meant, back slashes included.
    let (said, expected) = (Data::text(said).raw(), Data::read_from(&session, None).raw());
    Assert::new().action_env("SNAPSHOTS").try_eq(Some(&session.display()), said, expected)?;
    Ok(())
}

/// What stands before the first command, and the commands.
fn parse(session: &str) -> (&str, Vec<&str>) {
    let start = if session.starts_with("$ ") { 0 } else { session.find("\n$ ").map_or(session.len(), |at| at + 1) };
    (&session[..start], session[start..].lines().filter_map(|line| line.strip_prefix("$ ")).collect())
}

fn copy(case: &Path, place: &Path) -> Result<(), Failed> {
    for entry in WalkDir::new(case).min_depth(1) {
        let entry = entry?;
        let target: PathBuf = place.join(entry.path().strip_prefix(case)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else if entry.file_name() != SESSION {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn output(command: &str, place: &Path, home: &Path) -> Result<Output, Failed> {
    let binary = Path::new(env!("CARGO_BIN_EXE_copydesk")).parent().expect("the binary lies in a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(place)
        .env_clear()
        .env("PATH", format!("{}:{path}", binary.display()))
        .env("HOME", home)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs(["AUTHOR", "COMMITTER"].map(|role| (format!("GIT_{role}_NAME"), "Desk")))
        .envs(["AUTHOR", "COMMITTER"].map(|role| (format!("GIT_{role}_EMAIL"), "desk@example.org")))
        .output()?;
    Ok(output)
}

fn transcript(command: &str, output: &Output, place: &Path) -> String {
    let mut said = format!("$ {command}\n");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&*place.to_string_lossy(), "[PLACE]");
    for line in text(&output.stdout).lines() {
        said += &format!("{line}\n");
    }
    for line in text(&output.stderr).lines() {
        said += format!("2> {line}").trim_end();
        said += "\n";
    }
    match output.status.code() {
        Some(0) => {}
        Some(code) => said += &format!("=> {code}\n"),
        None => said += "=> ended by a signal\n",
    }
    said
}
