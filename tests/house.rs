//! The house stands: a room imports only from floors below its own, and every file keeps to the house rules.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The rooms, floor by floor from the ground; rooms on one floor never import each other.
const FLOORS: &[&[&str]] = &[
    &["model"],
    &["decode"],
    &["language", "scoring", "matcher", "manuscripts"],
    &["story", "evidence"],
    &["query"],
    &["checks", "readers", "emit", "triage", "inputs"],
    &["rules"],
    &["config", "linter", "cli"],
    &["packed"],
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

/// Rooms that work on prose: their words live in `rules/`.
const PROSE_ROOMS: &[&str] = &["language", "story", "query", "scoring", "checks"];

/// Where the rule language is read, whose words are no copy's.
const RULE_LANGUAGE: &[&str] = &["query/condition/", "query/window.rs"];

/// Names of the program's own that a file compares with: steps of the ladder, groups of patterns, words of the rule
/// language, keys and elements of documents, features of the file of weights.
const OWN_NAMES: &[(&str, &[&str])] = &[
    ("checks/age.rs", &["born", "then"]),
    ("checks/agree/variants.rs", &[".html"]),
    ("checks/change.rs", &["from", "to", "from_unit"]),
    ("checks/list_count.rs", &["number"]),
    ("checks/running_quotation.rs", &["running"]),
    ("checks/story_date.rs", &["date"]),
    ("checks/sum.rs", &["number"]),
    ("checks/figures/parser.rs", &["not"]),
    ("checks/parameter.rs", &["array", "boolean", "integer", "null", "number", "string"]),
    ("checks/score.rs", &["matches"]),
    ("query/marks.rs", &["running"]),
    ("story/attribution/evidence.rs", &["any", "before", "nothing"]),
    ("story/attribution/quotation_kind.rs", &["sentence"]),
    ("story/attribution/sources.rs", &["sentence"]),
    ("story/mod.rs", &["attribution", "promos"]),
    ("story/pieces/names.rs", &["tags", "type"]),
    ("story/promos/weights.rs", &["threshold"]),
    ("story/pull_quotes.rs", &["pullquote", "cite"]),
];

/// Comparisons with a word in this code: a literal with letters that prose is held against. Tests and comments are left
/// out, and so are names of lists, facts and placeholders, which are only handed on.
fn compared_words(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let code: String =
        code.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
    let literal = r#"b?(?:"(?<word>(?:[^"\\\n]|\\.)*)"|'(?<letter>\p{Alphabetic})')"#;
    let forms = [
        format!(r"[=!]=\s*(?:Some\(\s*)?{literal}"),
        format!(r"{literal}\s*[=!]="),
        format!(
            r"\.(?:starts_with|ends_with|strip_prefix|strip_suffix|trim_start_matches|trim_end_matches|eq_ignore_ascii_case|is_word)\([^()]*?{literal}"
        ),
        format!(r"(?s)matches!\([^;{{}}]*?(?:Some\()?{literal}\s*(?:\||\))"),
        format!(
            r"(?:^|[(|,]\s*|\n\s*){literal}(?:\s*\|\s*{literal_again})*\s*(?:if [^=]*)?=>",
            literal_again = r#""[^"\n]*""#
        ),
        format!(r"\[\s*{literal}(?:,[^\]]*)?\]\s*\.(?:contains|iter)"),
        format!(r"&str(?:; \d+)?\]\s*=\s*&?\[\s*{literal}"),
    ];
    let mut words = Vec::new();
    for form in forms {
        let form = Regex::new(&form).expect("it is valid");
        for found in form.captures_iter(&code) {
            let word = found.name("word").or(found.name("letter")).map_or("", |word| word.as_str());
            if word.chars().any(char::is_alphabetic) {
                words.push(word.to_owned());
            }
        }
    }
    words.sort();
    words.dedup();
    words
}

#[test]
fn no_code_compares_with_a_word_of_a_language() {
    let mut wrong = Vec::new();
    let reads_rules = |file: &&File| RULE_LANGUAGE.iter().any(|path| file.path.starts_with(path));
    for file in files().iter().filter(|file| PROSE_ROOMS.contains(&file.room()) && !reads_rules(file)) {
        let own = OWN_NAMES.iter().find(|(path, _)| *path == file.path).map_or(&[][..], |(_, names)| names);
        let words = compared_words(&file.text).into_iter().filter(|word| !own.contains(&word.as_str()));
        wrong.extend(words.map(|word| format!("src/{}: compares with “{word}”", file.path)));
    }
    assert!(wrong.is_empty(), "put it in a list of rules/:\n{}", wrong.join("\n"));
}

#[test]
fn the_test_sees_words() {
    for sample in [
        r#"if word == "said" {"#,
        r#"words.next() == Some("of")"#,
        r#"matches!(word, "he" | "she")"#,
        r#"match word { "he" | "she" => true, _ => false }"#,
        r#"let plural = word.ends_with('s');"#,
        r#"word.strip_suffix("'s")"#,
        r#"self.is_word(before, "to")"#,
        r#"const ENDINGS: [&str; 2] = ["ing", "ed"];"#,
        r#"["s", "es"].iter().any(|ending| word.ends_with(ending))"#,
    ] {
        assert!(!compared_words(sample).is_empty(), "it does not see {sample}");
    }
    for sample in [
        r#"lexicon.list("titles").contains(&word)"#,
        r#"// if word == "said" {"#,
        r#"if word == "—" {"#,
        r#"Some(answer) => Answer::from_cue(cue, "colon"),"#,
        r#"if letter == '’' {"#,
    ] {
        assert_eq!(compared_words(sample), [""; 0], "{sample}");
    }
}
