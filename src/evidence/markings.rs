//! What a transcript holds beside what was said: who speaks, when, and remarks on the scene.

use crate::model::{Passage, Text};

/// Words before the colon of a speaker's label, at most.
const LABEL: usize = 5;
/// Bytes of a remark in brackets, at most.
const REMARK: usize = 80;

/// The markings of one block of prose.
#[derive(Debug, Default)]
pub struct Markings {
    /// Labels and times, in order.
    labels: Vec<Passage>,
    /// What stands in brackets.
    remarks: Vec<Passage>,
    /// Those of the labels that name who speaks.
    pub speakers: Vec<Passage>,
}

impl Markings {
    /// Those of the prose in `block`, which stands in `content`.
    pub fn find(text: &Text, block: Passage, content: &str) -> Self {
        let prose = text.slice(block);
        let mut markings = Self { remarks: remarks(prose, block.start), ..Self::default() };
        let begins_line = |at: usize| {
            at == 0 || {
                let between = text.span(Passage::new(block.start + at - 1, block.start + at));
                content[between.range()].contains('\n')
            }
        };
        let mut line = 0;
        let mut at = 0;
        while at < prose.len() {
            if begins_line(at) {
                line = at;
                if let Some((label, name)) = label(&prose[line..]) {
                    let place = |length: usize| Passage::new(block.start + line, block.start + line + length);
                    markings.labels.push(place(label));
                    if name > 0 {
                        markings.speakers.push(place(name));
                    }
                }
            }
            at = prose[at..].find(' ').map_or(prose.len(), |space| at + space + 1);
        }
        _ = line;
        markings
    }

    pub fn is_label(&self, word: Passage) -> bool {
        self.labels.iter().any(|label| label.overlaps(word))
    }

    pub fn is_remark(&self, word: Passage) -> bool {
        self.remarks.iter().any(|remark| remark.contains(word))
    }
}

/// How long the label is that `line` begins with, in bytes, and how long the name in it: `MAREK:`, `[00:12] Ivo Marek:`,
/// "00:12:03", "Ivo Marek  0:05".
fn label(line: &str) -> Option<(usize, usize)> {
    let time = time(line);
    let named = &line[time..];
    let start = named.len() - named.trim_start().len();
    match name(named.trim_start()) {
        Some((end, behind)) if named[start + end..].starts_with(':') || behind > 0 => {
            let name = if time == 0 { end } else { 0 };
            Some((time + start + end + behind.max(1), if time == 0 { name } else { time + start + end }))
        }
        _ if time > 0 => Some((time, 0)),
        _ => None,
    }
}

/// The length of the name that `line` begins with, and of the time behind it: capitals at every word, then a colon or a
/// time.
fn name(line: &str) -> Option<(usize, usize)> {
    let mut end = 0;
    for word in line.split_inclusive(' ').take(LABEL) {
        let bare = word.trim_end();
        let is_capital = bare
            .trim_start_matches(['(', '['])
            .starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit());
        if end > 0 && time(&line[end..]) > 0 {
            return Some((
                line[..end].trim_end().len(),
                line[..end].len() - line[..end].trim_end().len() + time(&line[end..]),
            ));
        }
        if !is_capital {
            return None;
        }
        if let Some(last) = bare.strip_suffix(':') {
            return Some((end + last.len(), 0)).filter(|(end, _)| *end > 0);
        }
        if bare.ends_with(['.', '!', '?', ',']) && bare.len() > 3 {
            return None;
        }
        end += word.len();
    }
    None
}

/// The length of the time of day or of the recording that `text` begins with, its brackets included; 0 without one.
fn time(text: &str) -> usize {
    let inner = text.trim_start_matches(['[', '(', '<', ' ']);
    let opened = text.len() - inner.len();
    let length = inner
        .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, ':' | '.' | ',')))
        .unwrap_or(inner.len());
    let parts: Vec<&str> = inner[..length].trim_end_matches([':', '.', ',']).split(':').collect();
    let is_part = |part: &&str| !part.is_empty() && part.split(['.', ',']).next().is_some_and(|whole| whole.len() <= 2);
    if parts.len() < 2 || parts.len() > 3 || !parts.iter().all(is_part) {
        return 0;
    }
    let closed =
        inner[length..].chars().next().filter(|letter| matches!(letter, ']' | ')' | '>')).map_or(0, char::len_utf8);
    opened + length + closed
}

/// What stands in square or round brackets, and is short.
fn remarks(prose: &str, base: usize) -> Vec<Passage> {
    let mut found = Vec::new();
    for (open, close) in [('[', ']'), ('(', ')')] {
        for (start, _) in prose.match_indices(open) {
            if let Some(length) = prose[start..].find(close).filter(|length| *length <= REMARK) {
                found.push(Passage::new(base + start, base + start + length + 1));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_names_and_times() {
        assert_eq!(label("MAREK: We will"), Some((6, 5)));
        assert_eq!(label("Ivo Marek (by phone): We"), None);
        assert_eq!(label("[00:12:03] Ivo Marek: We"), Some((21, 20)));
        assert_eq!(label("00:12 We will"), Some((5, 0)));
        assert_eq!(label("Speaker 1  0:05 We"), Some((15, 9)));
        assert_eq!(label("It was: a flood"), None);
        assert_eq!(label("We will. Then: go"), None);
    }
}
