//! The middle of the road: an input in, a report out; no file system, environment, clock or output.

use std::sync::Arc;

use crate::checks::Weighing;
use crate::model::{Article, Diagnostic, FileReport, Hidden, Input, Label, Level, Passage, Problem};
use crate::readers::{self, FieldNames};
use crate::rules::{Example, Rule, RuleSet, Story};

/// Rules with the levels at which they run.
#[derive(Debug)]
pub struct Linter {
    rules: RuleSet,
    /// By the index of the rule in `rules`.
    levels: Vec<Level>,
    field_names: FieldNames,
}

impl Linter {
    /// `levels` are in the order of `rules.rules`; a rule that is off does not run.
    pub fn new(rules: RuleSet, levels: Vec<Level>) -> Self {
        Self { rules, levels, field_names: FieldNames::default() }
    }

    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// All rules, each with the level at which it runs.
    pub fn leveled_rules(&self) -> impl Iterator<Item = (&Rule, Level)> {
        self.rules.rules.iter().zip(self.levels.iter().copied())
    }

    /// The article's structure, and what could not be read of it.
    pub fn article(&self, input: &Input) -> (Article, Vec<Problem>) {
        let mut reading = readers::read(&input.source, input.format, &self.field_names);
        let problems = std::mem::take(&mut reading.problems);
        (self.rules.structure.analyse(reading), problems)
    }

    /// Checks one article.
    pub fn lint(&self, input: &Input) -> FileReport {
        let (article, problems) = self.article(input);
        let story = Story::new(&self.rules, &article);
        let mut diagnostics: Vec<Diagnostic> = problems.iter().map(unreadable).collect();
        for (rule, level) in self.leveled_rules().filter(|(_, level)| *level > Level::Off) {
            diagnostics.extend(story.run(rule, level));
        }
        diagnostics.sort_by(|left, right| (left.span(), &left.rule).cmp(&(right.span(), &right.rule)));
        FileReport { source: Arc::new(input.source.clone()), diagnostics, hidden: Hidden::default() }
    }

    /// What the signals of a weighing rule add up to in each of its units.
    pub fn weigh(&self, rule: &Rule, input: &Input) -> Vec<(Passage, Weighing)> {
        let (article, _) = self.article(input);
        let weighings = Story::new(&self.rules, &article).weigh(rule);
        weighings.into_iter().map(|(unit, weighing)| (unit.passage(&article), weighing)).collect()
    }

    /// What the rule at `index`, whatever its level, finds in one of its examples.
    pub fn try_example(&self, index: usize, example: &Example) -> FileReport {
        let rule = &self.rules.rules[index];
        let input = example.input(&rule.id);
        let (article, _) = self.article(&input);
        let diagnostics = Story::new(&self.rules, &article).run(rule, rule.level.max(Level::Note));
        FileReport { source: Arc::new(input.source), diagnostics, hidden: Hidden::default() }
    }
}

fn unreadable(problem: &Problem) -> Diagnostic {
    Diagnostic {
        rule: "copydesk/unreadable".into(),
        level: Level::Error,
        message: problem.message.clone(),
        labels: vec![Label { span: problem.span, message: problem.label.clone() }],
        notes: Vec::new(),
        help: Some(problem.help.clone()),
        fix: None,
    }
}
