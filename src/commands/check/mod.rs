//! `copydesk check`: the road from one end to the other.

mod annotating;
mod channel;
mod mend;
mod outputs;
mod stetting;
mod tally;

use std::io;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use outputs::Outputs;
use tally::Tally;

use super::assignments::{Assignment, Assignments};
use super::console::Console;
use super::desk::Desks;
use super::ledger::Ledger;
use super::{Failure, Outcome, assignments, batch, changed};
use crate::cli::CheckArgs;
use crate::config::Settings;
use crate::emit::{EMITTERS, EmitterKind, write_statistics};
use crate::inputs::STANDARD_INPUT;
use crate::model::{FailOn, FileReport, Format, Input, Level};
use crate::rules::{Rule, RuleSet};
use crate::triage::changes::Lines;

pub fn run(arguments: &CheckArgs, console: &mut Console) -> Result<Outcome, Failure> {
    run_at(&Desks::new(&arguments.rules), arguments, console)
}

/// Checks stories, each at its desk.
pub fn run_at(desks: &Desks<'_>, arguments: &CheckArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let mut assignments = assignments(arguments, desks, console)?;
    if let Some(target) = &arguments.annotate {
        annotating::check(&mut assignments, target, console)?;
    }
    let settings = desks.settings_here();
    console.style.quiet |= settings.quiet.value;
    let format = format(arguments, &settings);
    let fail_on = arguments.fail_on.unwrap_or(settings.fail_on.value);
    let min_level = min_level(arguments, &settings, fail_on);
    let mut review = Review {
        arguments,
        fail_on,
        min_level,
        ledger: ledger(arguments, desks, console)?,
        outputs: Outputs::open(format, arguments, min_level, is_filter(arguments), console)?,
        tally: Tally::new(arguments.statistics || settings.statistics.value),
        undone: 0,
        said: FxHashSet::default(),
    };
    let result = review.run(assignments, console);
    match result {
        // The reader of the pipe has gone; what was found until then decides.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe && review.fails() => {
            Ok(Outcome::Findings)
        }
        // What could be checked is reported whole.
        Err(Failure::Said) => review.finish(1, format, console),
        Err(failure) => Err(failure),
        Ok(unread) => review.finish(unread, format, console),
    }
}

fn assignments<'run>(
    arguments: &'run CheckArgs,
    desks: &'run Desks<'run>,
    console: &mut Console,
) -> Result<Assignments<'run>, Failure> {
    match changed::source(&arguments.changes) {
        Some(source) => changed::find(source, arguments, desks, console),
        None => assignments::find(&arguments.paths, &arguments.input, desks, console),
    }
}

fn format(arguments: &CheckArgs, settings: &Settings) -> &'static EmitterKind {
    let configured = settings.format.as_ref();
    let configured = configured.and_then(|format| EMITTERS.iter().find(|kind| kind.name == format.value));
    arguments.format.or(configured).unwrap_or(&EMITTERS[0])
}

/// The least level that was asked for: by its name, by a rule's name, or because it makes the run fail.
fn min_level(arguments: &CheckArgs, settings: &Settings, fail_on: FailOn) -> Option<Level> {
    let asked = arguments.notes || !arguments.rules.select.is_empty();
    let configured = settings.min_level.as_ref().map(|level| level.value);
    let asked = arguments.min_level.or(asked.then_some(Level::Note)).or(configured);
    asked.or_else(|| fail_on.is_met_by(Level::Note).then_some(Level::Note))
}

/// Whether standard output is the mended text, so that the report goes to standard error.
fn is_filter(arguments: &CheckArgs) -> bool {
    let writes = arguments.fix.fix && !arguments.fix.dry_run || arguments.fix.add_stet;
    writes && arguments.paths.iter().any(|path| path.as_os_str() == STANDARD_INPUT)
}

fn ledger(arguments: &CheckArgs, desks: &Desks<'_>, console: &mut Console) -> Result<Option<Ledger>, Failure> {
    if arguments.no_baseline || arguments.rules.isolated { Ok(None) } else { Ledger::nearest(desks, console) }
}

/// A checked article, on its way to the report.
struct Checked {
    assignment: Arc<Assignment>,
    format: Format,
    report: FileReport,
}

