//! What a rule may ask of an article: scopes and units, facts, conditions, windows, anchors.

mod anchor;
mod builder;
mod condition;
pub mod facts;
mod marks;
mod units;
pub mod window;

pub use anchor::Anchor;
pub use builder::Builder;
pub use condition::{Condition, KEYWORDS, NamedConditions, Wanted, WrittenCondition, anything};
pub use units::{Direction, Scope, Unit, Units};
