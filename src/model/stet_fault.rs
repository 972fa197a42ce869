//! What is wrong with a stet, an editor's word that a finding may stand.

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StetFault {
    NoReason,
    UnknownRule,
    Unused,
    Unclosed,
}

impl StetFault {
    pub const ALL: [StetFault; 4] =
        [StetFault::NoReason, StetFault::UnknownRule, StetFault::Unused, StetFault::Unclosed];

    pub const fn name(self) -> &'static str {
        match self {
            StetFault::NoReason => "no-reason",
            StetFault::UnknownRule => "unknown-rule",
            StetFault::Unused => "unused",
            StetFault::Unclosed => "unclosed",
        }
    }
}
