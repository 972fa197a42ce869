//! Labelled copy, as the signals of a score see it.
//!
//! A line of a file is `{"text": …}` and labels: either `"label": 0` or `1` where the text is one headline, or `"labels":
//! [{"start": …, "end": …, "label": …}]` where it is a story with its headline first; places are in bytes. What has no
//! label is 0 in the first form, and left out in the second; a placed label may have a `"weight"`, what it counts for. `"source"` may name the outlet, `"format"` how a story is written
//! (`text`, `markdown`, `html`), `"weight"` what the line counts for, and lines of one `"fold"` (an outlet, a story) are never parted in cross-validation.

use std::collections::BTreeMap;
use std::fs;

use copydesk::linter::Linter;
use copydesk::model::{Format, Input, Level, Source, Span};
use copydesk::rules::{BUILT_IN, RuleFile, load};

use super::FOLDS;

/// One labelled unit.
pub struct Row {
    pub group: usize,
    pub wanted: bool,
    pub importance: f64,
    /// Indices of signals and the share of their weight that counts.
    pub signals: Vec<(usize, f64)>,
    /// Another rule warns of it, whatever this score says.
    pub caught: bool,
    pub fold: usize,
}

/// A set of lines: its file, and how many alarms are allowed on it.
pub struct Group {
    name: String,
    file: String,
    source: Option<String>,
    importance: f64,
    alarms: Option<f64>,
}

#[derive(serde::Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    label: u8,
    labels: Option<Vec<PlacedLabel>>,
    source: Option<String>,
    fold: Option<String>,
    #[serde(default = "plain")]
    format: Format,
    #[serde(default = "one")]
    weight: f64,
}

#[derive(serde::Deserialize)]
struct PlacedLabel {
    start: usize,
    end: usize,
    label: u8,
    #[serde(default = "one")]
    weight: f64,
}

fn one() -> f64 {
    1.0
}

fn plain() -> Format {
    Format::Text
}

impl Group {
    pub fn parse(written: &str) -> Result<Group, String> {
        let usage = || format!("`{written}` is not FILE.jsonl[@SOURCE]:WEIGHT[:ALARMS]");
        let mut parts = written.split(':');
        let place = parts.next().ok_or_else(usage)?;
        let mut number = || parts.next().map(|part| part.parse::<f64>().map_err(|_| usage())).transpose();
        let importance = number()?.ok_or_else(usage)?;
        let alarms = number()?;
        let (file, source) = match place.split_once('@') {
            Some((file, source)) => (file, Some(source.to_owned())),
            None => (place, None),
        };
        let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".jsonl");
        Ok(Group { name: source.clone().unwrap_or(stem.to_owned()), file: file.to_owned(), source, importance, alarms })
    }
}

/// The rows of all groups, and the names of their signals by number. `rules` is the text of the rule file at `path`,
/// which stands in the place of the built-in one of its name.
pub fn read(path: &str, rules: &str, table: &str, groups: &[Group]) -> Result<(Vec<Row>, Vec<String>), String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut files: Vec<RuleFile> = BUILT_IN.iter().filter(|file| !file.path.ends_with(name)).cloned().collect();
    files.push(RuleFile { path: path.to_owned().into(), text: rules.to_owned().into() });
    let set = load(&files).map_err(|faults| format!("{path} has {} faults: try copydesk test", faults.len()))?;
    let own = |rule: &&copydesk::rules::Rule| rule.scale().is_some_and(|scale| scale.table().name == table);
    let own_set = set.rules.iter().find(own).map(|rule| (rule.set.clone(), rule.id.clone()));
    let warns = |rule: &copydesk::rules::Rule| {
        let beside = own_set.as_ref().is_some_and(|(set, id)| *set == rule.set && *id != rule.id);
        if beside && rule.level >= Level::Warning { rule.level } else { Level::Off }
    };
    let levels = set.rules.iter().map(warns).collect();
    let linter = Linter::new(set, levels);
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for group in groups {
        let text = fs::read_to_string(&group.file).map_err(|error| format!("{}: {error}", group.file))?;
        texts.insert(&group.file, text);
    }
    let mut reader = Reader { linter, table, rows: Vec::new(), names: Vec::new() };
    for (index, group) in groups.iter().enumerate() {
        for (number, json) in texts[group.file.as_str()].lines().enumerate().filter(|(_, json)| !json.trim().is_empty())
        {
            let line: Line =
                serde_json::from_str(json).map_err(|error| format!("{}:{}: {error}", group.file, number + 1))?;
            if group.source.is_none() || group.source == line.source {
                reader.add(&line, index, group);
            }
        }
    }
    if reader.rows.is_empty() {
        Err(format!("nothing is weighed by `{table}`"))
    } else {
        Ok((reader.rows, reader.names))
    }
}

struct Reader<'a> {
    linter: Linter,
    table: &'a str,
    rows: Vec<Row>,
    names: Vec<String>,
}

