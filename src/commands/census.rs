//! What many stories of a repository repeat: counted story by story, and named for the configuration.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Article, Block, BlockKind, Furniture, FurnitureMark};

/// Furniture stands in so many stories at least, and in one of so many.
const STORIES: usize = 5;
const ONE_OF: usize = 50;
/// So many words tell one opening from others; a block of fewer than this says too little to be known again.
const OPENING: usize = 6;
const WORDS: usize = 4;
/// A line behind a mark of the house's own is at most so long.
const LINE: usize = 25;
/// Marks that houses set before their lines. Quotation marks and dashes begin sentences too.
const MARKS: &[char] = &['»', '›', '→', '►', '▶', '▸', '➤', '➡', '■', '◆', '★', '☞'];
/// More would be no list that anybody reads.
const MOST: usize = 40;

/// How often each mark was seen.
#[derive(Default)]
pub struct Census {
    stories: usize,
    seen: BTreeMap<FurnitureMark, Seen>,
}

#[derive(Default)]
struct Seen {
    stories: usize,
    /// Stories by the whole words of the block.
    wordings: BTreeMap<String, usize>,
}

/// Furniture, and the number of stories that it stands in.
pub struct Counted {
    pub furniture: Furniture,
    pub stories: usize,
}

/// The marks by which a story's blocks might be known as furniture, each once, with the words of its block.
pub fn marks(article: &Article) -> BTreeMap<FurnitureMark, String> {
    let mut found = BTreeMap::new();
    for block in &article.blocks {
        if let Some((mark, words)) = mark(block, article) {
            found.entry(mark).or_insert(words);
        }
    }
    found
}

fn mark(block: &Block, article: &Article) -> Option<(FurnitureMark, String)> {
    if block.shape.embed {
        let name = block.promo.as_ref().and(block.shape.names.first())?;
        return Some((FurnitureMark::Markup(name.clone()), String::new()));
    }
    if !block.kind.is_body() && block.kind != BlockKind::Promo {
        return None;
    }
    let words = FurnitureMark::fold(article.text.slice(block.passage));
    let count = words.split(' ').count();
    let first = words.chars().next()?;
    if MARKS.contains(&first) && count <= LINE && !block.shape.links.is_empty() {
        return Some((FurnitureMark::Opening(first.to_string()), String::new()));
    }
    let opening = words.split(' ').take(OPENING).collect::<Vec<_>>().join(" ");
    (count >= WORDS).then_some((FurnitureMark::Opening(opening), words))
}

impl Census {
    pub fn add(&mut self, marks: BTreeMap<FurnitureMark, String>) {
        self.stories += 1;
        for (mark, words) in marks {
            let seen = self.seen.entry(mark).or_default();
            seen.stories += 1;
            *seen.wordings.entry(words).or_default() += 1;
        }
    }

    pub fn stories(&self) -> usize {
        self.stories
    }

    /// What stands in many stories in mostly the same words, the most frequent first.
    pub fn furniture(&self) -> Vec<Counted> {
        let least = STORIES.max(self.stories / ONE_OF);
        let same = |seen: &Seen| seen.wordings.values().max().is_some_and(|most| most * 2 >= seen.stories);
        let many = self.seen.iter().filter(|(_, seen)| seen.stories >= least && same(seen));
        let mut names = BTreeSet::new();
        let mut counted: Vec<Counted> = many
            .map(|(mark, seen)| {
                let furniture = Furniture { name: name(mark, &mut names), mark: mark.clone() };
                Counted { furniture, stories: seen.stories }
            })
            .collect();
        counted.sort_by_key(|counted| std::cmp::Reverse(counted.stories));
        counted.truncate(MOST);
        counted
    }
}

/// A name that nothing else has.
fn name(mark: &FurnitureMark, names: &mut BTreeSet<String>) -> String {
    let (FurnitureMark::Markup(words) | FurnitureMark::Opening(words)) = mark;
    let short: String = words.split(' ').take(WORDS).collect::<Vec<_>>().join(" ");
    let mut name = short.clone();
    let mut number = 2;
    while !names.insert(name.clone()) {
        name = format!("{short} {number}");
        number += 1;
    }
    name
}
