//! `unless` and `given`: patterns or facts in a window around what was found.

use rustc_hash::FxHashMap;

use super::written::WrittenException;
use crate::checks::{Builder, Context, Finding};
use crate::decode::span_of;
use crate::language::words::surname;
use crate::matcher::PatternId;
use crate::model::{Passage, Problem, fold};
use crate::query::window::{self, Window};
use crate::query::{Condition, Scope, Unit};

/// What must, or must not, stand near a finding.
#[derive(Debug)]
pub struct Exception {
    patterns: Vec<PatternId>,
    scope: Option<Scope>,
    condition: Condition,
    window: Window,
    /// The group that holds the same here as in what was found, and what is written there.
    same: Option<(String, Option<String>)>,
}

/// What an exception found last, and where it looked: all findings of a paragraph ask the same of it.
#[derive(Debug)]
pub struct Answer {
    passages: Vec<Passage>,
    /// Whether a pattern matches there.
    matches: bool,
    holds: bool,
    /// What the shared group holds, by its last word, and where its pattern matches.
    named: FxHashMap<String, Passage>,
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
        let patterns = builder.patterns(&written.patterns);
        let same = written.same.as_ref().map(|group| {
            if !builder.groups(&patterns).contains(group.get_ref()) {
                builder.problems.push(Problem {
                    span: span_of(&group.span()),
                    message: format!("no pattern here has a group `{}`", group.get_ref()),
                    label: "the same what?".to_owned(),
                    help: format!("name a part of a pattern so: (?<{}>…)", group.get_ref()),
                });
            }
            (group.get_ref().clone(), written.label.clone())
        });
        Self { patterns, scope, condition, window: window.unwrap_or(Window::Unit), same }
    }

    /// Whether it says the same of every finding in a story.
    pub fn is_of_story(&self) -> bool {
        matches!(self.window, Window::Article | Window::Body | Window::Headline) && self.is_of_window()
    }

    /// Whether it looks at nothing but what stands in its window.
    fn is_of_window(&self) -> bool {
        self.same.is_none() && (self.scope.is_some() || self.condition.is_empty())
    }

    /// Whether it holds of what was found in `unit`; `last` is what it answered before in the same story.
    pub fn holds(&self, unit: Unit, found: &Finding, context: &Context<'_>, last: &mut Option<Answer>) -> bool {
        let place = found.place;
        let passages = self.window.passages(context.article, unit, place);
        if let Some((group, _)) = &self.same {
            if last.as_ref().is_none_or(|last| last.passages != passages) {
                let named = self.named(group, &passages, context);
                let matches = !named.is_empty();
                *last = Some(Answer { passages, matches, holds: matches, named });
            }
            return self.shared(found, last.as_ref()).is_some();
        }
        let known = last.as_ref().filter(|last| last.passages == passages);
        if let Some(known) = known.filter(|_| self.is_of_window()) {
            return known.holds;
        }
        let matches = known.map_or_else(|| self.matches(&passages, context), |known| known.matches);
        let holds = matches && self.is_so(&passages, unit, place, context);
        *last = Some(Answer { passages, matches, holds, named: FxHashMap::default() });
        holds
    }

    /// Where the same stands again, and what is written there.
    pub fn label(&self, found: &Finding, last: Option<&Answer>) -> Option<(Passage, String)> {
        let (_, label) = self.same.as_ref()?;
        Some((self.shared(found, last)?, label.clone()?))
    }

    fn shared(&self, found: &Finding, last: Option<&Answer>) -> Option<Passage> {
        let (group, _) = self.same.as_ref()?;
        let (_, value) = found.values.iter().find(|(name, _)| name == group)?;
        last?.named.get(&fold(surname(value))).copied()
    }

    fn named(&self, group: &str, passages: &[Passage], context: &Context<'_>) -> FxHashMap<String, Passage> {
        let mut named = FxHashMap::default();
        let pairs = passages.iter().flat_map(|passage| self.patterns.iter().map(move |id| (*id, *passage)));
        for found in pairs.flat_map(|(id, passage)| context.hits.find(id, passage)) {
            if let Some((_, words)) = found.groups.iter().find(|(name, _)| **name == *group) {
                named.entry(fold(surname(context.article.text.slice(*words)))).or_insert(found.mark);
            }
        }
        named
    }

    fn matches(&self, passages: &[Passage], context: &Context<'_>) -> bool {
        self.patterns.is_empty()
            || passages.iter().any(|passage| self.patterns.iter().any(|id| context.hits.matches(*id, *passage)))
    }

    /// Whether its condition holds of what was found in `unit`, or of a unit of its scope in the window.
    fn is_so(&self, passages: &[Passage], unit: Unit, place: Passage, context: &Context<'_>) -> bool {
        match self.scope {
            _ if self.condition.is_empty() => true,
            None => self.condition.holds(&context.asked(unit, place)),
            Some(scope) => passages.iter().any(|passage| {
                let near = context.units.within(scope, *passage, context.article);
                near.iter().any(|near| self.condition.holds(&context.asked(*near, near.passage(context.article))))
            }),
        }
    }
}
