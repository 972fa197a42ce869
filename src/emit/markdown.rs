//! A summary in Markdown, for the comment on a pull request or the page of a job: counts, then a table.

use std::io::{self, Write};

use super::{Emitter, EmitterKind, Summary, closing, visible};
use crate::model::{Diagnostic, FileReport, Source};

pub const MARKDOWN: EmitterKind = EmitterKind {
    name: "markdown",
    about: "a summary as a table, for a pull request",
    for_people: false,
    make: |_| Box::new(Markdown::default()),
};

/// Rows of the table: with some hundred bytes each they stay below the 65,536 characters that a comment may have.
const MOST_ROWS: usize = 150;
/// Characters of the draft that a row shows.
const MOST_WORDS: usize = 60;

#[derive(Default)]
struct Markdown {
    rows: Vec<String>,
    left_out: usize,
}

impl Emitter for Markdown {
    fn report(&mut self, report: &FileReport, _out: &mut dyn Write) -> io::Result<()> {
        for diagnostic in &report.diagnostics {
            if self.rows.len() < MOST_ROWS {
                self.rows.push(row(&report.source, diagnostic));
            } else {
                self.left_out += 1;
            }
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "### copydesk\n\n")?;
        closing::write(summary, out)?;
        if !self.rows.is_empty() {
            write!(out, "\n| place | level | what | in the draft |\n| --- | --- | --- | --- |\n")?;
        }
        self.rows.iter().try_for_each(|row| writeln!(out, "{row}"))?;
        if self.left_out > 0 {
            writeln!(out, "\n… and {} more", closing::counted(self.left_out, "finding"))?;
        }
        Ok(())
    }
}

fn row(source: &Source, diagnostic: &Diagnostic) -> String {
    let (line, _) = super::lines(source, diagnostic.span());
    let place = format!("{}:{line}", super::name(source));
    let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("; {}", escaped(help)));
    let words = source.slice(diagnostic.span());
    let mut cut: String = words.chars().take(MOST_WORDS).collect();
    if cut.len() < words.len() {
        cut.push('…');
    }
    let (place, level, rule) = (escaped(&place), diagnostic.level, escaped(&diagnostic.rule));
    format!("| {place} | {level} | **{rule}**: {}{help} | {} |", escaped(&diagnostic.message), escaped(&cut))
}

/// `text` on one line, with all that Markdown or HTML would take for a mark made harmless.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in visible(&text.replace(['\n', '\r', '\t'], " ")).chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // A mention would write to somebody.
            '@' => escaped.push_str("&#64;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '#' | '~' | '\\' | '!' => escaped.extend(['\\', letter]),
            _ => escaped.push(letter),
        }
    }
    escaped
}
