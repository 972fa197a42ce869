//! The shape of `copydesk.toml`, as it is written.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::inputs::FileKind;
use crate::model::{FailOn, Format, Level};

/// The configuration of copydesk for the stories below its folder.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct WrittenConfig {
    /// Configuration files to begin with; what this file says goes before what they say. Relative to this file.
    #[schemars(with = "Vec<String>")]
    pub extends: Vec<Spanned<String>>,
    /// Rules and sets to use alone; an empty list takes back one that this file builds on.
    #[schemars(with = "Option<Vec<String>>")]
    pub select: Option<Vec<Spanned<String>>>,
    /// Rules and sets to leave out.
    #[schemars(with = "Vec<String>")]
    pub ignore: Vec<Spanned<String>>,
    /// Further rule files. Relative to this file.
    #[schemars(with = "Vec<String>")]
    pub rule_files: Vec<Spanned<String>>,
    /// Folders and files that hold the stories, as globs below the configuration's folder: a walk takes nothing else.
    #[schemars(with = "Vec<String>")]
    pub stories: Vec<Spanned<String>>,
    /// The language that stories are in which name none, and of lists that name none: `es`. Without it, a story's own
    /// look tells.
    #[schemars(with = "Option<String>")]
    pub language: Option<Spanned<String>>,
    /// Files and folders that a walk passes over, as globs below the configuration's folder.
    #[schemars(with = "Vec<String>")]
    pub exclude: Vec<Spanned<String>>,
    /// Regular expressions of what no rule may touch, over a story's source.
    #[schemars(with = "Vec<String>")]
    pub ignore_patterns: Vec<Spanned<String>>,
    /// The least level that makes the exit code 1.
    #[schemars(with = "Option<FailOn>")]
    pub fail_on: Option<Spanned<FailOn>>,
    /// The least level that is shown. Without it people are shown warnings and errors, programs everything.
    #[schemars(with = "Option<MinLevel>")]
    pub min_level: Option<Spanned<MinLevel>>,
    /// Levels by rule and set; a table gives a rule's parameters too.
    #[schemars(with = "BTreeMap<String, RuleSetting>")]
    pub rules: BTreeMap<Spanned<String>, RuleSetting>,
    /// Words to add to lists, and to take from them.
    #[schemars(with = "BTreeMap<String, ListSetting>")]
    pub lists: BTreeMap<Spanned<String>, ListSetting>,
    /// What signals weigh, and which scores count, by table of weights.
    #[schemars(with = "BTreeMap<String, WeightsSetting>")]
    pub weights: BTreeMap<Spanned<String>, WeightsSetting>,
    /// Further names for a story's metadata, looked for before the usual ones.
    #[schemars(with = "WrittenNames")]
    pub front_matter: Option<Spanned<WrittenNames>>,
    /// How to read files, by glob.
    #[schemars(with = "BTreeMap<String, WrittenKind>")]
    pub files: BTreeMap<Spanned<String>, WrittenKind>,
    /// What many stories here repeat, so that it is the page's and no story's; `copydesk init` learns it.
    #[schemars(with = "Vec<WrittenFurniture>")]
    pub furniture: Vec<Spanned<WrittenFurniture>>,
    /// Other levels for some stories.
    #[serde(rename = "override")]
    #[schemars(with = "Vec<WrittenOverride>")]
    pub overrides: Vec<Spanned<WrittenOverride>>,
    /// How to report.
    pub output: WrittenOutput,
}

/// Its keys that are no tables: they stand above all tables, for a table goes on until the next one begins.
pub const ABOVE_TABLES: [&str; 10] = [
    "extends",
    "select",
    "ignore",
    "rule-files",
    "language",
    "stories",
    "exclude",
    "ignore-patterns",
    "fail-on",
    "min-level",
];

/// A level that something can be shown at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MinLevel {
    Error,
    Warning,
    Note,
}

impl From<MinLevel> for Level {
    fn from(level: MinLevel) -> Self {
        match level {
            MinLevel::Error => Level::Error,
            MinLevel::Warning => Level::Warning,
            MinLevel::Note => Level::Note,
        }
    }
}

/// A rule's level, or a table with its level and its parameters.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum RuleSetting {
    Level(Level),
    Table(RuleTable),
}

/// `{ level = "warning", threshold = 3 }`
#[derive(Debug, JsonSchema)]
pub struct RuleTable {
    pub level: Option<Level>,
    /// Values for keys of the rule's check, or of its `where`.
    #[schemars(flatten, with = "BTreeMap<String, serde_json::Value>")]
    pub parameters: BTreeMap<Spanned<String>, toml::Value>,
}

/// Words to add, or a table of words to add and to remove.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum ListSetting {
    Add(Vec<String>),
    Change(ListTable),
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ListTable {
    pub add: Vec<String>,
    #[schemars(with = "Vec<String>")]
    pub remove: Vec<Spanned<String>>,
}

