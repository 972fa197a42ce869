//! Whether the prose is in a language that the rules know.

use super::tokens::Tokens;
use super::vocabulary::Classes;

/// So many words are looked at, and fewer than the second number say nothing.
const ENOUGH: usize = 2000;
const TOO_FEW: usize = 40;

/// ISO 639-1 code of the prose: `en`, or `und` where hardly any of its words are among the commonest English ones.
pub fn language(tokens: &Tokens) -> &'static str {
    let mut words = 0;
    let mut common = 0;
    for token in tokens.iter().filter(|token| token.is_word()).take(ENOUGH) {
        words += 1;
        common += usize::from(token.is(Classes::STOP_WORD));
    }
    if words >= TOO_FEW && common * 10 < words { "und" } else { "en" }
}
