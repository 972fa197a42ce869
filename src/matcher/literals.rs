//! The literals of which a pattern's every match holds at least one.

use super::letters::{fold_for_search, folds};
use super::program::is_word;
use super::syntax::{Look, Node};
use super::vocabulary::{ListId, Vocabulary};

/// Folded words.
type Words = Vec<String>;

/// More alternatives than this would crowd the search.
const MOST: usize = 600;
/// Neighbours are joined to longer literals while these are not more; longer lists stay what they are.
const MOST_JOINED: usize = 48;

/// Every match holds one of them.
#[derive(Clone, Debug)]
pub(super) struct Required {
    pub words: Words,
    pub lists: Vec<ListId>,
    /// They begin where a word does.
    pub at_word: bool,
    /// The weight of the lightest.
    lightest: usize,
    count: usize,
}

/// What is known of a part of a pattern.
struct Part {
    /// All that it can match, if that is a small finite set.
    exact: Option<Words>,
    /// The rarest such set as far as length tells.
    required: Option<Required>,
}

/// Reads what parts of patterns need.
pub(super) struct Extractor<'a> {
    pub vocabulary: &'a Vocabulary,
    /// Lighter literals stand in nearly every sentence.
    pub lightest: usize,
}

impl Extractor<'_> {
    /// Literals such that every match of the pattern holds one of them, in any case. `None` where it has no such set.
    pub(super) fn required(&self, node: &Node) -> Option<Required> {
        let mut required = self.part(node, false).required?;
        required.words.sort_unstable();
        required.words.dedup();
        Some(required)
    }

    /// `behind_edge`: a word may begin where the part does, but not go on.
    fn part(&self, node: &Node, behind_edge: bool) -> Part {
        let exact = match node {
            Node::Letter(letter) => folds(*letter).then(|| vec![fold_for_search(*letter).to_string()]),
            Node::Apostrophe => Some(vec!["'".to_owned()]),
            Node::Look(_) => Some(nothing()),
            Node::Set(set) => set.letters(12).and_then(|letters| exact_class(&letters)),
            Node::List(list) => return self.list(*list, behind_edge),
            Node::Group { node, .. } => return self.part(node, behind_edge),
            Node::Repeat { node, least, most, .. } => {
                let inner = self.part(node, behind_edge);
                let required = inner.required.filter(|_| *least > 0);
                let exact = inner.exact.filter(|_| *most == Some(1)).map(|mut words| {
                    words.extend((*least == 0).then(String::new));
                    words
                });
                return Part { required: better(required, self.useful(exact.as_ref(), behind_edge)), exact };
            }
            Node::Sequence(parts) => return self.sequence(parts, behind_edge),
            Node::Choice(branches) => return self.choice(branches, behind_edge),
        };
        Part { required: self.useful(exact.as_ref(), behind_edge), exact }
    }

    fn list(&self, id: ListId, behind_edge: bool) -> Part {
        let words = self.vocabulary.get(id).words.words();
        if words.len() <= MOST_JOINED {
            let exact = Some(words.iter().map(|word| word.chars().map(fold_for_search).collect()).collect());
            return Part { required: self.useful(exact.as_ref(), behind_edge), exact };
        }
        let lightest = words.iter().map(|word| weight(word.trim())).min().unwrap_or(0);
        let required = (lightest >= self.lightest).then(|| Required {
            words: Vec::new(),
            lists: vec![id],
            at_word: behind_edge && words.iter().all(|word| begins_a_word(word)),
            lightest,
            count: words.len(),
        });
        Part { exact: None, required }
    }

    fn sequence(&self, parts: &[Node], behind_edge: bool) -> Part {
        let mut required = None;
        // The neighbours joined so far, and whether they are all of the pattern's beginning.
        let mut run = nothing();
        let mut whole = true;
        let mut edge = behind_edge;
        let mut edge_of_run = behind_edge;
        for node in parts {
            if let Node::Letter(letter) = node
                && folds(*letter)
            {
                if is_nothing(&run) {
                    edge_of_run = edge;
                }
                run.iter_mut().for_each(|word| word.push(fold_for_search(*letter)));
                edge = ends_at_edge(node, edge);
                continue;
            }
            let next = self.part(node, edge);
            required = better(required, next.required);
            if is_nothing(&run) {
                edge_of_run = edge;
            }
            if !next.exact.as_ref().is_some_and(|exact| join(&mut run, exact)) {
                whole = false;
                required = better(required, self.useful(Some(&run), edge_of_run));
                edge_of_run = edge;
                run = next.exact.unwrap_or_else(nothing);
            }
            edge = ends_at_edge(node, edge);
        }
        Part { required: better(required, self.useful(Some(&run), edge_of_run)), exact: whole.then_some(run) }
    }

    fn choice(&self, branches: &[Node], behind_edge: bool) -> Part {
        let parts: Vec<Part> = branches.iter().map(|branch| self.part(branch, behind_edge)).collect();
        let exact: Option<Vec<&Words>> = parts.iter().map(|part| part.exact.as_ref()).collect();
        let exact: Option<Words> = exact.map(|sets| sets.into_iter().flatten().cloned().collect());
        let exact = exact.filter(|words| words.len() <= MOST);
        let required: Option<Vec<Required>> = parts.into_iter().map(|part| part.required).collect();
        let required = required.and_then(|sets| sets.into_iter().reduce(united)).filter(|set| set.words.len() <= MOST);
        Part { required: better(required, self.useful(exact.as_ref(), behind_edge)), exact }
    }

    fn useful(&self, words: Option<&Words>, behind_edge: bool) -> Option<Required> {
        let words = words.filter(|words| !words.is_empty())?;
        if words.iter().any(|word| weight(word.trim()) < self.lightest) {
            return None;
        }
        Some(Required {
            lists: Vec::new(),
            at_word: behind_edge && words.iter().all(|word| begins_a_word(word)),
            lightest: words.iter().map(|word| weight(word)).min().unwrap_or(0),
            count: words.len(),
            words: words.clone(),
        })
    }
}

