//! What holds for a run: defaults, then the configuration file, then the command line.

mod fence;
mod file;
mod globs;
mod levels;
mod settings;
mod written;

pub use fence::Fence;
pub use file::{NAMES, nearest, shown, unreadable};
pub use globs::Glob;
pub use levels::{LevelError, Levels, UnknownRule, Wishes, levels};
pub use settings::{Origin, Override, Setting, Settings, absolute};

/// The JSON schema of `copydesk.toml`.
pub fn schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<written::WrittenConfig>();
    schema.insert("title".to_owned(), "The configuration of copydesk".into());
    schema
}
