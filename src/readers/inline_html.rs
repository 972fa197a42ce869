//! HTML tags inside Markdown: one at a time, by html5gum.

use html5gum::{Token, Tokenizer};

/// A tag within a line of Markdown.
pub(super) enum InlineTag {
    Opening {
        name: String,
        href: Option<String>,
    },
    Closing {
        name: String,
    },
    /// What stands between `<!--` and `-->`.
    Comment(String),
}

/// The first tag of `markup`.
pub(super) fn first_tag(markup: &str) -> Option<InlineTag> {
    tokens(markup).find_map(|token| match token {
        Token::StartTag(tag) => {
            let href = tag.attributes.get(b"href".as_slice()).map(|href| lossy(&href.value));
            Some(InlineTag::Opening { name: lossy(&tag.name), href })
        }
        Token::EndTag(tag) => Some(InlineTag::Closing { name: lossy(&tag.name) }),
        Token::Comment(comment) => Some(InlineTag::Comment(lossy(&comment.value))),
        _ => None,
    })
}

/// What names a piece of raw HTML: its elements, classes and ids, lower case; and what its attributes and text say.
#[derive(Default)]
pub(super) struct HtmlNames {
    pub names: Vec<String>,
    pub values: Vec<String>,
}

pub(super) fn names_of(markup: &str) -> HtmlNames {
    let mut found = HtmlNames::default();
    for token in tokens(markup) {
        match token {
            Token::StartTag(tag) => {
                found.names.push(lossy(&tag.name));
                for (attribute, value) in &tag.attributes {
                    let value = lossy(&value.value);
                    match attribute.as_slice() {
                        b"class" | b"id" => found.names.extend(value.split_whitespace().map(str::to_lowercase)),
                        b"style" | b"width" | b"height" => {}
                        _ => found.values.push(value),
                    }
                }
            }
            Token::String(words) => found.values.push(lossy(&words.value)),
            _ => {}
        }
    }
    found.values.retain(|value| value.contains(char::is_alphabetic));
    found
}

fn tokens(markup: &str) -> impl Iterator<Item = Token> {
    Tokenizer::new(markup).filter_map(Result::ok)
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
