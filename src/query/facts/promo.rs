//! Facts of promos: what they advertise.

use super::block::own_block;
use super::{Asked, Fact, FactKind, Scopes, Value};
use crate::model::{BlockKind, Promo, PromoKind};
use crate::query::Scope;

const PROMO: Scopes = Scopes::Only(&[Scope::Block(BlockKind::Promo)]);

pub const FACTS: &[Fact] = &[
    Fact {
        name: "promo",
        kind: FactKind::Word(|| PromoKind::ALL.map(PromoKind::name).to_vec()),
        scopes: PROMO,
        about: "what it advertises, or what it is left over from",
        value: |asked| of_promo(asked, |promo| promo.kind.name().into()),
    },
    Fact {
        name: "template",
        kind: FactKind::Flag,
        scopes: PROMO,
        about: "whether it is a shortcode or component of the site, or stands in one",
        value: |asked| of_promo(asked, |promo| promo.template.into()),
    },
    Fact {
        name: "markup",
        kind: FactKind::Flag,
        scopes: PROMO,
        about: "whether it is markup without words: a shortcode, a component, an embed, a script",
        value: |asked| own_block(asked).map_or(Value::Unknown, |(_, block)| block.shape.embed.into()),
    },
    Fact {
        name: "weight",
        kind: FactKind::Number,
        scopes: PROMO,
        about: "what speaks for its being a promo, added up",
        value: |asked| of_promo(asked, |promo| Value::Number(promo.weight())),
    },
];

fn of_promo<'a>(asked: &Asked<'a>, value: impl Fn(&'a Promo) -> Value<'a>) -> Value<'a> {
    own_block(asked).and_then(|(_, block)| block.promo.as_ref()).map_or(Value::Unknown, value)
}
