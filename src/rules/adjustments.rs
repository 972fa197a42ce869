//! What a configuration changes in rules and lists before they are made ready: parameters, and words more or less.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::checks::CHECKS;
use crate::decode::{Table, nearest};
use crate::model::{FileReport, Lexicon, Problem, Span, Weights};

/// Changes to the rules of a run. Each knows where it is written, so that its faults are reported there.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Adjustments {
    /// In the order in which they are made.
    pub lists: Vec<ListChange>,
    pub parameters: Vec<ParameterSetting>,
    pub weights: Vec<WeightChange>,
    /// The language of stories, and of lists and rules that name none: its code, or whatever was written for one.
    pub language: Option<(String, Written)>,
}

/// Another value in a table of weights.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WeightChange {
    pub table: String,
    pub table_written: Written,
    pub key: WeightKey,
    pub value: f64,
    pub written: Written,
}

/// What has a value in a table of weights.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WeightKey {
    Bias,
    Threshold,
    Note,
    Signal(String),
}

/// Words that a list gains and loses.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ListChange {
    /// As it is written: a name, or a language and a name (`es/titles`).
    pub list: String,
    pub written: Written,
    pub add: Vec<String>,
    pub remove: Vec<(String, Written)>,
}

/// A value for a key that a rule's check, or its `where`, has.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ParameterSetting {
    /// `set/name`.
    pub rule: String,
    pub rule_written: Written,
    pub key: String,
    /// As TOML.
    pub value: String,
    pub written: Written,
}

/// Where something is written: the number of the configuration file, and the place in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Written {
    pub file: usize,
    pub span: Span,
}

/// What keeps rules from being loaded.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// A report for every faulty rule file.
    pub files: Vec<FileReport>,
    /// Faults of the adjustments, each with the number of its configuration file.
    pub adjustments: Vec<(usize, Problem)>,
}

/// Words by list name, of one language.
pub(super) type ListsByName = BTreeMap<String, Vec<String>>;

impl Adjustments {
    /// Sets the parameters of the rule `table` of `set`; gives those that were set, to answer for what follows.
    pub(super) fn set_parameters<'a>(
        &'a self,
        set: &str,
        table: &mut Table<'a>,
        faults: &mut Faults,
    ) -> Vec<&'a ParameterSetting> {
        let Some(name) = string_of(table.get_ref(), "name") else { return Vec::new() };
        let id = format!("{set}/{name}");
        let mut done = Vec::new();
        for parameter in self.parameters.iter().filter(|parameter| parameter.rule == id) {
            match parameter.set(table.get_mut()) {
                Ok(()) => done.push(parameter),
                Err(problem) => faults.adjustments.push((parameter.written.file, problem)),
            }
        }
        done
    }

    /// The changes to the lists of one language; `own` says that lists without a language are its.
    pub(super) fn of_language(&self, code: &str, own: bool) -> Adjustments {
        let of_language = |change: &ListChange| {
            let list = match change.list.split_once('/') {
                Some((language, list)) => (language == code).then(|| list.to_owned()),
                None => own.then(|| change.list.clone()),
            };
            list.map(|list| ListChange { list, ..change.clone() })
        };
        Adjustments { lists: self.lists.iter().filter_map(of_language).collect(), ..Adjustments::default() }
    }

    /// Adds words to lists.
    pub(super) fn add_words(&self, lists: &mut ListsByName, faults: &mut Faults) {
        for change in &self.lists {
            match lists.get_mut(&change.list) {
                Some(words) => words.extend(change.add.iter().cloned()),
                None => faults.adjustments.push((change.written.file, no_such_list(change, lists))),
            }
        }
    }

    /// Changes the tables of weights.
    pub(super) fn change_weights(&self, lexicon: &mut Lexicon, faults: &mut Faults) {
        for change in &self.weights {
            let changed = match lexicon.weights_mut(&change.table) {
                Some(weights) => change.make(weights),
                None => Err((change.table_written, change.no_such_table(lexicon))),
            };
            if let Err((written, problem)) = changed {
                faults.adjustments.push((written.file, problem));
            }
        }
    }

    /// Takes from `words`, the whole of the list `name`, what it is to lose.
    pub(super) fn remove_words(&self, name: &str, words: &mut Vec<&str>, from: usize) {
        for change in self.lists.iter().filter(|change| change.list == name) {
            let removed = |word: &str| change.remove.iter().any(|(removed, _)| removed == word);
            let kept: Vec<&str> = words.drain(from..).filter(|word| !removed(word)).collect();
            words.extend(kept);
        }
    }

    /// The words to remove that stand in no list of that name.
    pub(super) fn check_removals<'a>(&self, words_of: impl Fn(&str) -> Vec<&'a str>, faults: &mut Faults) {
        for change in self.lists.iter().filter(|change| !change.remove.is_empty()) {
            let words = words_of(&change.list);
            for (word, written) in change.remove.iter().filter(|(word, _)| !words.contains(&word.as_str())) {
                let problem = Problem {
                    span: written.span,
                    message: format!("the list `{}` does not hold “{word}”", change.list),
                    label: "not in the list".to_owned(),
                    help: match nearest(word, words.iter().copied()) {
                        Some(near) => format!("did you mean “{near}”?"),
                        None => "leave it out: there is nothing to take".to_owned(),
                    },
                };
                faults.adjustments.push((written.file, problem));
            }
        }
    }
}

