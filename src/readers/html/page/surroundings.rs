//! What every element of a page holds: text, links, paragraphs, units of one shape.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::super::tree::Tree;
use super::units::{PageUnit, PageUnits};

/// What the units inside an element add up to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Holding {
    pub letters: usize,
    pub linked: usize,
    pub units: usize,
    /// Letters of units that are paragraphs, and how many they are.
    pub told: usize,
    pub paragraphs: usize,
}

impl Holding {
    pub fn add(&mut self, other: &Holding) {
        self.letters += other.letters;
        self.linked += other.linked;
        self.units += other.units;
        self.told += other.told;
        self.paragraphs += other.paragraphs;
    }

    fn of(unit: &PageUnit) -> Self {
        let is_paragraph = unit.prose.is_paragraph();
        Holding {
            letters: unit.prose.letters,
            linked: unit.prose.linked,
            units: 1,
            told: if is_paragraph { unit.prose.letters } else { 0 },
            paragraphs: usize::from(is_paragraph),
        }
    }
}

/// What each element holds, the whole page, and the units of each shape.
pub(super) struct PageSurroundings {
    pub elements: Vec<Holding>,
    pub page: Holding,
    shapes: FxHashMap<u64, Holding>,
    shape_of: Vec<u64>,
}

impl PageSurroundings {
    pub fn new(tree: &Tree, units: &PageUnits) -> Self {
        let mut elements = vec![Holding::default(); tree.elements.len()];
        let (mut page, mut shapes, mut shape_of) = (Holding::default(), FxHashMap::default(), Vec::new());
        for unit in &units.all {
            let holding = Holding::of(unit);
            page.add(&holding);
            if let Some(container) = unit.container {
                elements[container].add(&holding);
            }
            let shape = shape(tree, unit);
            shapes.entry(shape).or_insert_with(Holding::default).add(&holding);
            shape_of.push(shape);
        }
        for element in (0..elements.len()).rev() {
            if let Some(parent) = tree.elements[element].parent {
                let holding = elements[element];
                elements[parent].add(&holding);
            }
        }
        Self { elements, page, shapes, shape_of }
    }

    /// All units of the shape of this one.
    pub fn of_shape(&self, unit: usize) -> Holding {
        self.shapes[&self.shape_of[unit]]
    }
}

/// The names and classes of the three elements around the unit.
fn shape(tree: &Tree, unit: &PageUnit) -> u64 {
    let mut hasher = FxHasher::default();
    for element in unit.container.iter().flat_map(|container| tree.ancestors(*container)).take(3) {
        tree.elements[element].name.hash(&mut hasher);
        tree.elements[element].attribute("class").hash(&mut hasher);
    }
    hasher.finish()
}
