//! The signals of promos: what the table of weights `promos` names.

macro_rules! signals {
    ($($signal:ident = $name:literal),* $(,)?) => {
        /// A sign that a block is a promo, or that it is none.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Signal { $($signal),* }

        impl Signal {
            pub const ALL: &[Signal] = &[$(Signal::$signal),*];

            /// Its name in the table of weights.
            pub const fn name(self) -> &'static str {
                match self { $(Signal::$signal => $name),* }
            }

            /// Its number on the scale.
            pub const fn number(self) -> usize {
                self as usize
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
    Told = "told",
    Disclosure = "disclosure",
    LeadToText = "lead to text",
    Beside = "beside",
}
