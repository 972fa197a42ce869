//! Holds that every signal of every score is shown by one of its rule's bad examples.

use std::collections::BTreeSet;

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
