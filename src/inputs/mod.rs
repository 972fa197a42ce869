//! From what the user names (files, folders, standard input, `.jsonl`) to articles; what can't be read is a value, and
//! stops nothing else.

mod bytes;
mod housekeeping;
mod ignores;
mod input_error;
mod load;
mod packed;
mod records;
mod replace;
mod stream;
mod texts;
mod walk;

pub use bytes::{Encoding, encode};
pub use input_error::InputError;
pub use load::{Document, DocumentPlace, Loaded};
pub use replace::replace_file;
pub use stream::{Lines, Next, Stream};
pub use texts::Texts;
pub use walk::{FileKind, Finder, Found, STANDARD_INPUT};
