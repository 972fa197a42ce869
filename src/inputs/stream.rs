//! The lines of a file or of standard input, read ahead on a thread of its own: some at a time, never all of them.

use std::io::{self, Cursor, Read};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};

use super::bytes::decode;
use super::load::{MOST_BYTES, too_large};
use super::{Document, InputError, packed, records};
use crate::model::Input;

/// Bytes that are read at a time: some stories, so that handing them from thread to thread costs nothing.
const PIECE: usize = 64 << 10;
/// Pieces that wait for somebody to take them.
const AHEAD: usize = 4;

/// The records of a document that is being read.
pub struct Stream {
    pieces: Receiver<Result<Lines, InputError>>,
}

/// What there is to be had of a stream.
pub enum Next<Item> {
    Ready(Item),
    /// More may come, but has not yet.
    Pending,
    End,
}

/// Some lines, whole.
pub struct Lines {
    name: String,
    /// The 1-based number of the first.
    number: usize,
    bytes: Vec<u8>,
    /// The first was too long to be kept, and is not whole.
    cut: bool,
}

impl Stream {
    /// Begins to read.
    pub fn open(document: &Document) -> Self {
        let (sender, pieces) = sync_channel(AHEAD);
        let document = document.clone();
        std::thread::spawn(move || {
            let mut cutter = Cutter { name: document.name.clone(), sender, rest: Vec::new(), number: 1, cut: false };
            let read = document.place.open().and_then(packed::unpack).and_then(|source| cutter.read(source));
            match read {
                Ok(true) => {}
                Ok(false) => _ = cutter.sender.send(Err(InputError::empty(&document.name))),
                Err(error) => _ = cutter.sender.send(Err(cutter.broken(&error))),
            }
        });
        Self { pieces }
    }

    /// The next lines; waits for them, or says that there are none yet.
    pub fn next(&self, wait: bool) -> Next<Result<Lines, InputError>> {
        let received =
            if wait { self.pieces.recv().map_err(|_| TryRecvError::Disconnected) } else { self.pieces.try_recv() };
        match received {
            Ok(piece) => Next::Ready(piece),
            Err(TryRecvError::Empty) => Next::Pending,
            Err(TryRecvError::Disconnected) => Next::End,
        }
    }
}

impl Lines {
    /// The lines' bytes.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// The articles, one a line; each broken line is an error of its own.
    pub fn articles(&self) -> impl Iterator<Item = Result<Input, InputError>> {
        let lines = self.bytes.split(|byte| *byte == b'\n').enumerate();
        let written = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
        written.map(|(index, line)| {
            let number = self.number + index;
            if self.cut && index == 0 {
                return Err(too_large(&format!("{}:{number}", self.name)));
            }
            records::parse_line(&self.name, number, line)
        })
    }
}

/// Cuts what is read behind line ends.
struct Cutter {
    name: String,
    sender: SyncSender<Result<Lines, InputError>>,
    /// The beginning of a line whose end has not come yet.
    rest: Vec<u8>,
    /// The number of that line.
    number: usize,
    cut: bool,
}