impl WeightChange {
    fn make(&self, weights: &mut Weights) -> Result<(), (Written, Problem)> {
        match &self.key {
            WeightKey::Bias => weights.bias = self.value,
            WeightKey::Threshold => weights.threshold = self.value,
            WeightKey::Note => weights.note = Some(self.value),
            WeightKey::Signal(name) => match weights.signals.get_mut(name) {
                Some(weight) => *weight = self.value,
                None => return Err((self.written, self.no_such_signal(name, weights))),
            },
        }
        Ok(())
    }

    fn no_such_signal(&self, name: &str, weights: &Weights) -> Problem {
        Problem {
            span: self.written.span,
            message: format!("the weights `{}` have no signal “{name}”", self.table),
            label: "no such signal".to_owned(),
            help: match nearest(name, weights.signals.keys().map(String::as_str)) {
                Some(near) => format!("did you mean “{near}”?"),
                None => "`copydesk explain RULE` shows the signals of a rule".to_owned(),
            },
        }
    }

    fn no_such_table(&self, lexicon: &Lexicon) -> Problem {
        let names: Vec<&str> = lexicon.names_of_weights().collect();
        Problem {
            span: self.table_written.span,
            message: format!("there are no weights `{}`", self.table),
            label: "no such table".to_owned(),
            help: match nearest(&self.table, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are: {}", names.join(", ")),
            },
        }
    }
}

impl ParameterSetting {
    fn set<'a>(&'a self, rule: &mut DeTable<'a>) -> Result<(), Problem> {
        let parse = || DeValue::parse(&self.value).map_err(|error| self.fault(error.message().to_owned(), ""));
        let mut names: Vec<String> = Vec::new();
        for check in CHECKS {
            let Some(DeValue::Table(table)) = entry(rule, check.name) else { continue };
            let known = check.parameters().into_iter().map(|parameter| parameter.name);
            names.extend(known);
            if names.contains(&self.key) {
                match entry(table, &self.key) {
                    Some(value) => *value = parse()?.into_inner(),
                    None => _ = table.insert(Spanned::new(0..0, self.key.as_str().into()), parse()?),
                }
                return Ok(());
            }
        }
        if let Some(DeValue::Table(table)) = entry(rule, "where") {
            if let Some(value) = entry(table, &self.key) {
                *value = parse()?.into_inner();
                return Ok(());
            }
            names.extend(table.keys().map(|key| key.get_ref().to_string()));
        }
        let help = match nearest(&self.key, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => "the rule has nothing but its level to set".to_owned(),
            None => format!("it has: {}", names.join(", ")),
        };
        Err(self.fault(format!("the rule `{}` has no parameter `{}`", self.rule, self.key), &help))
    }

    /// A fault of the rule that comes from its new value.
    pub(super) fn answer_for(&self, problem: Problem) -> (usize, Problem) {
        (self.written.file, Problem { span: self.written.span, ..problem })
    }

    fn fault(&self, message: String, help: &str) -> Problem {
        Problem { span: self.written.span, message, label: "no such parameter".to_owned(), help: help.to_owned() }
    }
}

fn entry<'table, 'a>(table: &'table mut DeTable<'a>, key: &str) -> Option<&'table mut DeValue<'a>> {
    let found = table.keys().find(|candidate| candidate.get_ref().as_ref() == key)?.clone();
    table.get_mut(&found).map(Spanned::get_mut)
}

fn string_of(table: &DeTable<'_>, key: &str) -> Option<String> {
    let (_, value) = table.iter().find(|(candidate, _)| candidate.get_ref().as_ref() == key)?;
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    }
}

fn no_such_list(change: &ListChange, lists: &ListsByName) -> Problem {
    Problem {
        span: change.written.span,
        message: format!("there is no list `{}`", change.list),
        label: "no such list".to_owned(),
        help: match nearest(&change.list, lists.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`copydesk rules --lists` shows them all".to_owned(),
        },
    }
}
