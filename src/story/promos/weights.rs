//! What each sign of a promo weighs, as the rule files have it.

use crate::model::Lexicon;

macro_rules! signals {
    ($($signal:ident = $name:literal),* $(,)?) => {
        /// A sign that a block is a promo, or that it is none.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Signal { $($signal),* }

        impl Signal {
            const ALL: &[Signal] = &[$(Signal::$signal),*];

            /// Its name in the list of weights.
            pub const fn name(self) -> &'static str {
                match self { $(Signal::$signal => $name),* }
            }
        }
    };
}

signals! {
    Phrase = "phrase",
    SecondPhrase = "second phrase",
    Word = "word",
    Brand = "brand",
    WholeLine = "whole line",
    Lead = "lead",
    LeadAndTitle = "lead and title",
    Opening = "opening",
    Imperative = "imperative",
    Reader = "reader",
    Capitals = "capitals",
    Bold = "bold",
    Link = "link",
    Target = "target",
    Contact = "contact",
    Short = "short",
    Place = "place",
    Name = "name",
    EmbedName = "embed name",
    EmbedWords = "embed words",
    Residue = "residue",
    HeadlineRun = "headline run",
    Listed = "listed",
    HeadlineLink = "headline link",
    TitleCase = "title case",
    Neighbour = "neighbour",
    Fragment = "fragment",
    Reporting = "reporting",
    Quoted = "quoted",
    Long = "long",
    Disclosure = "disclosure",
    LeadToText = "lead to text",
}

/// The list `promo-weights`: a sign's name and its weight, parted by the last space.
#[derive(Debug)]
pub struct Weights {
    weights: Vec<i32>,
    pub threshold: i32,
}

impl Weights {
    pub fn new(lexicon: &Lexicon) -> Self {
        let list = lexicon.list("promo-weights");
        let written = |name: &str| {
            let entries = list.words().iter().filter_map(|entry| entry.rsplit_once(' '));
            entries.filter(|(known, _)| *known == name).find_map(|(_, weight)| weight.parse::<i32>().ok())
        };
        let weights = Signal::ALL.iter().map(|signal| written(signal.name()).unwrap_or(0)).collect();
        Self { weights, threshold: written("threshold").unwrap_or(i32::MAX) }
    }

    pub fn of(&self, signal: Signal) -> i32 {
        self.weights[signal as usize]
    }
}
