//! A piece of HTML within another format: its words as blocks, else an embed.

use rustc_hash::FxHashMap;

use super::elements;
use super::tree::{Element, Tree};
use super::walk::HtmlWalk;
use crate::model::{Shape, Span};
use crate::readers::composer::{Composer, Touches};

/// What a piece of HTML leaves to the text behind it.
pub(in crate::readers) struct Fragment {
    /// How many lists the document has had with it.
    pub lists: usize,
    /// It shows a picture, and has no words below it.
    pub picture: bool,
    /// Elements that are still open, the outermost first.
    pub unclosed: Vec<Unclosed>,
    /// Elements that it closes and has not opened, and their closing tags.
    pub closes: Vec<(String, Span)>,
}

/// An element that stands around the text behind the piece of HTML.
pub(in crate::readers) struct Unclosed {
    pub name: String,
    /// Its class and id.
    pub names: Vec<String>,
    /// What its other attributes say.
    pub values: Vec<String>,
    /// Where its opening tag begins.
    pub start: usize,
}

/// Writes the HTML in `span`; `lists_before` is how many lists the document had before it.
pub(in crate::readers) fn write(composer: &mut Composer, span: Span, lists_before: usize) -> Fragment {
    let tree = Tree::parse(composer.source(), span);
    tree.problem().into_iter().for_each(|problem| composer.problem(problem));
    let known = FxHashMap::default();
    let blocks_before = composer.blocks().len();
    let mut walk = HtmlWalk::new(&tree, composer, &known, lists_before);
    walk.whole();
    let (lists, picture) = (walk.lists(), walk.ends_with_picture());
    let still_open = |element: &Element| element.unclosed && !elements::is_inline(&element.name);
    if composer.blocks().len() == blocks_before && !tree.elements.iter().all(still_open) {
        let shape = Shape { names: names(&tree), values: tree.values(0..tree.elements.len()), ..Shape::default() };
        if !shape.names.is_empty() || !shape.values.is_empty() {
            composer.embed(span, shape, Touches::default());
        }
    }
    let unclosed = tree.elements.iter().enumerate().filter(|(_, element)| still_open(element));
    let unclosed = unclosed.map(|(index, element)| Unclosed {
        name: element.name.clone(),
        names: element.names().collect(),
        values: tree.values(index..index + 1),
        start: element.span.start,
    });
    let unclosed = unclosed.collect();
    Fragment { lists, picture, unclosed, closes: tree.stray }
}

/// The classes and ids, and the elements that put something on the page.
fn names(tree: &Tree) -> Vec<String> {
    let mut names = Vec::new();
    for element in &tree.elements {
        names.extend(element.names());
        if elements::is_embed(&element.name) || element.name == "script" || element.name.contains('-') {
            names.push(element.name.clone());
        }
    }
    names
}
