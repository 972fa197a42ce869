//! One file an output, and the table of them: a new output is its file and its line in `EMITTERS`.

mod blocks;
mod checkstyle;
mod closing;
mod emitter;
mod github;
mod gitlab;
mod html;
mod identity;
mod json;
mod junit;
mod markdown;
mod rdjsonl;
mod rows;
mod sarif;
mod short;
mod snippet_writer;
mod terminal;
mod view;
mod visible;
mod xml;

pub use closing::{counted, write_statistics};
pub use emitter::{Counts, Emitter, EmitterKind, Style, Summary};
pub use html::{STORY_STYLE, policy_hash};
pub use json::findings;
pub use rows::{display_width, fill};
pub use terminal::{write_diagnostics, write_message};
pub use visible::{is_hostile, visible, visible_lines, visible_name, write_json, write_json_lines};

use crate::model::{Source, Span};

/// Every output that `check --format` knows; the first is the default.
pub const EMITTERS: &[EmitterKind] = &[
    terminal::TERMINAL,
    short::SHORT,
    json::JSON,
    json::JSONL,
    github::GITHUB,
    gitlab::GITLAB,
    sarif::SARIF,
    rdjsonl::RDJSONL,
    junit::JUNIT,
    checkstyle::CHECKSTYLE,
    markdown::MARKDOWN,
    html::HTML,
];

/// What reports for people call an article: its path, and the article's name where the path holds several.
fn name(source: &Source) -> String {
    let name = match source.file_line {
        Some(_) if source.article.starts_with(&source.path) => source.article.clone(),
        Some(_) => format!("{}#{}", source.path, source.article),
        None => source.path.clone(),
    };
    visible_name(&name)
}

/// The path of an article's file, as platforms look for it in a repository.
fn path(source: &Source) -> &str {
    source.path.strip_prefix("./").unwrap_or(&source.path)
}

/// The first and last line of `span` in the file, from 1: all of a `.jsonl` article is one line of its file.
fn lines(source: &Source, span: Span) -> (usize, usize) {
    let place = source.place(span);
    source.file_line.map_or((place.from.line, place.to.line), |line| (line, line))
}
