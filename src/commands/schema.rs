//! `copydesk schema`: JSON schemas, for editors that complete and check TOML.

use std::io::Write;

use super::console::Console;
use super::{Failure, Outcome};
use crate::cli::{SchemaArgs, SchemaKind};
use crate::{config, rules};

pub fn run(arguments: &SchemaArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let schema = match arguments.kind {
        SchemaKind::Config => config::schema(),
        SchemaKind::Rules => rules::schema(),
    };
    serde_json::to_writer_pretty(&mut *console, &schema).map_err(std::io::Error::from)?;
    writeln!(console)?;
    Ok(Outcome::Clean)
}