/// What happens to reports, one after the other, in the order of the paths.
struct Review<'run> {
    arguments: &'run CheckArgs,
    fail_on: FailOn,
    /// Where somebody asked for one.
    min_level: Option<Level>,
    ledger: Option<Ledger>,
    outputs: Outputs,
    tally: Tally,
    /// Files that should have been changed and could not be.
    undone: usize,
    /// What rules that speak once a run have said.
    said: FxHashSet<(Arc<str>, String)>,
}

impl Review<'_> {
    /// Checks and reports all articles; says how many inputs could not be read.
    fn run(&mut self, assignments: Assignments<'_>, console: &mut Console) -> Result<usize, Failure> {
        self.write(console, |outputs, console| outputs.begin(console))?;
        let check = |assignment: &Arc<Assignment>, input: Input| check(assignment, &input);
        let unread = batch::process(assignments, console, check, |checked, console| self.take(checked, console))?;
        Ok(unread.errors)
    }

    fn take(&mut self, mut checked: Checked, console: &mut Console) -> Result<(), Failure> {
        self.narrow(&mut checked.report, checked.assignment.lines.as_ref());
        self.say_once(&mut checked.report, checked.assignment.desk.linter.rules());
        if self.arguments.fix.fix {
            mend::mend(self, &mut checked, console)?;
        } else if let Some(reason) = &self.arguments.fix.reason {
            stetting::add(self, &mut checked, reason, console)?;
        }
        if let Some(target) = &self.arguments.annotate {
            annotating::annotate(self, &checked, target, console);
        }
        self.tally.add(&checked.report);
        self.write(console, |outputs, console| outputs.report(&checked.report, console))?;
        Ok(())
    }

    /// Writes something of the report to where it goes; nowhere, where standard output is a diff and nothing else.
    fn write(
        &mut self,
        console: &mut Console,
        write: impl FnOnce(&mut Outputs, &mut Console) -> io::Result<()>,
    ) -> io::Result<()> {
        if self.shows_changes() { Ok(()) } else { write(&mut self.outputs, console) }
    }

    /// Takes out of a report what the baseline holds, and what did not change.
    fn narrow(&mut self, report: &mut FileReport, lines: Option<&Lines>) {
        if let Some(ledger) = &mut self.ledger {
            ledger.hide(report, lines);
        }
        if let Some(lines) = lines {
            lines.restrict(report);
        }
    }

    /// Takes out of a report what rules that speak once a run have said of an earlier story.
    fn say_once(&mut self, report: &mut FileReport, rules: &RuleSet) {
        report.diagnostics.retain(|diagnostic| {
            let once = rules.rule(&diagnostic.rule).is_some_and(Rule::speaks_once_a_run);
            !once || self.said.insert((diagnostic.rule.clone(), diagnostic.message.clone()))
        });
    }

    /// Whether standard output is a diff, and nothing else.
    fn shows_changes(&self) -> bool {
        self.arguments.fix.dry_run
    }

    fn fails(&self) -> bool {
        self.tally.fails(self.fail_on, self.min_level.unwrap_or(Level::Note))
    }

    fn finish(mut self, unread: usize, format: &EmitterKind, console: &mut Console) -> Result<Outcome, Failure> {
        let (fails, dry_run) = (self.fails(), self.shows_changes());
        let summary = std::mem::take(&mut self.tally).summary();
        if dry_run {
            return Ok(outcome(unread + self.undone, summary.mended > 0));
        }
        self.write(console, |outputs, console| outputs.finish(&summary, console))?;
        if !format.for_people {
            write_statistics(&summary, &mut io::stderr().lock())?;
        }
        Ok(outcome(unread + self.undone, fails))
    }
}

fn check(assignment: &Arc<Assignment>, input: &Input) -> Checked {
    Checked { assignment: Arc::clone(assignment), format: input.format, report: assignment.desk.linter.lint(input) }
}

fn outcome(undone: usize, findings: bool) -> Outcome {
    match (undone, findings) {
        (0, false) => Outcome::Clean,
        (0, true) => Outcome::Findings,
        _ => Outcome::Incomplete,
    }
}
