//! What an editor is shown is what `copydesk check` reports, whatever way the text came to be; and actions do what they
//! say.

mod editor;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use copydesk::linter::Linter;
use copydesk::model::{Diagnostic, Format, Input, Level, Source};
use copydesk::rules::{BUILT_IN, load};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use tempfile::TempDir;

use editor::{Editor, apply, offset, position, uri};

/// A finding: its rule, its severity, its place in bytes, and its message.
type Finding = (String, i64, usize, usize, String);

fn shown(found: &Value, text: &str) -> Finding {
    let message = found["message"].as_str().expect("it has a message");
    let help = message.rfind('\n').unwrap_or(message.len());
    (
        found["code"].as_str().expect("it has a code").to_owned(),
        found["severity"].as_i64().expect("it has a severity"),
        offset(text, &found["range"]["start"]),
        offset(text, &found["range"]["end"]),
        message[..help].to_owned(),
    )
}

fn severity(level: &str) -> i64 {
    match level {
        "error" => 1,
        "warning" => 2,
        _ => 3,
    }
}

/// What `copydesk check` reports of all stories in `folder`, by path.
fn checked(folder: &Path) -> BTreeMap<String, Vec<Finding>> {
    let binary = env!("CARGO_BIN_EXE_copydesk");
    let output = Command::new(binary).args(["check", "--format", "jsonl"]).current_dir(folder).output();
    let output = output.expect("the check runs");
    let mut found: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let finding: Value = serde_json::from_str(line).expect("it is JSON");
        let text = |key: &str| finding[key].as_str().expect("it is there").to_owned();
        let number = |key: &str| finding[key].as_u64().expect("it is there") as usize;
        let shown = (text("rule"), severity(&text("level")), number("start"), number("end"), text("message"));
        found.entry(text("path")).or_default().push(shown);
    }
    found
}

/// Cases of the command line whose configuration, stets, baselines and overrides make a difference.
const FOLDERS: [&str; 8] = [
    "cli/overrides",
    "cli/stet",
    "cli/front-matter",
    "cli/ignore-patterns",
    "cli/weights",
    "cli/parameters",
    "lsp/baseline",
    "lsp/configuration",
];

#[test]
fn an_editor_is_shown_what_check_reports() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut compared = 0;
    for case in FOLDERS {
        let folder = TempDir::new().expect("a folder");
        let place = fs::canonicalize(folder.path()).expect("it is there");
        copy(&tests.join(case), &place);
        // A configuration that is faulty on purpose.
        _ = fs::remove_dir_all(place.join("own"));
        let mut expected = checked(&place);
        let mut editor = Editor::open(&place, &json!({}));
        for entry in walkdir::WalkDir::new(&place).min_depth(1) {
            let path = entry.expect("it is there").into_path();
            let name = path.strip_prefix(&place).expect("it lies there").to_string_lossy().into_owned();
            let language = match path.extension().and_then(|ending| ending.to_str()) {
                Some("md") => "markdown",
                Some("html") => "html",
                Some("txt") => "plaintext",
                _ => continue,
            };
            let text = fs::read_to_string(&path).expect("it is text");
            editor.open_document(&uri(&place, &name), language, &text);
            let found = editor.findings(&uri(&place, &name));
            let found: Vec<Finding> = found.iter().map(|found| shown(found, &text)).collect();
            compared += found.len();
            assert_eq!(found, expected.remove(&name).unwrap_or_default(), "{case}/{name}");
        }
        assert!(expected.is_empty(), "{case}: not shown: {expected:?}");
    }
    assert!(compared > 30, "{compared} findings are too few to tell");
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).min_depth(1) {
        let entry = entry.expect("it is there");
        let target = to.join(entry.path().strip_prefix(from).expect("it lies there"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("it can be made");
        } else {
            fs::copy(entry.path(), target).expect("it can be copied");
        }
    }
}

const STORY: &str = include_str!("linter/story.md");

/// What is typed: words that rules look for, marks that readers trip over, ends of lines, letters of several units.
const TYPED: [&str; 16] = [
    "",
    "e",
    " ",
    "“",
    "”",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "🚢",
    "e\u{301}",
    "it is believed ",
    "the the ",
    "TK",
    "<!-- stet claims: so -->",
    "---\n",
];

/// Random edits, each with where it begins and ends among the characters of the text, and what is typed.
fn edits(most: usize) -> impl Strategy<Value = Vec<(prop::sample::Index, usize, &'static str)>> {
    let edit = (any::<prop::sample::Index>(), 0usize..12, prop::sample::select(&TYPED[..]));
    prop::collection::vec(edit, most..=most)
}

