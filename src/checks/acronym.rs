//! `acronym`: letters that the story never spells out.

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::language::words::{parts, words};
use crate::model::{Article, Passage, WordList, fold};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<AcronymTable>(
    "acronym",
    "letters used again and again that the story never spells out; the first ones are underlined",
);

/// `acronym = { known = "known-acronyms", small = "small-words", times = 2 }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AcronymTable {
    /// The list of acronyms that every reader knows.
    #[schemars(with = "String")]
    known: Spanned<String>,
    /// The list of words that have no letter in an acronym.
    #[schemars(with = "String")]
    small: Spanned<String>,
    /// Rarer ones are let be.
    times: usize,
}

#[derive(Debug)]
struct Acronym {
    known: WordList,
    small: WordList,
    times: usize,
}

/// How many letters an acronym has.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=6;

impl CheckSettings for AcronymTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let (known, small) = (builder.list(&self.known), builder.list(&self.small));
        Some(Box::new(Acronym { known: known?, small: small?, times: self.times }))
    }
}

impl Check for Acronym {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let mut used: FxHashMap<&str, Vec<Passage>> = FxHashMap::default();
        for block in article.blocks.iter().filter(|block| block.kind.is_body()) {
            for place in acronyms(article, block.passage) {
                used.entry(article.text.slice(place)).or_default().push(place);
            }
        }
        used.retain(|letters, places| places.len() >= self.times && !self.known.contains(&fold(letters)));
        if used.is_empty() {
            return Vec::new();
        }
        let (all, large) = self.initials(article.text.prose());
        let is_spelt_out = |letters: &str| {
            let letters = fold(letters);
            all.contains(&letters) || large.contains(&letters)
        };
        let alternatives = context.lexicon.list("words-of-alternative");
        let unexplained = used.into_iter().filter(|(letters, places)| {
            !is_spelt_out(letters)
                && !places.iter().any(|place| is_explained(*place, article.text.prose(), alternatives))
        });
        let mut findings: Vec<Finding> = unexplained
            .map(|(_, places)| Finding::at(places[0]).with_value("times", places.len().to_string()))
            .collect();
        findings.sort_by_key(|finding| finding.place);
        findings
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["times".to_owned()]
    }
}

impl Acronym {
    /// The first letters of all words in the order of the prose, and of those that are not small.
    fn initials(&self, prose: &str) -> (String, String) {
        let (mut all, mut large) = (String::new(), String::new());
        for word in parts(prose) {
            let folded = fold(word);
            let letters = match word.chars().next() {
                // "UK Independence Party" is the UKIP.
                Some(_) if is_capitals(word) && word.len() < *LENGTHS.start() => folded.clone(),
                Some(first) if !is_capitals(word) => first.to_lowercase().collect(),
                _ => continue,
            };
            all.push_str(&letters);
            if !self.small.contains(&folded) {
                large.push_str(&letters);
            }
        }
        (all, large)
    }
}

/// Words of capitals alone that stand among others, outside a shout.
fn acronyms(article: &Article, passage: Passage) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut shouting = false;
    let mut earlier: Option<Passage> = None;
    for word in words(article.text.slice(passage)) {
        let at = passage.start + word.start;
        let stem = &word.text[..word.text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(word.text.len())];
        let capitals = is_capitals(stem) && stem.len() > 1;
        if !capitals || shouting {
            found.extend(earlier.take().filter(|_| !shouting));
        }
        shouting = capitals && (shouting || earlier.take().is_some());
        let behind = word.text[stem.len()..].chars().chain(word.after.chars()).next();
        let joined = behind.is_some_and(|mark| matches!(mark, '.' | '-' | '/' | '&' | '@' | ':'));
        let whole = !joined || word.after.ends_with('.');
        if capitals && !shouting && whole && LENGTHS.contains(&stem.len()) {
            earlier = Some(Passage::new(at, at + stem.len()));
        }
    }
    found.extend(earlier);
    found
}

/// Whether what it stands for is given beside it, in another language perhaps: "Swiss People's Party (SVP)", "SVP (…)".
fn is_explained(place: Passage, prose: &str, alternatives: &WordList) -> bool {
    let last = prose[..place.start].strip_suffix(' ').and_then(|before| before.rsplit_once(", "));
    prose[..place.start].ends_with(['(', '['])
        || prose[place.end..].starts_with(" (")
        || last.is_some_and(|(_, word)| alternatives.contains(word))
}

fn is_capitals(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_uppercase())
}
