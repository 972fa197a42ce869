//! Switching a rule off for the folder of a story: the edit of its configuration, or a new one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gen_lsp_types::{CodeAction, Position, Range, TextEdit, WorkspaceEdit};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use super::addresses::uri_of;
use super::document::Document;
use super::lines::Lines;
use super::newsroom::Newsroom;
use super::{actions, differences};
use crate::commands::desk::Desk;
use crate::config::{self, NAMES};

/// The action that switches `rule` off below the folder of the story; none without a configuration that could be
/// written.
pub fn action(
    newsroom: &Newsroom<'_>,
    story: &Document,
    others: &BTreeMap<String, Document>,
    desk: &Desk,
    rule: &str,
) -> Option<CodeAction> {
    if newsroom.arguments.rules.isolated {
        return None;
    }
    let folder = story.path.as_ref()?.parent()?;
    let configuration = desk.settings.files.last().map(|file| file.path.clone());
    let path = configuration.clone().unwrap_or_else(|| new_configuration(newsroom, folder));
    let below = folder.strip_prefix(path.parent()?).ok()?;
    let edit = match configuration {
        Some(path) => edited(newsroom, others, &path, below, rule)?,
        None => created(newsroom, &path, below, rule)?,
    };
    let place = if below.as_os_str().is_empty() { "this folder".to_owned() } else { format!("{}/", below.display()) };
    Some(CodeAction { title: format!("switch {rule} off for {place}"), edit: Some(edit), ..CodeAction::default() })
}

/// The edit of the configuration at `path`, as the editor has it where it is open.
fn edited(
    newsroom: &Newsroom<'_>,
    others: &BTreeMap<String, Document>,
    path: &Path,
    below: &Path,
    rule: &str,
) -> Option<WorkspaceEdit> {
    let open = others.values().find(|document| document.path.as_deref() == Some(path));
    let text = match open {
        Some(document) => document.text.clone(),
        None => std::fs::read_to_string(path).ok()?,
    };
    let after = switched_off(&text, below, rule)?;
    let edits = differences::between(&text, &after);
    Some(match open {
        Some(document) => actions::workspace_edit(&newsroom.client, document, &edits),
        None => {
            let lines = Lines::of(&text, newsroom.client.encoding);
            let edits = edits
                .into_iter()
                .map(|edit| TextEdit { range: lines.range(&text, edit.span), new_text: edit.replacement });
            actions::of_document(&newsroom.client, &uri_of(path), None, edits.collect())
        }
    })
}

/// Where a new configuration goes: into the folder that is open, or the story's own where it lies elsewhere.
fn new_configuration(newsroom: &Newsroom<'_>, folder: &Path) -> PathBuf {
    let holds = |open: &&PathBuf| folder.starts_with(open);
    let open = newsroom.client.folders.iter().filter(holds).max_by_key(|open| open.as_os_str().len());
    config::absolute(&open.map_or(folder, PathBuf::as_path).join(NAMES[0]))
}

fn created(newsroom: &Newsroom<'_>, path: &Path, below: &Path, rule: &str) -> Option<WorkspaceEdit> {
    let text = switched_off("", below, rule)?;
    let uri = uri_of(path);
    if newsroom.client.creates_files && newsroom.client.document_changes {
        return Some(actions::creation(&uri, text));
    }
    // Editors that make no files make one that is edited.
    let start = Range::new(Position::new(0, 0), Position::new(0, 0));
    let edit = TextEdit { range: start, new_text: text };
    Some(actions::of_document(&newsroom.client, &uri, None, vec![edit]))
}

/// The configuration `text` with the rule switched off for stories in the folder `below` its own; `None` where it is
/// not one that can be changed.
fn switched_off(text: &str, below: &Path, rule: &str) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let levels = if below.as_os_str().is_empty() {
        document.entry("rules").or_insert_with(|| Item::Table(Table::new())).as_table_like_mut()?
    } else {
        let glob = format!("{}/**", below.to_string_lossy().replace('\\', "/"));
        let overrides = document.entry("override").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        let exception = exception(overrides.as_array_of_tables_mut()?, &glob)?;
        exception.entry("rules").or_insert_with(|| Item::Table(Table::new())).as_table_like_mut()?
    };
    match levels.get_mut(rule).and_then(Item::as_table_like_mut) {
        Some(table) => _ = table.insert("level", value("off")),
        None => _ = levels.insert(rule, value("off")),
    }
    Some(document.to_string())
}

/// The last override, if it is the one for `glob` alone, else a new one: later overrides go before earlier ones.
fn exception<'tables>(overrides: &'tables mut ArrayOfTables, glob: &str) -> Option<&'tables mut Table> {
    let is_for = |table: &Table| {
        let files = table.get("files").and_then(Item::as_array);
        table.get("front-matter").is_none()
            && files.is_some_and(|files| files.len() == 1 && files.iter().all(|file| file.as_str() == Some(glob)))
    };
    if !overrides.iter().last().is_some_and(is_for) {
        let mut table = Table::new();
        table.insert("files", value(Array::from_iter([glob])));
        overrides.push(table);
    }
    overrides.iter_mut().last()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn off(text: &str, below: &str) -> String {
        switched_off(text, Path::new(below), "house/guess").expect("it can be changed")
    }

    #[test]
    fn the_rest_of_the_configuration_stays_as_it_is() {
        let text =
            "# Harbour desk\nfail-on = \"error\" # for now\n\n[rules]\nclaims = \"note\"\n\n[output]\nquiet = true\n";
        let after = off(text, "");
        assert_eq!(after, text.replace("\"note\"\n", "\"note\"\n\"house/guess\" = \"off\"\n"));
        let set = "[rules]\n\"house/guess\" = { level = \"error\", words = 3 }\n";
        assert_eq!(off(set, ""), set.replace("error", "off"));
    }

    #[test]
    fn a_folder_below_gets_an_override_once() {
        let once = off("[rules]\nclaims = \"note\"\n", "ferry");
        let written = "[[override]]\nfiles = [\"ferry/**\"]\n\n[override.rules]\n\"house/guess\" = \"off\"\n";
        assert_eq!(once, format!("[rules]\nclaims = \"note\"\n\n{written}"));
        let twice = switched_off(&once, Path::new("ferry"), "house/other").expect("it can be changed");
        assert_eq!(twice, format!("{once}\"house/other\" = \"off\"\n"));
        assert_eq!(off("", "ferry"), written);
    }

    #[test]
    fn what_is_no_toml_is_left_alone() {
        assert_eq!(switched_off("rules = ", Path::new(""), "house/guess"), None);
        assert_eq!(switched_off("rules = 3", Path::new(""), "house/guess"), None);
    }
}
