//! The rule files that are part of the binary: all that stand below `rules/`.

use std::borrow::Cow;

use super::RuleFile;

/// Every built-in rule file; rules are listed in this order. Their paths are none that a newsroom's own files can have.
pub const BUILT_IN: &[RuleFile] = include!(concat!(env!("OUT_DIR"), "/rule_files.rs"));
