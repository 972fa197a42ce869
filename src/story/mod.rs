//! From a reading to an article: the roles of blocks, sentences, quotations and who speaks them, promos, the kind of
//! piece.

mod attribution;
mod cutting;
mod dateline;
mod furniture;
mod pieces;
mod promos;
mod pull_quotes;
mod quotations;
mod roles;

use crate::language::tokens::Tokens;
use crate::language::vocabulary::Vocabulary;
use crate::model::{Article, Furniture, Lexicon, Reading, Span};
use crate::scoring::Weighing;

/// The analysis of stories, made ready once from the word lists, for any number of articles.
#[derive(Debug)]
pub struct Structure {
    vocabulary: Vocabulary,
    roles: roles::Roles,
    promos: promos::Promos,
    weights: attribution::AttributionWeights,
    pieces: pieces::Pieces,
}

impl Structure {
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            vocabulary: Vocabulary::new(lexicon),
            roles: roles::Roles::new(lexicon),
            promos: promos::Promos::new(lexicon),
            weights: attribution::AttributionWeights::new(lexicon),
            pieces: pieces::Pieces::new(lexicon),
        }
    }

    /// Works out the structure of the story at `path`: the one place where an [`Article`] is made. What is of
    /// `furniture` is none of the story's.
    pub fn analyse(&self, mut reading: Reading, path: &str, furniture: &[Furniture]) -> Article {
        furniture::set_aside(&mut reading, furniture);
        let (mut article, tokens) = self.cut(reading);
        attribution::attribute(&mut article, &tokens, &self.weights);
        let folder = path.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder);
        self.pieces.tell(&mut article, folder);
        article
    }

    /// What everything adds up to that the table of weights `table` weighs while a story is read, by its place in the
    /// source; nothing where no reading of stories uses that table.
    pub fn weighings(&self, table: &str, reading: Reading) -> Vec<(Span, Weighing)> {
        match table {
            "promos" => self.promos.weighings(&reading),
            "attribution" => {
                let (article, tokens) = self.cut(reading);
                let weighings = attribution::weighings(&article, &tokens, &self.weights);
                weighings.into_iter().map(|(passage, weighing)| (article.text.span(passage), weighing)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The story with its sentences and quotations, and its tokens; nobody speaks yet.
    fn cut(&self, mut reading: Reading) -> (Article, Tokens) {
        self.promos.mark(&mut reading);
        pull_quotes::mark(&mut reading);
        self.roles.recognise(&mut reading);
        let tokens = Tokens::new(&reading.text, &self.vocabulary);
        let mut article = Article {
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