fn nothing() -> Words {
    vec![String::new()]
}

fn is_nothing(run: &Words) -> bool {
    matches!(run.as_slice(), [only] if only.is_empty())
}

fn begins_a_word(word: &str) -> bool {
    word.bytes().next().is_some_and(is_word)
}

/// A class of one letter's cases, or of a few characters (either apostrophe).
fn exact_class(letters: &[char]) -> Option<Words> {
    let folded = letters.iter().map(|letter| folds(*letter).then(|| fold_for_search(*letter).to_string()));
    let mut words = folded.collect::<Option<Words>>()?;
    words.sort_unstable();
    words.dedup();
    Some(words)
}

/// Whether no word goes on behind the part, where it begins behind an edge or not.
fn ends_at_edge(node: &Node, behind_edge: bool) -> bool {
    match node {
        Node::Letter(letter) => !u8::try_from(*letter).is_ok_and(is_word),
        Node::Apostrophe => true,
        Node::Set(set) => set.is_outside_words(),
        Node::List(_) => false,
        Node::Look(Look::Boundary) => true,
        Node::Look(_) => behind_edge,
        Node::Repeat { node, least, .. } => {
            ends_at_edge(node, behind_edge && *least == 0) && (*least > 0 || behind_edge)
        }
        Node::Group { node, .. } => ends_at_edge(node, behind_edge),
        Node::Sequence(parts) => parts.iter().fold(behind_edge, |edge, part| ends_at_edge(part, edge)),
        Node::Choice(branches) => branches.iter().all(|branch| ends_at_edge(branch, behind_edge)),
    }
}

/// Puts each of `right` behind each of `run`; false, and nothing done, where that would be too many.
fn join(run: &mut Words, right: &Words) -> bool {
    match right.as_slice() {
        [only] => run.iter_mut().for_each(|start| start.push_str(only)),
        _ if run.len() * right.len() > MOST_JOINED => return false,
        _ => *run = run.iter().flat_map(|start| right.iter().map(move |end| format!("{start}{end}"))).collect(),
    }
    true
}

fn united(mut left: Required, right: Required) -> Required {
    left.words.extend(right.words);
    left.lists.extend(right.lists);
    left.at_word &= right.at_word;
    left.lightest = left.lightest.min(right.lightest);
    left.count += right.count;
    left
}

fn better(left: Option<Required>, right: Option<Required>) -> Option<Required> {
    match (left, right) {
        (Some(left), Some(right)) => Some(if rarity(&right) > rarity(&left) { right } else { left }),
        (left, right) => left.or(right),
    }
}

/// The literal's length in bytes, with more for signs that few sentences have.
fn weight(literal: &str) -> usize {
    const RARE: [char; 8] = ['$', '£', '€', '%', '[', '#', '@', '&'];
    literal.chars().map(|letter| if RARE.contains(&letter) { 5 } else { letter.len_utf8() }).sum()
}

/// Grows with the length of the shortest literal, falls with the number of them.
fn rarity(required: &Required) -> usize {
    (required.lightest.min(12) * 8).saturating_sub(required.count.ilog2() as usize * 3)
}
