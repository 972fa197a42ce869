//! One file an output, and the table of them: a new output is its file and its line in `EMITTERS`.

mod closing;
mod emitter;
mod github;
mod json;
mod rows;
mod short;
mod terminal;
mod view;

pub use closing::{counted, write_statistics};
pub use emitter::{Emitter, EmitterKind, Style, Summary};
pub use rows::{display_width, fill, shown};
pub use terminal::{write_diagnostics, write_message};

use crate::model::Source;

/// Every output that `check --format` knows; the first is the default.
pub const EMITTERS: &[EmitterKind] = &[terminal::TERMINAL, short::SHORT, json::JSON, json::JSONL, github::GITHUB];

/// What reports for people call an article: its path, and the article's name where the path holds several.
fn name(source: &Source) -> String {
    match source.file_line {
        Some(_) if source.article.starts_with(&source.path) => source.article.clone(),
        Some(_) => format!("{}#{}", source.path, source.article),
        None => source.path.clone(),
    }
}
