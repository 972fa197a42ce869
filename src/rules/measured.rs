//! What readings of findings say of rules: how many were right, worth a look and wrong, by kind of copy.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use super::RuleSet;
use crate::model::Level;

/// So many readings say something of a rule.
const ENOUGH: u32 = 10;

/// Readings of findings, by rule and kind of copy: `"copy/weekday" = { news = [4, 0, 0] }`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Readings(BTreeMap<String, BTreeMap<String, MeasuredCounts>>);

/// Findings that were right, worth a look, and wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "[u32; 3]")]
pub struct MeasuredCounts {
    pub right: u32,
    pub worth: u32,
    pub wrong: u32,
}

impl From<[u32; 3]> for MeasuredCounts {
    fn from([right, worth, wrong]: [u32; 3]) -> Self {
        Self { right, worth, wrong }
    }
}

impl MeasuredCounts {
    fn add(self, other: Self) -> Self {
        let (right, worth, wrong) = (self.right + other.right, self.worth + other.worth, self.wrong + other.wrong);
        Self { right, worth, wrong }
    }

    pub fn read(self) -> u32 {
        self.right + self.worth + self.wrong
    }

    /// The highest level that so many wrong ones among so many leave a rule.
    pub fn highest(self) -> Level {
        let at_most_one_in = |many: u32| self.wrong * many <= self.read();
        match () {
            () if self.read() < ENOUGH || at_most_one_in(50) => Level::Error,
            () if at_most_one_in(5) => Level::Warning,
            () if at_most_one_in(2) => Level::Note,
            () => Level::Off,
        }
    }
}

impl Readings {
    /// # Errors
    /// What is wrong with the table, where it is not one of readings.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// All readings of a rule.
    pub fn of(&self, rule: &str) -> MeasuredCounts {
        let kinds = self.0.get(rule).into_iter().flat_map(BTreeMap::values);
        kinds.copied().fold(MeasuredCounts::default(), MeasuredCounts::add)
    }

    /// The rules that were read, by name.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    fn kinds(&self) -> impl Iterator<Item = (&str, &str, MeasuredCounts)> {
        self.0
            .iter()
            .flat_map(|(rule, kinds)| kinds.iter().map(|(kind, counts)| (rule.as_str(), kind.as_str(), *counts)))
    }
}

impl RuleSet {
    /// The page of readings: by level, by kind of copy, and rule by rule.
    pub fn measured(&self, readings: &Readings) -> String {
        let mut out = String::from(
            "# Measured\n\nMade from [measured.toml](measured.toml) by the tests; don't edit it by hand.\n\n\
             Findings on copy that no rule was written against, read one by one: *right* is what an editor would change, *worth\n\
             a look* what an editor would want to see and may leave, *wrong* what an editor would wave away. With ten readings\n\
             or more, no rule is an error of which more than one in 50 was wrong, no warning with more than one in five, no\n\
             note with more than one in two: what cannot reach that is lowered, or off.\n",
        );
        let level = |rule: &str| self.rule(rule).map_or(Level::Off, |rule| rule.level);
        let mut levels: BTreeMap<Level, MeasuredCounts> = BTreeMap::new();
        let mut kinds: BTreeMap<&str, MeasuredCounts> = BTreeMap::new();
        for (rule, kind, counts) in readings.kinds() {
            let level = levels.entry(level(rule)).or_default();
            *level = level.add(counts);
            let kind = kinds.entry(kind).or_default();
            *kind = kind.add(counts);
        }
        table(&mut out, "level", levels.iter().rev().map(|(level, counts)| (level.to_string(), *counts)));
        table(&mut out, "kind of copy", kinds.iter().map(|(kind, counts)| ((*kind).to_owned(), *counts)));
        out += "\n| rule | level | right | worth a look | wrong | by kind of copy |\n| --- | --- | --- | --- | --- | --- |\n";
        for rule in readings.rules() {
            let MeasuredCounts { right, worth, wrong } = readings.of(rule);
            let of_rule = readings.kinds().filter(|(of, _, _)| *of == rule);
            let kinds: Vec<String> = of_rule
                .map(|(_, kind, MeasuredCounts { right, worth, wrong })| format!("{kind} {right}, {worth}, {wrong}"))
                .collect();
            let _ =
                writeln!(out, "| `{rule}` | {} | {right} | {worth} | {wrong} | {} |", level(rule), kinds.join("; "));
        }
        out
    }
}

fn table(out: &mut String, name: &str, rows: impl Iterator<Item = (String, MeasuredCounts)>) {
    let _ = write!(out, "\n| {name} | read | right | worth a look | wrong |\n| --- | --- | --- | --- | --- |\n");
    for (row, counts) in rows {
        let MeasuredCounts { right, worth, wrong } = counts;
        let share = |count: u32| format!("{count} ({} %)", (count * 100 + counts.read() / 2) / counts.read().max(1));
        let _ = writeln!(out, "| {row} | {} | {} | {} | {} |", counts.read(), share(right), share(worth), share(wrong));
    }
}
