//! The two streams that a command writes to, and how it may write there.

use std::io::{self, BufWriter, IsTerminal, Write};

use crate::cli::{Look, When};
use crate::emit::{Style, write_message};
use crate::inputs::InputError;
use crate::model::Level;

/// Columns where there is no terminal to ask.
const WIDTH: usize = 100;

/// Standard output, buffered, and standard error.
pub struct Console {
    pub out: BufWriter<io::StdoutLock<'static>>,
    /// For what goes to standard output.
    pub style: Style,
    /// For what goes to standard error.
    error_style: Style,
    /// Whether a person sits at standard error.
    pub attended: bool,
}

impl Console {
    pub fn new(look: Look) -> Self {
        let style = |color| Style { color, width: width(), quiet: look.quiet };
        Self {
            out: BufWriter::with_capacity(1 << 16, io::stdout().lock()),
            style: style(colored(look.color, io::stdout().is_terminal())),
            error_style: style(colored(look.color, io::stderr().is_terminal())),
            attended: io::stderr().is_terminal(),
        }
    }

    /// Says on standard error what went wrong; a closed standard error is nobody's loss.
    pub fn complain(&mut self, level: Level, message: &str, notes: &[String]) {
        _ = write_message(level, message, notes, &self.error_style, &mut io::stderr().lock());
    }

    /// Says which input could not be read, and what to do.
    pub fn complain_of_input(&mut self, error: &InputError) {
        self.complain(error.level, &format!("{}: {}", error.place, error.message), &[format!("help: {}", error.help)]);
    }

    /// Says that the file called `name` could not be written, and is as it was.
    pub fn complain_of_output(&mut self, name: &str, error: &io::Error) {
        let help = "help: see that you may write to it and to its folder; it is as it was".to_owned();
        self.complain(Level::Error, &format!("{name}: it can't be written: {error}"), &[help]);
    }

    pub fn error_style(&self) -> &Style {
        &self.error_style
    }
}

impl Write for Console {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn colored(when: When, terminal: bool) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// The columns that `COLUMNS` says, else the terminal.
fn width() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    said.or_else(terminal).unwrap_or(WIDTH)
}
