//! The contract of a reader: a source text in, clean prose in blocks out, never a failure.

use super::FieldNames;
use crate::model::{Format, Reading, Source};

/// A format, and the function that reads it.
pub struct Reader {
    pub format: Format,
    /// File name endings without their dot, lower case.
    pub extensions: &'static [&'static str],
    /// Makes of any source text a [`Reading`]. A broken document gives what can be read, and its faults as problems.
    /// Every passage and span lies on character boundaries. A reader places the separate headline of a `.jsonl` line
    /// (`Source::headline_span`) first, as a headline block. The names say which metadata are headline, dek and byline.
    pub read: fn(&Source, &FieldNames) -> Reading,
}
