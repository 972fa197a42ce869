//! Where the reports of a run go: one to standard output or a file, and any number beside it to files.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use super::channel::Channel;
use crate::cli::CheckArgs;
use crate::commands::Failure;
use crate::commands::console::Console;
use crate::emit::{EmitterKind, Style, Summary};
use crate::model::{FileReport, Level};

/// All reports of a run.
pub struct Outputs {
    main: Channel,
    /// Where the main one goes, if not to standard output.
    file: Option<Sink>,
    /// Whether standard output is the mended text, so that the main one goes to standard error.
    is_filter: bool,
    others: Vec<(Channel, Sink)>,
}

/// A file that is being written.
struct Sink {
    path: PathBuf,
    out: BufWriter<File>,
}

impl Outputs {
    /// Opens the files; one that can't be written is complained of, and nothing is checked.
    pub fn open(
        format: &EmitterKind,
        arguments: &CheckArgs,
        min_level: Option<Level>,
        is_filter: bool,
        console: &mut Console,
    ) -> Result<Self, Failure> {
        let (file, others) = (arguments.output_file.as_ref(), &arguments.outputs);
        // A file is no terminal.
        let plain = Style { color: false, ..console.style };
        let style = match (file, is_filter) {
            (Some(_), _) => plain,
            (None, true) => *console.error_style(),
            (None, false) => console.style,
        };
        let mut open = |path: &PathBuf| {
            Sink::create(path).map_err(|error| {
                let help = "help: name a file in a folder that is there and that you may write to".to_owned();
                console.complain(Level::Error, &format!("{}: it can't be written: {error}", path.display()), &[help]);
                Failure::Said
            })
        };
        let file = file.map(&mut open).transpose()?;
        let others =
            others.iter().map(|target| Ok((Channel::new(target.format, &plain, min_level), open(&target.path)?)));
        let others = others.collect::<Result<_, Failure>>()?;
        Ok(Self { main: Channel::new(format, &style, min_level), file, is_filter, others })
    }

    /// What the main report shows of an article's.
    pub fn shown<'report>(&self, report: &'report FileReport) -> Cow<'report, FileReport> {
        self.main.shown(report)
    }

    pub fn begin(&mut self, console: &mut Console) -> io::Result<()> {
        self.each(console, |emitter, out| emitter.begin(out))
    }

    pub fn report(&mut self, report: &FileReport, console: &mut Console) -> io::Result<()> {
        self.each(console, |emitter, out| emitter.report(report, out))
    }

    pub fn finish(&mut self, summary: &Summary, console: &mut Console) -> io::Result<()> {
        self.each(console, |emitter, out| {
            emitter.finish(summary, out)?;
            out.flush()
        })
    }

    fn each(
        &mut self,
        console: &mut Console,
        mut write: impl FnMut(&mut Channel, &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        match &mut self.file {
            Some(sink) => sink.named(|out| write(&mut self.main, out))?,
            None if self.is_filter => write(&mut self.main, &mut io::stderr().lock())?,
            None => write(&mut self.main, console)?,
        }
        self.others.iter_mut().try_for_each(|(emitter, sink)| sink.named(|out| write(emitter, out)))
    }
}

impl Sink {
    fn create(path: &PathBuf) -> io::Result<Self> {
        Ok(Self { path: path.clone(), out: BufWriter::new(File::create(path)?) })
    }

    /// Writes, and says in which file it could not be done.
    fn named(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let Self { path, out } = self;
        write(out).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))
    }
}
