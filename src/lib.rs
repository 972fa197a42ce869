//! copydesk, a linter for news copy: a story in, a compiler's report out.
//!
//! The rooms, floor by floor from the ground. A room imports from floors below its own, never up, never in a circle:
//!
//! | floor | rooms |
//! | --- | --- |
//! | 0 | [`model`]: the nouns that rooms exchange; [`decode`]: TOML tables into typed values, every error with its place |
//! | 1 | [`language`]: tokens, words, sentences, names and amounts, of whatever language the word lists describe; [`scoring`]: weighted signals and a threshold; [`matcher`]: all patterns of all rules over an article's prose, in one pass; [`manuscripts`]: word processors' files, read and written |
//! | 2 | [`story`]: a reading becomes an article: roles, quotations and their speakers, promos; [`evidence`]: what was said, and how quotations stand to it |
//! | 3 | [`query`]: what a rule may ask: scopes, facts, conditions, windows |
//! | 4 | [`checks`], [`readers`], [`emit`], [`triage`], [`inputs`]: what can be plugged in |
//! | 5 | [`rules`]: rule files, lists, the built-in sets |
//! | 6 | [`config`], [`linter`], [`cli`] |
//! | 7 | [`packed`]: a newsroom's rules as data, for a page that takes them along |
//! | 8 | [`commands`] |
//!
//! [`checks`], [`readers`] and [`emit`] are plug rooms of one shape: a contract, one file a plug, and a table in
//! `mod.rs`. To add a check, a format or an output, write its file and its line in the table; nothing else changes.
//! They never import each other.

pub mod checks;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod commands;
#[cfg(feature = "cli")]
pub mod config;
pub mod decode;
#[cfg(feature = "cli")]
pub mod emit;
pub mod evidence;
#[cfg(feature = "cli")]
pub mod inputs;
pub mod language;
pub mod linter;
pub mod manuscripts;
pub mod matcher;
pub mod model;
pub mod packed;
pub mod query;
pub mod readers;
pub mod rules;
pub mod scoring;
pub mod story;
pub mod triage;
