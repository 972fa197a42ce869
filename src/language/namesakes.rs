//! Names of people that are words of the language too: "May said", "Theresa March", "said Will".

use rustc_hash::FxHashSet;

use super::tokens::{Token, TokenKind};
use super::vocabulary::Classes;
use crate::model::Text;

/// How many adverbs and auxiliaries may stand between a name and its verb.
const REACH: usize = 3;

/// Words before which a capitalised month or auxiliary is what it is elsewhere: "in May", "last March".
const FRAME: Classes = Classes::PREPOSITION
    .or(Classes::TIME)
    .or(Classes::DETERMINER)
    .or(Classes::INDEFINITE)
    .or(Classes::POSSESSIVE)
    .or(Classes::ADVERB)
    .or(Classes::AUXILIARY)
    .or(Classes::BE)
    .or(Classes::RELATIVE);

/// Takes away all other classes from words that stand as names: where they speak or end a name, and then wherever
/// the story writes them with a capital and not as a date.
pub fn mark(tokens: &mut [Token], text: &Text) {
    let candidates: Vec<usize> =
        (0..tokens.len()).filter(|index| tokens[*index].capital && tokens[*index].is(Classes::NAMESAKE)).collect();
    let spelled = |token: &Token| text.slice(token.passage);
    let names: FxHashSet<&str> = candidates
        .iter()
        .filter(|index| names_somebody(tokens, **index))
        .map(|index| spelled(&tokens[*index]))
        .collect();
    for index in candidates {
        if names.contains(spelled(&tokens[index])) && !is_date(tokens, index) {
            tokens[index].classes = Classes::NONE;
        }
    }
}

/// "in May", "May 4", "4 May".
fn is_date(tokens: &[Token], index: usize) -> bool {
    let number = |token: &Token| token.kind == TokenKind::Number;
    let dated = before(tokens, index).is_some_and(|before| number(before) || before.is(FRAME));
    dated || tokens.get(index + 1).is_some_and(number)
}

fn before(tokens: &[Token], index: usize) -> Option<&Token> {
    index.checked_sub(1).map(|before| &tokens[before])
}

fn names_somebody(tokens: &[Token], index: usize) -> bool {
    begins_name(tokens, index) || ends_name(tokens, index) || speaks(tokens, index) || is_spoken_of(tokens, index)
}

/// "June Harke told", "said June Harke".
fn begins_name(tokens: &[Token], index: usize) -> bool {
    let opens = before(tokens, index).is_none_or(|before| !before.is_word() || before.is(Classes::PLAIN));
    let goes_on = tokens.get(index + 1).is_some_and(|next| {
        next.is_word() && next.capital && !next.is(FRAME.or(Classes::ORGANIZATION).or(Classes::PLACE_NAME))
    });
    opens && goes_on
}

/// "Theresa May", "Mrs. May".
fn ends_name(tokens: &[Token], index: usize) -> bool {
    let name = |before: &Token| {
        let listed = FRAME.or(Classes::SUBORDINATOR).or(Classes::CONJUNCTION).or(Classes::ORGANIZATION);
        before.is_word() && before.capital && (before.is(Classes::TITLE) || !before.is(listed))
    };
    let goes_on = tokens.get(index + 1).is_some_and(|next| next.capital);
    before(tokens, index).is_some_and(name) && !goes_on && !is_date(tokens, index)
}

/// "May said", "Will has told".
fn speaks(tokens: &[Token], index: usize) -> bool {
    let ahead = tokens[index + 1..].iter().take(REACH);
    let verb = ahead.clone().find(|token| !token.is(Classes::ADVERB.or(Classes::AUXILIARY)));
    let says = verb.is_some_and(|verb| verb.is(Classes::PLAIN) && !verb.is(Classes::NOUN_LIKE) && !verb.capital);
    let plain_word = |before: &Token| before.is_word() && !before.capital && !before.is(CLAUSE_OPENERS);
    says && !before(tokens, index).is_some_and(plain_word) && !is_date(tokens, index)
}

const CLAUSE_OPENERS: Classes = Classes::CONJUNCTION.or(Classes::SUBORDINATOR);

/// "…,” said May."
fn is_spoken_of(tokens: &[Token], index: usize) -> bool {
    let Some(verb) = index.checked_sub(2) else { return false };
    let quoted = tokens[verb].kind == TokenKind::Quote || tokens[verb].is_mark(',');
    let ends = tokens.get(index + 1).is_none_or(|next| next.is_mark('.') || next.is_mark(','));
    quoted && ends && tokens[verb + 1].is(Classes::PLAIN) && !tokens[verb + 1].capital
}
