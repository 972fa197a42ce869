//! Words by their letters, in any case: which of them begin at a place.

use super::letters::{at, fold_for_search};

/// A tree of letters; quick to build, and small.
#[derive(Debug)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    /// The nodes of ASCII letters that words begin with; 0 for none.
    firsts: [u32; 128],
}

#[derive(Clone, Copy, Debug)]
struct Node {
    letter: char,
    /// The first of the letters behind it, and the next beside it; 0 for none.
    child: u32,
    beside: u32,
    /// What was inserted to end here, counted from 1; 0 for nothing.
    entry: u32,
}

impl Default for Trie {
    fn default() -> Self {
        Self { nodes: vec![Node { letter: '\0', child: 0, beside: 0, entry: 0 }], firsts: [0; 128] }
    }
}

impl Trie {
    /// The entry of a word; `entry` becomes it where the word is new.
    pub(super) fn insert(&mut self, word: &str, entry: usize) -> usize {
        let mut node = 0;
        for letter in word.chars().map(fold_for_search) {
            node = match self.child(node, letter) {
                Some(child) => child,
                None => self.grow(node, letter),
            };
        }
        let known = &mut self.nodes[node].entry;
        if *known == 0 {
            *known = number(entry + 1);
        }
        *known as usize - 1
    }

    /// Tells of every word that begins at `start`, the shortest first: where it ends, and its entry.
    pub(super) fn visit(&self, text: &str, start: usize, mut found: impl FnMut(usize, usize)) {
        let mut node = 0;
        let mut end = start;
        while let Some((letter, length)) = at(text, end) {
            let Some(next) = self.child(node, fold_for_search(letter)) else { return };
            node = next;
            end += length;
            if self.nodes[node].entry > 0 {
                found(end, self.nodes[node].entry as usize - 1);
            }
        }
    }

    /// The letters that words begin with.
    pub(super) fn firsts(&self) -> impl Iterator<Item = char> {
        let first = self.nodes[0].child as usize;
        let nodes = std::iter::successors(Some(first), |node| Some(self.nodes[*node].beside as usize));
        nodes.take_while(|node| *node > 0).map(|node| self.nodes[node].letter)
    }

    fn child(&self, node: usize, letter: char) -> Option<usize> {
        if node == 0 && letter.is_ascii() {
            return Some(self.firsts[letter as usize] as usize).filter(|child| *child > 0);
        }
        let mut child = self.nodes[node].child as usize;
        while child > 0 {
            if self.nodes[child].letter == letter {
                return Some(child);
            }
            child = self.nodes[child].beside as usize;
        }
        None
    }

    fn grow(&mut self, node: usize, letter: char) -> usize {
        let child = self.nodes.len();
        let beside = std::mem::replace(&mut self.nodes[node].child, number(child));
        self.nodes.push(Node { letter, child: 0, beside, entry: 0 });
        if node == 0 && letter.is_ascii() {
            self.firsts[letter as usize] = number(child);
        }
        child
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("patterns are bounded, and fewer than 2^32 letters")
}
