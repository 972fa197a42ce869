//! The rules of a run, with all that they share: languages and matcher.

use super::{Languages, Rule};
use crate::decode::nearest;
use crate::matcher::Matcher;
use crate::model::Level;

/// All rules of a run.
#[derive(Debug)]
pub struct RuleSet {
    pub sets: Vec<Set>,
    pub rules: Vec<Rule>,
    pub languages: Languages,
    pub matcher: Matcher,
}

/// A set: rules that belong together.
#[derive(Clone, Debug)]
pub struct Set {
    pub name: String,
    pub title: String,
}

/// One rule, a whole set, or all of them: `quotes/no-speaker`, `quotes`, `all`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector(pub(super) String);

impl RuleSet {
    pub(super) fn new(sets: Vec<Set>, rules: Vec<Rule>, languages: Languages, matcher: Matcher) -> Self {
        Self { sets, rules, languages, matcher }
    }

    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| *rule.id == *id)
    }

    /// The rules' own levels, in the order of `rules`.
    pub fn levels(&self) -> Vec<Level> {
        self.rules.iter().map(|rule| rule.level).collect()
    }

    /// The selector that `name` is.
    ///
    /// # Errors
    /// The nearest name, if any is near, where no rule or set is called `name`.
    pub fn selector(&self, name: &str) -> Result<Selector, Option<String>> {
        let selector = Selector(name.to_owned());
        if name == "all" || self.rules.iter().any(|rule| selector.takes(rule)) {
            return Ok(selector);
        }
        let name = &name.to_lowercase();
        let set = self.nearest_set(name).filter(|_| !is_rule_name(name));
        let by_name = set.or_else(|| self.nearest_by_last_word(name));
        Err(by_name.or_else(|| nearest(name, self.rules.iter().map(|rule| &*rule.id))).map(str::to_owned))
    }

    /// The set that was nearly written, or of whose name the beginning was.
    fn nearest_set(&self, name: &str) -> Option<&str> {
        let name = name.trim_end_matches(['*', '/']);
        let sets = || self.sets.iter().map(|set| set.name.as_str());
        nearest(name, sets()).or_else(|| sets().find(|set| name.len() >= 3 && set.starts_with(name)))
    }

    /// A rule whose name alone, without its set, was written or nearly written.
    fn nearest_by_last_word(&self, name: &str) -> Option<&str> {
        let near = nearest(name.rsplit('/').next()?, self.rules.iter().map(|rule| rule.name.as_str()))?;
        self.rules.iter().find(|rule| rule.name == near).map(|rule| &*rule.id)
    }
}

/// Whether a rule within a set is meant: `set/name`.
fn is_rule_name(name: &str) -> bool {
    name.split_once('/').is_some_and(|(_, rule)| !rule.trim_matches('*').is_empty())
}

impl Selector {
    /// Whether it names this very rule, rather than its set or all rules.
    pub fn names(&self, rule: &Rule) -> bool {
        self.0 == *rule.id
    }

    pub fn takes(&self, rule: &Rule) -> bool {
        self.0 == "all" || self.0 == rule.set || self.0 == *rule.id
    }
}
