//! What kind of source a noun phrase names.

use std::ops::Range;

use super::noun_phrase::{NOUNS, NounPhrase};
use crate::language::endings::Ending;
use crate::language::tokens::{Token, TokenKind, Tokens};
use crate::language::vocabulary::Classes;
use crate::model::{Office, SourceKind};

/// The kind of the source that `phrase` names; `anonymity` says that its sentence speaks of a condition of anonymity.
pub fn kind(tokens: &Tokens, phrase: &NounPhrase, anonymity: bool) -> SourceKind {
    let kind = kind_of_core(&tokens[phrase.core.clone()]);
    if let Some(name) = apposed_name(tokens, phrase, kind) {
        let organized = tokens[name.end - 1].is(Classes::ORGANIZATION_NAME.or(Classes::ORGANIZATION));
        return if organized { SourceKind::Organization } else { SourceKind::Named };
    }
    let open = !tokens[phrase.core.start].is(Classes::DETERMINER);
    let unnamed = matches!(kind, SourceKind::Role | SourceKind::Group);
    if unnamed && anonymity && open { SourceKind::Anonymous } else { kind }
}

/// The name set off by commas behind words for a person: "a lawyer for the family, Jane Smith, said", "its leader, the
/// retired surveyor Kjell Brenna, said". `kind` is what the words before the comma are by themselves.
pub fn apposed_name(tokens: &Tokens, phrase: &NounPhrase, kind: SourceKind) -> Option<Range<usize>> {
    let comma = phrase.all.end;
    let person = matches!(kind, SourceKind::Role | SourceKind::Group | SourceKind::Anonymous);
    if !person || !tokens.get(comma)?.is_mark(',') {
        return None;
    }
    let first = described_name(tokens, comma + 1);
    let named = |token: &&Token| {
        is_name(token) && token.is_word() && !token.is(Classes::TIME.or(Classes::PLACE_NAME).or(Classes::STARTER))
    };
    let words = tokens[first..]
        .iter()
        .take(6)
        .take_while(|token| named(token) || token.is(Classes::ROLE) && token.is_word())
        .count();
    let names = tokens[first..first + words].iter().filter(named).count();
    let next = tokens.get(first + words);
    let ends = next.is_none_or(|next| next.kind == TokenKind::Punctuation || next.is(Classes::CONJUNCTION));
    (names >= 2 && ends).then_some(first..first + words)
}

/// Where the name begins that may stand at `first`: behind "the retired surveyor", where that stands before it.
fn described_name(tokens: &Tokens, first: usize) -> usize {
    let opens = |token: &Token| token.is(Classes::DETERMINER.or(Classes::POSSESSIVE));
    if !tokens.get(first).is_some_and(opens) {
        return first;
    }
    let lower = |token: &&Token| token.is_word() && !token.capital;
    let words = tokens[first + 1..].iter().take(4).take_while(lower).count();
    let hangs = tokens[first + 1..=first + words].iter().any(|token| token.is(Classes::PREPOSITION));
    if hangs { first } else { first + 1 + words }
}

/// Whether the words are about a person, a body or a paper at all, so far as the lists and capitals tell.
pub fn is_somebody(core: &[Token]) -> bool {
    let known = NOUNS.or(Classes::PRONOUN).or(Classes::QUANTIFIER);
    core.iter().any(|token| token.is(known) || token.capital && token.is_word()) || head(core).is_some_and(is_agent)
}

/// Whether a word that no list of people knows has the ending of one for somebody who does something.
pub fn is_agent(word: &Token) -> bool {
    word.ends(Ending::AGENT) && !word.is(Classes::THING)
}

/// By what office, trade or kind of body the words call somebody.
pub fn office(core: &[Token]) -> Office {
    let Some(head) = head(core) else { return Office::None };
    let offices = [
        (Classes::SPOKESPERSON, Office::Spokesperson),
        (Classes::AUTHORITY, Office::Authority),
        (Classes::ROLE, Office::Trade),
        (Classes::ORGANIZATION, Office::Body),
    ];
    let named = head.capital && !head.is(Classes::ROLE.or(Classes::ORGANIZATION));
    let office = offices.into_iter().find(|(classes, _)| head.is(*classes) && !named);
    office.map_or(Office::None, |(_, office)| office)
}

