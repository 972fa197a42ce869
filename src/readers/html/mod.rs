//! HTML: the story's part of a page, byte-exact through entities and nested markup.

mod body;
mod containers;
mod elements;
mod fragment;
mod head;
mod metadata;
mod page;
mod tokens;
mod tree;
mod walk;

use rustc_hash::FxHashMap;

use super::composer::Composer;
use super::removal::Parting;
use super::{FieldNames, Reader, front_matter, headings, scalar, templates};
use crate::model::{BlockKind, Format, MetadataField, Reading, Shape, Source};
use tree::{Event, Tree};
use walk::HtmlWalk;

pub use page::PageBlock;

pub(super) use elements::is_code;
pub(super) use fragment::{Unclosed, write as write_fragment};
pub(super) use tokens::{Markup, MarkupKind, markup};

pub const READER: Reader = Reader { format: Format::Html, extensions: &["html", "htm", "xhtml"], read };

fn read(source: &Source, names: &FieldNames) -> Reading {
    let mut composer = Composer::new(source, Parting::Tag);
    skip_templates(&mut composer, source);
    let mut text = source.text_span();
    let front = front_matter::find_sound(source.content(), text).map(|front| front.metadata).unwrap_or_default();
    text.start = text.start.max(front.span.end);
    let tree = Tree::parse(source.content(), text);
    tree.problem().into_iter().for_each(|problem| composer.problem(problem));
    let mut metadata = metadata::collect(&tree);
    if !front.fields.is_empty() {
        metadata.fields.splice(0..0, front.fields);
        metadata.span = front.span;
    }
    let find_head = |roots: &[usize], has_headline| head::find(&tree, roots, &metadata, names, has_headline);
    let mut story = page::story(&tree, &find_head(&[], composer.has_headline()).elements);
    let roots = match &story {
        Some(story) => story.root.into_iter().collect(),
        None => body::roots(&tree),
    };
    let head = find_head(&roots, composer.has_headline());
    if let Some(story) = &mut story {
        story.keep(&tree, &head.elements);
    }
    for (kind, field) in &head.fields {
        composer.open(*kind, field.span.start, Shape::default());
        if front.span.contains(field.span) || is_json(&tree, field) {
            scalar::push(&mut composer, field);
        } else {
            walk::push_text(&mut composer, field.span);
        }
        composer.close();
    }
    let mut walk = HtmlWalk::new(&tree, &mut composer, &head.elements, 0);
    match &story {
        Some(story) => walk.page(&story.places, story.root),
        None => {
            head_beside(&mut walk, &tree, &roots, &head.elements);
            match roots[..] {
                [] => walk.whole(),
                _ => roots.iter().for_each(|root| walk.element(*root)),
            }
        }
    }
    if story.is_some() {
        comments_beside(&mut composer, &tree, &[]);
    } else if !roots.is_empty() {
        comments_beside(&mut composer, &tree, &roots);
    }
    composer.set_metadata(metadata);
    let mut reading = composer.finish();
    headings::settle(&mut reading);
    reading
}

/// Writes what heads the story and stands outside the elements that hold it.
fn head_beside(walk: &mut HtmlWalk, tree: &Tree, roots: &[usize], known: &FxHashMap<usize, BlockKind>) {
    for kind in [BlockKind::Headline, BlockKind::Dek, BlockKind::Byline] {
        for element in known.iter().filter(|(_, known)| **known == kind).map(|(element, _)| *element) {
            let opened = tree.elements[element].opened;
            let in_root = |root: &usize| (tree.elements[*root].opened..tree.elements[*root].closed).contains(&opened);
            if !roots.is_empty() && !roots.iter().any(in_root) {
                walk.element(element);
            }
        }
    }
}

/// The blocks of a page with what is known of each by itself, for learning; none of a piece of a page.
pub fn page_blocks(source: &Source) -> Vec<PageBlock> {
    let tree = Tree::parse(source.content(), source.text_span());
    let metadata = metadata::collect(&tree);
    let head = head::find(&tree, &[], &metadata, &FieldNames::default(), false);
    page::blocks(&tree, &head.elements)
}

/// What the neighbours of each block say, given how each was weighed by itself.
pub fn page_neighbours(source: &Source, scores: &[f64]) -> Vec<Vec<(&'static str, f64)>> {
    page::neighbours(&Tree::parse(source.content(), source.text_span()), scores)
}

/// An editor writes what is meant for the whole story above or below it, too.
fn comments_beside(composer: &mut Composer, tree: &Tree, roots: &[usize]) {
    let within = |event: usize| {
        roots.iter().any(|root| (tree.elements[*root].opened..tree.elements[*root].closed).contains(&event))
    };
    for (_, event) in tree.events.iter().enumerate().filter(|(index, _)| !within(*index)) {
        if let Event::Comment(text, span) = event {
            composer.comment(text, *span);
        }
    }
}

/// Whether the field stands in a script, where letters are escaped as JSON does it; elsewhere entities stand for them.
fn is_json(tree: &Tree, field: &MetadataField) -> bool {
    tree.elements.iter().any(|element| element.name == "script" && element.span.contains(field.span))
}

/// Pages come with the tags of their site generator still in them.
fn skip_templates(composer: &mut Composer, source: &Source) {
    let mut found = templates::find(source.content(), source.text_span());
    found.retain(|template| source.slice(template.span).starts_with('{'));
    composer.skip(&found);
}
