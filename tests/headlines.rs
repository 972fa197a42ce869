//! Holds that every signal of every score is shown by an example of its rule, and with its weight on the page of the
//! documentation: `SNAPSHOTS=overwrite cargo test --test headlines` writes them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use copydesk::linter::Linter;
use copydesk::rules::{BUILT_IN, Expected, load};

#[test]
fn every_signal_is_shown_by_an_example() {
    let rules = load(BUILT_IN).expect("the built-in rules are sound");
    let levels = rules.levels();
    let linter = Linter::new(rules, levels);
    let mut scores = 0;
    for rule in linter.rules().rules.iter().filter(|rule| rule.check_name == Some("score")) {
        let mut every = BTreeSet::new();
        let mut shown = BTreeSet::new();
        for example in &rule.examples {
            for (_, weighing) in linter.weigh(rule, &example.input("example")) {
                for signal in weighing.signals {
                    let counts = example.expected != Expected::Nothing || signal.weight < 0.0;
                    if signal.share > 0.0 && counts {
                        shown.insert(signal.name.clone());
                    }
                    every.insert(signal.name);
                }
            }
        }
        let missing: Vec<&String> = every.difference(&shown).collect();
        assert!(missing.is_empty(), "no example of {} shows {missing:?}", rule.id);
        scores += 1;
    }
    assert!(scores >= 2, "clickbait and sensational are scores");
}

/// The signals of all scores with their weights, as the page shows them.
fn table_of_signals() -> String {
    let rules = load(BUILT_IN).expect("the built-in rules are sound");
    let levels = rules.levels();
    let linter = Linter::new(rules, levels);
    let mut table = String::new();
    for rule in linter.rules().rules.iter().filter(|rule| rule.check_name == Some("score")) {
        let Some((_, weighing)) = linter.weigh(rule, &rule.examples[0].input("example")).into_iter().next() else {
            continue;
        };
        let mut signals = weighing.signals;
        signals.sort_by(|left, right| right.weight.total_cmp(&left.weight));
        let cells: Vec<String> = signals.iter().map(|signal| format!("{} {}", signal.name, signal.weight)).collect();
        table += &format!("- `{}`, threshold {}: {}.\n", rule.id, weighing.threshold, cells.join(" · "));
    }
    table
}

#[test]
fn the_page_shows_every_signal_and_its_weight() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/headlines.md");
    let page = fs::read_to_string(&path).expect("a page of the documentation");
    let (before, rest) = page.split_once("<!-- made from the rules -->\n").expect("the page has the opening mark");
    let (_, after) = rest.split_once("<!-- end -->").expect("the page has the closing mark");
    let made = format!("{before}<!-- made from the rules -->\n\n{}\n<!-- end -->{after}", table_of_signals());
    if std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite") {
        fs::write(&path, made).expect("the page can be written");
    } else {
        assert_eq!(page, made, "docs/headlines.md is not what the rules say");
    }
}
