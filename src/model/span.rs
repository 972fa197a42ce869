//! The two kinds of byte range: a `Span` of the source text, a `Passage` of an article's clean prose.

/// A range of bytes in the source text: 0-based, half open, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

/// A range of bytes in an article's clean prose: 0-based, half open, on character boundaries.
///
/// It is a type of its own so that a place in the prose can't be reported as a place in the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    pub start: usize,
    pub end: usize,
}

macro_rules! byte_range {
    ($name:ident) => {
        impl $name {
            pub const fn new(start: usize, end: usize) -> Self {
                debug_assert!(start <= end);
                Self { start, end }
            }

            pub const fn len(self) -> usize {
                self.end - self.start
            }

            pub const fn is_empty(self) -> bool {
                self.start == self.end
            }

            pub const fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the byte at `offset` lies inside.
            pub const fn holds(self, offset: usize) -> bool {
                self.start <= offset && offset < self.end
            }

            /// Whether the two share at least one byte.
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// The smallest range that covers both.
            pub fn cover(self, other: Self) -> Self {
                Self::new(self.start.min(other.start), self.end.max(other.end))
            }

            /// Moved by `offset` bytes towards the end.
            pub const fn shift(self, offset: usize) -> Self {
                Self { start: self.start + offset, end: self.end + offset }
            }

            pub const fn range(self) -> std::ops::Range<usize> {
                self.start..self.end
            }
        }
    };
}

byte_range!(Span);
byte_range!(Passage);
