//! The last lines of a report for people: what it came to.

use std::io::{self, Write};

use super::{Counts, Summary, visible};

/// Writes the findings by level, how many are hidden and why, and how many could be mended.
pub fn write(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let articles = counted(summary.articles, "article");
    let found = by_level(summary.found);
    match (found.is_empty(), summary.articles_with.sum()) {
        (true, _) if summary.articles == 0 => write!(out, "no article was checked")?,
        (true, _) if summary.below.warnings > 0 => write!(out, "no errors in {articles}")?,
        (true, _) if summary.below.notes > 0 => write!(out, "no errors or warnings in {articles}")?,
        (true, _) => write!(out, "nothing found in {articles}")?,
        (false, with) if summary.articles > 1 => write!(out, "{} in {with} of {articles}", listed(&found))?,
        (false, _) => write!(out, "{} in {articles}", listed(&found))?,
    }
    let hidden = &summary.hidden;
    let reasons =
        [(hidden.stet, "stetted"), (hidden.baseline, "in the baseline"), (hidden.unchanged, "outside of what changed")];
    let reasons: Vec<String> =
        reasons.iter().filter(|(count, _)| *count > 0).map(|(count, why)| format!("{count} {why}")).collect();
    if !reasons.is_empty() {
        write!(out, "; not shown: {}", listed(&reasons))?;
    }
    writeln!(out)?;
    match by_level(summary.below) {
        below if below.is_empty() => {}
        below if summary.below.warnings > 0 => writeln!(out, "{}: --min-level note shows them", listed(&below))?,
        below => {
            writeln!(out, "{}: --notes shows {}", listed(&below), if summary.below.notes == 1 { "it" } else { "them" })?
        }
    }
    match summary.held {
        None => {}
        Some(0) => writeln!(out, "no quotation was held against the sources")?,
        Some(1) => writeln!(out, "1 quotation was held against the sources")?,
        Some(held) => writeln!(out, "{held} quotations were held against the sources")?,
    }
    if summary.mended > 0 {
        writeln!(out, "{} mended", counted(summary.mended, "finding"))?;
    }
    if summary.stets_written > 0 {
        writeln!(out, "{} stetted", counted(summary.stets_written, "finding"))?;
    }
    if summary.fixable > 0 {
        writeln!(out, "{} can be mended with --fix", summary.fixable)?;
    }
    Ok(())
}

/// Writes the findings by rule, where they were asked for.
pub fn write_statistics(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    for (rule, level, count) in summary.statistics.iter().flatten() {
        writeln!(out, "{count:>7}  {level:<7}  {}", visible(rule))?;
    }
    Ok(())
}

/// `1 article`, `2 articles`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// `1 error`, `2 warnings`: the levels of which there are some.
fn by_level(counts: Counts) -> Vec<String> {
    let levels = [("error", counts.errors), ("warning", counts.warnings), ("note", counts.notes)];
    levels.iter().filter(|(_, count)| *count > 0).map(|(level, count)| counted(*count, level)).collect()
}

fn listed(parts: &[String]) -> String {
    match parts {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => parts.concat(),
    }
}
