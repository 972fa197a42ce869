//! The dialect of patterns: `@lists`, either apostrophe, smart case, and no Unicode class that would slow a scan.

use regex_syntax::ast::{self, Ast};
use regex_syntax::hir::{Class, Hir, HirKind};

use crate::model::WordList;

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// Lower case, no full stop.
    pub message: String,
    pub help: String,
}

/// How a regex is to be spelled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    /// With flags: letters match in either case where the dialect says so.
    Flagged,
    /// As written: enough to tell what words stand in it, and much sooner parsed.
    Plain,
}

/// Letters beyond ASCII that news copy in the Latin alphabet is written with: what `\w` holds beside ASCII.
pub(super) const LATIN_RANGES: &[(char, char)] = &[('À', 'Ö'), ('Ø', 'ö'), ('ø', 'ɏ')];
const LATIN: &str = r"\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{24f}";

/// The regex that a pattern in the dialect stands for.
pub(super) fn regex<'list>(
    pattern: &str,
    list: &dyn Fn(&str) -> Result<&'list WordList, PatternError>,
) -> Result<String, PatternError> {
    let expanded = expand(pattern, Case::Flagged, list)?;
    Ok(if is_lower_case(pattern)? { format!("(?i){expanded}") } else { expanded })
}

/// A pattern's syntax, of words as they are written, and its size.
pub(super) fn plain_syntax<'list>(
    pattern: &str,
    list: &dyn Fn(&str) -> Result<&'list WordList, PatternError>,
) -> Result<(Hir, usize), PatternError> {
    let plain = expand(pattern, Case::Plain, list)?;
    let hir = regex_syntax::Parser::new().parse(&plain).map_err(|error| invalid(&error))?;
    if hir.properties().minimum_len() == Some(0) {
        return Err(PatternError {
            message: "this pattern matches the empty string".to_owned(),
            help: "make one of its parts required".to_owned(),
        });
    }
    let size = size(&hir);
    if size > LARGEST {
        return Err(PatternError {
            message: "this pattern is too large".to_owned(),
            help: "repeat its parts less often: {0,20} rather than {0,2000}".to_owned(),
        });
    }
    Ok((hir, size))
}

/// Patterns of more characters, with all their repetitions written out, would not fit the memory that a regex gets.
pub(super) const LARGEST: usize = 50_000;

/// How many characters, and ranges of them, the pattern has with all its repetitions written out.
fn size(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 0,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(Class::Unicode(class)) => class.ranges().len(),
        HirKind::Class(Class::Bytes(_)) => 1,
        HirKind::Capture(capture) => size(&capture.sub),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(1);
            size(&repetition.sub).saturating_mul(times as usize)
        }
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().map(size).fold(0, usize::saturating_add),
    }
}

/// Rewrites the dialect into the syntax of the `regex` crate.
fn expand<'list>(
    pattern: &str,
    case: Case,
    list: &dyn Fn(&str) -> Result<&'list WordList, PatternError>,
) -> Result<String, PatternError> {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut letters = pattern.char_indices().peekable();
    let mut class_depth = 0usize;
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => {
                let escaped = letters.next().map(|(_, escaped)| escaped);
                push_escape(&mut out, escaped, class_depth > 0);
            }
            '[' => {
                class_depth += 1;
                out.push('[');
                while let Some((_, special)) = letters.next_if(|(_, next)| matches!(next, '^' | ']')) {
                    out.push(special);
                    if special == ']' {
                        break;
                    }
                }
            }
            ']' if class_depth > 0 => {
                class_depth -= 1;
                out.push(']');
            }
            '\'' if class_depth > 0 => out.push_str("'’"),
            '\'' => out.push_str("['’]"),
            '@' if class_depth == 0 && letters.peek().is_some_and(|(_, next)| next.is_ascii_lowercase()) => {
                let name = list_name(&pattern[at + 1..]);
                push_list(&mut out, list(name)?, case);
                letters.nth(name.len() - 1);
            }
            _ => out.push(letter),
        }
    }
    Ok(out)
}

