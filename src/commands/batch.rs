//! Documents through a function in parallel, a batch at a time; the results come in the order of the documents.

use std::io::{self, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::Failure;
use super::assignments::Assignment;
use super::console::Console;
use crate::inputs::InputError;
use crate::model::{Input, Level};

/// Documents that are read before the first of them is reported: enough to keep every core busy.
const BATCH: usize = 256;

/// Work that takes less than this shows no progress.
const PATIENCE: Duration = Duration::from_millis(700);

/// What came of a batch: how many inputs could not be read.
#[derive(Debug, Default)]
pub struct Unread {
    pub errors: usize,
}

/// Reads the documents, does `work` on their articles in parallel, and hands each result to `take` in order. What can't
/// be read is complained of, and counted.
pub fn process<'run, Done: Send>(
    assignments: &'run [Result<Assignment, InputError>],
    console: &mut Console,
    work: impl Fn(&'run Assignment, Input) -> Done + Sync,
    mut take: impl FnMut(Done, &mut Console) -> Result<(), Failure>,
) -> Result<Unread, Failure> {
    let mut unread = Unread::default();
    let progress = Progress::new(assignments.len(), console);
    for batch in assignments.chunks(BATCH) {
        let done: Vec<Vec<Result<Done, InputError>>> = batch
            .par_iter()
            .map(|assignment| match assignment {
                Ok(assignment) => {
                    let inputs = assignment.document.load().into_par_iter();
                    inputs.map(|input| input.map(|input| work(assignment, input))).collect()
                }
                Err(error) => vec![Err(error.clone())],
            })
            .collect();
        progress.pause(console, |console| {
            for result in done.into_iter().flatten() {
                match result {
                    Ok(done) => take(done, console)?,
                    Err(error) => {
                        unread.errors += usize::from(error.level == Level::Error);
                        console.flush()?;
                        console.complain_of_input(&error);
                    }
                }
            }
            Ok::<(), Failure>(())
        })?;
        progress.advance(batch.len());
    }
    progress.finish();
    Ok(unread)
}

/// A bar on standard error, for a person who waits.
struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    fn new(documents: usize, console: &Console) -> Self {
        if !console.attended || console.style.quiet || documents <= BATCH {
            return Self { bar: None };
        }
        let bar = ProgressBar::with_draw_target(Some(documents as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("checking {wide_bar} {pos} of {len} files, {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar: Some(bar) }
    }

    fn advance(&self, documents: usize) {
        let Some(bar) = &self.bar else { return };
        if bar.is_hidden() && bar.elapsed() > PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.inc(documents as u64);
    }

    /// Takes the bar away while something is written.
    fn pause<Done>(&self, console: &mut Console, write: impl FnOnce(&mut Console) -> Done) -> Done {
        match &self.bar {
            Some(bar) => bar.suspend(|| {
                let done = write(console);
                // What follows the bar must not be caught in a buffer.
                _ = io::Write::flush(console);
                done
            }),
            None => write(console),
        }
    }

    fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
