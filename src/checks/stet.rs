//! `stet`: what is wrong with the stets of a story.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::query::Unit;

pub const KIND: CheckKind =
    CheckKind::new::<Written>("stet", "a fault of a stet; the desk itself finds it, once all other rules have spoken");

/// `stet = { fault = "unused" }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// What is reported.
    #[expect(dead_code, reason = "the rule's name says it; here it is only checked")]
    fault: WrittenFault,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum WrittenFault {
    NoReason,
    UnknownRule,
    Unused,
    Unclosed,
}

#[derive(Debug)]
struct Stet;

impl Settings for Written {
    fn build(self, _builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(Stet))
    }
}

impl Check for Stet {
    /// Nothing can be said before all other rules have run: see the linter.
    fn run(&self, _unit: Unit, _context: &Context<'_>) -> Vec<Finding> {
        Vec::new()
    }
}
