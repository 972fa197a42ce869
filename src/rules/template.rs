//! Messages with placeholders: `{text}` stands for the draft's words.

use crate::decode::nearest;
use crate::model::{Problem, Span};

/// A message, in pieces.
#[derive(Clone, Debug, Default)]
pub struct MessageTemplate {
    pieces: Vec<TemplatePiece>,
}

#[derive(Clone, Debug)]
enum TemplatePiece {
    Words(String),
    Placeholder(String),
}

impl MessageTemplate {
    /// Parses `text`; a placeholder that is none of `known` goes to `problems`.
    pub fn new(text: &str, span: Span, known: &[String], problems: &mut Vec<Problem>) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((words, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            pieces.push(TemplatePiece::Words(words.to_owned()));
            if !known.iter().any(|known| known == name) {
                problems.push(Problem {
                    span,
                    message: format!("unknown placeholder `{{{name}}}`"),
                    label: "nothing is called so".to_owned(),
                    help: match nearest(name, known.iter().map(String::as_str)) {
                        Some(near) => format!("did you mean `{{{near}}}`?"),
                        None => format!("known here: {}", known.join(", ")),
                    },
                });
            }
            pieces.push(TemplatePiece::Placeholder(name.to_owned()));
            rest = after;
        }
        pieces.push(TemplatePiece::Words(rest.to_owned()));
        Self { pieces }
    }

    /// The message with `value` for each placeholder.
    pub fn fill(&self, value: &dyn Fn(&str) -> String) -> String {
        self.pieces.iter().fold(String::new(), |mut text, piece| {
            match piece {
                TemplatePiece::Words(words) => text.push_str(words),
                TemplatePiece::Placeholder(name) => text.push_str(&value(name)),
            }
            text
        })
    }
}

impl std::fmt::Display for MessageTemplate {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.pieces.iter().try_for_each(|piece| match piece {
            TemplatePiece::Words(words) => formatter.write_str(words),
            TemplatePiece::Placeholder(name) => write!(formatter, "{{{name}}}"),
        })
    }
}
