//! `--annotate`: the findings as comments in a copy of a Word document; and stets, which are comments there too.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::mend::write_back;
use super::stetting::check_again;
use super::{Checked, Review};
use crate::commands::Failure;
use crate::commands::assignments::{Assignment, Assignments};
use crate::commands::console::Console;
use crate::config;
use crate::inputs::{DocumentPlace, FileKind, replace_file};
use crate::manuscripts::{self, Note, Refusal};
use crate::model::{Diagnostic, Format, Level, Source, Span};

/// Complains where there is anything but one .docx to annotate, or the target is that one.
pub(super) fn check(assignments: &mut Assignments<'_>, target: &Path, console: &mut Console) -> Result<(), Failure> {
    let found: Vec<&Assignment> = assignments.gather(console)?.iter().flatten().collect();
    let is_document = |assignment: &&&Assignment| assignment.document.kind == FileKind::Article(Format::Docx);
    let is_target = |assignment: &Assignment| match &assignment.document.place {
        DocumentPlace::File(path) => config::absolute(path) == config::absolute(target),
        _ => false,
    };
    let fault = match found.as_slice() {
        [] => return Ok(()),
        [one] if is_target(one) => Some("that is the draft itself, which --annotate leaves as it is"),
        [one] if is_document(&one) => None,
        [_] => Some("comments are written into .docx files alone"),
        _ => Some("it writes one document, and there are several to check"),
    };
    let Some(fault) = fault else { return Ok(()) };
    let help = "help: name one .docx to check, and another file for it with comments".to_owned();
    console.complain(Level::Error, &format!("--annotate {}: {fault}", target.display()), &[help]);
    Err(Failure::Said)
}

/// Writes the article with its findings, those that are shown, as comments.
pub(super) fn annotate(review: &mut Review<'_>, checked: &Checked, target: &Path, console: &mut Console) {
    let shown = review.outputs.shown(&checked.report);
    let Some(manuscript) = checked.report.source.manuscript() else { return };
    let notes: Vec<Note> =
        shown.diagnostics.iter().map(|diagnostic| Note { span: diagnostic.span(), text: text(diagnostic) }).collect();
    let folder = config::absolute(target).parent().map(Path::to_owned).unwrap_or_default();
    match manuscripts::annotate(&manuscript.file, &notes) {
        Ok(file) => {
            if let Err(error) = replace_file(target, &folder, &file) {
                review.undone += 1;
                console.complain_of_output(&target.display().to_string(), &error);
            }
        }
        Err(refusal) => {
            review.undone += 1;
            complain(&checked.report.source, &refusal, console);
        }
    }
}

/// What a comment says of a finding.
fn text(diagnostic: &Diagnostic) -> String {
    let mut text = format!("{}: {}", diagnostic.level, diagnostic.message);
    if let Some(help) = &diagnostic.help {
        text += &format!("\n{help}");
    }
    text + &format!("\n{}", diagnostic.rule)
}

/// Writes comments that let the article's findings stand; the report becomes that of what is left.
pub(super) fn stet(
    review: &mut Review<'_>,
    checked: &mut Checked,
    reason: &str,
    console: &mut Console,
) -> Result<(), Failure> {
    let source = Arc::clone(&checked.report.source);
    let Some(manuscript) = source.manuscript() else { return Ok(()) };
    let mut rules: BTreeMap<Span, BTreeSet<&str>> = BTreeMap::new();
    let shown = review.outputs.shown(&checked.report);
    for diagnostic in shown.diagnostics.iter().filter(|diagnostic| !diagnostic.rule.starts_with("stet/")) {
        rules.entry(diagnostic.span()).or_default().insert(&diagnostic.rule);
    }
    let notes = rules.into_iter().map(|(span, rules)| {
        let rules: Vec<&str> = rules.into_iter().collect();
        Note { span, text: format!("stet {}: {reason}", rules.join(", ")) }
    });
    let notes: Vec<Note> = notes.collect();
    let written = match checked.format {
        Format::Docx => manuscripts::annotate(&manuscript.file, &notes)
            .and_then(|file| manuscripts::read(file.into(), Format::Docx)),
        _ => Err(Refusal::new(
            "stets are written into .docx files alone",
            "save it as .docx, or write the comment there",
        )),
    };
    match written {
        Ok((text, manuscript)) => {
            let after = Source::manuscript_file(&source.path, text, manuscript);
            if write_back(checked, &review.arguments.paths, &after, console) {
                let lines = checked.assignment.lines.clone();
                check_again(review, checked, after, lines.as_ref());
            } else {
                review.undone += 1;
            }
        }
        Err(refusal) => {
            review.undone += 1;
            complain(&source, &refusal, console);
        }
    }
    Ok(())
}

fn complain(source: &Source, refusal: &Refusal, console: &mut Console) {
    let help = format!("help: {}", refusal.help);
    console.complain(Level::Error, &format!("{}: {}", source.path, refusal.message), &[help]);
}
