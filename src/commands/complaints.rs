//! What is said on standard error of configuration, rule files and names that are wrong.

use super::Failure;
use super::console::Console;
use crate::config::{ConfigError, LevelError, Settings, UnknownRule};
use crate::emit::write_diagnostics;
use crate::model::{FileReport, Level};

/// Shows the faults of TOML files, each in its place.
pub fn of_files(reports: &[FileReport], console: &mut Console) {
    for report in reports {
        let style = *console.error_style();
        _ = write_diagnostics(&report.source, &report.diagnostics, &style, &mut std::io::stderr().lock());
    }
}

pub fn of_config(error: &ConfigError, console: &mut Console) {
    match error {
        ConfigError::Unreadable(error) => console.complain_of_input(error),
        ConfigError::Faulty(reports) => of_files(reports, console),
    }
}

pub fn of_level_error(error: &LevelError, settings: &Settings, console: &mut Console) -> Failure {
    match error {
        LevelError::Arguments(unknown) => unknown.iter().for_each(|unknown| of_name(unknown, console)),
        LevelError::Settings(problems) => of_files(&settings.reports(problems.clone()), console),
    }
    Failure::Said
}

/// Says that no rule or set is called so, and which one may be meant.
pub fn of_name(unknown: &UnknownRule, console: &mut Console) {
    let help = match &unknown.nearest {
        Some(near) => format!("help: did you mean `{near}`?"),
        None => "help: `copydesk rules` lists them all".to_owned(),
    };
    console.complain(Level::Error, &format!("there is no rule or set called `{}`", unknown.name), &[help]);
}