/// What kind of source the words from determiner to head name by themselves.
pub fn kind_of_core(core: &[Token]) -> SourceKind {
    let Some(first) = core.first() else { return SourceKind::None };
    if core.len() == 1 && first.is(Classes::PRONOUN) {
        return SourceKind::Pronoun;
    }
    let head = head(core);
    let Some(head) = head else { return SourceKind::Role };
    let indefinite = first.is(Classes::INDEFINITE) || first.is(Classes::QUANTIFIER) && core.len() > 1;
    if core.len() == 1 && first.is(Classes::QUANTIFIER) {
        return if first.is(Classes::INDEFINITE) { SourceKind::Anonymous } else { SourceKind::Group };
    }
    if is_name(head) {
        return kind_of_name(core, head, indefinite);
    }
    kind_of_noun(core, head, indefinite)
}

/// The noun that the phrase is about: its last word, before a possessive's owner, and before the adjectives that follow
/// nouns. A listed phrase ("fire service") is known by its first word.
pub fn head(core: &[Token]) -> Option<&Token> {
    let word = |token: &Token| token.kind == TokenKind::Word && !token.is(Classes::TIME);
    let describes = |token: &Token| token.ends(Ending::ADJECTIVE) && !token.capital && !token.is(NOUNS);
    let noun = core.iter().rposition(|token| word(token) && !describes(token));
    let last = noun.filter(|noun| core[*noun].is(NOUNS)).or_else(|| core.iter().rposition(word))?;
    core[..=last].iter().rev().find(|token| token.length > 0)
}

fn is_name(head: &Token) -> bool {
    head.capital && !head.is(Classes::DETERMINER.or(Classes::INDEFINITE).or(Classes::POSSESSIVE))
}

fn kind_of_name(core: &[Token], head: &Token, indefinite: bool) -> SourceKind {
    let names: Vec<&Token> = core.iter().filter(|token| is_name(token) && token.is_word()).collect();
    let organization = Classes::ORGANIZATION_NAME.or(Classes::ORGANIZATION);
    let organized = head.is(organization) || head.is(Classes::PLACE_NAME) && !indefinite;
    let person_word = core.iter().any(|token| token.is(Classes::TITLE))
        || core.iter().any(|token| token.is(Classes::ROLE) && !std::ptr::eq(token, head));
    if head.is(Classes::ANONYMOUS) && names.len() == 1 {
        return SourceKind::Anonymous;
    }
    if head.is(Classes::DOCUMENT) && !person_word && (!head.is(Classes::PERSON) || core.len() == 1) {
        return SourceKind::Document;
    }
    if organized && !person_word {
        return SourceKind::Organization;
    }
    if indefinite && names.len() <= 3 && !person_word && head.is(Classes::PERSON.or(Classes::GROUP)) {
        return SourceKind::Anonymous;
    }
    if head.is(Classes::GROUP) {
        return SourceKind::Group;
    }
    if names.len() == 1 && head.is(Classes::ROLE) {
        return SourceKind::Role;
    }
    SourceKind::Named
}

fn kind_of_noun(core: &[Token], head: &Token, indefinite: bool) -> SourceKind {
    let any = |classes: Classes| core.iter().any(|token| token.is(classes));
    let known = if head.is(NOUNS) { head.classes } else { Classes::NONE };
    let definite = core[0].is(Classes::DETERMINER) && !indefinite;
    if known.any(Classes::ANONYMOUS) {
        return SourceKind::Anonymous;
    }
    // "Figures show", but "a senior figure".
    let person = known.any(Classes::PERSON.or(Classes::ROLE)) && (indefinite || any(Classes::RANK));
    if known.any(Classes::DOCUMENT) && !person {
        return SourceKind::Document;
    }
    if known.any(Classes::GROUP) {
        return SourceKind::Group;
    }
    if known.any(Classes::ORGANIZATION) {
        return SourceKind::Organization;
    }
    if known.any(Classes::ROLE) {
        return if indefinite { SourceKind::Anonymous } else { SourceKind::Role };
    }
    if known.any(Classes::PERSON) {
        let owned = core[0].is(Classes::POSSESSIVE) || core.iter().any(|token| token.kind == TokenKind::Clitic);
        return if indefinite || definite && !owned { SourceKind::Anonymous } else { SourceKind::Role };
    }
    let named = core.iter().skip(1).any(|token| token.capital && token.is_word() && !token.is(NOUNS));
    if indefinite && !any(Classes::DOCUMENT) {
        return if is_agent(head) || head.is(Classes::INDEFINITE) { SourceKind::Anonymous } else { SourceKind::None };
    }
    if named && core.last().is_some_and(|last| last.kind == TokenKind::Number) {
        return SourceKind::Named;
    }
    SourceKind::Role
}
