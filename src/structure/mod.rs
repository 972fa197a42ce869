//! From a reading to an article: roles, sentences, quotations and who speaks them, promos; and what rules may ask.

mod anchor;
mod attribution;
mod condition;
mod cutting;
mod dateline;
pub mod facts;
pub mod headline;
mod language;
pub mod names;
mod quotations;
mod roles;
mod sentences;
mod tokens;
mod units;
mod vocabulary;
pub mod window;

use self::tokens::Tokens;
use self::vocabulary::Vocabulary;
use crate::model::{Article, Lexicon, Reading};
pub use anchor::Anchor;
pub use condition::{Condition, Conditions, Wanted};
pub use units::{Scope, Unit};

/// The analysis of stories, made ready once from the word lists, for any number of articles.
#[derive(Debug)]
pub struct Structure {
    vocabulary: Vocabulary,
    roles: roles::Roles,
}

impl Structure {
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { vocabulary: Vocabulary::new(lexicon), roles: roles::Roles::new(lexicon) }
    }

    /// Works out the structure of a story: the one place where an [`Article`] is made.
    pub fn analyse(&self, mut reading: Reading) -> Article {
        self.roles.recognise(&mut reading);
        let tokens = Tokens::new(&reading.text, &self.vocabulary);
        let mut article = Article {
            language: language::language(&tokens),
            text: reading.text,
            blocks: reading.blocks,
            metadata: reading.metadata,
            comments: reading.comments,
            ..Article::default()
        };
        cutting::cut(&mut article, &tokens);
        attribution::attribute(&mut article, &tokens);
        article
    }
}
