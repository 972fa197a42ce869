//! What could not be read, and why: reported, counted, and no reason to stop.

use crate::model::Level;

/// Something named or found that gives no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    /// `Error` where work is left undone, `Warning` where there was nothing to do, `Note` where that was wished.
    pub level: Level,
    /// The path as the user wrote it, with the 1-based line of a `.jsonl` file behind a colon.
    pub place: String,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl InputError {
    pub fn error(place: impl Into<String>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { level: Level::Error, place: place.into(), message: message.into(), help: help.into() }
    }

    pub fn warning(place: impl Into<String>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { level: Level::Warning, ..Self::error(place, message, help) }
    }

    pub fn note(place: impl Into<String>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { level: Level::Note, ..Self::error(place, message, help) }
    }

    /// Of what stands at `place`, there is nothing.
    pub(super) fn empty(place: &str) -> Self {
        Self::warning(place, "it is empty: there is nothing to check", "write the story, or leave the file out")
    }

    /// The failure of the operating system to give what stands at `place`.
    pub fn from_io(place: impl Into<String>, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let (message, help) = match error.kind() {
            ErrorKind::NotFound => ("there is no such file or folder", "check the spelling, and the folder you are in"),
            ErrorKind::PermissionDenied => {
                ("it may not be read: permission denied", "give yourself the right to read it, or leave it out")
            }
            _ => {
                return Self::error(
                    place,
                    format!("it can't be read: {error}"),
                    "see that it is a file on this machine",
                );
            }
        };
        Self::error(place, message, help)
    }
}
