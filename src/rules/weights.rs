//! Tables of weights: those of all rule files, by name.

use super::adjustments::{Adjustments, Faults};
use super::load::Parsed;
use crate::model::Lexicon;

/// Puts the tables of all files into the lexicon, and changes them; a later file's table replaces an earlier one of the
/// same name.
pub(super) fn gather(parsed: &mut [Parsed<'_>], lexicon: &mut Lexicon, adjustments: &Adjustments, faults: &mut Faults) {
    for set in parsed.iter().filter_map(|file| file.set.as_ref()) {
        for (name, table) in &set.weights {
            lexicon.insert_weights(table.weights(name.get_ref()));
        }
    }
    adjustments.change_weights(lexicon, faults);
}
