//! From a reading to an article: roles, sentences, quotations and who speaks them, promos; and what rules may ask.

mod anchor;
mod condition;
mod dateline;
pub mod facts;
mod roles;
mod units;
pub mod window;

use crate::model::{Article, Lexicon, Reading};
pub use anchor::Anchor;
pub use condition::{Condition, Conditions, Wanted};
pub use units::{Scope, Unit};

/// The analysis of stories, made ready once from the word lists, for any number of articles.
#[derive(Debug)]
pub struct Structure {
    roles: roles::Roles,
}

impl Structure {
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { roles: roles::Roles::new(lexicon) }
    }

    /// Works out the structure of a story: the one place where an [`Article`] is made.
    pub fn analyse(&self, mut reading: Reading) -> Article {
        self.roles.recognise(&mut reading);
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
