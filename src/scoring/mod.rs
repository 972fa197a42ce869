//! Weighted signals and a threshold: the one engine behind every score, whoever finds its signals.
//!
//! A signal is known by its number among those that a [`Scale`] was made with; its weight comes from a table of the rule
//! files. How much of the weight counts is the signal's share, 0 to 1.

mod scale;
mod weighing;

pub use scale::{Scale, Share, Verdict};
pub use weighing::{WeighedSignal, Weighing};
