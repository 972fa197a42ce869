//! Writes what codespan-reporting makes of a view, without its header, and with the number of a wrapped line once.

use std::io::{self, Write};

use codespan_reporting::term::termcolor::{ColorSpec, WriteColor};

/// A writer between codespan-reporting and the output.
pub struct SnippetWriter<Out> {
    out: Out,
    part: SnippetPart,
    /// The number that was written last, in the snippet that is being written.
    number: Option<String>,
    written: String,
}

/// What is being written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SnippetPart {
    /// The header: its line is left out.
    Header,
    LineStart,
    /// What is coloured at the start of a line.
    LineNumber,
    Line,
}

impl<Out: WriteColor> SnippetWriter<Out> {
    pub fn new(out: Out) -> Self {
        Self { out, part: SnippetPart::Header, number: None, written: String::new() }
    }

    fn write_number(&mut self) -> io::Result<()> {
        let number = std::mem::take(&mut self.written);
        if self.number.as_ref() == Some(&number) {
            return write!(self.out, "{:width$}", "", width = number.len());
        }
        self.out.write_all(number.as_bytes())?;
        self.number = Some(number);
        Ok(())
    }
}

impl<Out: WriteColor> Write for SnippetWriter<Out> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let ends_line = bytes.ends_with(b"\n");
        match self.part {
            SnippetPart::Header if ends_line => self.part = SnippetPart::LineStart,
            SnippetPart::Header => {}
            SnippetPart::LineNumber => self.written += &String::from_utf8_lossy(bytes),
            SnippetPart::LineStart | SnippetPart::Line => {
                if bytes.starts_with("┌".as_bytes()) {
                    self.number = None;
                }
                self.part = if ends_line { SnippetPart::LineStart } else { SnippetPart::Line };
                self.out.write_all(bytes)?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<Out: WriteColor> WriteColor for SnippetWriter<Out> {
    fn supports_color(&self) -> bool {
        self.out.supports_color()
    }

    fn set_color(&mut self, color: &ColorSpec) -> io::Result<()> {
        match self.part {
            SnippetPart::Header => return Ok(()),
            SnippetPart::LineStart => self.part = SnippetPart::LineNumber,
            SnippetPart::LineNumber | SnippetPart::Line => {}
        }
        self.out.set_color(color)
    }

    fn reset(&mut self) -> io::Result<()> {
        if self.part == SnippetPart::Header {
            return Ok(());
        }
        if self.part == SnippetPart::LineNumber {
            self.part = SnippetPart::Line;
            self.write_number()?;
        }
        self.out.reset()
    }
}
