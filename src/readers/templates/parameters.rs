//! The parameters of a template: quoted or bare, with a key or without.

/// What stands between a template's marks, taken apart.
#[derive(Default)]
pub(super) struct Parameters {
    /// Single words: the template's own name first.
    pub names: Vec<String>,
    /// What has several words.
    pub values: Vec<String>,
}

impl Parameters {
    pub fn of(inside: &str) -> Self {
        let mut parameters = Parameters::default();
        let mut rest = inside.trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '/'));
        while let Some(first) = rest.chars().next() {
            let value;
            if first == '{' {
                let inner = braced(rest);
                value = inner.map_or("", unquoted);
                rest = inner.map_or("", |inner| &rest[inner.len() + 2..]);
            } else if matches!(first, '"' | '\'' | '`' | '“') {
                let close = if first == '“' { '”' } else { first };
                let inner = &rest[first.len_utf8()..];
                (value, rest) = inner.split_once(close).unwrap_or((inner, ""));
            } else {
                let end = rest.find(|letter: char| letter.is_whitespace() || matches!(letter, '=' | '"' | '\'' | '`'));
                (value, rest) = rest.split_at(end.unwrap_or(rest.len()));
            }
            let is_key = rest.starts_with('=');
            rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '=');
            if !is_key {
                parameters.add(value);
            }
        }
        parameters
    }

    fn add(&mut self, value: &str) {
        let value = value.trim();
        if value.contains(char::is_whitespace) {
            self.values.push(value.to_owned());
        } else if value.contains(char::is_alphabetic) {
            self.names.push(value.to_owned());
        }
    }
}

/// What stands between the braces that `text` begins with.
pub(super) fn braced(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    let end = text.find(|letter: char| {
        depth = match letter {
            '{' => depth + 1,
            '}' => depth - 1,
            _ => depth,
        };
        depth == 0
    })?;
    text.get(1..end)
}

/// The words of a quoted string; an expression has none.
fn unquoted(text: &str) -> &str {
    let is_quote = |letter: char| matches!(letter, '"' | '\'' | '`');
    if text.starts_with(is_quote) { text.trim_matches(is_quote) } else { "" }
}
