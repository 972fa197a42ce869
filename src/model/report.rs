//! All that one article's check says.

use std::sync::Arc;

use super::{Diagnostic, Source};

/// One article's diagnostics, sorted by place, then rule.
#[derive(Clone, Debug)]
pub struct FileReport {
    pub source: Arc<Source>,
    pub diagnostics: Vec<Diagnostic>,
    pub hidden: Hidden,
}

/// How many findings an editor has decided not to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    pub stet: usize,
    pub baseline: usize,
    /// Outside the lines that changed.
    pub unchanged: usize,
}
