//! The words that a page's author gives its elements: classes, ids, roles, the parts of addresses.

use super::super::tree::Element;

/// A word has so many letters; shorter and longer ones are made by machines.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=18;
/// An element has no more words than this that tell something.
const MOST: usize = 16;

/// The words of the element's names, and pairs of them: `related`, `related-links`.
pub(super) fn of_element(element: &Element) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let further = ["role", "itemprop", "data-component", "data-module", "data-testid", "data-type"];
    let further = further.into_iter().filter_map(|name| element.attribute(name)).map(str::to_owned);
    let own = element.name.contains('-').then(|| element.name.clone());
    for name in element.names().chain(further).chain(own) {
        let words = words(&name);
        let pairs = words.windows(2).map(|pair| pair.join("-")).collect::<Vec<_>>();
        for word in words.into_iter().chain(pairs) {
            if all.len() < MOST && !all.contains(&word) {
                all.push(word);
            }
        }
    }
    all
}

/// The words of an address: of its host, and of the first two parts of its path.
pub(super) fn of_address(address: &str) -> Vec<String> {
    let short = address.get(..address.len().min(120)).unwrap_or_default();
    if short.starts_with('#') || short.is_empty() {
        return vec!["same-page".to_owned()];
    }
    if short.starts_with("javascript") || short.starts_with("mailto") {
        return vec![short.split(':').next().unwrap_or_default().to_owned()];
    }
    let path = short.split_once("://").map_or(short, |(_, path)| path);
    path.split(['/', '?', '&', '#']).take(3).flat_map(words).filter(|word| word != "www" && word != "com").collect()
}

/// The words of a name, lower case: `PromoSmall`, `two-related` and `embed/newsletter` have two each.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for letter in name.chars().take(80) {
        if !letter.is_ascii_alphabetic() || letter.is_uppercase() && after_small {
            words.push(String::new());
        }
        if letter.is_ascii_alphabetic() {
            words.last_mut().expect("there is always a last word").push(letter.to_ascii_lowercase());
        }
        after_small = letter.is_lowercase();
    }
    words.retain(|word| LENGTHS.contains(&word.len()));
    words
}
