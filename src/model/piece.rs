//! Kinds of piece, what a newsroom prints, and parts, what a block does in its piece.

/// What kind of piece a story is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PieceKind {
    #[default]
    News,
    /// The writer or the house speaks for itself: columns, editorials, reviews, essays, satire.
    Opinion,
    /// Explains, or tells the reader how to do a thing.
    Explainer,
    /// Questions as headings, answered by the newsroom.
    Faq,
    /// An interview printed as question and answer.
    Interview,
    /// Letters of readers, or an open letter.
    Letters,
    /// A list or table: a voter guide, inspections, things to buy.
    List,
    /// Results, line-ups and squads.
    Results,
    /// What takes place when.
    Calendar,
    /// A release that somebody sent, or the house's own announcement.
    Release,
    /// Several items, each a story of its own.
    Digest,
}

impl PieceKind {
    pub const ALL: [PieceKind; 11] = [
        PieceKind::News,
        PieceKind::Opinion,
        PieceKind::Explainer,
        PieceKind::Faq,
        PieceKind::Interview,
        PieceKind::Letters,
        PieceKind::List,
        PieceKind::Results,
        PieceKind::Calendar,
        PieceKind::Release,
        PieceKind::Digest,
    ];

    /// The kind's name in rules and in the machine formats, and in the names of its word lists.
    pub const fn name(self) -> &'static str {
        match self {
            PieceKind::News => "news",
            PieceKind::Opinion => "opinion",
            PieceKind::Explainer => "explainer",
            PieceKind::Faq => "faq",
            PieceKind::Interview => "interview",
            PieceKind::Letters => "letters",
            PieceKind::List => "list",
            PieceKind::Results => "results",
            PieceKind::Calendar => "calendar",
            PieceKind::Release => "release",
            PieceKind::Digest => "digest",
        }
    }
}

/// What told the kind of a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PieceSign {
    Metadata,
    /// The folder that the file lies in.
    Folder,
    Headline,
    /// Its blocks, and who speaks in its sentences.
    Shape,
    /// Nothing speaks against a plain news story.
    #[default]
    Nothing,
}

impl PieceSign {
    pub const fn name(self) -> &'static str {
        match self {
            PieceSign::Metadata => "metadata",
            PieceSign::Folder => "folder",
            PieceSign::Headline => "headline",
            PieceSign::Shape => "shape",
            PieceSign::Nothing => "nothing",
        }
    }
}

/// What a block does in its piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// Tells the story.
    #[default]
    Prose,
    /// Asks what the blocks below it answer.
    Question,
    Answer,
    /// An item of a list that is no prose, or a row of a table.
    List,
    /// Results, a line-up, a squad.
    Results,
    /// An event with its time.
    Calendar,
    /// Stands in a letter.
    Letter,
    /// What a release says of its sender, and whom to ask.
    Boilerplate,
    /// What the newsroom puts into many stories, by its configuration.
    Furniture,
}

impl Part {
    pub const ALL: [Part; 9] = [
        Part::Prose,
        Part::Question,
        Part::Answer,
        Part::List,
        Part::Results,
        Part::Calendar,
        Part::Letter,
        Part::Boilerplate,
        Part::Furniture,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Part::Prose => "prose",
            Part::Question => "question",
            Part::Answer => "answer",
            Part::List => "list",
            Part::Results => "results",
            Part::Calendar => "calendar",
            Part::Letter => "letter",
            Part::Boilerplate => "boilerplate",
            Part::Furniture => "furniture",
        }
    }
}
