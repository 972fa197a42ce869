//! `copydesk rules --lists`: the lists of words that rules and structure share, as the configuration leaves them.

use std::io::{self, Write};

use serde::Serialize;

use super::console::Console;
use crate::cli::ListFormat;
use crate::emit::{fill, visible, write_json, write_json_lines};
use crate::rules::Languages;

/// The columns that words stand in from the left.
const INDENT: &str = "  ";

/// A list under the names of the machine format.
#[derive(Serialize)]
struct ListedWords<'list> {
    language: &'list str,
    list: &'list str,
    words: &'list [String],
}

pub fn write(languages: &Languages, format: ListFormat, console: &mut Console) -> io::Result<()> {
    let lists = languages.packs().iter().flat_map(|pack| {
        let listed = |list| ListedWords { language: &pack.code, list, words: pack.lexicon.list(list).words() };
        pack.lexicon.names().map(listed)
    });
    match format {
        ListFormat::Table => lists.into_iter().try_for_each(|list| write_list(&list, console)),
        ListFormat::Json => write_json_lines(&mut *console, &lists.collect::<Vec<_>>()),
        ListFormat::Jsonl => lists.into_iter().try_for_each(|list| {
            write_json(&mut *console, &list)?;
            writeln!(console)
        }),
    }
}

fn write_list(list: &ListedWords<'_>, console: &mut Console) -> io::Result<()> {
    let ListedWords { language, list, words } = list;
    writeln!(console, "{language}/{} ({})", visible(list), words.len())?;
    let width = console.style.width.saturating_sub(INDENT.len());
    for line in fill(&visible(&words.join(", ")), width).lines() {
        writeln!(console, "{INDENT}{line}")?;
    }
    writeln!(console)
}
