//! The lines by which an MDX document takes in its components and hands out its data.

use super::{Template, TemplateKind};
use crate::model::Span;

/// Every run of lines from an `import` or `export` of JavaScript to the next empty line.
pub(super) fn find(source: &str, span: Span) -> Vec<Template> {
    let mut modules: Vec<Template> = Vec::new();
    let mut start = span.start;
    let mut open: Option<usize> = None;
    let mut after_empty = true;
    for line in source[span.range()].split_inclusive('\n') {
        let words = line.trim();
        if let Some(from) = open.filter(|_| words.is_empty()) {
            modules.push(silent(source, from, start));
            open = None;
        } else if open.is_none() && after_empty && is_statement(line.trim_end()) {
            open = Some(start);
        }
        after_empty = words.is_empty();
        start += line.len();
    }
    modules.extend(open.map(|from| silent(source, from, start)));
    modules
}

fn silent(source: &str, start: usize, end: usize) -> Template {
    let end = start + source[start..end].trim_end().len();
    Template { span: Span::new(start, end), kind: TemplateKind::Silent, names: Vec::new(), values: Vec::new() }
}

/// `import X from 'y'`, `import 'y'`, `export const x = …`, `export default X`: no sentence of a story looks like that.
fn is_statement(line: &str) -> bool {
    let is_path = |text: &str| {
        let text = text.trim().trim_end_matches(';');
        let mark = text.chars().next().filter(|mark| matches!(mark, '"' | '\''));
        mark.is_some_and(|mark| text.len() > 2 && text.ends_with(mark))
    };
    if let Some(imported) = line.strip_prefix("import ") {
        return is_path(imported) || imported.rsplit_once(" from ").is_some_and(|(_, path)| is_path(path));
    }
    let Some(exported) = line.strip_prefix("export ") else { return false };
    let declares = ["const ", "let ", "var ", "function ", "class ", "async function "];
    let is_default = exported.strip_prefix("default ").is_some_and(|value| !value.trim_end().contains(' '));
    is_default
        || declares.iter().any(|keyword| exported.starts_with(keyword)) && exported.contains(['=', '(', '{'])
        || exported.starts_with(['{', '*']) && exported.contains([',', '}', '\'', '"'])
}
