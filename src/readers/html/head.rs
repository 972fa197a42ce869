//! The head of a page's story: which of its elements, else which of its metadata, are headline, dek and byline.

use rustc_hash::FxHashMap;

use super::tree::Tree;
use crate::model::{BlockKind, Metadata, MetadataField};
use crate::readers::FieldNames;
use crate::readers::field_names::first_filled;

/// Words of class names that a page gives its dek and its byline.
const DEK: &[&str] =
    &["dek", "deck", "standfirst", "subtitle", "subheadline", "subhed", "subhead", "strapline", "sapo"];
const BYLINE: &[&str] = &["byline", "bylines"];
/// Metadata of pages, before the names of the newsroom.
const HEADLINE_FIELDS: &[&str] = &["headline", "og:title"];
const DEK_FIELDS: &[&str] = &["alternativeheadline", "dek", "description", "og:description"];
const BYLINE_FIELDS: &[&str] = &["author.name", "author", "article:author", "dc.creator"];
/// Words that a dek and a byline have at most.
const DEK_WORDS: usize = 60;
const BYLINE_WORDS: usize = 30;

/// What the head of the story is made of.
#[derive(Default)]
pub(super) struct Head<'page> {
    /// Elements by what they are.
    pub elements: FxHashMap<usize, BlockKind>,
    /// Metadata by what they are, where the page does not show them.
    pub fields: Vec<(BlockKind, &'page MetadataField)>,
}

pub(super) fn find<'page>(
    tree: &Tree,
    roots: &[usize],
    metadata: &'page Metadata,
    names: &FieldNames,
    has_headline: bool,
) -> Head<'page> {
    let mut head = Head::default();
    if !has_headline {
        find_headline(tree, metadata, names, &mut head);
    }
    let end = first_paragraph(tree, roots);
    let dek = named(tree, end, DEK, DEK_WORDS);
    let byline =
        named(tree, end, BYLINE, BYLINE_WORDS).or_else(|| shown(tree, end).find(|element| is_author(tree, *element)));
    let story = roots.first().map(|root| letters(&tree.text_of(*root)));
    match dek {
        Some(dek) => _ = head.elements.insert(dek, BlockKind::Dek),
        None => {
            let field = field(metadata, DEK_FIELDS, &names.dek);
            let repeats = |field: &&MetadataField| {
                let dek = letters(&field.value);
                let opening: String = dek.chars().take(60).collect();
                story.as_ref().is_some_and(|story| story.contains(&opening))
            };
            head.fields.extend(field.filter(|field| !repeats(field)).map(|field| (BlockKind::Dek, field)));
        }
    }
    match byline {
        Some(byline) => _ = head.elements.insert(byline, BlockKind::Byline),
        None => {
            let field = field(metadata, BYLINE_FIELDS, &names.byline);
            let is_address = |field: &&MetadataField| field.value.contains("://");
            head.fields.extend(field.filter(|field| !is_address(field)).map(|field| (BlockKind::Byline, field)));
        }
    }
    head
}

/// The heading that shows the headline of the metadata, else one that tells much of it; that headline itself where none
/// does; without metadata the first heading of the highest rank.
fn find_headline<'page>(tree: &Tree, metadata: &'page Metadata, names: &FieldNames, head: &mut Head<'page>) {
    let title = field(metadata, HEADLINE_FIELDS, &names.headline);
    let headings: Vec<usize> =
        shown(tree, usize::MAX).filter(|element| tree.elements[*element].name == "h1").take(20).collect();
    let shows = |element: &usize, title: &str| {
        let (heading, title) = (letters(&tree.text_of(*element)), letters(title));
        !heading.is_empty() && (title.starts_with(&heading) || heading.starts_with(&title))
    };
    let heading = match title {
        Some(title) => headings
            .iter()
            .find(|element| shows(element, &title.value))
            .or_else(|| headings.iter().find(|element| tells_much_of(&tree.text_of(**element), &title.value))),
        None => headings.first(),
    };
    match heading {
        Some(heading) => _ = head.elements.insert(*heading, BlockKind::Headline),
        None => head.fields.extend(title.map(|title| (BlockKind::Headline, title))),
    }
}

/// Whether the heading has half of the words of the title or more: the two are one headline in two wordings, while the
/// name of a site has hardly any.
fn tells_much_of(heading: &str, title: &str) -> bool {
    let words = |text: &str| text.to_lowercase().split_whitespace().map(letters).collect::<Vec<String>>();
    let (heading, title) = (words(heading), words(title));
    let shared = title.iter().filter(|word| heading.contains(word)).count();
    shared > 1 && shared * 2 >= title.len()
}

fn field<'page>(metadata: &'page Metadata, own: &[&str], names: &[String]) -> Option<&'page MetadataField> {
    let own: Vec<String> = own.iter().map(|name| (*name).to_owned()).collect();
    first_filled(metadata, &own).or_else(|| first_filled(metadata, names))
}

/// Elements that show text and begin before the event at `end`.
fn shown(tree: &Tree<'_>, end: usize) -> impl Iterator<Item = usize> {
    let mut hidden_until = 0;
    (0..tree.elements.len()).take_while(move |element| tree.elements[*element].opened < end).filter(move |element| {
        let element = &tree.elements[*element];
        if element.opened >= hidden_until && element.is_hidden() {
            hidden_until = element.closed;
        }
        element.opened >= hidden_until && element.text > 0
    })
}

fn named(tree: &Tree, end: usize, wanted: &[&str], most_words: usize) -> Option<usize> {
    let is_wanted = |element: &usize| {
        let mut names = tree.elements[*element].names();
        names.any(|name| {
            name.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).any(|word| wanted.contains(&word))
        }) && tree.text_of(*element).split(' ').count() <= most_words
    };
    shown(tree, end).find(is_wanted)
}

fn is_author(tree: &Tree, element: usize) -> bool {
    let is = |name: &str| tree.elements[element].attribute(name) == Some("author");
    (is("rel") || is("itemprop")) && tree.text_of(element).split(' ').count() <= BYLINE_WORDS
}

/// The event at which the first real paragraph of the story opens.
fn first_paragraph(tree: &Tree, roots: &[usize]) -> usize {
    let (from, to) = match (roots.first(), roots.last()) {
        (Some(first), Some(last)) => (tree.elements[*first].opened, tree.elements[*last].closed),
        _ => (0, tree.events.len()),
    };
    let is_paragraph = |element: &&super::tree::Element| {
        element.name == "p" && element.text >= 120 && element.opened >= from && element.opened < to
    };
    tree.elements.iter().find(is_paragraph).map_or(to, |element| element.opened)
}

/// The text's letters and digits, lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
