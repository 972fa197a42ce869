//! What becomes of findings: stet, baseline, only what changed, fixes.

pub mod baseline;
pub mod changes;
pub mod fix;
pub mod stet;
