//! Only what changed: the lines that a unified diff adds, and whether a finding touches them.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::fix;
use crate::model::{Diagnostic, Edit, FileReport, Source, Span};

/// Which lines of which files changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// By the path after the change, as the diff writes it, without its `b/`.
    pub files: BTreeMap<String, Lines>,
}

/// Lines of a file, 1-based.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    All,
    /// Ascending.
    Some(Vec<RangeInclusive<usize>>),
}

/// A place in a diff that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffError {
    /// 1-based line of the diff.
    pub line: usize,
    pub message: String,
}

impl Changes {
    /// Reads a unified diff, as git and diff write them. Files that it deletes are left out.
    ///
    /// # Errors
    /// The first line that is no part of a unified diff.
    pub fn parse(diff: &str) -> Result<Self, DiffError> {
        let mut changes = Self::default();
        let mut file: Option<String> = None;
        let mut hunk = Hunk::default();
        for (index, line) in diff.lines().enumerate() {
            let error = |message: &str| DiffError { line: index + 1, message: message.to_owned() };
            if hunk.is_open() {
                hunk.take(line, file.as_deref(), &mut changes)
                    .ok_or_else(|| error("a hunk is shorter than it says"))?;
            } else if let Some(path) = line.strip_prefix("+++ ") {
                file = new_path(path);
                if let Some(path) = &file {
                    changes.files.entry(path.clone()).or_insert_with(|| Lines::Some(Vec::new()));
                }
            } else if line.starts_with("@@ ") {
                hunk = Hunk::parse(line).ok_or_else(|| error("the hunk's line numbers can't be read"))?;
                if file.is_none() && hunk.new > 0 {
                    return Err(error("a hunk stands before any file's name"));
                }
            }
        }
        if hunk.is_open() {
            return Err(DiffError { line: diff.lines().count(), message: "the diff ends within a hunk".to_owned() });
        }
        if changes.files.is_empty()
            && !diff.trim().is_empty()
            && !diff.contains("\n+++ ")
            && !diff.starts_with("+++ ")
            && !diff.starts_with("diff ")
        {
            return Err(DiffError { line: 1, message: "this is not a unified diff".to_owned() });
        }
        Ok(changes)
    }
}

/// The part of a hunk that is still to come.
#[derive(Default)]
struct Hunk {
    /// The line of the new file that comes next.
    line: usize,
    old: usize,
    new: usize,
}

impl Hunk {
    /// `@@ -12,3 +14,5 @@ …`
    fn parse(header: &str) -> Option<Self> {
        let mut parts = header.split(' ').skip(1);
        let (_, old) = numbers(parts.next()?.strip_prefix('-')?)?;
        let (line, new) = numbers(parts.next()?.strip_prefix('+')?)?;
        Some(Self { line, old, new })
    }

    fn is_open(&self) -> bool {
        self.old > 0 || self.new > 0
    }

    fn take(&mut self, line: &str, file: Option<&str>, changes: &mut Changes) -> Option<()> {
        match line.as_bytes().first() {
            Some(b'+') => {
                if let Some(Lines::Some(lines)) = file.and_then(|file| changes.files.get_mut(file)) {
                    add(lines, self.line);
                }
                self.line += 1;
                self.new = self.new.checked_sub(1)?;
            }
            Some(b'-') => self.old = self.old.checked_sub(1)?,
            Some(b'\\') => {}
            // Some tools strip the space of an empty line.
            Some(b' ') | None => {
                self.line += 1;
                self.old = self.old.checked_sub(1)?;
                self.new = self.new.checked_sub(1)?;
            }
            Some(_) => return None,
        }
        Some(())
    }
}

/// `14,5` or `14`, which is one line.
fn numbers(range: &str) -> Option<(usize, usize)> {
    match range.split_once(',') {
        Some((line, count)) => Some((line.parse().ok()?, count.parse().ok()?)),
        None => Some((range.parse().ok()?, 1)),
    }
}

fn add(lines: &mut Vec<RangeInclusive<usize>>, line: usize) {
    match lines.last_mut() {
        Some(last) if *last.end() + 1 == line => *last = *last.start()..=line,
        _ => lines.push(line..=line),
    }
}

/// The path of a `+++` line; `None` for a file that is deleted.
fn new_path(written: &str) -> Option<String> {
    // Tools other than git put a time behind a tab.
    let path = if written.starts_with('"') { unquote(written) } else { written.split('\t').next()?.to_owned() };
    (path != "/dev/null").then(|| path.strip_prefix("b/").map(str::to_owned).unwrap_or(path))
}

