//! Where the reports of a run go: one to standard output or a file, and any number beside it to files.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use crate::cli::OutputTarget;
use crate::commands::Failure;
use crate::commands::console::Console;
use crate::emit::{Emitter, EmitterKind, Style, Summary};
use crate::model::{FileReport, Level};

/// All reports of a run.
pub struct Outputs {
    main: Box<dyn Emitter>,
    /// Where the main one goes, if not to standard output.
    file: Option<Sink>,
    others: Vec<(Box<dyn Emitter>, Sink)>,
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
        file: Option<&PathBuf>,
        others: &[OutputTarget],
        console: &mut Console,
    ) -> Result<Self, Failure> {
        // A file is no terminal.
        let plain = Style { color: false, ..console.style };
        let style = if file.is_some() { plain } else { console.style };
        let mut open = |path: &PathBuf| {
            Sink::create(path).map_err(|error| {
                let help = "help: name a file in a folder that is there and that you may write to".to_owned();
                console.complain(Level::Error, &format!("{}: it can't be written: {error}", path.display()), &[help]);
                Failure::Said
            })
        };
        let file = file.map(&mut open).transpose()?;
        let others = others.iter().map(|target| Ok(((target.format.make)(&plain), open(&target.path)?)));
        let others = others.collect::<Result<_, Failure>>()?;
        Ok(Self { main: (format.make)(&style), file, others })
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
        mut write: impl FnMut(&mut dyn Emitter, &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        match &mut self.file {
            Some(sink) => sink.named(|out| write(&mut *self.main, out))?,
            None => write(&mut *self.main, console)?,
        }
        self.others.iter_mut().try_for_each(|(emitter, sink)| sink.named(|out| write(&mut **emitter, out)))
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
