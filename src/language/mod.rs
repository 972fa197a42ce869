//! What a language is: tokens, words and their forms, sentences, names, amounts, vocabulary.

pub mod amounts;
pub mod endings;
pub mod headline;
pub mod identification;
pub mod names;
mod namesakes;
pub mod sentences;
pub mod tokens;
pub mod told;
pub mod vocabulary;
pub mod words;
