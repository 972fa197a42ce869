//! Fixes change nothing but what they say, and leave nothing of what they mend.

use std::sync::Arc;

use copydesk::linter::Linter;
use copydesk::model::{Format, Input, Safety, Source, Span};
use copydesk::triage::fix::{self, MOST_ROUNDS};
use proptest::prelude::*;

use crate::chance::Chance;
use crate::desk;

pub const SWAPS: &str = r#"
name = "swaps"
title = "Swaps that meet and overlap"

[[rule]]
name = "safe"
level = "warning"
scope = ["paragraph", "headline", "list-item", "block-quote"]
replace = { safe = true, swaps = [
    { from = '\butilise\b', to = "use" },
    { from = '\bin order to utilise\b', to = "to use" },
    { from = '\bin order to\b', to = "to" },
    { from = '\bat this point in time\b', to = "now" },
] }
message = "a longer word for “{replacement}”"
help = "write “{replacement}”"
why = "The short word says as much."

[[rule.example]]
bad = "They [[utilise]] it."
good = "They use it."

[[rule]]
name = "unsafe"
level = "warning"
scope = "sentence"
replace = { swaps = [{ from = '\bin order\b', to = "" }, { from = '\brain fell\b', to = "it rained" }] }
message = "fewer words will do"
help = "write “{replacement}”"
why = "The short form says as much."

[[rule.example]]
bad = "The [[rain fell]]."
good = "It rained."
"#;

const PIECES: &[&str] = &[
    "utilise",
    "in order to",
    "in order to utilise",
    "*utilise*",
    "in **order** to",
    "at this point in time",
    "&amp;",
    "[utilise](https://example.org/utilise)",
    "`utilise`",
    "Zürich",
    "“utilise”",
    "rain",
    "it",
    "fell",
    ".",
    ",",
    "—",
    "\n\n",
    "\n",
    "\n\n- ",
    "\n\n> ",
    "\n\n# ",
    "<!-- utilise -->",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn fixes_change_nothing_else(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..40),
        windows in any::<bool>(),
        marked in any::<bool>(),
        markdown in any::<bool>(),
        unsafe_too in any::<bool>(),
    ) {
        let mut text = format!("# Rain\n\n{}\n", pieces.join(" "));
        if windows {
            text = text.replace('\n', "\r\n");
        }
        if marked {
            text.insert(0, '\u{feff}');
        }
        mend(&text, if markdown { Format::Markdown } else { Format::Text }, unsafe_too);
    }
}

fn mend(text: &str, format: Format, unsafe_too: bool) {
    thread_local!(static DESK: Arc<Linter> = Arc::new(desk(&["swaps"], SWAPS)));
    let linter = DESK.with(Arc::clone);
    let lint = |text: &str| linter.lint(&Input { source: Source::file("story.md", text), format });
    let mut report = lint(text);
    for round in 0.. {
        let Some(mended) = fix::apply(&report, unsafe_too) else { break };
        assert!(round < MOST_ROUNDS, "it never ends: {text:?}");
        let before = report.source.content();
        let places: Vec<Span> = mended.edits.iter().map(|edit| edit.span).collect();
        let mut moved = Vec::new();
        let (mut added, mut removed) = (0, 0);
        for edit in &mended.edits {
            let start = edit.span.start + added - removed;
            moved.push(Span::new(start, start + edit.replacement.len()));
            (added, removed) = (added + edit.replacement.len(), removed + edit.span.len());
        }
        assert_eq!(without(before, &places), without(&mended.text, &moved), "bytes beside the edits changed");
        for place in &places {
            let meant = report.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
            assert!(
                meant.flat_map(|fix| &fix.edits).any(|edit| edit.span == *place),
                "an edit that no finding asks for"
            );
        }
        report = lint(&mended.text);
    }
    let left = report.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
    assert_eq!(
        left.filter(|fix| unsafe_too || fix.safety == Safety::Safe).count(),
        0,
        "found again: {:?}",
        report.source.content()
    );
}

/// `text` without what stands at `places`, which are sorted.
fn without(text: &str, places: &[Span]) -> String {
    let mut left = String::new();
    let mut done = 0;
    for place in places {
        left += &text[done..place.start];
        done = place.end;
    }
    left + &text[done..]
}

/// Words of a draft before and after `--fix`; what stands in a comment, an address or in code is no prose.
const WORDS: &[(&str, &str)] = &[
    ("utilise", "use"),
    ("They utilise", "They use"),
    ("in order to utilise", "to use"),
    ("*utilise*", "*use*"),
    ("<!-- utilise -->", "<!-- utilise -->"),
    ("[rain](https://example.org/utilise)", "[rain](https://example.org/utilise)"),
    ("`utilise`", "`utilise`"),
    ("<code>in order to utilise</code>", "<code>in order to utilise</code>"),
    ("https://example.org/utilise", "https://example.org/utilise"),
    ("desk@utilise.example", "desk@utilise.example"),
    ("&amp;", "&amp;"),
    ("Zürich", "Zürich"),
    ("rain  ", "rain  "),
    ("\n\n", "\n\n"),
    ("\n", "\n"),
];

/// What a file is beside its words.
struct Look {
    line_end: &'static str,
    mark: &'static str,
    wide: bool,
    mode: u32,
}

impl Look {
    fn any(chance: &mut Chance) -> Self {
        let wide = chance.below(3) == 0;
        let mark = if wide || chance.below(2) == 0 { "\u{feff}" } else { "" };
        let mode = [0o600, 0o640, 0o644, 0o755][chance.below(4)];
        Self { line_end: ["\n", "\r\n"][chance.below(2)], mark, wide, mode }
    }

    fn bytes(&self, text: &str) -> Vec<u8> {
        let text = format!("{}{}", self.mark, text.replace('\n', self.line_end));
        if self.wide { text.encode_utf16().flat_map(u16::to_le_bytes).collect() } else { text.into_bytes() }
    }
}

/// Through the program, on disk: two hundred drafts, of which every byte but the mended words stays.
#[test]
#[cfg(unix)]
fn files_keep_their_line_ends_marks_encodings_and_permissions() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    let chance = &mut Chance(11);
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("swaps.toml"), SWAPS).unwrap();
    let mut expected = Vec::new();
    for number in 0..200 {
        let (mut before, mut after) = (String::from("# Rain\n\nIt "), String::from("# Rain\n\nIt "));
        for _ in 0..1 + chance.below(30) {
            let (old, new) = WORDS[chance.below(WORDS.len())];
            before += &format!("{old} it ");
            after += &format!("{new} it ");
        }
        let (path, look) = (folder.path().join(format!("{number}.md")), Look::any(chance));
        fs::write(&path, look.bytes(&before)).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(look.mode)).unwrap();
        expected.push((path, look.bytes(&after), look.mode));
    }
    for round in ["first", "second"] {
        let program = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .args(["check", "--isolated", "--rule-file", "swaps.toml", "--select", "swaps", "--fix", "--quiet", "."])
            .current_dir(folder.path())
            .output()
            .expect("the program runs");
        assert!(program.status.success(), "{}", String::from_utf8_lossy(&[program.stdout, program.stderr].concat()));
        for (path, bytes, mode) in &expected {
            let there = fs::read(path).unwrap();
            assert!(there == *bytes, "{round} time, {path:?}:\n{}", String::from_utf8_lossy(&there));
            assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, *mode, "{path:?}");
        }
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), expected.len() + 1, "a file is left over");
}
