//! Quiet where nothing is new, loud where something is: a baseline over 500 stories and their random edits, and fixes
//! that change nothing but what they say.

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::Arc;

use copydesk::linter::Linter;
use copydesk::model::{FileReport, Format, Input, Level, Safety, Source, Span};
use copydesk::rules::{BUILT_IN, RuleFile, load};
use copydesk::triage::baseline::{Baseline, entries, write};
use copydesk::triage::fix::{self, MOST_ROUNDS};
use proptest::prelude::*;

const STORIES: usize = 500;
const EDITS: usize = 200;

const PLACES: &[&str] = &["Oldport", "Newbridge", "Ashford Bay", "Marlow", "Kettle Hill", "Eastham", "Lower Tarn"];
const THINGS: &[&str] = &["ferry", "library", "market", "bridge", "harbour", "school", "theatre", "museum", "mill"];
const STREETS: &[&str] = &["Mill", "Harbour", "Church", "Station", "Bridge", "Orchard", "Quarry", "Chapel", "Abbey"];
const WORKS: &[&str] = &["opened", "closed", "repaired", "painted", "moved", "bought", "sold", "measured", "emptied"];

/// Numbers that are the same on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % count
    }

    fn of<'words>(&mut self, words: &[&'words str]) -> &'words str {
        words[self.below(words.len())]
    }

    fn sound(&mut self) -> String {
        let (work, thing, street, place) = (self.of(WORKS), self.of(THINGS), self.of(STREETS), self.of(PLACES));
        format!("The council {work} the {thing} on {street} Street in {place}.")
    }

    fn fault(&mut self) -> String {
        let (thing, street, place) = (self.of(THINGS), self.of(STREETS), self.of(PLACES));
        match self.below(3) {
            0 => format!("The {thing} in {place} is believed to stand on {street} Street."),
            1 => format!("The {thing} on {street} Street will surely fall."),
            _ => format!("It is clearly the oldest {thing} of {place}."),
        }
    }
}

const HOUSE: &str = include_str!("cli/stet/house.toml");

/// Rules that look at one sentence: what they find does not change where paragraphs do.
fn desk(sets: &[&str], house: &'static str) -> Linter {
    let mut files = BUILT_IN.to_vec();
    files.push(RuleFile { path: "house.toml".into(), text: house.into() });
    let rules = load(&files).unwrap_or_else(|faults| panic!("{faults:?}"));
    let levels = rules.levels();
    let levels = rules.rules.iter().zip(levels).map(|(rule, level)| {
        let runs = sets.contains(&rule.set.as_str());
        if runs { level } else { Level::Off }
    });
    let levels = levels.collect();
    Linter::new(rules, levels)
}

/// A repository of stories, each with its paragraphs and what is found in it.
struct Repository {
    linter: Linter,
    stories: BTreeMap<String, Vec<String>>,
    reports: BTreeMap<String, FileReport>,
    renames: usize,
}

impl Repository {
    fn new(chance: &mut Chance) -> Self {
        let linter = desk(&["house", "claims"], HOUSE);
        let mut repository = Self { linter, stories: BTreeMap::new(), reports: BTreeMap::new(), renames: 0 };
        for number in 0..STORIES {
            // Headline and first paragraph stay: what stands right below a headline may be a dek.
            let mut paragraphs = vec![format!("# The council and the {}", chance.of(THINGS)), chance.sound()];
            let count = 3 + chance.below(6);
            paragraphs.extend((0..count).map(|_| if chance.below(4) == 0 { chance.fault() } else { chance.sound() }));
            repository.put(format!("stories/{number:03}.md"), paragraphs);
        }
        repository
    }

    fn put(&mut self, path: String, paragraphs: Vec<String>) {
        let source = Source::file(path.as_str(), paragraphs.join("\n\n") + "\n");
        let report = self.linter.lint(&Input { source, format: Format::Markdown });
        self.reports.insert(path.clone(), report);
        self.stories.insert(path, paragraphs);
    }

