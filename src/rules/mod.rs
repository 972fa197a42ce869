//! Rule files: TOML in, rules ready to run out; every fault of a file is a diagnostic into it.

mod adjustments;
mod built_in;
mod conditions;
mod example;
mod exception;
mod languages;
mod lists;
mod load;
mod measured;
mod reference;
mod rule;
mod run;
mod schema;
mod set;
mod template;
mod weights;
mod written;
mod yielding;

pub use adjustments::{Adjustments, Faults, ListChange, ParameterSetting, WeightChange, WeightKey, Written};
pub use built_in::BUILT_IN;
pub use example::{Example, Expected};
pub use languages::{DEFAULT, Languages, Pack};
pub use load::{RuleFile, load, load_adjusted};
pub use measured::{MeasuredCounts, Readings};
pub use reference::language_reference;
pub use rule::Rule;
pub use run::Story;
pub use schema::schema;
pub use set::{RuleSet, Selector, Set};
pub use template::MessageTemplate;
