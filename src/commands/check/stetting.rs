//! `--add-stet`: writes a stet for every finding that is left.

use super::mend::write_back;
use super::{Checked, Review, annotating, check};
use crate::commands::Failure;
use crate::commands::console::Console;
use crate::inputs::DocumentPlace;
use crate::model::{Input, Level, Source};
use crate::triage::changes::Lines;
use crate::triage::{fix, stet};

/// Lets the article's findings stand, for `reason`; the report becomes that of what is left.
pub(super) fn add(
    review: &mut Review<'_>,
    checked: &mut Checked,
    reason: &str,
    console: &mut Console,
) -> Result<(), Failure> {
    let source = std::sync::Arc::clone(&checked.report.source);
    let is_input = checked.assignment.document.place == DocumentPlace::StandardInput && source.file_line.is_none();
    if review.outputs.shown(&checked.report).diagnostics.is_empty() {
        // A filter hands on what it leaves as it is.
        review.undone += usize::from(is_input && !write_back(checked, &review.arguments.paths, &source, console));
        return Ok(());
    }
    if source.file_line.is_some() {
        let help = "help: write the stet where the article comes from".to_owned();
        console.complain(Level::Warning, &format!("{}: no stet is written into JSON", source.article), &[help]);
        return Ok(());
    }
    if source.manuscript().is_some() {
        return annotating::stet(review, checked, reason, console);
    }
    let input = Input { source: Source::clone(&source), format: checked.format };
    let (article, _) = checked.assignment.desk.linter.article(&input);
    let shown = review.outputs.shown(&checked.report);
    let edits = stet::insertions(&article, &source, checked.format, &shown.diagnostics, reason);
    if edits.is_empty() {
        review.undone += usize::from(is_input && !write_back(checked, &review.arguments.paths, &source, console));
        return Ok(());
    }
    let text = fix::write(source.content(), &edits);
    let after = Source::file(&source.path, text);
    if !write_back(checked, &review.arguments.paths, &after, console) {
        review.undone += 1;
        return Ok(());
    }
    let lines = checked.assignment.lines.as_ref().map(|lines| lines.moved(&source, &after, &edits));
    check_again(review, checked, after, lines.as_ref());
    Ok(())
}

/// Checks the story with its stets; the report becomes that of what is left.
pub(super) fn check_again(review: &mut Review<'_>, checked: &mut Checked, after: Source, lines: Option<&Lines>) {
    let hidden = checked.report.hidden.stet;
    let again = check(&checked.assignment, &Input { source: after, format: checked.format });
    checked.report = again.report;
    review.tally.add_stetted(checked.report.hidden.stet - hidden.min(checked.report.hidden.stet));
    review.narrow(&mut checked.report, lines);
}
