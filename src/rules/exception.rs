//! `unless` and `given`: patterns or facts in a window around what was found.

use super::written::WrittenException;
use crate::checks::{Builder, Context};
use crate::decode::span_of;
use crate::matcher::PatternId;
use crate::model::{Passage, Problem};
use crate::query::window::{self, Window};
use crate::query::{Condition, Scope, Unit};

/// What must, or must not, stand near a finding.
#[derive(Debug)]
pub struct Exception {
    patterns: Vec<PatternId>,
    scope: Option<Scope>,
    condition: Condition,
    window: Window,
}

/// What an exception found last, and where it looked: all findings of a paragraph ask the same of it.
#[derive(Debug)]
pub struct Answer {
    passages: Vec<Passage>,
    holds: bool,
}

impl Exception {
    pub fn new(written: &WrittenException, builder: &mut Builder<'_>) -> Self {
        let scope = written.scope.as_ref().and_then(|name| builder.scope(name));
        let scopes = scope.map_or_else(|| builder.scopes.to_vec(), |scope| vec![scope]);
        let condition = builder.within(&scopes).condition(&written.condition);
        let window = written.within.as_ref().map_or(Some(Window::Unit), |within| {
            let window = Window::parse(within.get_ref());
            if window.is_none() {
                builder.problems.push(Problem {
                    span: span_of(&within.span()),
                    message: format!("`{}` is no window", within.get_ref()),
                    label: "how far is this?".to_owned(),
                    help: format!("write one of: {}", window::FORMS),
                });
            }
            window
        });
        Self { patterns: builder.patterns(&written.patterns), scope, condition, window: window.unwrap_or(Window::Unit) }
    }

    /// Whether it says the same of every finding in a story.
    pub fn is_of_story(&self) -> bool {
        matches!(self.window, Window::Article | Window::Headline) && self.is_of_window()
    }

    /// Whether it looks at nothing but what stands in its window.
    fn is_of_window(&self) -> bool {
        self.scope.is_some() || self.condition.is_empty()
    }

    /// Whether it holds of what was found at `place` in `unit`; `last` is what it answered before in the same story.
    pub fn holds(&self, unit: Unit, place: Passage, context: &Context<'_>, last: &mut Option<Answer>) -> bool {
        let passages = self.window.passages(context.article, unit, place);
        if let Some(last) = last.as_ref().filter(|last| self.is_of_window() && last.passages == passages) {
            return last.holds;
        }
        let holds = self.holds_within(&passages, unit, place, context);
        *last = Some(Answer { passages, holds });
        holds
    }

    fn holds_within(&self, passages: &[Passage], unit: Unit, place: Passage, context: &Context<'_>) -> bool {
        let matched = self.patterns.is_empty()
            || passages.iter().any(|passage| self.patterns.iter().any(|id| context.hits.matches(*id, *passage)));
        matched
            && match self.scope {
                _ if self.condition.is_empty() => true,
                None => self.condition.holds(&context.asked(unit, place)),
                Some(scope) => passages.iter().any(|passage| {
                    let near = context.units.within(scope, *passage, context.article);
                    near.iter().any(|near| self.condition.holds(&context.asked(*near, near.passage(context.article))))
                }),
            }
    }
}
