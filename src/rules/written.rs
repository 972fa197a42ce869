//! The shape of rule files, as they are written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::model::{Format, Level, Link, Weights};
use crate::query::{Scope, WrittenCondition, anything};

/// The keys of a rule file, but for its rules.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WrittenSet {
    /// The set's name: the first half of its rules' ids.
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// What the set is about, for `copydesk rules`.
    #[serde(default)]
    pub title: String,
    /// The language of the stories that its rules look at, and of its lists: `en`. Without it rules look at all stories,
    /// and its lists belong to every language.
    #[schemars(with = "Option<String>")]
    pub language: Option<Spanned<String>>,
    /// Whether this file declares its language: the one with a language's frame words does.
    #[serde(default)]
    pub pack: bool,
    /// Words and phrases by list name; `@other-list` among them takes in that list.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    pub lists: WrittenLists,
    /// Further words for lists that other files define.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    pub add_to_lists: WrittenLists,
    /// Conditions by name, for any `where`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, WrittenCondition>")]
    pub conditions: BTreeMap<Spanned<String>, Spanned<WrittenCondition>>,
    /// Tables of weights by name: what the signals of a score weigh.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, WeightTable>")]
    pub weights: BTreeMap<Spanned<String>, WeightTable>,
}

/// What each signal of a score weighs, and which scores count.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeightTable {
    /// What every score begins with.
    #[serde(default)]
    pub bias: f64,
    /// The score from which on there is a finding.
    pub threshold: f64,
    /// A lower score, from which on there is a note.
    pub note: Option<f64>,
    /// What the sum means: `sum` for points, `logistic` for log odds, whose score is a probability.
    #[serde(default)]
    pub link: Link,
    /// What each signal adds, by its name; below 0 it speaks against a finding.
    pub signals: BTreeMap<String, f64>,
}

impl WeightTable {
    pub fn weights(&self, name: &str) -> Weights {
        let Self { bias, threshold, note, link, signals } = self;
        let (name, signals) = (name.to_owned(), signals.clone());
        Weights { name, bias: *bias, threshold: *threshold, note: *note, link: *link, signals }
    }
}

/// Words and phrases by list name.
pub type WrittenLists = BTreeMap<Spanned<String>, Vec<Spanned<String>>>;

/// The keys of a rule, but for its check.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenRule {
    /// Lower-case words joined by hyphens: the second half of the rule's id.
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    pub level: Level,
    /// The language of the stories that it looks at, where that is another than the set's; `any`: it needs none.
    #[schemars(with = "Option<String>")]
    pub language: Option<Spanned<String>>,
    /// The kind of unit that it looks at, or several kinds.
    #[schemars(with = "WrittenScopes")]
    pub scope: Spanned<WrittenScopes>,
    /// What must hold of the unit.
    #[serde(default = "anything", rename = "where")]
    #[schemars(with = "WrittenCondition")]
    pub condition: Spanned<WrittenCondition>,
    /// Exceptions: there is no finding where one of them holds.
    #[serde(default, deserialize_with = "crate::decode::tables")]
    pub unless: Vec<WrittenException>,
    /// Preconditions: there is a finding only where all of them hold.
    #[serde(default, deserialize_with = "crate::decode::tables")]
    pub given: Vec<WrittenException>,
    /// What is wrong: lower case, no full stop. `{text}` and other placeholders stand for the draft's words.
    #[schemars(with = "String")]
    pub message: Spanned<String>,
    /// What is written under the underlined words.
    #[serde(default = "empty")]
    #[schemars(with = "String")]
    pub label: Spanned<String>,
    /// What to do next.
    #[schemars(with = "String")]
    pub help: Spanned<String>,
    /// What an editor needs to know, in two or three sentences.
    pub why: String,
    /// The newsroom standard behind it.
    #[serde(default)]
    pub standard: String,
    /// The place that is underlined instead of the whole unit: speaker, source, cue.
    #[schemars(with = "Option<String>")]
    pub mark: Option<Spanned<String>>,
    /// Further places to point at.
    #[serde(default, deserialize_with = "crate::decode::tables")]
    pub labels: Vec<WrittenLabel>,
    /// Report only the first finding in each of these.
    pub once: Option<Once>,
    /// Rules or sets that speak for it: a finding of theirs within its own takes its place, and its level, words and notes
    /// unless it is louder itself.
    #[serde(default, rename = "yields-to")]
    pub yields_to: Vec<String>,
    #[serde(default, rename = "example", deserialize_with = "crate::decode::tables")]
    pub examples: Vec<WrittenExample>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected a scope, or a list of scopes")]
pub enum WrittenScopes {
    One(#[schemars(with = "Scope")] String),
    More(#[schemars(with = "Vec<Scope>")] Vec<String>),
}

/// An exception, or a precondition: patterns, or facts of a unit, in a window around what was found.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenException {
    /// One of these matches in the window …
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub patterns: Vec<Spanned<String>>,
    /// … and a unit of this scope in it …
    #[schemars(with = "Option<Scope>")]
    pub scope: Option<Spanned<String>>,
    /// … is one of which this holds. Without a scope: the rule's own unit.
    #[serde(default = "anything", rename = "where")]
    #[schemars(with = "WrittenCondition")]
    pub condition: Spanned<WrittenCondition>,
    /// unit (where it is left out), sentence, paragraph, article, headline, before:1p, after:2s, around:1p.
    #[schemars(with = "Option<String>")]
    pub within: Option<Spanned<String>>,
    /// A named group of the patterns: what it holds is the same as in the rule's own pattern, by its last word.
    #[schemars(with = "Option<String>")]
    pub same: Option<Spanned<String>>,
    /// What is written where it is the same, for `given`.
    pub label: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenLabel {
    /// unit, speaker, source, cue or headline.
    #[schemars(with = "String")]
    pub at: Spanned<String>,
    #[schemars(with = "String")]
    pub text: Spanned<String>,
}

/// What a rule speaks up about once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Once {
    Article,
    Paragraph,
    /// The same underlined words, in any case.
    Text,
    /// The same words for the speaker or source.
    Speaker,
    /// The same message, in all stories of a run.
    Run,
}

/// A draft with what the rule must find in it, or one in which it must find nothing, or both.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenExample {
    /// `[[` and `]]` stand around what is underlined.
    #[schemars(with = "Option<String>")]
    pub bad: Option<Spanned<String>>,
    #[schemars(with = "Option<String>")]
    pub good: Option<Spanned<String>>,
    /// The headline above the example; empty where the example begins with its own. Without this key, examples for
    /// headlines, deks and whole articles and those with front matter begin with their own, and others stand below a
    /// plain one.
    pub headline: Option<String>,
    /// The format of the example; plain text where it is left out.
    pub format: Option<Format>,
    /// What was said, for rules that hold quotations against sources: a transcript in plain text.
    pub said: Option<String>,
}

fn empty() -> Spanned<String> {
    Spanned::new(0..0, String::new())
}
