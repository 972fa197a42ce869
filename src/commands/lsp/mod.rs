//! `copydesk lsp`: findings while a story is being written, over the Language Server Protocol.

mod actions;
mod addresses;
mod capabilities;
mod client;
mod completion;
mod differences;
mod document;
mod findings;
mod hover;
mod incoming;
mod lines;
mod newsroom;
mod server;
mod switching_off;
mod toml_cursor;
mod toml_files;

use std::io::{self, BufReader, IsTerminal};

use lsp_server::{Message, RequestId};

use super::console::Console;
use super::{Failure, Outcome};
use crate::cli::LspArgs;
use crate::model::Level;
use incoming::{Incoming, listen};
use server::{End, Server};

/// Speaks with an editor on standard input and output until it ends.
pub fn run(arguments: &LspArgs, console: &mut Console) -> Result<Outcome, Failure> {
    if io::stdin().is_terminal() {
        let help = "help: see docs/editors.md for how an editor starts it; Ctrl-D ends it".to_owned();
        console.complain(Level::Note, "this waits for an editor that speaks the Language Server Protocol", &[help]);
    }
    let incoming = listen(BufReader::new(io::stdin()));
    let mut server = Server::new(arguments);
    // All that has come by now is taken in before findings are worked out: an editor that types on need not wait.
    while let Ok(first) = incoming.recv() {
        let batch: Vec<Incoming> = std::iter::once(first).chain(incoming.try_iter()).collect();
        let cancelled: Vec<RequestId> = batch.iter().filter_map(cancelled).collect();
        for message in batch {
            let end = match message {
                Incoming::Message(message) => server.take(message, &cancelled),
                Incoming::Malformed(why) => {
                    server.refuse(&why);
                    None
                }
                Incoming::Broken(why) => {
                    let help = "help: each message is a Content-Length, an empty line, and JSON".to_owned();
                    console.complain(Level::Error, &format!("the editor's message can't be read: {why}"), &[help]);
                    return Ok(Outcome::Incomplete);
                }
            };
            send(&mut server, console)?;
            match end {
                Some(End::Orderly) => return Ok(Outcome::Clean),
                Some(End::Abrupt) => return Ok(Outcome::Abandoned),
                None => {}
            }
        }
        server.say();
        send(&mut server, console)?;
    }
    Ok(Outcome::Abandoned)
}

fn send(server: &mut Server<'_>, console: &mut Console) -> io::Result<()> {
    server.outbox.drain(..).try_for_each(|message| message.write(console))
}

/// The request that the message takes back.
fn cancelled(incoming: &Incoming) -> Option<RequestId> {
    match incoming {
        Incoming::Message(Message::Notification(notification)) if notification.method == "$/cancelRequest" => {
            serde_json::from_value(notification.params.get("id")?.clone()).ok()
        }
        _ => None,
    }
}
