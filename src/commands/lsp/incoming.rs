//! What the editor says, message by message, read on a thread of its own so that an answer never waits for a question.

use std::io::{self, BufRead};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use lsp_server::Message;

/// Something that came in.
#[derive(Debug)]
pub enum Incoming {
    Message(Message),
    /// Between two messages stood one that can't be read.
    Malformed(String),
    /// From here on nothing can be read.
    Broken(String),
}

/// Reads `input` to its end, or to where it breaks off.
pub fn listen(input: impl BufRead + Send + 'static) -> Receiver<Incoming> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut input = input;
        while let Some(incoming) = next(&mut input) {
            let is_last = matches!(incoming, Incoming::Broken(_));
            if sender.send(incoming).is_err() || is_last {
                break;
            }
        }
    });
    receiver
}

fn next(input: &mut impl BufRead) -> Option<Incoming> {
    match Message::read(input) {
        Ok(message) => message.map(Incoming::Message),
        Err(error) if is_payload(&error) => Some(Incoming::Malformed(error.to_string())),
        Err(error) => Some(Incoming::Broken(error.to_string())),
    }
}

/// Whether the message was read to its end and makes no sense: then the next one can be read.
fn is_payload(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::InvalidData && error.to_string().starts_with("malformed LSP payload")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &str) -> Vec<Incoming> {
        listen(io::Cursor::new(input.as_bytes().to_vec())).into_iter().collect()
    }

    #[test]
    fn what_follows_a_message_that_makes_no_sense_is_read() {
        let said =
            all("Content-Length: 1\r\n\r\n{Content-Length: 35\r\n\r\n{\"jsonrpc\": \"2.0\", \"method\":\"exit\"}");
        assert!(matches!(said.as_slice(), [Incoming::Malformed(_), Incoming::Message(_)]), "{said:?}");
    }

    #[test]
    fn a_broken_header_ends_the_reading() {
        let said = all("Length: 1\r\n\r\n{}Content-Length: 2\r\n\r\n{}");
        assert!(matches!(said.as_slice(), [Incoming::Broken(_)]), "{said:?}");
    }
}
