//! Facts of quotation marks, and of stets.

use super::{Fact, FactKind, Scopes, Value};
use crate::model::StetFault;
use crate::query::marks::{self, Running};
use crate::query::{Scope, Unit};

pub const FACTS: &[Fact] = &[
    Fact {
        name: "mark-fault",
        kind: FactKind::Word(|| vec!["none", "unclosed", "unopened"]),
        scopes: Scopes::Only(&[Scope::Quotation, Scope::StrayMark]),
        about: "whether a mark lacks its partner: never closed, though it does not run on, or closing nothing",
        value: |asked| match asked.unit {
            Unit::Quotation(index) if marks::is_unclosed(&asked.article.quotations[index], asked.article) => {
                "unclosed".into()
            }
            Unit::StrayMark(_) => "unopened".into(),
            _ => "none".into(),
        },
    },
    Fact {
        name: "running",
        kind: FactKind::Word(|| vec!["none", "unmarked", "reopened"]),
        scopes: Scopes::Only(&[Scope::Quotation]),
        about: "whether it runs on from the paragraph before and its marks hide that: it has none, or that one was closed",
        value: |asked| {
            let Unit::Quotation(index) = asked.unit else { return Value::Unknown };
            match marks::runs_from(index, asked.article) {
                Some((Running::Unmarked, _)) => "unmarked".into(),
                Some((Running::Reopened, _)) => "reopened".into(),
                None => "none".into(),
            }
        },
    },
    Fact {
        name: "fault",
        kind: FactKind::Word(|| StetFault::ALL.map(StetFault::name).to_vec()),
        scopes: Scopes::Only(&[Scope::Stet]),
        about: "what is wrong with the stet",
        value: |asked| match asked.unit {
            Unit::Stet(fault) => fault.name().into(),
            _ => Value::Unknown,
        },
    },
];
