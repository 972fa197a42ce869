//! What rules and their checks are made with: patterns, lists, weights and conditions, each fault with its place.

use toml::Spanned;

use super::Scope;
use super::condition::{Condition, NamedConditions, WrittenCondition};
use super::facts::Fact;
use crate::decode;
use crate::matcher::{PatternError, PatternId, PatternPool, Reach};
use crate::model::{Lexicon, Problem, Span, Weights, WordList};

pub struct Builder<'a> {
    pub pool: &'a PatternPool,
    /// The lists and weights that the rule's set sees.
    pub lexicon: &'a Lexicon,
    pub named: &'a NamedConditions,
    pub scopes: &'a [Scope],
    pub problems: &'a mut Vec<Problem>,
}

impl Builder<'_> {
    /// The condition that is written, for units of the rule's scopes.
    pub fn condition(&mut self, written: &Spanned<WrittenCondition>) -> Condition {
        Condition::new(written, self)
    }

    /// The same for units of other scopes.
    pub fn within<'own>(&'own mut self, scopes: &'own [Scope]) -> Builder<'own> {
        Builder { pool: self.pool, lexicon: self.lexicon, named: self.named, scopes, problems: &mut *self.problems }
    }

    /// The scope of that name.
    pub fn scope(&mut self, name: &Spanned<String>) -> Option<Scope> {
        let found = Scope::from_name(name.get_ref());
        if found.is_none() {
            let names = || Scope::all().map(Scope::name);
            let help = match decode::nearest(name.get_ref(), names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of: {}", names().collect::<Vec<_>>().join(", ")),
            };
            let message = format!("unknown scope `{}`", name.get_ref());
            self.report(&name.span(), message, "no such kind of unit", help);
        }
        found
    }

    /// The fact of that name, which must be known of units of `scope`.
    pub fn fact(&mut self, name: &Spanned<String>, scope: Scope) -> Option<&'static Fact> {
        super::condition::known_fact(name.get_ref(), decode::span_of(&name.span()), &[scope], self.problems)
    }

    /// Compiles patterns; the faulty ones are reported at their place in the file.
    pub fn patterns(&mut self, patterns: &[Spanned<String>]) -> Vec<PatternId> {
        patterns.iter().filter_map(|pattern| self.pattern(pattern)).collect()
    }

    pub fn pattern(&mut self, pattern: &Spanned<String>) -> Option<PatternId> {
        self.pattern_within(pattern, Reach::Article)
    }

    /// Compiles patterns that each unit is asked for: those of everyday words in few and short units are looked for
    /// there alone.
    pub fn unit_patterns(&mut self, patterns: &[Spanned<String>]) -> Vec<PatternId> {
        let reach = if self.scopes.iter().all(|scope| scope.is_short()) { Reach::Units } else { Reach::Article };
        patterns.iter().filter_map(|pattern| self.pattern_within(pattern, reach)).collect()
    }

    fn pattern_within(&mut self, pattern: &Spanned<String>, reach: Reach) -> Option<PatternId> {
        let lexicon = self.lexicon;
        let added = self.pool.add(pattern.get_ref(), reach, &|name| find_list(lexicon, name));
        added.map_err(|error| self.report_pattern(decode::span_of(&pattern.span()), error)).ok()
    }

    /// The list that a table names, with or without its `@`.
    pub fn list(&mut self, name: &Spanned<String>) -> Option<WordList> {
        let found = find_list(self.lexicon, name.get_ref().trim_start_matches('@')).cloned();
        found.map_err(|error| self.report_pattern(decode::span_of(&name.span()), error)).ok()
    }

    /// The table of weights of that name.
    pub fn weights(&mut self, name: &Spanned<String>) -> Option<Weights> {
        let found = self.lexicon.weights(name.get_ref());
        if found.is_none() {
            let help = match decode::nearest(name.get_ref(), self.lexicon.names_of_weights()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("add a table [weights.{}]", name.get_ref()),
            };
            self.report(&name.span(), format!("there are no weights `{}`", name.get_ref()), "no such table", help);
        }
        found.cloned()
    }

    /// The names of the groups of `patterns`, but for `mark`.
    pub fn groups(&self, patterns: &[PatternId]) -> Vec<String> {
        let names = patterns.iter().flat_map(|pattern| self.pool.groups(*pattern));
        names.filter(|name| **name != *"mark").map(|name| name.to_string()).collect()
    }

    /// Adds a fault at a place in the file.
    pub fn report(&mut self, place: &std::ops::Range<usize>, message: String, label: &str, help: String) {
        self.problems.push(Problem { span: decode::span_of(place), message, label: label.to_owned(), help });
    }

    fn report_pattern(&mut self, span: Span, error: PatternError) {
        self.problems.push(Problem { span, message: error.message, label: "here".to_owned(), help: error.help });
    }
}

fn find_list<'a>(lexicon: &'a Lexicon, name: &str) -> Result<&'a WordList, PatternError> {
    lexicon.get(name).ok_or_else(|| PatternError {
        message: format!("there is no list `@{name}`"),
        help: match decode::nearest(name, lexicon.names()) {
            Some(near) => format!("did you mean `@{near}`?"),
            None => format!("add `{name}` to [lists], or write \\@ for the character itself"),
        },
    })
}
