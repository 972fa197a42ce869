//! A place in another document that a finding speaks of.

use std::sync::Arc;

use super::{Source, Span};

#[derive(Clone, Debug)]
pub struct Reference {
    pub source: Arc<Source>,
    pub span: Span,
    /// What stands there.
    pub message: String,
}

impl PartialEq for Reference {
    fn eq(&self, other: &Self) -> bool {
        self.source.path == other.source.path && self.span == other.span && self.message == other.message
    }
}

impl Eq for Reference {}
