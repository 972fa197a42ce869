//! Word lists: those of all rule files, with the words of `@other-list` in its place.

use super::adjustments::{Adjustments, Faults, WrittenLists};
use super::load::Parsed;
use crate::decode::{self, span_of};
use crate::model::{Lexicon, Problem, WordList};

/// Gathers the lists of all files, adjusts them, and puts the words of `@other-list` in its place.
pub(super) fn resolve(parsed: &mut [Parsed<'_>], adjustments: &Adjustments, faults: &mut Faults) -> Lexicon {
    let mut written = WrittenLists::new();
    for set in parsed.iter().filter_map(|file| file.set.as_ref()) {
        for (name, words) in &set.lists {
            written.insert(name.get_ref().clone(), words.iter().map(|word| word.get_ref().clone()).collect());
        }
    }
    for file in parsed.iter_mut() {
        let Some(set) = &file.set else { continue };
        for word in set.lists.values().flatten() {
            let Some(name) = word.get_ref().strip_prefix('@') else { continue };
            if !written.contains_key(name) {
                file.problems.push(Problem {
                    span: span_of(&word.span()),
                    message: format!("there is no list `@{name}`"),
                    label: "no such list".to_owned(),
                    help: match decode::nearest(name, written.keys().map(String::as_str)) {
                        Some(near) => format!("did you mean `@{near}`?"),
                        None => format!("add `{name}` to [lists]"),
                    },
                });
            }
        }
    }
    adjustments.add_words(&mut written, faults);
    let whole = Lists { written: &written, adjustments: &Adjustments::default() };
    adjustments.check_removals(|name| whole.words(name), faults);
    let lists = Lists { written: &written, adjustments };
    let mut lexicon = Lexicon::default();
    for name in written.keys() {
        lexicon.insert(name.clone(), lists.words(name).into_iter().collect::<WordList>());
    }
    lexicon
}

/// The lists of a run, as written.
struct Lists<'a> {
    written: &'a WrittenLists,
    adjustments: &'a Adjustments,
}

impl<'a> Lists<'a> {
    /// All words of the list `name`, those of other lists in it included.
    fn words(&self, name: &str) -> Vec<&'a str> {
        let mut words = Vec::new();
        if let Some((name, _)) = self.written.get_key_value(name) {
            self.collect(name, &mut Vec::new(), &mut words);
        }
        words
    }

    fn collect(&self, name: &'a str, inside: &mut Vec<&'a str>, words: &mut Vec<&'a str>) {
        if inside.contains(&name) {
            return;
        }
        inside.push(name);
        let from = words.len();
        for word in self.written.get(name).into_iter().flatten() {
            match word.strip_prefix('@') {
                Some(other) => self.collect(other, inside, words),
                None => words.push(word),
            }
        }
        self.adjustments.remove_words(name, words, from);
        inside.pop();
    }
}
