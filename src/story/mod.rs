//! From a reading to an article: the roles of blocks, sentences, quotations and who speaks them, promos.

mod attribution;
mod cutting;
mod dateline;
mod promos;
mod pull_quotes;
mod quotations;
mod roles;

use crate::language::identification;
use crate::language::tokens::Tokens;
use crate::language::vocabulary::Vocabulary;
use crate::model::{Article, Lexicon, Reading, Span};
pub use attribution::{FeatureName, Sample, learn};

/// The analysis of stories, made ready once from the word lists, for any number of articles.
#[derive(Debug)]
pub struct Structure {
    vocabulary: Vocabulary,
    roles: roles::Roles,
    promos: promos::Promos,
}

impl Structure {
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            vocabulary: Vocabulary::new(lexicon),
            roles: roles::Roles::new(lexicon),
            promos: promos::Promos::new(lexicon),
        }
    }

    /// Works out the structure of a story: the one place where an [`Article`] is made.
    pub fn analyse(&self, reading: Reading) -> Article {
        let (mut article, tokens) = self.cut(reading);
        attribution::attribute(&mut article, &tokens);
        article
    }

    /// The evidence for a source in each sentence that has only a weak cue, by the sentence's place in the source text:
    /// what the file of weights weighs, and what weights are learned from.
    pub fn weighed(&self, reading: Reading) -> Vec<(Span, Vec<(FeatureName, f32)>)> {
        let (article, tokens) = self.cut(reading);
        let evidence = attribution::weighed(&article, &tokens);
        evidence.into_iter().map(|(passage, features)| (article.text.span(passage), features)).collect()
    }

    /// The story with its sentences and quotations, and its tokens; nobody speaks yet.
    fn cut(&self, mut reading: Reading) -> (Article, Tokens) {
        self.promos.mark(&mut reading);
        pull_quotes::mark(&mut reading);
        self.roles.recognise(&mut reading);
        let tokens = Tokens::new(&reading.text, &self.vocabulary);
        let mut article = Article {
            language: identification::language(&tokens),
            text: reading.text,
            body: (0..reading.blocks.len()).filter(|index| reading.blocks[*index].kind.is_body()).collect(),
            blocks: reading.blocks,
            metadata: reading.metadata,
            comments: reading.comments,
            layout: reading.layout,
            ..Article::default()
        };
        cutting::cut(&mut article, &tokens);
        (article, tokens)
    }
}
