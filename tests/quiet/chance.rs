//! Numbers and words that are the same on every run.

const PLACES: &[&str] = &["Oldport", "Newbridge", "Ashford Bay", "Marlow", "Kettle Hill", "Eastham", "Lower Tarn"];
const THINGS: &[&str] = &["ferry", "library", "market", "bridge", "harbour", "school", "theatre", "museum", "mill"];
const STREETS: &[&str] = &["Mill", "Harbour", "Church", "Station", "Bridge", "Orchard", "Quarry", "Chapel", "Abbey"];
const WORKS: &[&str] = &["opened", "closed", "repaired", "painted", "moved", "bought", "sold", "measured", "emptied"];

pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % count
    }

    pub fn of<'words>(&mut self, words: &[&'words str]) -> &'words str {
        words[self.below(words.len())]
    }

    pub fn thing(&mut self) -> &'static str {
        self.of(THINGS)
    }

    pub fn sound(&mut self) -> String {
        let (work, thing, street, place) = (self.of(WORKS), self.of(THINGS), self.of(STREETS), self.of(PLACES));
        format!("The council {work} the {thing} on {street} Street in {place}.")
    }

    /// A sentence with a fault of one of three kinds. Nearly all have words of their own.
    pub fn fault(&mut self) -> String {
        let kind = self.below(3);
        self.fault_of(kind)
    }

    pub fn fault_of(&mut self, kind: usize) -> String {
        let (thing, number, place) = (self.of(THINGS), 100 + self.below(1_000_000), self.of(PLACES));
        match kind {
            0 => format!("The {thing} at Pier {number} is believed to have burnt in {place}."),
            1 => format!("The {thing} at Pier {number} was surely painted."),
            _ => format!("It is clearly the {thing} of Pier {number} in {place}."),
        }
    }
}
