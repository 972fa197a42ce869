//! What is known of each unit of a page by itself: its words, the elements around it and their names, its place.

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

use super::super::tree::Tree;
use super::super::{elements, metadata};
use super::marks::{count, share};
use super::names;
use super::surroundings::PageSurroundings;
use super::units::{PageUnit, PageUnits};
use crate::model::BlockKind;

/// How many elements around a unit name it.
const NAMED_BY: usize = 12;
/// An element with this share of the page's letters, one in so many, is the page and no box on it.
const PAGE: usize = 3;
/// Links of a unit whose addresses are looked at.
const TARGETS: usize = 3;
/// Letters that are looked up in the body that the metadata give, and how far apart.
const GRAM: usize = 12;
/// A body in the metadata with fewer letters is a summary.
const BODY: usize = 300;

pub(super) struct Features<'page> {
    tree: &'page Tree<'page>,
    units: &'page PageUnits,
    surroundings: PageSurroundings,
    /// The words of elements' names, and of the addresses of links.
    names: FxHashMap<usize, Vec<String>>,
    /// Letters of paragraphs before each unit.
    told_before: Vec<usize>,
    /// The event at which the headline opens.
    headline: Option<usize>,
    /// Pieces of the story as the metadata have it.
    body: Option<FxHashSet<u64>>,
}

impl<'page> Features<'page> {
    pub fn new(tree: &'page Tree<'page>, units: &'page PageUnits, known: &FxHashMap<usize, BlockKind>) -> Self {
        let headline = known.iter().find(|(_, kind)| **kind == BlockKind::Headline);
        let told = units.all.iter().map(|unit| if unit.prose.is_paragraph() { unit.prose.letters } else { 0 });
        let told_before = told.scan(0, |sum, told| Some(std::mem::replace(sum, *sum + told))).collect();
        let mut features = Self {
            tree,
            units,
            surroundings: PageSurroundings::new(tree, units),
            names: FxHashMap::default(),
            told_before,
            headline: headline.map(|(element, _)| tree.elements[*element].opened),
            body: metadata::article_body(tree).and_then(|body| grams(&body)),
        };
        for unit in &units.all {
            for element in unit.inner.iter().flat_map(|inner| tree.ancestors(*inner)).take(NAMED_BY) {
                features.names.entry(element).or_insert_with(|| names::of_element(&tree.elements[element]));
            }
        }
        features
    }

