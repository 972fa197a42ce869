//! Examples inside rules: the rule's documentation, and its tests.

use super::written::WrittenExample;
use crate::decode::span_of;
use crate::model::{Format, Input, Problem, Source, Span};
use crate::query::Scope;

/// A draft, and what the rule must find in it.
#[derive(Clone, Debug)]
pub struct Example {
    /// The draft without marks, and without the headline that is put above it.
    pub text: String,
    pub expected: Expected,
    /// Where the example stands in its rule file.
    pub span: Span,
    /// What was said.
    pub said: Option<String>,
    above: String,
    format: Format,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    Nothing,
    /// Findings whose labels are these, as spans of the whole input; each finding's first label is one of them.
    At(Vec<Span>),
}

const PLAIN_HEADLINE: &str = "Council approves budget";

impl Example {
    /// The bad and the good example of one `[[rule.example]]`.
    pub fn read(written: &WrittenExample, scopes: &[Scope], problems: &mut Vec<Problem>) -> Vec<Example> {
        let brings_headline = |scope: &Scope| {
            use crate::model::BlockKind::{Byline, Caption, Dateline, Dek, Headline, PullQuote};
            matches!(
                scope,
                Scope::Article
                    | Scope::Stet
                    | Scope::AnyBlock
                    | Scope::Block(Headline | Dek | Byline | Dateline | Caption | PullQuote)
            )
        };
        let format = written.format.unwrap_or(Format::Text);
        let above = match &written.headline {
            Some(headline) if headline.is_empty() => String::new(),
            Some(headline) => above(headline, format),
            None if scopes.iter().all(brings_headline) || brings_front_matter(written) => String::new(),
            None => above(PLAIN_HEADLINE, format),
        };
        let said = written.said.clone();
        let mut examples = Vec::new();
        if let Some(bad) = &written.bad {
            let (text, marks) = without_marks(bad.get_ref(), above.len());
            if marks.is_empty() {
                problems.push(Problem {
                    span: span_of(&bad.span()),
                    message: "a bad example must mark what is underlined".to_owned(),
                    label: "nothing is marked".to_owned(),
                    help: "write [[ and ]] around the words that the rule is to find".to_owned(),
                });
            }
            let expected = Expected::At(marks);
            examples.push(Example {
                text,
                expected,
                span: span_of(&bad.span()),
                above: above.clone(),
                format,
                said: said.clone(),
            });
        }
        if let Some(good) = &written.good {
            let (text, marks) = without_marks(good.get_ref(), above.len());
            if !marks.is_empty() {
                problems.push(Problem {
                    span: span_of(&good.span()),
                    message: "a good example has nothing to mark".to_owned(),
                    label: "[[ and ]] stand in it".to_owned(),
                    help: "take out the marks".to_owned(),
                });
            }
            examples.push(Example {
                text,
                expected: Expected::Nothing,
                span: span_of(&good.span()),
                above,
                format,
                said,
            });
        }
        examples
    }

    /// What was said, as a source for the rule `name`.
    pub fn said(&self, name: &str) -> Option<Input> {
        let said = self.said.as_ref()?;
        Some(Input { source: Source::file(format!("{name}: said"), said.as_str()), format: Format::Text })
    }

    /// The article that the example is.
    pub fn input(&self, name: &str) -> Input {
        Input { source: Source::file(name, format!("{}{}", self.above, self.text)), format: self.format }
    }

    /// Whether labels at these places are what is expected: each finding's labels, its primary one first.
    pub fn is_met_by(&self, findings: &[Vec<Span>]) -> bool {
        match &self.expected {
            Expected::Nothing => findings.is_empty(),
            Expected::At(marks) => {
                let labelled = |mark: &Span| findings.iter().flatten().any(|span| span == mark);
                let marked = |finding: &Vec<Span>| finding.first().is_some_and(|primary| marks.contains(primary));
                marks.iter().all(labelled) && findings.iter().all(marked)
            }
        }
    }
}

fn brings_front_matter(written: &WrittenExample) -> bool {
    let begins_with_it = |text: &toml::Spanned<String>| text.get_ref().trim_start_matches("[[").starts_with("---");
    written.bad.iter().chain(&written.good).any(begins_with_it)
}

fn above(headline: &str, format: Format) -> String {
    match format {
        Format::Text | Format::Captions | Format::Docx | Format::Odt => format!("{headline}\n\n"),
        Format::Markdown => format!("---\ntitle: {headline}\n---\n\n"),
        Format::Html => format!("<h1>{headline}</h1>\n"),
    }
}

/// What stands before and behind the first `]]`; of more brackets in a row the last two are meant.
fn split_at_marks(text: &str) -> Option<(&str, &str)> {
    let first = text.find("]]")?;
    let more = text[first + 2..].bytes().take_while(|byte| *byte == b']').count();
    Some((&text[..first + more], &text[first + more + 2..]))
}

/// The text without `[[` and `]]`, and the spans between them moved by `base`.
fn without_marks(marked: &str, base: usize) -> (String, Vec<Span>) {
    let mut text = String::with_capacity(marked.len());
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((inside, after)) = split_at_marks(after) else { break };
        text.push_str(before);
        let start = base + text.len();
        text.push_str(inside);
        marks.push(Span::new(start, base + text.len()));
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}