fn push_escape(out: &mut String, escaped: Option<char>, in_class: bool) {
    match (escaped, in_class) {
        (Some('b'), false) => out.push_str(r"(?-u:\b)"),
        (Some('d'), false) => out.push_str("[0-9]"),
        (Some('d'), true) => out.push_str("0-9"),
        (Some('w'), false) => out.push_str(&format!("[0-9A-Za-z_{LATIN}]")),
        (Some('w'), true) => out.push_str(&format!("0-9A-Za-z_{LATIN}")),
        (Some('W'), false) => out.push_str(&format!("[^0-9A-Za-z_{LATIN}]")),
        (Some('s'), false) => out.push_str(r"[ \n]"),
        (Some('s'), true) => out.push_str(r" \n"),
        (Some('S'), false) => out.push_str(r"[^ \n]"),
        (Some('@' | '\''), _) => out.push(escaped.expect("matched above")),
        (Some(other), _) => out.extend(['\\', other]),
        (None, _) => out.push('\\'),
    }
}

/// The list's name at the start of `rest`: lower-case words joined by hyphens.
pub(super) fn list_name(rest: &str) -> &str {
    let end = rest.find(|letter: char| !(letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'));
    rest[..end.unwrap_or(rest.len())].trim_end_matches('-')
}

/// The words of a list, longest first. In lower case they match in any case; a word with capitals matches as it is.
fn push_list(out: &mut String, list: &WordList, case: Case) {
    let mut words: Vec<&String> = list.words().iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let has_capital = |word: &str| word.chars().any(char::is_uppercase);
    let alike = words.chunk_by(|left, right| has_capital(left) == has_capital(right));
    let groups = alike.map(|words| {
        let flags = match case {
            Case::Plain => "(?:",
            Case::Flagged if has_capital(words[0]) => "(?-i:",
            Case::Flagged => "(?i:",
        };
        let escaped: Vec<String> = words.iter().map(|word| regex_syntax::escape(word)).collect();
        format!("{flags}{})", escaped.join("|").replace(['\'', '’'], "['’]"))
    });
    out.extend(["(?:", &groups.collect::<Vec<_>>().join("|"), ")"]);
}

/// Smart case: a pattern without a capital letter matches in any case.
fn is_lower_case(pattern: &str) -> Result<bool, PatternError> {
    let plain = pattern.replace('@', "");
    let syntax = ast::parse::Parser::new().parse(&plain).map_err(|error| PatternError {
        message: format!("this is not a regular expression: {}", error.kind()),
        help: "see https://docs.rs/regex/latest/regex/#syntax; there is no look-around".to_owned(),
    })?;
    struct Capitals;
    impl ast::Visitor for Capitals {
        type Output = ();
        type Err = ();
        fn finish(self) -> Result<(), ()> {
            Ok(())
        }
        fn visit_pre(&mut self, syntax: &Ast) -> Result<(), ()> {
            match syntax {
                Ast::Literal(literal) if literal.c.is_uppercase() => Err(()),
                _ => Ok(()),
            }
        }
        fn visit_class_set_item_pre(&mut self, item: &ast::ClassSetItem) -> Result<(), ()> {
            match item {
                ast::ClassSetItem::Literal(literal) if literal.c.is_uppercase() => Err(()),
                ast::ClassSetItem::Range(range) if range.start.c.is_uppercase() => Err(()),
                _ => Ok(()),
            }
        }
    }
    Ok(ast::visit(&syntax, Capitals).is_ok())
}

fn invalid(error: &regex_syntax::Error) -> PatternError {
    let kind = match error {
        regex_syntax::Error::Parse(error) => error.kind().to_string(),
        regex_syntax::Error::Translate(error) => error.kind().to_string(),
        _ => error.to_string(),
    };
    PatternError {
        message: format!("this is not a regular expression: {kind}"),
        help: "see https://docs.rs/regex/latest/regex/#syntax; there is no look-around".to_owned(),
    }
}