    fn take(&mut self, path: &str) -> Vec<String> {
        self.reports.remove(path);
        self.stories.remove(path).expect("the story is there")
    }

    fn any(&self, chance: &mut Chance) -> String {
        self.stories.keys().nth(chance.below(self.stories.len())).expect("there are stories").clone()
    }

    fn baseline(&self) -> String {
        write(self.reports.iter().flat_map(|(path, report)| entries(path, report)).collect())
    }

    /// The findings that show under the baseline.
    fn shown(&self, baseline: &str) -> Vec<String> {
        let mut baseline = Baseline::parse(baseline).expect("it is a baseline");
        let exists = |path: &str| self.stories.contains_key(path);
        let mut shown = Vec::new();
        for (path, report) in &self.reports {
            let mut report = report.clone();
            baseline.hide(path, &mut report, &exists);
            let words = |span: Span| report.source.content()[span.start..].lines().next().unwrap_or_default();
            let left = report.diagnostics.iter();
            shown.extend(left.map(|finding| format!("{path}: {}: {}", finding.rule, words(finding.span()))));
        }
        shown
    }

    /// The baseline without what is no longer found.
    fn pruned(&self, baseline: &str) -> String {
        let mut baseline = Baseline::parse(baseline).expect("it is a baseline");
        let exists = |path: &str| self.stories.contains_key(path);
        self.reports.iter().for_each(|(path, report)| baseline.hide(path, &mut report.clone(), &exists));
        baseline.pruned(&exists).0
    }

    /// An edit that adds no fault.
    fn edit(&mut self, chance: &mut Chance) {
        let path = self.any(chance);
        let mut paragraphs = self.take(&path);
        match chance.below(5) {
            0 => {
                let moved = paragraphs.remove(2 + chance.below(paragraphs.len() - 2));
                paragraphs.insert(2 + chance.below(paragraphs.len() - 1), moved);
            }
            1 => paragraphs.insert(2 + chance.below(paragraphs.len() - 1), chance.sound()),
            2 => {
                let sentence = chance.sound();
                let at = 2 + chance.below(paragraphs.len() - 2);
                paragraphs[at] = format!("{sentence} {}", paragraphs[at]);
            }
            3 => {
                self.renames += 1;
                return self.put(format!("moved/{}-{}", self.renames, path.replace('/', "-")), paragraphs);
            }
            _ => {
                if paragraphs.len() > 4 {
                    paragraphs.remove(2 + chance.below(paragraphs.len() - 2));
                }
            }
        }
        self.put(path, paragraphs);
    }

    /// An edit that adds one fault; what undoes it.
    fn spoil(&mut self, chance: &mut Chance) -> (String, Option<Vec<String>>) {
        let path = self.any(chance);
        match chance.below(3) {
            // The words of an old fault once more.
            0 => {
                let before = self.take(&path);
                let old = before.iter().find(|paragraph| self.is_fault(paragraph));
                let again = old.cloned().unwrap_or_else(|| chance.fault());
                let mut paragraphs = before.clone();
                paragraphs.insert(2 + chance.below(paragraphs.len() - 1), again);
                self.put(path.clone(), paragraphs);
                (path, Some(before))
            }
            1 => {
                let path = format!("new/{}.md", chance.below(1000));
                let paragraphs = vec!["# The council".to_owned(), chance.sound(), chance.fault()];
                self.put(path.clone(), paragraphs);
                (path, None)
            }
            _ => {
                let before = self.take(&path);
                let mut paragraphs = before.clone();
                let at = 2 + chance.below(paragraphs.len() - 2);
                paragraphs[at] = format!("{} {}", paragraphs[at], chance.fault());
                self.put(path.clone(), paragraphs);
                (path, Some(before))
            }
        }
    }

    fn is_fault(&self, paragraph: &str) -> bool {
        let source = Source::file("one.md", format!("# The council\n\n{paragraph}\n"));
        !self.linter.lint(&Input { source, format: Format::Markdown }).diagnostics.is_empty()
    }
}

