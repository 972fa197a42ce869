//! From a reading to an article: roles, sentences, quotations and who speaks them, promos; and what rules may ask.

mod anchor;
mod condition;
pub mod facts;
mod units;
pub mod window;

use crate::model::{Article, Lexicon, Reading};
pub use anchor::Anchor;
pub use condition::{Condition, Conditions, Wanted};
pub use units::{Scope, Unit};

/// The analysis of stories, made ready once from the word lists, for any number of articles.
#[derive(Debug)]
pub struct Structure {}

impl Structure {
    pub fn new(_lexicon: &Lexicon) -> Self {
        Self {}
    }

    /// Works out the structure of a story: the one place where an [`Article`] is made.
    pub fn analyse(&self, reading: Reading) -> Article {
        Article {
            text: reading.text,
            blocks: reading.blocks,
            metadata: reading.metadata,
            comments: reading.comments,
            language: "en",
            ..Article::default()
        }
    }
}
