//! Which language a story is written in, by what is said of it or by the look of its prose.

use isolang::Language;

use super::words::parts;
use crate::model::{WordList, fold};

/// So many words are looked at, and fewer than the second number tell nothing.
const ENOUGH: usize = 300;
const TOO_FEW: usize = 40;
/// Where one word in so many is among the commonest of a language, the prose is in it.
const COMMON: usize = 5;

/// The code of the language that is called `name`: ISO 639, with two letters where it has them. A name is a code, with
/// or without a region (`es`, `spa`, `es-MX`), or the language's English name.
pub fn code(name: &str) -> Option<&'static str> {
    let lower = name.trim().to_lowercase();
    let first = lower.split(['-', '_']).next().unwrap_or_default();
    let by_name = || {
        let mut letters = lower.chars();
        let capital = letters.next()?.to_uppercase();
        Language::from_name(&capital.chain(letters).collect::<String>())
    };
    let language = Language::from_639_1(first).or_else(|| Language::from_639_3(first)).or_else(by_name)?;
    Some(shortest(language))
}

/// The English name of the language that has this code.
pub fn name(code: &str) -> &str {
    let language = Language::from_639_1(code).or_else(|| Language::from_639_3(code));
    // "Modern Greek (1453-)"
    language.map_or(code, |language| language.to_name().split(" (").next().unwrap_or_default())
}

/// The code of the language that `prose` is written in, where its look tells that it is another than the one whose
/// commonest words are `common`.
pub fn guess(prose: &str, common: &WordList) -> Option<&'static str> {
    let words: Vec<&str> = parts(prose).take(ENOUGH).collect();
    let known = words.iter().filter(|word| common.contains(&fold(word))).count();
    if words.len() < TOO_FEW || known * COMMON >= words.len() {
        return None;
    }
    let last = words.last()?;
    let end = last.as_ptr() as usize + last.len() - prose.as_ptr() as usize;
    let guessed = whatlang::detect(&prose[..end]).filter(whatlang::Info::is_reliable)?;
    Language::from_639_3(guessed.lang().code()).map(shortest)
}

fn shortest(language: Language) -> &'static str {
    language.to_639_1().unwrap_or(language.to_639_3())
}

#[cfg(test)]
mod tests {
    use super::{code, guess, name};
    use crate::model::WordList;

    #[test]
    fn a_language_goes_by_codes_and_its_name() {
        for name in ["es", "ES", "es-MX", "es_419", "spa", "Spanish", "spanish"] {
            assert_eq!(code(name), Some("es"), "{name}");
        }
        assert_eq!(code("xx"), None);
        assert_eq!(code(""), None);
        assert_eq!(name("de"), "German");
        assert_eq!(name("el"), "Modern Greek");
        assert_eq!(name("xx"), "xx");
    }

    #[test]
    fn prose_is_told_by_its_look_and_a_few_words_are_not() {
        let common: WordList = ["the", "and", "of", "to", "in", "was"].into_iter().collect();
        let german = "Der Rat der Stadt hat am Montag beschlossen, dass die Fähre über den Fluss auch im Winter fahren soll. \
            Die Bürgermeisterin sagte, niemand müsse mehr den langen Weg über die Brücke nehmen. Wer dort wohnt, hatte das \
            seit vielen Jahren verlangt, und nun ist das Geld dafür da.";
        assert_eq!(guess(german, &common), Some("de"));
        assert_eq!(guess("Der Rat hat beschlossen, dass die Fähre fahren soll.", &common), None);
        let english = "The council of the town was to vote in the morning and the mayor was in the hall. ".repeat(4);
        assert_eq!(guess(&english, &common), None);
    }
}
