//! `copydesk config`: what holds for a path, and where each value was written.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::console::Console;
use super::desk::{self, Desk, Desks};
use super::{Failure, Outcome, assignments};
use crate::cli::ConfigArgs;
use crate::config::{self, Origin, Settings};
use crate::emit::{EMITTERS, visible, visible_name};
use crate::inputs::{Document, FileKind};
use crate::model::{Format, FurnitureMark, Level, Metadata};
use crate::rules::WeightKey;

pub fn run(arguments: &ConfigArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let desks = Desks::new(&arguments.rules);
    let path = arguments.path.clone().unwrap_or_else(|| PathBuf::from("."));
    // A folder's own configuration holds for it: ask for a story inside.
    let story = if path.is_dir() { path.join("story") } else { path.clone() };
    let settings = desks.settings_for(&story);
    let desk = desks.desk(&settings, console)?;
    let metadata = metadata(&path, &desk);
    write_settings(&settings, &path, console)?;
    write_levels(&desk, &story, &metadata, console)?;
    Ok(Outcome::Clean)
}

/// The front matter of the story at `path`, if there is one to read.
fn metadata(path: &Path, desk: &Desk) -> Metadata {
    let kind = desk.settings.kind(path).or_else(|| assignments::kind_by_ending(path));
    let kind = kind.unwrap_or(FileKind::Article(Format::Text));
    let document = Document::file(path, path.to_string_lossy(), kind);
    let inputs = if path.is_file() { document.load() } else { Vec::new() };
    match inputs.as_slice() {
        [Ok(input)] => desk.linter.article(input).0.metadata,
        _ => Metadata::default(),
    }
}

fn write_settings(settings: &Settings, path: &Path, console: &mut Console) -> io::Result<()> {
    match settings.files.split_last() {
        Some((file, bases)) => {
            write!(console, "{} holds for {}", visible_name(&file.source.path), visible(&path.to_string_lossy()))?;
            let bases: Vec<_> = bases.iter().map(|base| visible(&base.source.path)).collect();
            if !bases.is_empty() {
                write!(console, ", on top of {}", bases.join(", "))?;
            }
            writeln!(console, "\n")?;
        }
        None => writeln!(console, "no configuration file holds for {}\n", visible(&path.to_string_lossy()))?,
    }
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut row = |key: &str, value: String, origin| rows.push((format!("{key} = {value}"), settings.place(origin)));
    row("fail-on", quoted(settings.fail_on.value.name()), settings.fail_on.origin);
    if let Some(level) = &settings.min_level {
        row("min-level", quoted(level.value.name()), level.origin);
    }
    let format = settings.format.as_ref();
    row(
        "output.format",
        quoted(format.map_or(EMITTERS[0].name, |format| &format.value)),
        format.map_or(Origin::Default, |format| format.origin),
    );
    row("output.statistics", settings.statistics.value.to_string(), settings.statistics.origin);
    row("output.quiet", settings.quiet.value.to_string(), settings.quiet.origin);
    if let Some(select) = &settings.select {
        row("select", select.value.join(", "), select.origin);
    }
    for name in &settings.ignore {
        row("ignore", quoted(&name.value), name.origin);
    }
    for file in &settings.rule_files {
        row("rule-files", quoted(&config::shown(&file.value)), file.origin);
    }
    for glob in &settings.stories {
        row("stories", quoted(glob.value.written()), glob.origin);
    }
    if let Some((language, written)) = &settings.adjustments.language {
        row("language", quoted(language), Origin::File(*written));
    }
    for glob in &settings.exclude {
        row("exclude", quoted(glob.value.written()), glob.origin);
    }
    for pattern in &settings.ignore_patterns {
        row("ignore-patterns", quoted(pattern.value.as_str()), pattern.origin);
    }
    for (glob, kind) in &settings.kinds {
        row(&format!("files.{}", quoted(glob.value.written())), quoted(kind.name()), glob.origin);
    }
    for parameter in &settings.adjustments.parameters {
        row(
            &format!("rules.{}.{}", quoted(&parameter.rule), parameter.key),
            parameter.value.clone(),
            Origin::File(parameter.written),
        );
    }
    for change in &settings.adjustments.lists {
        let removed: Vec<String> = change.remove.iter().map(|(word, _)| format!("-{word}")).collect();
        let added = change.add.iter().map(|word| format!("+{word}"));
        let words: Vec<String> = added.chain(removed).collect();
        row(&format!("lists.{}", change.list), words.join(", "), Origin::File(change.written));
    }
    for change in &settings.adjustments.weights {
        let key = match &change.key {
            WeightKey::Bias => "bias".to_owned(),
            WeightKey::Threshold => "threshold".to_owned(),
            WeightKey::Note => "note".to_owned(),
            WeightKey::Signal(name) => format!("signals.{}", quoted(name)),
        };
        row(&format!("weights.{}.{key}", change.table), change.value.to_string(), Origin::File(change.written));
    }
    for furniture in &settings.furniture {
        let (key, mark) = match &furniture.value.mark {
            FurnitureMark::Markup(name) => ("markup", name),
            FurnitureMark::Opening(words) => ("begins", words),
        };
        row(&format!("furniture.{}.{key}", quoted(&furniture.value.name)), quoted(mark), furniture.origin);
    }
    for (key, names) in [
        ("headline", &settings.field_names.headline),
        ("dek", &settings.field_names.dek),
        ("byline", &settings.field_names.byline),
    ] {
        row(&format!("front-matter.{key}"), names.join(", "), settings.names_origin);
    }
    write_rows(&rows, console)
}

fn write_rows(rows: &[(String, String)], console: &mut Console) -> io::Result<()> {
    let rows = rows.iter().map(|(left, right)| (visible(left), right));
    let width = rows.clone().map(|(left, _)| left.chars().count()).max().unwrap_or_default().min(60);
    for (left, right) in rows {
        writeln!(console, "{left:<width$}  {}", visible(right))?;
    }
    writeln!(console)
}

fn write_levels(desk: &Desk, story: &Path, metadata: &Metadata, console: &mut Console) -> io::Result<()> {
    let mut levels: Vec<(Level, Origin)> = desk.levels.base.clone();
    for (exception, changes) in desk.settings.overrides.iter().zip(&desk.levels.overrides) {
        if desk::holds(exception, &desk.settings, &story.to_string_lossy(), metadata) {
            for (level, change) in levels.iter_mut().zip(changes) {
                *level = change.unwrap_or(*level);
            }
        }
    }
    let rules = &desk.linter.rules().rules;
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    for (rule, (level, origin)) in rules.iter().zip(levels) {
        writeln!(console, "{level:<7}  {:<width$}  {}", rule.id, visible(&desk.settings.place(origin)))?;
    }
    Ok(())
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}
