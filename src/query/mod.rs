//! What a rule may ask of an article: scopes and units, facts, conditions, windows, anchors.

mod anchor;
mod condition;
pub mod facts;
mod units;
pub mod window;

pub use anchor::Anchor;
pub use condition::{Condition, Conditions, Wanted};
pub use units::{Scope, Unit, Units};
