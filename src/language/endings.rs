//! What the ending of a word tells of it: a participle, a plural, an adverb.

use crate::model::Lexicon;

/// A set of things that endings tell, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ending(u8);

impl Ending {
    /// "opened", "retired".
    pub const PARTICIPLE: Ending = Ending(1);
    /// "opening", "saying".
    pub const GERUND: Ending = Ending(2);
    /// "reports", "officials".
    pub const PLURAL: Ending = Ending(4);
    /// "reports", "claims": a verb of the third person.
    pub const THIRD_PERSON: Ending = Ending(8);
    /// "sharply".
    pub const ADVERB: Ending = Ending(16);
    /// "machinist", "ferrywoman": somebody who does something.
    pub const AGENT: Ending = Ending(32);
    /// "municipales": it describes the noun before it.
    pub const ADJECTIVE: Ending = Ending(64);

    /// Everything that endings tell, with the list that holds those endings.
    const LISTS: [(&'static str, Ending); 7] = [
        ("participle-endings", Ending::PARTICIPLE),
        ("gerund-endings", Ending::GERUND),
        ("plural-endings", Ending::PLURAL),
        ("third-person-endings", Ending::THIRD_PERSON),
        ("adverb-endings", Ending::ADVERB),
        ("agent-endings", Ending::AGENT),
        ("adjective-endings", Ending::ADJECTIVE),
    ];

    pub const fn or(self, other: Ending) -> Ending {
        Ending(self.0 | other.0)
    }

    /// Whether the two share something.
    pub const fn any(self, other: Ending) -> bool {
        self.0 & other.0 != 0
    }
}

/// Fewer letters before an adverb's ending make no adverb: "fly", "only".
const SHORTEST_STEM: usize = 3;

/// The endings of a language.
#[derive(Debug, Default)]
pub struct Endings {
    list: Vec<(Box<str>, Ending)>,
}

impl Endings {
    pub fn new(lexicon: &Lexicon) -> Self {
        let endings =
            |(list, ending)| lexicon.list(list).words().iter().map(move |word| (word.as_str().into(), ending));
        Self { list: Ending::LISTS.into_iter().flat_map(endings).collect() }
    }

    /// What the ending of `word`, which must be folded, tells.
    pub fn of(&self, word: &str) -> Ending {
        let tells = |(written, ending): &&(Box<str>, Ending)| {
            word.strip_suffix(&**written).is_some_and(|stem| *ending != Ending::ADVERB || stem.len() >= SHORTEST_STEM)
        };
        Ending(self.list.iter().filter(tells).fold(0, |all, (_, ending)| all | ending.0))
    }
}
