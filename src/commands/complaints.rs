//! What is said on standard error of configuration, rule files and names that are wrong.

use super::console::Console;
use crate::config::UnknownRule;
use crate::emit::write_diagnostics;
use crate::model::{FileReport, Level};

/// Shows the faults of TOML files, each in its place.
pub fn of_files(reports: &[FileReport], console: &mut Console) {
    for report in reports {
        let style = *console.error_style();
        _ = write_diagnostics(&report.source, &report.diagnostics, &style, &mut std::io::stderr().lock());
    }
}

/// Says that no rule or set is called so, and which one may be meant.
pub fn of_name(unknown: &UnknownRule, console: &mut Console) {
    let help = match &unknown.nearest {
        Some(near) => format!("help: did you mean `{near}`?"),
        None => "help: `copydesk rules` lists them all".to_owned(),
    };
    console.complain(Level::Error, &format!("there is no rule or set called `{}`", unknown.name), &[help]);
}
