//! The house stands: a room imports only from floors below its own, and every file keeps to the house rules.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use copydesk::rules::BUILT_IN;
use regex::Regex;

/// The rooms, floor by floor from the ground; rooms on one floor never import each other.
const FLOORS: &[&[&str]] = &[
    &["model"],
    &["decode"],
    &["language", "scoring", "matcher"],
    &["story"],
    &["query"],
    &["checks", "readers", "emit", "triage", "inputs"],
    &["rules"],
    &["config", "linter", "cli"],
    &["commands"],
    &["lib", "main"],
];

const MOST_LINES: usize = 600;

struct File {
    /// Relative to `src`, with `/`.
    path: String,
    text: String,
}

impl File {
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// The rooms that the file names after `crate::` or `copydesk::`, comments left out.
    fn imports(&self) -> BTreeSet<String> {
        let code: String = self.text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
        let path = Regex::new(r"\b(?:crate|copydesk)::(?:\{(?<many>[^;]*)\}|(?<one>\w+))").expect("it is valid");
        let mut rooms = BTreeSet::new();
        for found in path.captures_iter(&code) {
            match found.name("many") {
                Some(many) => rooms.extend(first_names(many.as_str())),
                None => _ = rooms.insert(found["one"].to_owned()),
            }
        }
        rooms
    }
}

/// The names at the top level of `{a, b::{c, d}, e}`.
fn first_names(braces: &str) -> Vec<String> {
    let mut depth = 0;
    let parts = braces.split(|letter| {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        letter == ',' && depth == 0
    });
    let names = parts.map(|part| part.trim().split("::").next().unwrap_or_default().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the project").flatten() {
            let path: PathBuf = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let relative = path.strip_prefix(&root).expect("it lies in src").to_string_lossy().replace('\\', "/");
                files.push(File { path: relative, text: fs::read_to_string(&path).expect("a file of the project") });
            }
        }
    }
    files
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn no_import_runs_up_a_floor_or_to_a_room_beside() {
    let files = files();
    let mut wrong = Vec::new();
    for file in &files {
        let Some(own) = floor(file.room()) else {
            wrong.push(format!("src/{}: the room stands on no floor", file.path));
            continue;
        };
        for room in file.imports() {
            let below = floor(&room).is_some_and(|other| other < own);
            let is_room = files.iter().any(|file| file.room() == room);
            if is_room && !below && room != file.room() {
                wrong.push(format!("src/{}: imports {room}, which is not on a floor below", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_test_sees_imports() {
    let file = |text: &str| File { path: "model/span.rs".to_owned(), text: text.to_owned() };
    let imports = |text| file(text).imports().into_iter().collect::<Vec<_>>();
    assert_eq!(imports("use crate::emit::Style;"), ["emit"]);
    assert_eq!(imports("use crate::{\n    cli,\n    emit::{Style, Summary},\n};"), ["cli", "emit"]);
    assert_eq!(imports("let style = crate::emit::Style::new();"), ["emit"]);
    assert_eq!(imports("// see crate::emit"), [""; 0]);
}

#[test]
fn every_file_opens_with_what_it_is_for_and_stays_short() {
    let mut wrong = Vec::new();
    for file in files() {
        if !file.text.starts_with("//! ") {
            wrong.push(format!("src/{}: does not open with //!", file.path));
        }
        let lines = file.text.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("src/{}: {lines} lines, {MOST_LINES} at most", file.path));
        }
        let vague = ["util", "utils", "helper", "helpers", "common", "misc"];
        if file.path.split(['/', '.']).any(|part| vague.contains(&part)) {
            wrong.push(format!("src/{}: a name that says nothing", file.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_list_of_words_is_written_twice() {
    let heading = Regex::new(r"(?m)^(?<name>[\w-]+) = \[").expect("it is valid");
    let mut known = BTreeSet::new();
    for file in BUILT_IN {
        let lists = file.text.split_once("[lists]\n").map_or("", |(_, lists)| lists);
        let lists = lists.split("\n[[rule]]").next().unwrap_or_default();
        for list in heading.captures_iter(lists) {
            let name = list["name"].to_owned();
            assert!(known.insert(name.clone()), "{}: another file has a list `{name}` too", file.path);
        }
    }
    assert!(!known.is_empty(), "the built-in rules have lists");
}
