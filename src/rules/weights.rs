//! Tables of weights: those of all rule files, by name.

use std::collections::BTreeMap;

use super::adjustments::{Adjustments, Faults};
use super::load::Parsed;
use crate::decode::span_of;
use crate::model::{Lexicon, Problem};

/// Puts the tables of all files into the lexicon, and changes them. A table that another file has already is a fault.
pub(super) fn gather(parsed: &mut [Parsed<'_>], lexicon: &mut Lexicon, adjustments: &Adjustments, faults: &mut Faults) {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for file in parsed.iter_mut() {
        let Some(set) = &file.set else { continue };
        for (name, table) in &set.weights {
            if let Some(other) = known.get(name.get_ref()) {
                file.problems.push(Problem {
                    span: span_of(&name.span()),
                    message: format!("the weights `{}` stand in {other} already", name.get_ref()),
                    label: "the second table of that name".to_owned(),
                    help: "give it another name, or change single weights under [weights] in copydesk.toml".to_owned(),
                });
                continue;
            }
            known.insert(name.get_ref().clone(), file.file.path.to_string());
            lexicon.insert_weights(table.weights(name.get_ref()));
        }
    }
    adjustments.change_weights(lexicon, faults);
}
