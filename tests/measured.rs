//! Holds the levels of rules to what readings of their findings say, and the page that shows it to the readings.
//!
//! Set `SNAPSHOTS=overwrite` to write the page anew.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::model::Level;
use copydesk::rules::{BUILT_IN, MeasuredCounts, Readings, RuleSet, load};

fn rules() -> RuleSet {
    load(BUILT_IN).expect("the built-in rules are sound")
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn readings() -> Readings {
    Readings::read(&fs::read_to_string(path("docs/measured.toml")).unwrap()).expect("the readings are sound")
}

#[test]
fn no_level_is_higher_than_its_readings_leave_it() {
    let rules = rules();
    let readings = readings();
    let mut wrong = Vec::new();
    for name in readings.rules() {
        let Some(rule) = rules.rule(name) else {
            wrong.push(format!("{name}: there is no such rule"));
            continue;
        };
        let counts = readings.of(name);
        if rule.level > counts.highest() {
            let MeasuredCounts { wrong: of, .. } = counts;
            wrong.push(format!(
                "{name} is {} with {of} wrong of {}: {} at most",
                rule.level,
                counts.read(),
                counts.highest()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn few_readings_say_nothing_and_many_wrong_ones_lower_the_level() {
    let highest = |counts: [u32; 3]| MeasuredCounts::from(counts).highest();
    assert_eq!(highest([0, 0, 9]), Level::Error);
    assert_eq!(highest([49, 0, 1]), Level::Error);
    assert_eq!(highest([9, 0, 1]), Level::Warning);
    assert_eq!(highest([5, 3, 2]), Level::Warning);
    assert_eq!(highest([7, 0, 3]), Level::Note);
    assert_eq!(highest([0, 4, 6]), Level::Off);
}

#[test]
fn the_page_is_what_the_readings_say() {
    let made = rules().measured(&readings());
    let page = path("docs/measured.md");
    if std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite") {
        fs::write(&page, &made).unwrap();
    }
    let written = fs::read_to_string(&page).unwrap_or_default();
    assert!(written == made, "docs/measured.md is out of date: run the tests with SNAPSHOTS=overwrite");
}
