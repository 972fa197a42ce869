//! Rule files: TOML in, rules ready to run out; every fault of a file is a diagnostic into it.

mod built_in;
mod example;
mod exception;
mod load;
mod reference;
mod rule;
mod run;
mod schema;
mod set;
mod template;
mod written;

pub use built_in::BUILT_IN;
pub use example::{Example, Expected};
pub use load::{RuleFile, load};
pub use reference::language_reference;
pub use rule::Rule;
pub use run::Story;
pub use schema::schema;
pub use set::{RuleSet, Selector, Set};
pub use template::Template;
