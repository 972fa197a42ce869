//! The languages of a run: each with its lists, and the analysis of stories that is made of them.

use std::sync::OnceLock;

use toml::Spanned;

use crate::decode::{nearest, span_of};
use crate::language::identification;
use crate::model::{Article, Furniture, Lexicon, Problem, Reading, Span};
use crate::story::Structure;

/// The language of stories and lists where nobody names one.
pub const DEFAULT: &str = "en";

/// Keys of a story's metadata that name its language.
const KEYS: [&str; 3] = ["lang", "language", "inlanguage"];

/// The packs of a run, and what holds without one.
#[derive(Debug)]
pub struct Languages {
    packs: Vec<Pack>,
    /// The lists that belong to no language.
    bare: Pack,
    /// The language that the configuration names.
    configured: Option<String>,
}

/// What the rule files have of one language.
#[derive(Debug, Default)]
pub struct Pack {
    /// ISO 639: `en`.
    pub code: String,
    pub lexicon: Lexicon,
    structure: OnceLock<Structure>,
}

impl Pack {
    pub(super) fn new(code: &str, lexicon: Lexicon) -> Self {
        Self { code: code.to_owned(), lexicon, structure: OnceLock::new() }
    }

    /// The analysis of stories in this language, made ready when it is first asked for.
    pub fn structure(&self) -> &Structure {
        self.structure.get_or_init(|| Structure::new(&self.lexicon))
    }
}

impl Languages {
    pub(super) fn new(packs: Vec<Pack>, bare: Pack, configured: Option<String>) -> Self {
        Self { packs, bare, configured }
    }

    /// Gives every language the tables of weights.
    pub(super) fn insert_weights(&mut self, tables: &Lexicon) {
        for pack in self.packs.iter_mut().chain([&mut self.bare]) {
            for table in tables.names_of_weights().filter_map(|name| tables.weights(name)) {
                pack.lexicon.insert_weights(table.clone());
            }
        }
    }

    /// The packs, by code.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// The codes of the languages that have a pack.
    pub(super) fn codes(&self) -> impl Iterator<Item = &str> + Clone {
        self.packs.iter().map(|pack| pack.code.as_str())
    }

    /// The pack of a language, else what holds in every one.
    pub fn pack(&self, code: &str) -> &Pack {
        self.packs.iter().find(|pack| pack.code == code).unwrap_or(&self.bare)
    }

    /// The pack of the language that lists and rules belong to where they name none.
    pub fn own(&self) -> &Pack {
        self.pack(self.configured.as_deref().unwrap_or(DEFAULT))
    }

    /// The pack whose lists the rules of a language see; those that name none see the ones of lists that name none.
    pub(super) fn for_rules(&self, language: Option<&str>) -> &Pack {
        language.map_or(self.own(), |language| self.pack(language))
    }

    /// Works out the structure of the story at `path` in its own language, with the words of that. What is of
    /// `furniture` is none of the story's.
    pub fn analyse(&self, reading: Reading, path: &str, furniture: &[Furniture]) -> Article {
        let language = self.language(&reading);
        let pack = self.pack(&language);
        let served = pack.code == language;
        Article { language, served, ..pack.structure().analyse(reading, path, furniture) }
    }

    /// The code of the language that a story says it is in, else the configuration's, else what its prose looks like.
    fn language(&self, reading: &Reading) -> String {
        let said = reading.metadata.first(&KEYS).and_then(|field| identification::code(&field.value));
        if let Some(language) = said.or(self.configured.as_deref()) {
            return language.to_owned();
        }
        let common = self.own().lexicon.list("stop-words");
        identification::guess(reading.text.prose(), common).unwrap_or(DEFAULT).to_owned()
    }
}

/// The code of the language that `written` names, if one of the packs `codes` serves it.
pub(super) fn known_language<'a>(
    written: &Spanned<String>,
    codes: impl Iterator<Item = &'a str> + Clone,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let name = written.get_ref();
    if codes.clone().any(|code| code == name) {
        return Some(name.clone());
    }
    problems.push(unserved(name, span_of(&written.span()), codes));
    None
}

/// What is wrong with naming, at `span`, a language that no pack serves.
pub(super) fn unserved<'a>(name: &str, span: Span, codes: impl Iterator<Item = &'a str> + Clone) -> Problem {
    let meant = identification::code(name).and_then(|meant| codes.clone().find(|code| *code == meant));
    Problem {
        span,
        message: match identification::code(name).map(identification::name) {
            Some(language) if meant.is_none() => format!("no pack serves {language}, `{name}`"),
            _ => format!("no language has the code `{name}`"),
        },
        label: "no such pack".to_owned(),
        help: match meant.or_else(|| nearest(name, codes.clone())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of: {}", codes.collect::<Vec<_>>().join(", ")),
        },
    }
}