impl Cutter {
    /// Reads to the end, or until nobody takes any more; says whether there was anything but white space.
    fn read(&mut self, mut source: Box<dyn Read + Send>) -> io::Result<bool> {
        let mut head = Vec::with_capacity(3);
        source.by_ref().take(3).read_to_end(&mut head)?;
        if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
            // Two bytes a letter: rare enough to be read as a whole.
            source.read_to_end(&mut head)?;
            let text = match decode(head, &self.name) {
                Ok((text, _)) => text,
                Err(error) => {
                    _ = self.sender.send(Err(error));
                    return Ok(true);
                }
            };
            return self.cut(Cursor::new(text.trim_start_matches('\u{feff}').as_bytes().to_vec()));
        }
        let mark = if head == [0xef, 0xbb, 0xbf] { head.len() } else { 0 };
        self.cut(Cursor::new(head.split_off(mark)).chain(source))
    }

    fn cut(&mut self, mut source: impl Read) -> io::Result<bool> {
        let mut bytes = vec![0; PIECE];
        let mut any = false;
        loop {
            let read = match source.read(&mut bytes) {
                Ok(0) => break,
                Ok(read) => &bytes[..read],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            any |= !read.trim_ascii().is_empty();
            let Some(end) = memchr::memrchr(b'\n', read) else {
                self.keep(read);
                continue;
            };
            let mut whole = std::mem::take(&mut self.rest);
            whole.extend_from_slice(&read[..end]);
            if !self.send(whole, 1) {
                return Ok(true);
            }
            self.keep(&read[end + 1..]);
        }
        let last = std::mem::take(&mut self.rest);
        self.send(last, 0);
        Ok(any)
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.cut {
            return;
        }
        self.rest.extend_from_slice(bytes);
        if self.rest.len() as u64 > MOST_BYTES {
            self.rest = Vec::new();
            self.cut = true;
        }
    }

    /// Hands lines on; false where nobody takes them any more.
    fn send(&mut self, bytes: Vec<u8>, ends: usize) -> bool {
        let number = self.number;
        self.number += memchr::memchr_iter(b'\n', &bytes).count() + ends;
        let cut = std::mem::take(&mut self.cut);
        // Of a line that is left out, something must stand for it.
        let bytes = if cut { [b"-".as_slice(), &bytes].concat() } else { bytes };
        self.sender.send(Ok(Lines { name: self.name.clone(), number, bytes, cut })).is_ok()
    }

    fn broken(&self, error: &io::Error) -> InputError {
        if self.number == 1 {
            return InputError::from_io(&self.name, error);
        }
        let message = format!("it can't be read beyond line {}: {error}", self.number - 1);
        InputError::error(&self.name, message, "get it once more; the lines before are checked")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::{DocumentPlace, FileKind};

    fn read(bytes: Vec<u8>) -> Vec<Result<Input, InputError>> {
        let document = Document {
            place: DocumentPlace::Memory(bytes.into()),
            name: "wire.jsonl".to_owned(),
            kind: FileKind::Records,
        };
        let stream = Stream::open(&document);
        let mut found = Vec::new();
        while let Next::Ready(piece) = stream.next(true) {
            match piece {
                Ok(lines) => found.extend(lines.articles()),
                Err(error) => found.push(Err(error)),
            }
        }
        found
    }

    #[test]
    fn lines_keep_their_numbers_over_pieces() {
        let words = "rain ".repeat(PIECE / 40);
        let lines: Vec<String> = (0..40).map(|_| format!("{{\"text\": \"{words}\"}}\n\n")).collect();
        let numbers: Vec<_> = read(lines.concat().into_bytes())
            .into_iter()
            .map(|input| input.expect("a sound line").source.file_line.expect("a line of a file"))
            .collect();
        assert_eq!(numbers, (0..40).map(|index| index * 2 + 1).collect::<Vec<_>>());
    }

    #[test]
    fn a_line_without_end_is_left_out_and_the_next_is_read() {
        let endless = vec![b'a'; MOST_BYTES as usize + PIECE];
        let found = read([b"{\"text\": \"one\"}\n".as_slice(), &endless, b"\n{\"text\": \"three\"}"].concat());
        let places: Vec<_> = found
            .iter()
            .map(|found| found.as_ref().map_err(|error| error.place.as_str()).map(|input| input.source.file_line))
            .collect();
        assert_eq!(places, [Ok(Some(1)), Err("wire.jsonl:2"), Ok(Some(3))]);
    }

    #[test]
    fn bytes_that_are_no_text_cost_their_line_alone() {
        let found = read(b"{\"text\": \"caf\xe9\"}\n{\"text\": \"two\0\"}\n{\"text\": \"three\"}\n".to_vec());
        let errors: Vec<_> =
            found.iter().filter_map(|found| found.as_ref().err()).map(|error| error.message.as_str()).collect();
        assert_eq!(errors.len(), 2, "{errors:?}");
        assert!(errors[0].contains("0xE9"), "{errors:?}");
    }

    #[test]
    fn marks_of_encodings_are_believed() {
        let text = "{\"text\": \"één\"}\n";
        let sixteen = [&[0xff, 0xfe][..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat();
        for bytes in [[b"\xef\xbb\xbf", text.as_bytes()].concat(), sixteen] {
            assert!(read(bytes).iter().all(Result::is_ok));
        }
    }

    #[test]
    fn white_space_alone_is_empty() {
        for bytes in [&b""[..], b"\n \n", b"\xef\xbb\xbf\n"] {
            let found = read(bytes.to_vec());
            assert!(matches!(found.as_slice(), [Err(error)] if error.message.contains("empty")), "{found:?}");
        }
    }
}
