//! What holds for a run: defaults, then the configuration file, then the command line.

mod levels;

pub use levels::{UnknownRule, levels};
