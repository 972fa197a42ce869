//! The house's furniture: what a newsroom puts into many stories, and what is therefore none of any story's.

/// One piece of furniture, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Furniture {
    /// What the newsroom calls it.
    pub name: String,
    pub mark: FurnitureMark,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FurnitureMark {
    /// The name of a shortcode, component, class or id, in any case.
    Markup(String),
    /// What its words begin with, in any case and with any kind of apostrophe.
    Opening(String),
}

impl FurnitureMark {
    /// Words as openings are compared: lower case, straight apostrophes, one space between them.
    pub fn fold(words: &str) -> String {
        super::fold(&words.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}
