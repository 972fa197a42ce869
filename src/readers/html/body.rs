//! Where the story stands on a page: the parts that the page marks as its article, or the largest that could be.

use super::tree::Tree;

/// The elements that hold the story, in order; none where the whole text is the story.
pub(super) fn roots(tree: &Tree) -> Vec<usize> {
    let paragraphs = paragraph_text(tree);
    let whole: usize = (0..tree.elements.len())
        .filter(|element| tree.elements[*element].parent.is_none())
        .map(|element| paragraphs[element])
        .sum();
    let bodies = outermost(tree, |name, attribute| {
        let _ = name;
        attribute("itemprop").is_some_and(|properties| properties.split_whitespace().any(|word| word == "articleBody"))
    });
    let in_bodies: usize = bodies.iter().map(|element| paragraphs[*element]).sum();
    if !bodies.is_empty() && in_bodies * 10 >= whole * 3 {
        return bodies;
    }
    let fullest = |elements: Vec<usize>, share: usize| {
        let best =
            elements.into_iter().rev().max_by_key(|element| (paragraphs[*element], tree.elements[*element].text))?;
        (paragraphs[best] * 10 >= whole * share).then_some(best)
    };
    let mut articles = outermost(tree, |name, attribute| name == "article" || attribute("role") == Some("article"));
    let in_articles: usize = articles.iter().map(|element| paragraphs[*element]).sum();
    if articles.iter().all(|element| paragraphs[*element] * 3 < in_articles * 2) {
        // a page of cards: none of them is the story
        articles.clear();
    }
    let mains = || outermost(tree, |name, attribute| name == "main" || attribute("role") == Some("main"));
    let body = || outermost(tree, |name, _| name == "body");
    let root = fullest(articles, 4).or_else(|| fullest(mains(), 4)).or_else(|| fullest(body(), 0));
    root.into_iter().collect()
}

/// For every element, the bytes of text in the paragraphs inside it.
fn paragraph_text(tree: &Tree) -> Vec<usize> {
    let mut text: Vec<usize> =
        tree.elements.iter().map(|element| if element.name == "p" { element.text } else { 0 }).collect();
    for element in (0..text.len()).rev() {
        if tree.elements[element].is_hidden() {
            text[element] = 0;
        } else if let Some(parent) = tree.elements[element].parent {
            text[parent] += text[element];
        }
    }
    text
}

/// The elements for which `wanted` holds of their name and attributes, without those inside another of them.
fn outermost<'tree>(
    tree: &'tree Tree,
    wanted: impl Fn(&str, &dyn Fn(&str) -> Option<&'tree str>) -> bool,
) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (index, element) in tree.elements.iter().enumerate() {
        let inside_last = found.last().is_some_and(|last| tree.elements[*last].closed > element.opened);
        if !inside_last && !element.is_hidden() && wanted(&element.name, &|name| element.attribute(name)) {
            found.push(index);
        }
    }
    found
}
