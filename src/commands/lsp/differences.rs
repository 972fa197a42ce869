//! What changes between two texts, as edits of words.

use similar::{DiffOp, TextDiff};

use crate::model::{Edit, Span};

/// The edits that make `after` of `before`, sorted, none touching another.
pub fn between(before: &str, after: &str) -> Vec<Edit> {
    let diff = TextDiff::from_words(before, after);
    let starts = |words: &[&str]| -> Vec<usize> {
        let ends = words.iter().scan(0, |end, word| {
            *end += word.len();
            Some(*end)
        });
        std::iter::once(0).chain(ends).collect()
    };
    let words = |range: std::ops::Range<usize>, words: &[&str]| words[range].concat();
    let (old, new): (Vec<&str>, Vec<&str>) = (diff.iter_old_slices().collect(), diff.iter_new_slices().collect());
    let old_starts = starts(&old);
    let mut edits: Vec<Edit> = Vec::new();
    for operation in diff.ops().iter().filter(|operation| !matches!(operation, DiffOp::Equal { .. })) {
        let (from, to) = (operation.old_range(), operation.new_range());
        let span = Span::new(old_starts[from.start], old_starts[from.end]);
        let replacement = words(to, &new);
        match edits.last_mut().filter(|last| last.span.end == span.start) {
            Some(last) => {
                last.span.end = span.end;
                last.replacement += &replacement;
            }
            None => edits.push(Edit { span, replacement }),
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::triage::fix::write;

    #[test]
    fn the_edits_make_the_one_of_the_other() {
        let texts = ["", "The ferry left.\n", "The  ferry left late.\r\n\r\nNobody said why.", "Nobody ferry\n\nß"];
        for before in texts {
            for after in texts {
                assert_eq!(write(before, &between(before, after)), after);
            }
        }
        assert_eq!(between("a b c", "a d c"), [Edit { span: Span::new(2, 3), replacement: "d".to_owned() }]);
    }
}