impl Reader<'_> {
    fn add(&mut self, line: &Line, index: usize, group: &Group) {
        let source = match &line.labels {
            Some(_) => Source::file("line", line.text.as_str()),
            None => Source::record("line", "line".to_owned(), 1, Some(&line.text), ""),
        };
        let input = Input { source, format: line.format };
        let caught = line.labels.is_none() && !self.linter.lint(&input).diagnostics.is_empty();
        let fold = fold_of(line.fold.as_deref().unwrap_or(&line.text));
        for (span, weighing) in self.linter.weighings(self.table, &input) {
            let label = match &line.labels {
                Some(labels) => labels.iter().find(|label| label.is_of(span)).map(|label| (label.label, label.weight)),
                None => Some((line.label, 1.0)),
            };
            let Some((label, weight)) = label else { continue };
            let signals = weighing.signals.iter().map(|signal| (self.number(&signal.name), signal.share)).collect();
            let importance = group.importance * line.weight * weight;
            self.rows.push(Row { group: index, wanted: label != 0, importance, signals, caught, fold });
        }
    }

    fn number(&mut self, name: &str) -> usize {
        self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }
}

impl PlacedLabel {
    /// Whether it shares more than half of the shorter of the two.
    fn is_of(&self, unit: Span) -> bool {
        let shared = self.end.min(unit.end).saturating_sub(self.start.max(unit.start));
        2 * shared > (self.end - self.start).min(unit.len())
    }
}

/// The same headline, and all of one outlet's where it is named, are always in the same fold.
fn fold_of(text: &str) -> usize {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    (hash >> 16) as usize % FOLDS
}

/// The lowest log odds at which no group has more alarms than it may.
pub fn quiet_cut(rows: &[Row], groups: &[Group], scores: &[f64]) -> Option<f64> {
    let mut cuts: Vec<f64> = scores.iter().copied().filter(|score| score.is_finite()).collect();
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    let is_quiet = |cut: f64, index: usize, group: &Group| {
        group.alarms.is_none_or(|most| alarms(rows, scores, index, cut) <= most)
    };
    let quiet = |cut: f64| groups.iter().enumerate().all(|(index, group)| is_quiet(cut, index, group));
    let noisy = cuts.partition_point(|cut| !quiet(*cut));
    cuts.get(noisy).copied()
}

fn alarms(rows: &[Row], scores: &[f64], group: usize, cut: f64) -> f64 {
    let own = || rows.iter().zip(scores).filter(|(row, _)| row.group == group);
    own().filter(|(_, score)| **score >= cut).count() as f64 / own().count().max(1) as f64
}

/// What each group gains and loses at one threshold.
pub fn curve(rows: &[Row], groups: &[Group], scores: &[f64], cut: f64) -> String {
    let columns = groups.iter().enumerate().map(|(index, group)| column(rows, scores, index, group, cut));
    columns.collect::<Vec<_>>().join("  ")
}

fn column(rows: &[Row], scores: &[f64], group: usize, named: &Group, cut: f64) -> String {
    let own = || rows.iter().zip(scores).filter(move |(row, _)| row.group == group);
    let wanted = own().filter(|(row, _)| row.wanted).count();
    if wanted == 0 {
        return format!("{} {:.2}%", named.name, 100.0 * alarms(rows, scores, group, cut));
    }
    let said = own().filter(|(_, score)| **score >= cut).count();
    let right = own().filter(|(row, score)| row.wanted && **score >= cut).count();
    let (precision, recall) = (right as f64 / said.max(1) as f64, right as f64 / wanted as f64);
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    format!("{} P {precision:.3} R {recall:.3} F1 {f1:.3}", named.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = r#"
name = "tiny"
[weights.bait]
threshold = 2
signals = { this = 1.0, says = -1.0 }
[[rule]]
name = "bait"
level = "warning"
scope = "headline"
message = "bait"
help = "say it"
why = "a test"
score = { weights = "bait", signals = [
    { name = "this", patterns = ['\bthis\b'] },
    { name = "says", patterns = ['\bsays\b'] },
] }
[[rule.example]]
headline = ""
bad = "[[This]]"
good = "River rises"
"#;

    #[test]
    fn a_group_tells_its_file_source_weight_and_alarms() {
        let group = Group::parse("a/titles.jsonl@desk:2.5:0.02").unwrap();
        assert_eq!((group.file.as_str(), group.name.as_str()), ("a/titles.jsonl", "desk"));
        assert_eq!((group.importance, group.alarms), (2.5, Some(0.02)));
        assert!(Group::parse("titles.jsonl").is_err());
    }

    #[test]
    fn lines_become_rows_of_signals() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("titles.jsonl");
        let lines =
            "{\"text\": \"This river\", \"label\": 1}\n{\"text\": \"Mayor says no to this\", \"source\": \"desk\"}\n";
        fs::write(&file, lines).unwrap();
        let group = Group::parse(&format!("{}:2", file.display())).unwrap();
        let (rows, names) = read("tiny.toml", RULES, "bait", &[group]).unwrap();
        assert_eq!(names, ["this", "says"]);
        assert_eq!(rows.iter().map(|row| row.wanted).collect::<Vec<_>>(), [true, false]);
        assert_eq!(rows[1].signals, [(0, 1.0), (1, 1.0)]);
        assert_eq!(rows[0].importance, 2.0);
    }

    #[test]
    fn the_threshold_is_the_lowest_that_is_quiet_enough() {
        let row = |wanted| Row { group: 0, wanted, importance: 1.0, signals: Vec::new(), caught: false, fold: 0 };
        let rows = [row(false), row(false), row(true), row(false)];
        let group = |alarms: &str| Group::parse(&format!("g.jsonl:1:{alarms}")).unwrap();
        let scores = [0.1, 0.2, 0.3, 0.4];
        assert_eq!(quiet_cut(&rows, &[group("0.5")], &scores), Some(0.3));
        assert_eq!(quiet_cut(&rows, &[group("1.0")], &scores), Some(0.1));
    }
}
