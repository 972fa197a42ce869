//! A repository of generated stories, what is found in them, and edits that add no fault or one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use copydesk::linter::Linter;
use copydesk::model::{FileReport, Format, Input, Source, Span};
use copydesk::triage::baseline::{Baseline, entries, write};

use crate::chance::Chance;
use crate::story::{Paragraph, Story};
use crate::{HOUSE, desk};

pub struct Repository {
    linter: Linter,
    pub stories: BTreeMap<String, Story>,
    reports: BTreeMap<String, FileReport>,
    renames: usize,
}

/// A story that was given a fault, and what it was before; nothing where it is new.
pub struct Spoiled {
    pub path: String,
    before: Option<Story>,
}

impl Repository {
    pub fn new(count: usize, chance: &mut Chance) -> Self {
        let linter = desk(&["house", "claims/passive-belief"], HOUSE);
        let mut repository = Self { linter, stories: BTreeMap::new(), reports: BTreeMap::new(), renames: 0 };
        for number in 0..count {
            repository.put(format!("stories/{number:03}.md"), Story::new(chance));
        }
        repository
    }

    pub fn put(&mut self, path: String, story: Story) {
        let report = self.lint(&path, &story);
        self.reports.insert(path.clone(), report);
        self.stories.insert(path, story);
    }

    fn take(&mut self, path: &str) -> Story {
        self.reports.remove(path);
        self.stories.remove(path).expect("the story is there")
    }

    fn lint(&self, path: &str, story: &Story) -> FileReport {
        let source = Source::file(path, story.text());
        self.linter.lint(&Input { source, format: Format::Markdown })
    }

    pub fn any(&self, chance: &mut Chance) -> String {
        self.stories.keys().nth(chance.below(self.stories.len())).expect("there are stories").clone()
    }

    /// Makes the folder hold these stories, and no others.
    pub fn write_to(&self, folder: &Path) {
        for name in ["stories", "moved", "new"].map(|name| folder.join(name)) {
            fs::create_dir_all(&name).unwrap();
            for entry in fs::read_dir(name).unwrap() {
                let path = entry.unwrap().path();
                if !self.stories.contains_key(&*path.strip_prefix(folder).unwrap().to_string_lossy()) {
                    fs::remove_file(path).unwrap();
                }
            }
        }
        for (path, story) in &self.stories {
            let (path, text) = (folder.join(path), story.text());
            if fs::read_to_string(&path).is_ok_and(|there| there == text) {
                continue;
            }
            fs::write(path, text).unwrap();
        }
    }

    pub fn baseline(&self) -> String {
        write(self.reports.iter().flat_map(|(path, report)| entries(path, report)).collect())
    }

    /// The findings that show under the baseline.
    pub fn shown(&self, baseline: &str) -> Vec<String> {
        let mut baseline = Baseline::parse(baseline).expect("it is a baseline");
        let mut shown = Vec::new();
        for (path, report) in &self.reports {
            let mut report = report.clone();
            baseline.hide(path, &mut report, None, &|path| self.stories.contains_key(path));
            let words = |span: Span| report.source.content()[span.start..].lines().next().unwrap_or_default();
            let left = report.diagnostics.iter();
            shown.extend(left.map(|finding| format!("{path}: {}: {}", finding.rule, words(finding.span()))));
        }
        shown
    }

    /// The baseline without what is no longer found.
    pub fn pruned(&self, baseline: &str) -> String {
        let mut baseline = Baseline::parse(baseline).expect("it is a baseline");
        let exists = |path: &str| self.stories.contains_key(path);
        self.reports.iter().for_each(|(path, report)| baseline.hide(path, &mut report.clone(), None, &exists));
        baseline.pruned(&exists).0
    }

    /// An edit that adds no fault.
    pub fn edit(&mut self, chance: &mut Chance) {
        let path = self.any(chance);
        let mut story = self.take(&path);
        if chance.below(5) == 0 {
            self.renames += 1;
            self.put(format!("moved/{}-{}", self.renames, path.replace('/', "-")), story);
        } else {
            story.edit(chance);
            self.put(path, story);
        }
    }

    /// An edit that adds one fault.
    pub fn spoil(&mut self, chance: &mut Chance) -> Spoiled {
        let path = self.any(chance);
        let before = self.take(&path);
        let mut story = before.clone();
        match chance.below(5) {
            // The words of an old fault once more.
            0 => {
                let mut sentences = before.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences);
                let again = sentences.find(|sentence| kind_of(sentence).is_some()).cloned();
                let to = story.gap(chance);
                story.paragraphs.insert(to, Paragraph::of(again.unwrap_or_else(|| chance.fault())));
            }
            // An old fault is mended, and another one of its kind comes in, before anybody prunes.
            1 => {
                let mut sentences = story.paragraphs.iter_mut().flat_map(|paragraph| &mut paragraph.sentences);
                let old = sentences.find_map(|sentence| kind_of(sentence).map(|kind| (sentence, kind)));
                let kind = old.map(|(sentence, kind)| {
                    *sentence = chance.sound();
                    kind
                });
                let to = story.gap(chance);
                story.paragraphs.insert(to, Paragraph::of(chance.fault_of(kind.unwrap_or_default())));
            }
            2 => {
                let to = story.gap(chance);
                story.paragraphs.insert(to, Paragraph::of(chance.fault()));
            }
            3 => {
                let fault = chance.fault();
                let sentences = &mut story.any(chance).sentences;
                sentences.insert(chance.below(sentences.len() + 1), fault);
            }
            _ => {
                self.put(path, before);
                let path = format!("new/{}.md", chance.below(1000));
                story.paragraphs = vec![Paragraph::of(chance.sound()), Paragraph::of(chance.fault())];
                self.put(path.clone(), story);
                return Spoiled { path, before: None };
            }
        }
        self.put(path.clone(), story);
        Spoiled { path, before: Some(before) }
    }

    pub fn undo(&mut self, spoiled: Spoiled) {
        self.take(&spoiled.path);
        if let Some(before) = spoiled.before {
            self.put(spoiled.path, before);
        }
    }
}

/// Which of the kinds of fault a sentence has.
fn kind_of(sentence: &str) -> Option<usize> {
    ["is believed", "was surely", "is clearly"].iter().position(|words| sentence.contains(words))
}
