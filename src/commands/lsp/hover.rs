//! What is said of a finding under the pointer: the rule, its reason, and an example.

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Position};

use super::document::Document;
use super::newsroom::Newsroom;
use crate::model::Diagnostic;
use crate::rules::{Example, Expected, Rule};

pub fn at(newsroom: &mut Newsroom<'_>, document: &mut Document, position: Position) -> Option<Hover> {
    newsroom.look(document);
    let offset = document.lines.offset(&document.text, position);
    let checked = document.findings.as_ref()?.checked.as_ref()?;
    let diagnostics = checked.report.diagnostics.iter();
    let met = diagnostics.filter(|found| found.span().holds(offset) || found.span().start == offset);
    let mut met: Vec<&Diagnostic> = met.collect();
    met.sort_by_key(|found| found.span().len());
    let smallest = met.first()?.span();
    let style = if newsroom.client.markdown { Style::Markdown } else { Style::Plain };
    let rules = checked.desk.linter.rules();
    let said: Vec<String> = met.iter().map(|found| style.finding(found, rules.rule(&found.rule))).collect();
    let kind = if newsroom.client.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Hover {
        contents: Contents::MarkupContent(MarkupContent { kind, value: said.join(style.between()) }),
        range: Some(document.lines.range(&document.text, smallest)),
    })
}

#[derive(Clone, Copy)]
enum Style {
    Markdown,
    Plain,
}

impl Style {
    const fn between(self) -> &'static str {
        match self {
            Style::Markdown => "\n\n---\n\n",
            Style::Plain => "\n\n",
        }
    }

    fn finding(self, found: &Diagnostic, rule: Option<&Rule>) -> String {
        let mut parts = vec![format!("{} ({})\n{}", self.strong(&found.rule), found.level, self.words(&found.message))];
        parts.extend(found.help.as_ref().map(|help| self.words(help)));
        parts.extend(found.notes.iter().map(|note| self.words(note)));
        let why = found.why.split_whitespace().collect::<Vec<_>>().join(" ");
        parts.extend(Some(why).filter(|why| !why.is_empty()));
        if let Some(rule) = rule {
            let standard = rule.standard.split_whitespace().collect::<Vec<_>>().join(" ");
            parts.extend(
                Some(standard).filter(|standard| !standard.is_empty()).map(|words| format!("Standard: {words}")),
            );
            let example =
                |bad: bool| rule.examples.iter().find(|example| (example.expected != Expected::Nothing) == bad);
            parts.extend(example(true).map(|example| self.example("Bad", example)));
            parts.extend(example(false).map(|example| self.example("Good", example)));
        }
        parts.join("\n\n")
    }

    fn strong(self, words: &str) -> String {
        match self {
            Style::Markdown => format!("**{words}**"),
            Style::Plain => words.to_owned(),
        }
    }

    /// Words of the draft among others: marks in them stand for themselves.
    fn words(self, words: &str) -> String {
        match self {
            Style::Markdown => {
                let is_mark = |letter: char| "\\`*_[]<>#|~".contains(letter);
                let escape = |letter: char| if is_mark(letter) { format!("\\{letter}") } else { letter.to_string() };
                words.chars().map(escape).collect()
            }
            Style::Plain => words.to_owned(),
        }
    }

    fn example(self, title: &str, example: &Example) -> String {
        let text = example.text.trim();
        match self {
            Style::Markdown => {
                let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
                let fence = "`".repeat(longest.max(2) + 1);
                format!("{title}:\n\n{fence}text\n{text}\n{fence}")
            }
            Style::Plain => format!("{title}:\n{text}"),
        }
    }
}
