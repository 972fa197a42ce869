//! Quiet where nothing is new, loud where something is: a baseline over 500 stories and their random edits, and fixes
//! that change nothing but what they say.

mod branches;
mod chance;
mod fixes;
mod patches;
mod repository;
mod story;

use std::fs;
use std::process::Command;

use copydesk::linter::Linter;
use copydesk::model::Level;
use copydesk::rules::{BUILT_IN, RuleFile, load};
use copydesk::triage::baseline::write;

use branches::Branches;
use chance::Chance;
use repository::Repository;

const STORIES: usize = 500;
const EDITS: usize = 200;

const HOUSE: &str = include_str!("../cli/stet/house.toml");

/// A desk with the rules of the sets alone.
fn desk(sets: &[&str], house: &'static str) -> Linter {
    let mut files = BUILT_IN.to_vec();
    files.push(RuleFile { path: "house.toml".into(), text: house.into() });
    let rules = load(&files).unwrap_or_else(|faults| panic!("{faults:?}"));
    let levels = rules.levels();
    let levels = rules.rules.iter().zip(levels).map(|(rule, level)| {
        let runs = sets.contains(&rule.set.as_str()) || sets.contains(&&*rule.id);
        if runs { level } else { Level::Off }
    });
    let levels = levels.collect();
    Linter::new(rules, levels)
}

#[test]
fn old_faults_stay_hidden_and_new_ones_show() {
    let chance = &mut Chance(2026);
    let mut repository = Repository::new(STORIES, chance);
    let mut branches = Branches::new();
    assert!(repository.shown(&write(Vec::new())).len() > STORIES, "the stories hold no faults to hide");
    let first = repository.baseline();
    let mut baseline = first.clone();
    assert_eq!(repository.shown(&baseline), [""; 0]);
    for edit in 0..EDITS {
        if edit % 10 == 9 {
            baseline = branches.merge(&mut repository, &baseline, chance);
        } else {
            repository.edit(chance);
        }
        assert_eq!(repository.shown(&baseline), [""; 0], "edit {edit} added no fault");
        if chance.below(3) == 0 {
            let pruned = repository.pruned(&baseline);
            assert!(pruned.lines().all(|line| baseline.contains(line)), "pruning after edit {edit} added something");
            baseline = pruned;
            assert_eq!(repository.shown(&baseline), [""; 0], "pruning after edit {edit} took too much");
        }
        let spoiled = repository.spoil(chance);
        let shown = repository.shown(&baseline);
        assert_eq!(
            shown.len(),
            1,
            "of the fault that edit {edit} added to {}: {shown:?}\n{}",
            spoiled.path,
            repository.stories[&spoiled.path].text()
        );
        assert!(shown[0].starts_with(&spoiled.path), "{shown:?} is not in {}", spoiled.path);
        repository.undo(spoiled);
    }
    assert!(baseline.len() < first.len(), "nothing was pruned");
}

/// The same through the program, from end to end.
#[test]
fn a_repository_is_red_then_green_then_red() {
    let chance = &mut Chance(7);
    let mut repository = Repository::new(STORIES, chance);
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("house.toml"), HOUSE).unwrap();
    let configuration = "rule-files = [\"house.toml\"]\nselect = [\"house\", \"claims/passive-belief\"]\n";
    fs::write(folder.path().join("copydesk.toml"), configuration).unwrap();
    repository.write_to(folder.path());
    let exit = |arguments: &[&str]| {
        let command = Command::new(env!("CARGO_BIN_EXE_copydesk")).args(arguments).current_dir(folder.path()).output();
        command.expect("the program runs").status.code()
    };
    assert_eq!(exit(&["check"]), Some(1));
    assert_eq!(exit(&["baseline"]), Some(0));
    assert_eq!(exit(&["check"]), Some(0));
    for _ in 0..EDITS {
        repository.edit(chance);
    }
    repository.write_to(folder.path());
    assert_eq!(exit(&["check"]), Some(0));
    assert_eq!(exit(&["baseline", "--prune"]), Some(0));
    assert_eq!(exit(&["check"]), Some(0));
    repository.spoil(chance);
    repository.write_to(folder.path());
    assert_eq!(exit(&["check"]), Some(1));
}
