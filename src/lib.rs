//! copydesk, a linter for news copy: a story in, a compiler's report out.

pub mod emit;
pub mod inputs;
pub mod model;
pub mod readers;
pub mod structure;