    /// Tells every feature of the unit: its table and its name.
    pub fn each(&self, index: usize, found: &mut dyn FnMut(&'static str, &str)) {
        let unit = &self.units.all[index];
        let prose = &unit.prose;
        found("text", "any");
        found("length", &format!("{} letters, {} linked", prose.length(), prose.link_share()));
        prose.each(&mut |name| found("text", name));
        self.tags(unit, found);
        self.each_name(unit, found);
        self.around(unit, found);
        let shape = self.surroundings.of_shape(index);
        let average = shape.letters / shape.units.max(1);
        let long = ["short", "middling", "long"][usize::from(average >= 40) + usize::from(average >= 100)];
        found("shape", &format!("{} alike, {long}, {} linked", count(shape.units), share(shape.linked, shape.letters)));
        self.place(index, unit, found);
        if let Some(body) = &self.body {
            found("body", said(&letters_of(&prose.text), body));
        }
    }

    fn tags(&self, unit: &PageUnit, found: &mut dyn FnMut(&'static str, &str)) {
        let Some(container) = unit.container else {
            found("tag", "none");
            return;
        };
        let name = |element: usize| self.tree.elements[element].name.as_str();
        let parent = self.tree.elements[container].parent;
        found("tag", name(container));
        found("tag", &format!("{} in {}", name(container), parent.map_or("nothing", name)));
        let mut seen: Vec<&str> = Vec::new();
        for element in self.tree.ancestors(container) {
            let tag = name(element);
            if is_telling(tag) && !seen.contains(&tag) {
                seen.push(tag);
                let holding = self.surroundings.elements[element].letters;
                let size = if holding * PAGE >= self.surroundings.page.letters { "page" } else { "box" };
                found("inside", &format!("{tag} {size}"));
            }
        }
    }

    /// The names of the elements that hold the unit alone, of boxes around it, and of what is nearly the page.
    fn each_name(&self, unit: &PageUnit, found: &mut dyn FnMut(&'static str, &str)) {
        let mut seen: FxHashSet<(&str, &str)> = FxHashSet::default();
        for element in unit.inner.iter().flat_map(|inner| self.tree.ancestors(*inner)).take(NAMED_BY) {
            let holding = self.surroundings.elements[element].letters.max(self.tree.elements[element].text);
            let table = if holding * PAGE >= self.surroundings.page.letters && holding > unit.prose.letters {
                "page"
            } else if holding * 10 <= unit.prose.letters * 11 {
                "own"
            } else {
                "box"
            };
            for name in self.names.get(&element).into_iter().flatten() {
                if seen.insert((table, name)) {
                    found(table, name);
                }
            }
        }
        for link in unit.targets.iter().take(TARGETS) {
            for word in names::of_address(self.tree.elements[*link].attribute("href").unwrap_or_default()) {
                found("target", &word);
            }
        }
    }

    /// What the elements around the unit hold.
    fn around(&self, unit: &PageUnit, found: &mut dyn FnMut(&'static str, &str)) {
        let page = &self.surroundings.page;
        let mut inner = unit.prose.letters;
        let mut level = 0;
        for element in unit.container.iter().flat_map(|container| self.tree.ancestors(*container)) {
            let holding = &self.surroundings.elements[element];
            if holding.letters <= inner {
                continue;
            }
            inner = holding.letters;
            level += 1;
            found("around", &format!("{level}: {} paragraphs", count(holding.paragraphs)));
            found("around", &format!("{level}: {} linked", share(holding.linked, holding.letters)));
            found("around", &format!("{level}: {} of the page", share(holding.told, page.told)));
            if level == 4 {
                break;
            }
        }
    }

    fn place(&self, index: usize, unit: &PageUnit, found: &mut dyn FnMut(&'static str, &str)) {
        let before = self.told_before[index];
        let own = if unit.prose.is_paragraph() { unit.prose.letters } else { 0 };
        let all = self.surroundings.page.told;
        found("place", &format!("{} told before", share(before, all)));
        found("place", &format!("{} told behind", share(all - before - own, all)));
        let headline = match self.headline {
            None => "no headline",
            Some(headline) if unit.events.start < headline => "before the headline",
            Some(_) => "behind the headline",
        };
        found("place", headline);
        found("place", &format!("{headline}, {}", if before == 0 { "nothing told" } else { "something told" }));
    }
}

/// Whether an element of this name says what its text is, wherever it stands.
fn is_telling(tag: &str) -> bool {
    const TELLING: &[&str] = &[
        "article",
        "aside",
        "footer",
        "header",
        "main",
        "section",
        "figure",
        "figcaption",
        "blockquote",
        "table",
        "ul",
        "ol",
        "dl",
        "details",
        "address",
        "label",
        "small",
        "pre",
        "fieldset",
        "center",
        "span",
        "p",
    ];
    TELLING.contains(&tag) || elements::heading(tag) > 0
}

/// The letters and digits of a text, lower case.
fn letters_of(text: &str) -> Vec<char> {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn hash(letters: &[char]) -> u64 {
    let mut hasher = FxHasher::default();
    letters.hash(&mut hasher);
    hasher.finish()
}

/// Every piece of the body; none where it is short.
fn grams(body: &str) -> Option<FxHashSet<u64>> {
    let letters = letters_of(body);
    (letters.len() >= BODY).then(|| letters.windows(GRAM).map(hash).collect())
}

/// How much of the text the body has.
fn said(letters: &[char], body: &FxHashSet<u64>) -> &'static str {
    let pieces = letters.chunks_exact(GRAM);
    let (all, known) =
        pieces.fold((0, 0), |(all, known), piece| (all + 1, known + usize::from(body.contains(&hash(piece)))));
    match (all, known * 10) {
        (0, _) => "too short",
        (all, known) if known >= all * 7 => "said",
        (all, known) if known >= all * 3 => "said in part",
        _ => "not said",
    }
}
