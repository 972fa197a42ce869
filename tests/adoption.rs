//! A newsroom takes copydesk up: 500 stories, a baseline, and two hundred edits of either kind. Fixes change nothing but
//! what they say.

use std::fs;
use std::path::Path;

use copydesk::linter::Linter;
use copydesk::model::{FileReport, Format, Input, Source};
use copydesk::rules::{RuleFile, load};
use copydesk::triage::baseline::{Baseline, entries, write};
use copydesk::triage::fix;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const STORIES: usize = 500;
const EDITS: usize = 200;
const FAULTS: [&str; 3] = ["It will surely rain.", "They utilise the quay.", "Clearly nobody knew."];
const PLAIN: [&str; 6] = [
    "The council met on Monday.",
    "The ferry carried 40 people, the harbour office said.",
    "Rain fell on the market.",
    "“We wait,” said Ines Halloran.",
    "The bridge opened in March.",
    "Nothing else was said.",
];

fn linter() -> Linter {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/formats/house.toml");
    let text = fs::read_to_string(path).expect("the house rules");
    let rules = load(&[RuleFile { path: "house.toml".into(), text: text.into() }]).expect("they load");
    let levels = rules.levels();
    Linter::new(rules, levels)
}

/// A repository of stories, in memory.
#[derive(Clone)]
struct Repository {
    stories: Vec<(String, Vec<String>)>,
}

impl Repository {
    fn generate(random: &mut TestRng) -> Self {
        let story = |number: usize, random: &mut TestRng| {
            let paragraphs = (0..2 + random.random_range(0..5)).map(|_| match random.random_range(0..4) {
                0 => FAULTS[random.random_range(0..FAULTS.len())].to_owned(),
                _ => PLAIN[random.random_range(0..PLAIN.len())].to_owned(),
            });
            (format!("stories/{number}.md"), paragraphs.collect())
        };
        Self { stories: (0..STORIES).map(|number| story(number, random)).collect() }
    }

    fn reports(&self, linter: &Linter) -> Vec<(String, FileReport)> {
        let lint = |(path, paragraphs): &(String, Vec<String>)| {
            let text = format!("# Story\n\n{}\n", paragraphs.join("\n\n"));
            let input = Input { source: Source::file(path, text), format: Format::Markdown };
            (path.clone(), linter.lint(&input))
        };
        self.stories.iter().map(lint).collect()
    }

    fn baseline(&self, linter: &Linter) -> String {
        write(self.reports(linter).iter().flat_map(|(path, report)| entries(path, report)).collect())
    }

    /// What shows beside `baseline`, and the baseline pruned.
    fn check(&self, linter: &Linter, baseline: &str) -> (usize, String) {
        let exists = |path: &str| self.stories.iter().any(|(known, _)| known == path);
        let mut baseline = Baseline::parse(baseline).expect("it is a baseline");
        let mut shown = 0;
        for (path, mut report) in self.reports(linter) {
            baseline.hide(&path, &mut report, &exists);
            shown += report.diagnostics.len();
        }
        (shown, baseline.pruned(&exists).0)
    }

    /// An edit that adds no fault.
    fn edit(&mut self, random: &mut TestRng, number: usize) {
        let at = random.random_range(0..self.stories.len());
        let (path, paragraphs) = &mut self.stories[at];
        let (one, other) = (random.random_range(0..paragraphs.len()), random.random_range(0..paragraphs.len()));
        match random.random_range(0..5) {
            0 => paragraphs.swap(one, other),
            1 => paragraphs.insert(one, PLAIN[random.random_range(0..PLAIN.len())].to_owned()),
            2 => *path = format!("archive/{number}.md"),
            3 => paragraphs[one] = format!("{} {}", PLAIN[random.random_range(0..PLAIN.len())], paragraphs[one]),
            _ if paragraphs.len() > 1 => _ = paragraphs.remove(one),
            _ => {}
        }
    }

    fn add_fault(&mut self, random: &mut TestRng) {
        let at = random.random_range(0..self.stories.len());
        let fault = FAULTS[random.random_range(0..FAULTS.len())];
        let paragraphs = &mut self.stories[at].1;
        paragraphs.insert(random.random_range(0..=paragraphs.len()), fault.to_owned());
    }
}

#[test]
fn old_faults_stay_quiet_and_every_new_one_shows() {
    let mut random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let linter = linter();
    let start = Repository::generate(&mut random);
    let baseline = start.baseline(&linter);
    assert!(start.check(&linter, "[\"copydesk-baseline-1\"\n]\n").0 > 100, "without a baseline it is red");
    assert_eq!(start.check(&linter, &baseline).0, 0, "with it, it is green");
    let mut now = start;
    for number in 0..EDITS {
        now.edit(&mut random, number);
        assert_eq!(now.check(&linter, &baseline).0, 0, "green after edit {number}");
        if number % 10 == 0 {
            assert_eq!(now.check(&linter, &now.check(&linter, &baseline).1).0, 0, "green after pruning at {number}");
        }
    }
    for number in 0..EDITS {
        let mut red = now.clone();
        red.add_fault(&mut random);
        // Against what is there now: a fault that was mended meanwhile may come back only in a baseline never pruned.
        assert_eq!(red.check(&linter, &now.baseline(&linter)).0, 1, "red after fault {number}");
    }
}

#[test]
fn fixes_change_nothing_else_and_leave_nothing_to_fix() {
    let linter = linter();
    let word =
        "utilised?|Utilise|reutilise|[a-zé渡]{1,6}|surely|\u{301}|\r\n|\n\n|[ \t]{1,2}|“|”|\\*\\*|\\[x\\]\\(y\\)";
    let draft = format!("\u{feff}?# Head\n\n(({word})[ ]?){{0,40}}");
    let config = Config { cases: 300, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let holds = |text: String| {
        let lint =
            |text: &str| linter.lint(&Input { source: Source::file("draft.md", text), format: Format::Markdown });
        let mut text = text;
        for _ in 0..fix::MOST_ROUNDS {
            let report = lint(&text);
            let Some(mended) = fix::apply(&report, false) else { break };
            prop_assert_eq!(&mended.text, &by_hand(&text, &mended.edits));
            text = mended.text;
        }
        prop_assert!(fix::apply(&lint(&text), false).is_none(), "{text:?} is never done");
        Ok(())
    };
    runner.run(&proptest::string::string_regex(&draft).expect("it is valid"), holds).expect("it holds");
}

/// Byte by byte: outside of the edits, the old text; inside, the new words.
fn by_hand(text: &str, edits: &[copydesk::model::Edit]) -> String {
    let mut bytes = Vec::new();
    let mut edits = edits.iter().peekable();
    let mut at = 0;
    while at <= text.len() {
        while let Some(edit) = edits.next_if(|edit| edit.span.start == at) {
            bytes.extend_from_slice(edit.replacement.as_bytes());
            at = edit.span.end;
        }
        bytes.extend(text.as_bytes().get(at));
        at += 1;
    }
    String::from_utf8(bytes).expect("edits lie on characters")
}
