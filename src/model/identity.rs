//! How far readers can tell who a source is, and by what it is called.

/// What a story gives away of one of its sources, from most to least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Identity {
    /// It has a name, here or where the story names whoever says the same.
    Named,
    /// An office, a body or a paper that can be found: "the mayor", "a spokesman for the port", "the report".
    Placed,
    /// Somebody whom the newsroom keeps back: "a source", "an engineer who asked not to be named".
    Hidden,
    /// One person, body or paper, neither named nor placed: "a councillor", "a senior figure", "a charity".
    Unplaced,
    /// Several, neither named nor placed: "officials", "critics", "many parents".
    Crowd,
}

impl Identity {
    pub const ALL: [Identity; 5] =
        [Identity::Named, Identity::Placed, Identity::Hidden, Identity::Unplaced, Identity::Crowd];

    pub const fn name(self) -> &'static str {
        match self {
            Identity::Named => "named",
            Identity::Placed => "placed",
            Identity::Hidden => "hidden",
            Identity::Unplaced => "unplaced",
            Identity::Crowd => "crowd",
        }
    }
}

/// What the words for a source call it by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Office {
    /// By no office: a name, "a neighbour", "she".
    #[default]
    None,
    /// Whose trade it is to speak for a body.
    Spokesperson,
    /// By what lends the words weight: "a councillor", "officials", "an expert".
    Authority,
    /// A body: "a charity".
    Body,
    /// Any other office or trade: "a farmer", "shopkeepers".
    Trade,
}

impl Office {
    pub const ALL: [Office; 5] = [Office::None, Office::Spokesperson, Office::Authority, Office::Body, Office::Trade];

    pub const fn name(self) -> &'static str {
        match self {
            Office::None => "none",
            Office::Spokesperson => "spokesperson",
            Office::Authority => "authority",
            Office::Body => "body",
            Office::Trade => "trade",
        }
    }
}
