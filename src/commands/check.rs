//! `copydesk check`: the road from one end to the other.

use super::console::Console;
use super::desk::Desks;
use super::{Failure, Outcome, assignments, batch};
use crate::cli::CheckArgs;
use crate::config::Settings;
use crate::emit::{EMITTERS, EmitterKind, Summary, write_statistics};
use crate::model::{FailOn, FileReport, Level, Safety};

pub fn run(arguments: &CheckArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let desks = Desks::new(&arguments.rules);
    let assignments = assignments::find(&arguments.paths, &arguments.input, &desks, console)?;
    let settings = desks.settings_here();
    let fail_on = arguments.fail_on.unwrap_or(settings.fail_on.value);
    console.style.quiet |= settings.quiet.value;
    let format = format(arguments, &settings);
    let mut emitter = (format.make)(&console.style);
    let mut tally = Tally::new(arguments.statistics || settings.statistics.value);
    emitter.begin(console)?;
    let unread = batch::process(
        &assignments,
        console,
        |desk, input| desk.linter.lint(&input),
        |report, console| {
            tally.add(&report);
            emitter.report(&report, console).map_err(Failure::Output)
        },
    );
    let unread = match unread {
        // The reader of the pipe has gone; what was found until then decides.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe && tally.fails(fail_on) => {
            return Ok(Outcome::Findings);
        }
        unread => unread?,
    };
    let fails = tally.fails(fail_on);
    let summary = tally.summary();
    emitter.finish(&summary, console)?;
    if !format.for_people {
        write_statistics(&summary, &mut std::io::stderr().lock())?;
    }
    Ok(match (unread.errors, fails) {
        (0, false) => Outcome::Clean,
        (0, true) => Outcome::Findings,
        _ => Outcome::Incomplete,
    })
}

fn format(arguments: &CheckArgs, settings: &Settings) -> &'static EmitterKind {
    let configured = settings.format.as_ref();
    let configured = configured.and_then(|format| EMITTERS.iter().find(|kind| kind.name == format.value));
    arguments.format.or(configured).unwrap_or(&EMITTERS[0])
}

/// What the reports so far come to.
struct Tally {
    summary: Summary,
    by_rule: std::collections::BTreeMap<(String, Level), usize>,
    statistics: bool,
}

impl Tally {
    fn new(statistics: bool) -> Self {
        Self { summary: Summary::default(), by_rule: std::collections::BTreeMap::new(), statistics }
    }

    fn add(&mut self, report: &FileReport) {
        let summary = &mut self.summary;
        summary.articles += 1;
        summary.articles_with_findings += usize::from(!report.diagnostics.is_empty());
        summary.hidden.stet += report.hidden.stet;
        summary.hidden.baseline += report.hidden.baseline;
        summary.hidden.unchanged += report.hidden.unchanged;
        for diagnostic in &report.diagnostics {
            match diagnostic.level {
                Level::Error => summary.errors += 1,
                Level::Warning => summary.warnings += 1,
                Level::Note | Level::Off => summary.notes += 1,
            }
            let safe = diagnostic.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
            summary.fixable += usize::from(safe);
            if self.statistics {
                *self.by_rule.entry((diagnostic.rule.to_string(), diagnostic.level)).or_default() += 1;
            }
        }
    }

    fn fails(&self, fail_on: FailOn) -> bool {
        let counts = [
            (Level::Error, self.summary.errors),
            (Level::Warning, self.summary.warnings),
            (Level::Note, self.summary.notes),
        ];
        counts.iter().any(|(level, count)| *count > 0 && fail_on.is_met_by(*level))
    }

    fn summary(mut self) -> Summary {
        if self.statistics {
            let mut counts: Vec<_> =
                self.by_rule.into_iter().map(|((rule, level), count)| (rule, level, count)).collect();
            counts.sort_by(|one, other| other.2.cmp(&one.2).then_with(|| one.0.cmp(&other.0)));
            self.summary.statistics = Some(counts);
        }
        self.summary
    }
}