/// `{ threshold = 2.5, signals = { "exclamation mark" = 1 } }`
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WeightsSetting {
    /// What every score begins with.
    #[schemars(with = "Option<f64>")]
    pub bias: Option<Spanned<f64>>,
    /// The score from which on there is a finding.
    #[schemars(with = "Option<f64>")]
    pub threshold: Option<Spanned<f64>>,
    /// A lower score, from which on there is a note.
    #[schemars(with = "Option<f64>")]
    pub note: Option<Spanned<f64>>,
    /// What signals add, by name.
    #[schemars(with = "BTreeMap<String, f64>")]
    pub signals: BTreeMap<Spanned<String>, Spanned<f64>>,
}

/// Keys of front matter and of a page's metadata.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WrittenNames {
    /// Names of the headline.
    pub headline: Vec<String>,
    /// Names of the dek, the lines under the headline.
    pub dek: Vec<String>,
    /// Names of the byline.
    pub byline: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum WrittenKind {
    Text,
    Markdown,
    Html,
    /// One article a line.
    Jsonl,
}

impl From<WrittenKind> for FileKind {
    fn from(kind: WrittenKind) -> Self {
        match kind {
            WrittenKind::Text => FileKind::Article(Format::Text),
            WrittenKind::Markdown => FileKind::Article(Format::Markdown),
            WrittenKind::Html => FileKind::Article(Format::Html),
            WrittenKind::Jsonl => FileKind::Records,
        }
    }
}

/// What many stories repeat: known by its markup, or by the words that it begins with.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WrittenFurniture {
    /// What the newsroom calls it.
    pub name: String,
    /// The name of its shortcode, component, class or id.
    pub markup: Option<String>,
    /// The words or the mark that it begins with.
    pub begins: Option<String>,
}

/// Which stories, by path and by front matter (both must fit where both are given), and their levels.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct WrittenOverride {
    /// Globs below the configuration's folder, one of which must fit.
    #[schemars(with = "Vec<String>")]
    pub files: Vec<Spanned<String>>,
    /// Keys of the front matter, each with a value or several of which one must be there, in any case:
    /// `{ type = "opinion" }`.
    pub front_matter: BTreeMap<String, FrontMatterValues>,
    /// Levels by rule and set.
    #[schemars(with = "BTreeMap<String, Level>")]
    pub rules: BTreeMap<Spanned<String>, Level>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected a value, or a list of values")]
pub enum FrontMatterValues {
    One(FrontMatterValue),
    More(Vec<FrontMatterValue>),
}

/// A value of front matter.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum FrontMatterValue {
    Words(String),
    Flag(bool),
    Number(i64),
}

impl FrontMatterValues {
    /// The values as front matter writes them.
    pub fn values(&self) -> impl Iterator<Item = String> {
        let values = match self {
            FrontMatterValues::One(value) => std::slice::from_ref(value),
            FrontMatterValues::More(values) => values,
        };
        values.iter().map(|value| match value {
            FrontMatterValue::Words(words) => words.clone(),
            FrontMatterValue::Flag(flag) => flag.to_string(),
            FrontMatterValue::Number(number) => number.to_string(),
        })
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WrittenOutput {
    /// What `--format` says: terminal, short, json, …
    #[schemars(with = "Option<String>")]
    pub format: Option<Spanned<String>>,
    /// Whether to count the findings by rule.
    #[schemars(with = "Option<bool>")]
    pub statistics: Option<Spanned<bool>>,
    /// Whether to leave out closing lines and progress.
    #[schemars(with = "Option<bool>")]
    pub quiet: Option<Spanned<bool>>,
}

impl<'de> Deserialize<'de> for RuleSetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RuleSettingVisitor)
    }
}

/// Reads a rule's setting key by key: parameters must keep their places, which serde's `flatten` would lose.
struct RuleSettingVisitor;

impl<'de> Visitor<'de> for RuleSettingVisitor {
    type Value = RuleSetting;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a level, or a table of a level and parameters")
    }

    fn visit_str<Error: de::Error>(self, level: &str) -> Result<RuleSetting, Error> {
        Level::deserialize(level.into_deserializer()).map(RuleSetting::Level)
    }

    fn visit_map<Map: MapAccess<'de>>(self, mut map: Map) -> Result<RuleSetting, Map::Error> {
        let mut table = RuleTable { level: None, parameters: BTreeMap::new() };
        while let Some(key) = map.next_key::<Spanned<String>>()? {
            if key.get_ref() == "level" {
                table.level = Some(map.next_value()?);
            } else {
                table.parameters.insert(key, map.next_value()?);
            }
        }
        Ok(RuleSetting::Table(table))
    }
}

impl<'de> Deserialize<'de> for ListSetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListSettingVisitor)
    }
}

/// Reads a list's setting by its shape, for words to remove must keep their places, which serde's `untagged` would lose.
struct ListSettingVisitor;

impl<'de> Visitor<'de> for ListSettingVisitor {
    type Value = ListSetting;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of words, or { add = […], remove = […] }")
    }

    fn visit_seq<Words: SeqAccess<'de>>(self, words: Words) -> Result<ListSetting, Words::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(words)).map(ListSetting::Add)
    }

    fn visit_map<Map: MapAccess<'de>>(self, map: Map) -> Result<ListSetting, Map::Error> {
        ListTable::deserialize(MapAccessDeserializer::new(map)).map(ListSetting::Change)
    }
}
