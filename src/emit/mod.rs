//! One file an output, and the table of them: a new output is its file and its line in `EMITTERS`.

mod emitter;

pub use emitter::{Emitter, EmitterKind, Style, Summary};

/// Every output that `check --format` knows.
pub const EMITTERS: &[EmitterKind] = &[];
