//! Facts of promos: what they advertise.

use super::block::own_block;
use super::{Fact, FactKind, Scopes, Value};
use crate::model::{BlockKind, PromoKind};
use crate::query::Scope;

pub const FACTS: &[Fact] = &[Fact {
    name: "promo",
    kind: FactKind::Word(|| PromoKind::ALL.map(PromoKind::name).to_vec()),
    scopes: Scopes::Only(&[Scope::Block(BlockKind::Promo)]),
    about: "what it advertises, or what it is left over from",
    value: |asked| {
        let promo = own_block(asked).and_then(|(_, block)| block.promo.as_ref());
        promo.map_or(Value::Unknown, |promo| promo.kind.name().into())
    },
}];