#[test]
fn old_faults_stay_hidden_and_new_ones_show() {
    let chance = &mut Chance(2026);
    let mut repository = Repository::new(chance);
    let empty = write(Vec::new());
    assert!(repository.shown(&empty).len() > STORIES / 2, "the stories hold no faults to hide");
    let first = repository.baseline();
    let mut baseline = first.clone();
    assert_eq!(repository.shown(&baseline), [""; 0]);
    for edit in 0..EDITS {
        repository.edit(chance);
        assert_eq!(repository.shown(&baseline), [""; 0], "edit {edit} added no fault");
        let pruned = repository.pruned(&baseline);
        assert!(pruned.lines().all(|line| baseline.contains(line)), "pruning after edit {edit} added something");
        baseline = pruned;
        assert_eq!(repository.shown(&baseline), [""; 0], "pruning after edit {edit} took too much");
        let (path, before) = repository.spoil(chance);
        assert!(!repository.shown(&baseline).is_empty(), "the fault that edit {edit} added to {path} does not show");
        repository.take(&path);
        if let Some(before) = before {
            repository.put(path, before);
        }
    }
    assert!(baseline.len() < first.len(), "nothing was pruned");
}

#[test]
fn two_branches_that_prune_merge_cleanly() {
    let chance = &mut Chance(7);
    let repository = Repository::new(chance);
    let baseline = repository.baseline();
    let folder = tempfile::TempDir::new().unwrap();
    for round in 0..20 {
        let branches = [branch(&baseline, chance), branch(&baseline, chance)];
        let paths = ["ours", "base", "theirs"].map(|name| folder.path().join(name));
        for (path, text) in paths.iter().zip([&branches[0], &baseline, &branches[1]]) {
            std::fs::write(path, text).unwrap();
        }
        let merge = Command::new("git").args(["merge-file", "-p"]).args(&paths).output().expect("git can be run");
        assert!(merge.status.success(), "round {round}: the branches conflict");
        let merged = String::from_utf8(merge.stdout).unwrap();
        let entries = |text: &str| text.lines().filter(|line| line.starts_with(',')).map(str::to_owned).collect();
        let [ours, theirs]: [Vec<String>; 2] = [entries(&branches[0]), entries(&branches[1])];
        let left: Vec<String> = entries(&baseline);
        let left: Vec<String> = left.into_iter().filter(|line| ours.contains(line) && theirs.contains(line)).collect();
        assert_eq!(entries(&merged), left, "round {round}");
        Baseline::parse(&merged).expect("what is merged is a baseline");
    }
}

/// The baseline after a branch mended some of its stories, and pruned.
fn branch(baseline: &str, chance: &mut Chance) -> String {
    let mut parsed = Baseline::parse(baseline).expect("it is a baseline");
    let linter = desk(&["house"], HOUSE);
    for number in 0..20 + chance.below(60) {
        let path = format!("stories/{:03}.md", (number * 3 + chance.below(3)) % STORIES);
        let input =
            Input { source: Source::file(path.as_str(), "# The council\n\nIt met.\n"), format: Format::Markdown };
        parsed.hide(&path, &mut linter.lint(&input), &|_| true);
    }
    parsed.pruned(&|_| true).0
}

const SWAPS: &str = r#"
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
    ) {
        let mut text = format!("# Rain\n\n{}\n", pieces.join(" "));
        if windows {
            text = text.replace('\n', "\r\n");
        }
        if marked {
            text.insert(0, '\u{feff}');
        }
        mend(&text, if markdown { Format::Markdown } else { Format::Text });
    }
}

fn mend(text: &str, format: Format) {
    thread_local!(static DESK: Arc<Linter> = Arc::new(desk(&["swaps"], SWAPS)));
    let linter = DESK.with(Arc::clone);
    let lint = |text: &str| linter.lint(&Input { source: Source::file("story.md", text), format });
    let mut report = lint(text);
    for round in 0.. {
        let Some(mended) = fix::apply(&report, false) else { break };
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
    assert_eq!(left.filter(|fix| fix.safety == Safety::Safe).count(), 0, "found again: {:?}", report.source.content());
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
