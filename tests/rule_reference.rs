//! Holds the pages about rules to the rules and tables that they are made from.
//!
//! Set `SNAPSHOTS=overwrite` to write them anew.

use std::fs;
use std::path::Path;

use copydesk::rules::{BUILT_IN, language_reference, load};

fn hold(page: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page);
    if std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite") {
        fs::write(&path, made).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == made, "docs/{page} is out of date: run the tests with SNAPSHOTS=overwrite");
}

#[test]
fn the_rule_reference_is_what_the_rules_say() {
    hold("rules.md", &load(BUILT_IN).expect("sound rules").reference());
}

#[test]
fn the_language_reference_is_what_the_tables_say() {
    hold("rule-language.md", &language_reference());
}