/// Undoes git's quoting of unusual paths: `"b/caf\303\251.md"`.
fn unquote(written: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = written.trim_start_matches('"').bytes().peekable();
    while let Some(byte) = rest.next() {
        match (byte, rest.peek().copied()) {
            (b'"', _) => break,
            (b'\\', Some(b'0'..=b'7')) => {
                let octal = (0..3).map_while(|_| rest.next_if(u8::is_ascii_digit));
                bytes.push(octal.fold(0_u8, |value, digit| value.wrapping_mul(8).wrapping_add(digit - b'0')));
            }
            (b'\\', Some(escaped)) => {
                rest.next();
                bytes.push(match escaped {
                    b't' => b'\t',
                    b'n' => b'\n',
                    b'r' => b'\r',
                    other => other,
                });
            }
            (other, _) => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Lines {
    /// Takes out of a report what does not touch these lines: a finding stays when one of its labels does, for a
    /// headline may be wrong because of what changed below it.
    pub fn restrict(&self, report: &mut FileReport) {
        let before = report.diagnostics.len();
        let source = &report.source;
        report.diagnostics.retain(|diagnostic| self.touch(diagnostic, source));
        report.hidden.unchanged += before - report.diagnostics.len();
    }

    /// The same lines after `edits`, which make of `before` the text `after`.
    pub fn moved(&self, before: &Source, after: &Source, edits: &[Edit]) -> Self {
        let Lines::Some(lines) = self else { return Lines::All };
        let starts = before.line_starts();
        let start_of = |line: usize| starts.get(line - 1).copied().unwrap_or(before.content().len());
        let lines = lines.iter().map(|lines| {
            let span = Span::new(start_of(*lines.start()), start_of(*lines.end() + 1));
            lines_of(fix::moved(span, edits), after)
        });
        Lines::Some(lines.collect())
    }

    /// Whether a label of the finding touches these lines.
    pub(super) fn touch(&self, diagnostic: &Diagnostic, source: &Source) -> bool {
        // All of a `.jsonl` article is one line of its file.
        match source.file_line {
            Some(line) => self.hold(line..=line),
            None => diagnostic.labels.iter().any(|label| self.hold(lines_of(label.span, source))),
        }
    }

    fn hold(&self, range: RangeInclusive<usize>) -> bool {
        match self {
            Lines::All => true,
            Lines::Some(lines) => {
                let next = lines.partition_point(|changed| changed.end() < range.start());
                lines.get(next).is_some_and(|changed| changed.start() <= range.end())
            }
        }
    }
}

fn lines_of(span: Span, source: &Source) -> RangeInclusive<usize> {
    let last = span.end.saturating_sub(1).max(span.start);
    source.line_index(span.start) + 1..=source.line_index(last) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(diff: &str, file: &str) -> Vec<RangeInclusive<usize>> {
        match Changes::parse(diff).expect("it is a diff").files.remove(file) {
            Some(Lines::Some(lines)) => lines,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn added_lines_are_counted_in_the_new_file() {
        let diff = "--- a/ferry.md\n+++ b/ferry.md\n@@ -1,3 +1,4 @@\n one\n-two\n+Two\n+and a half\n three\n";
        assert_eq!(lines(diff, "ferry.md"), [2..=3]);
    }

    #[test]
    fn hunks_without_context_and_lines_that_look_like_headers() {
        let diff = "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -4 +4 @@\n--- old\n+++ new\n@@ -9,0 +10,2 @@\n+x\n+y\n";
        assert_eq!(lines(diff, "f"), [4..=4, 10..=11]);
    }

    #[test]
    fn quoted_paths_and_deleted_files() {
        let diff = "+++ \"b/caf\\303\\251.md\"\n@@ -0,0 +1 @@\n+x\n--- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n";
        let changes = Changes::parse(diff).expect("it is a diff");
        assert_eq!(changes.files.keys().collect::<Vec<_>>(), ["café.md"]);
    }

    #[test]
    fn what_is_no_diff_is_named() {
        assert_eq!(Changes::parse("hello\n").expect_err("no diff").message, "this is not a unified diff");
        let cut = Changes::parse("+++ b/f\n@@ -1,2 +1,2 @@\n a\n").expect_err("cut off");
        assert_eq!(cut.message, "the diff ends within a hunk");
        assert_eq!(Changes::parse(""), Ok(Changes::default()));
    }
}
