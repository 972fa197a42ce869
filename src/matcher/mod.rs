//! All patterns of all rules over an article's prose, in one pass that grows with the text and not with the rules.
//!
//! The literals that a pattern can't match without go into one automaton, which runs over the prose once. A pattern's
//! own regex is built when one of its literals is first seen, and runs only in the units where it was.

mod automaton;
mod hits;
mod literals;
mod pattern;
mod pool;

pub use hits::{Hits, Match};
pub use pattern::PatternError;
pub use pool::{Matcher, PatternId, PatternPool, Reach};
