//! What is wrong with a stet, an editor's word that a finding may stand.

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StetFault {
    NoReason,
    UnknownRule,
    Unused,
    Unclosed,
    /// It can't be read as one.
    Malformed,
}

impl StetFault {
    pub const ALL: [StetFault; 5] =
        [StetFault::NoReason, StetFault::UnknownRule, StetFault::Unused, StetFault::Unclosed, StetFault::Malformed];

    pub const fn name(self) -> &'static str {
        match self {
            StetFault::NoReason => "no-reason",
            StetFault::UnknownRule => "unknown-rule",
            StetFault::Unused => "unused",
            StetFault::Unclosed => "unclosed",
            StetFault::Malformed => "malformed",
        }
    }
}
