//! `copydesk rules --lists`: the lists of words that rules and structure share, as the configuration leaves them.

use std::io::{self, Write};

use serde::Serialize;

use super::console::Console;
use crate::cli::ListFormat;
use crate::emit::{fill, visible, write_json};
use crate::model::{Lexicon, WordList};

/// The columns that words stand in from the left.
const INDENT: &str = "  ";

/// A list under the names of the machine format.
#[derive(Serialize)]
struct Listed<'list> {
    list: &'list str,
    words: &'list [String],
}

pub fn write(lexicon: &Lexicon, format: ListFormat, console: &mut Console) -> io::Result<()> {
    if format == ListFormat::Json {
        let lists: Vec<Listed> =
            lexicon.names().map(|name| Listed { list: name, words: lexicon.list(name).words() }).collect();
        serde_json::to_writer_pretty(&mut *console, &lists)?;
        return writeln!(console);
    }
    for name in lexicon.names() {
        let words = lexicon.list(name);
        match format {
            ListFormat::Table => write_list(name, words, console)?,
            ListFormat::Json | ListFormat::Jsonl => {
                write_json(&mut *console, &Listed { list: name, words: words.words() })?;
                writeln!(console)?;
            }
        }
    }
    Ok(())
}

fn write_list(name: &str, words: &WordList, console: &mut Console) -> io::Result<()> {
    writeln!(console, "{} ({})", visible(name), words.words().len())?;
    let width = console.style.width.saturating_sub(INDENT.len());
    for line in fill(&visible(&words.words().join(", ")), width).lines() {
        writeln!(console, "{INDENT}{line}")?;
    }
    writeln!(console)
}
