//! A line on standard error that counts, for a person who waits.

use std::io::Write;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::console::Console;

/// Work that takes less than this shows no progress.
const PATIENCE: Duration = Duration::from_millis(700);

pub struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    pub fn new(console: &Console) -> Self {
        if !console.attended || console.style.quiet {
            return Self { bar: None };
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{spinner} {pos} checked, {elapsed}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        Self { bar: Some(bar) }
    }

    pub fn advance(&mut self, articles: usize) {
        let Some(bar) = &self.bar else { return };
        if bar.is_hidden() && bar.elapsed() > PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.inc(articles as u64);
    }

    /// Takes the line away while something is written.
    pub fn pause<Done>(&self, console: &mut Console, write: impl FnOnce(&mut Console) -> Done) -> Done {
        match &self.bar {
            Some(bar) if !bar.is_hidden() => bar.suspend(|| {
                let done = write(console);
                // What follows the line must not be caught in a buffer.
                _ = console.flush();
                done
            }),
            _ => write(console),
        }
    }

    pub fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
