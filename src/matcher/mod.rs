//! All patterns of all rules over an article's prose, in one pass that grows with the text and not with the rules.
//!
//! The literals that a pattern can't match without are looked for in one pass over the prose. Where one of them was seen,
//! the pattern is tried: as a small program, which needs no preparation, or as a regex where it is an unusual one or where
//! the program would take long.

mod hits;
mod letters;
mod literals;
mod pattern;
mod pool;
mod program;
mod search;
mod set;
mod syntax;
mod trie;
mod vocabulary;

pub use hits::{Hits, Match};
pub use pattern::PatternError;
pub use pool::{Matcher, PatternId, PatternPool, Reach};