/// `EDITS=100000` makes as many; each is followed by a check.
#[test]
fn after_any_edits_an_editor_is_shown_what_a_fresh_check_finds() {
    let many: usize = std::env::var("EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(60);
    let rules = load(BUILT_IN).expect("the built-in rules load");
    let levels = rules.levels();
    let linter = Linter::new(rules, levels);
    let folder = TempDir::new().expect("a folder");
    let place = fs::canonicalize(folder.path()).expect("it is there");
    let mut editor = Editor::open(&place, &json!({}));
    let mut runner = TestRunner::deterministic();
    let mut done = 0;
    while done < many {
        let round = (many - done).min(200);
        let edits = edits(round).new_tree(&mut runner).expect("there are edits").current();
        let name = format!("draft-{done}.md");
        let (address, mut text) = (uri(&place, &name), STORY.to_owned());
        editor.open_document(&address, "markdown", &text);
        for (at, length, typed) in edits {
            let letters: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            // No position of the protocol stands between the two letters of an end of line.
            let inside = |at: &usize| text[..*at].ends_with('\r') && text[*at..].starts_with('\n');
            let letters: Vec<usize> = letters.into_iter().filter(|at| !inside(at)).collect();
            let first = at.index(letters.len());
            let (start, end) = (letters[first], letters[(first + length).min(letters.len() - 1)]);
            let change = json!({
                "range": { "start": place_of(&text, start), "end": place_of(&text, end) },
                "text": typed,
            });
            text.replace_range(start..end, typed);
            done += 1;
            let document = json!({ "uri": address, "version": done });
            editor.send("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
            let input = Input { source: Source::file(name.as_str(), text.as_str()), format: Format::Markdown };
            let expected: Vec<Value> =
                linter.lint(&input).diagnostics.iter().map(|found| plain(found, &text)).collect();
            let shown: Vec<Value> = editor
                .findings(&address)
                .iter()
                .map(|found| json!([found["code"], found["range"]["start"], found["range"]["end"]]))
                .collect();
            assert_eq!(shown, expected, "after {done} edits: {text:?}");
        }
        editor.send("textDocument/didClose", json!({ "textDocument": { "uri": address } }));
        assert_eq!(editor.findings(&address), [Value::Null; 0], "what is closed has no findings");
    }
}

fn plain(found: &Diagnostic, text: &str) -> Value {
    json!([&*found.rule, place_of(text, found.span().start), place_of(text, found.span().end)])
}

/// The position of a byte where a carriage return alone ends a line too.
fn place_of(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let is_break = |at: usize| match text.as_bytes()[at] {
        b'\n' => true,
        b'\r' => text.as_bytes().get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    let breaks: Vec<usize> = (0..offset).filter(|at| is_break(*at)).collect();
    let start = breaks.last().map_or(0, |at| at + 1);
    json!({ "line": breaks.len(), "character": before[start..].encode_utf16().count() })
}

/// Stories in which every rule that is named finds something.
const STETTED: [(&str, &str, &str); 6] = [
    ("bare.md", "markdown", "# Ferry\n\nThe ferry leaves at TK.\n\n- The last one at TK.\n"),
    ("yaml.md", "markdown", "---\ntitle: Ferry\nauthor: Ada Holm\n---\n\nThe ferry leaves at TK.\n"),
    (
        "list.md",
        "markdown",
        "---\ntitle: Ferry at TK\nstet:\n- rule: copy/age\n  reason: so\ndate: 2025-03-04\n---\n\nThe ferry leaves at TK.\n",
    ),
    ("toml.md", "markdown", "+++\ntitle = \"Ferry\"\n+++\n\nThe ferry leaves at TK.\n"),
    ("plain.txt", "plaintext", "Ferry\r\n\r\nThe ferry leaves at TK.\r\n"),
    (
        "page.html",
        "html",
        "<html><head><title>Ferry</title></head><body><h1>Ferry</h1>\n<p>The ferry leaves at TK.</p></body></html>\n",
    ),
];

#[test]
fn a_stet_lets_what_it_is_for_stand_and_nothing_is_wrong_with_it() {
    let folder = TempDir::new().expect("a folder");
    let place = fs::canonicalize(folder.path()).expect("it is there");
    fs::write(place.join("copydesk.toml"), "select = [\"copy/placeholder\", \"stet\"]\nignore = [\"stet/unused\"]\n")
        .expect("it can be written");
    let mut editor = Editor::open(&place, &json!({}));
    let mut tried = 0;
    for (name, language, text) in STETTED {
        let address = uri(&place, name);
        editor.open_document(&address, language, text);
        let found = editor.findings(&address);
        assert!(!found.is_empty(), "{name} has a finding");
        for finding in &found {
            let context = json!({ "diagnostics": [] });
            let params = json!({ "textDocument": { "uri": address }, "range": finding["range"], "context": context });
            let actions = editor.result("textDocument/codeAction", params);
            let actions = actions.as_array().expect("there are actions");
            for action in
                actions.iter().filter(|action| action["title"].as_str().is_some_and(|title| title.starts_with("let ")))
            {
                let edits = action["edit"]["changes"][&address].as_array().expect("it edits the story");
                let is_for_story = action["title"].as_str().is_some_and(|title| title.contains("in this story"));
                let stetted = apply(text, edits);
                let after = format!("after-{name}");
                editor.open_document(&uri(&place, &after), language, &stetted);
                let left = editor.findings(&uri(&place, &after));
                let expected = if is_for_story { 0 } else { found.len() - 1 };
                assert_eq!(left.len(), expected, "{}: {stetted}: {left:?}", action["title"]);
                editor.send("textDocument/didClose", json!({ "textDocument": { "uri": uri(&place, &after) } }));
                tried += 1;
            }
        }
    }
    assert!(tried >= 2 * STETTED.len(), "{tried} actions are too few");
}

#[test]
fn positions_go_both_ways() {
    let text = "a🚢b\n\nß";
    for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
        assert_eq!(offset(text, &position(text, at)), at);
    }
    assert_eq!(severity(Level::Note.name()), 3);
}
