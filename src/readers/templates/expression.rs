//! Expressions of MDX in braces: `{props.open && <Newsletter />}`.

use super::parameters::{Parameters, braced};
use super::{Template, TemplateKind};
use crate::model::Span;

/// An expression is at most so long, in bytes.
const LONGEST: usize = 400;

/// The expression that `text` begins with, which stands at `at` in the source.
pub(super) fn read(text: &str, at: usize) -> Option<Template> {
    if !is_code(&text[1..]) {
        return None;
    }
    let end = (0..=text.len().min(LONGEST)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let inner = braced(&text[..end])?;
    let span = Span::new(at, at + inner.len() + 2);
    let silent = Template { span, kind: TemplateKind::Silent, names: Vec::new(), values: Vec::new() };
    let tag = inner.find('<').map(|tag| &inner[tag + 1..]);
    let Some(component) = tag.filter(|tag| tag.starts_with(|letter: char| letter.is_ascii_uppercase())) else {
        return Some(silent);
    };
    let Parameters { names, values } = Parameters::of(component.trim_end_matches(['>', '/', ' ', '\n', ')']));
    Some(Template { kind: TemplateKind::Embed, names, values, ..silent })
}

/// Whether a name opens the text, and behind it stands what only code puts there: a member, a call, an operator. Braces
/// around words are the writer's own.
fn is_code(text: &str) -> bool {
    let in_path = |letter: char| letter.is_ascii_alphanumeric() || "_$.[]()!".contains(letter);
    let text = text.trim_start_matches([' ', '!']);
    let length = text.find(|letter| !in_path(letter)).unwrap_or(text.len());
    let (path, rest) = text.split_at(length);
    let rest = rest.trim_start();
    let is_name = path.starts_with(|letter: char| letter.is_ascii_alphabetic() || "_$".contains(letter));
    let is_whole = rest.starts_with('}') && path.contains(['.', '(']) && !path.ends_with('.');
    is_name && (is_whole || ["&&", "||"].iter().any(|operator| rest.starts_with(operator)))
}
