//! Learns the weights of a `score` rule from labelled headlines, and writes them into the rule file.
//!
//! ```text
//! learn_weights RULES.toml RULE [--write] GROUP...
//! GROUP is FILE.jsonl[@SOURCE]:WEIGHT[:ALARMS]
//! ```
//! Each line of a file is `{"text": …, "label": 0 or 1, "source": …}`; without a label it is 0. `WEIGHT` is what a row
//! counts for. `ALARMS` is the share of the group's headlines that may be warned of (`0.02`), by this rule or another of
//! its set. `@SOURCE` takes only the rows of that source.
//!
//! The signals, their words and facts are the rule's own: a weight keeps its sign, since which way a signal points is an
//! editor's decision.

use std::collections::BTreeMap;
use std::fs;
use std::process::ExitCode;

use copydesk::linter::Linter;
use copydesk::model::{Format, Input, Level, Source};
use copydesk::rules::{BUILT_IN, Rule, RuleFile, load};

/// Pulls weights towards nothing: signals that are seldom seen keep small ones.
const RIDGE: f64 = 5.0;
/// No signal multiplies the odds by more than ten, so that none decides against all others.
const MOST: f64 = std::f64::consts::LN_10;
const SWEEPS: usize = 60;
const FOLDS: usize = 5;

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let write = arguments.iter().position(|argument| argument == "--write").map(|at| arguments.remove(at)).is_some();
    if arguments.len() < 3 {
        eprintln!("usage: learn_weights RULES.toml RULE [--write] FILE.jsonl[@SOURCE]:WEIGHT[:ALARMS]...");
        return ExitCode::from(2);
    }
    match run(&arguments[0], &arguments[1], &arguments[2..], write) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("learn_weights: {message}");
            ExitCode::from(2)
        }
    }
}

/// One labelled headline, as the signals see it.
struct Row {
    group: usize,
    wanted: bool,
    importance: f64,
    /// Indices of signals and the share of their weight that counts.
    signals: Vec<(usize, f64)>,
    /// Another rule of the set warns of it, whatever this one says.
    caught: bool,
    fold: usize,
}

/// A set of headlines: its file, and how many alarms are allowed on it.
struct Group {
    name: String,
    file: String,
    source: Option<String>,
    importance: f64,
    alarms: Option<f64>,
}

/// What is learnt: a headline's log odds are the sum of its signals and `base`.
struct Model {
    weights: Vec<f64>,
    base: f64,
}

fn run(path: &str, rule: &str, groups: &[String], write: bool) -> Result<(), String> {
    let groups: Vec<Group> = groups.iter().map(|group| Group::parse(group)).collect::<Result<_, _>>()?;
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let signals = Signals::read(&text, rule)?;
    let rows = read_rows(path, &text, &format!("{}/{rule}", signals.set), &groups)?;
    let scores = cross_validated(&rows, &signals);
    let threshold = choose_threshold(&rows, &groups, &scores).ok_or("no threshold is quiet enough for every group")?;
    let every: Vec<&Row> = rows.iter().collect();
    let model = learn(&every, &signals, MOST);
    let unit = signals.threshold / (threshold - model.base);
    println!("cross-validated in {FOLDS} folds, at five thresholds:");
    for step in [-0.8, -0.4, 0.0, 0.4, 0.8] {
        println!(
            "{:>6.2}  {}",
            signals.threshold + step * unit,
            line_of_curve(&rows, &groups, &scores, threshold + step)
        );
    }
    let weights: Vec<f64> = model.weights.iter().map(|weight| (weight * unit * 10.0).round() / 10.0).collect();
    for (name, weight) in signals.names.iter().zip(&weights) {
        println!("{weight:>6.1}  {name}");
    }
    if write {
        fs::write(path, signals.rewrite(&text, &weights)).map_err(|error| format!("{path}: {error}"))?;
    }
    Ok(())
}

impl Group {
    fn parse(written: &str) -> Result<Group, String> {
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

/// The signals of the rule as they stand in its file.
struct Signals {
    set: String,
    names: Vec<String>,
    signs: Vec<f64>,
    /// Where each weight stands in the file.
    places: Vec<std::ops::Range<usize>>,
    threshold: f64,
}

impl Signals {
    fn read(text: &str, rule: &str) -> Result<Signals, String> {
        let file: WrittenFile = toml::from_str(text).map_err(|error| error.to_string())?;
        let found = file.rule.into_iter().find(|written| written.name == rule && written.score.is_some());
        let score = found.and_then(|written| written.score).ok_or(format!("no rule `{rule}` with a score"))?;
        Ok(Signals {
            set: file.name,
            names: score.signals.iter().map(|signal| signal.name.clone()).collect(),
            signs: score.signals.iter().map(|signal| signal.weight.get_ref().signum()).collect(),
            places: score.signals.iter().map(|signal| signal.weight.span()).collect(),
            threshold: score.threshold,
        })
    }

    /// The file's text with these weights in the place of its own.
    fn rewrite(&self, text: &str, weights: &[f64]) -> String {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (place, weight) in self.places.iter().zip(weights) {
            out.push_str(&text[done..place.start]);
            out.push_str(&format!("{weight:.1}"));
            done = place.end;
        }
        out.push_str(&text[done..]);
        out
    }
}

#[derive(serde::Deserialize)]
struct WrittenFile {
    name: String,
    rule: Vec<WrittenRule>,
}

#[derive(serde::Deserialize)]
struct WrittenRule {
    name: String,
    score: Option<WrittenScore>,
}

#[derive(serde::Deserialize)]
struct WrittenScore {
    threshold: f64,
    signals: Vec<WrittenSignal>,
}

#[derive(serde::Deserialize)]
struct WrittenSignal {
    name: String,
    weight: toml::Spanned<f64>,
}

#[derive(serde::Deserialize)]
struct WrittenRow {
    text: String,
    #[serde(default)]
    label: u8,
    #[serde(default)]
    source: Option<String>,
}

fn read_rows(path: &str, rules: &str, id: &str, groups: &[Group]) -> Result<Vec<Row>, String> {
    let mut files = BUILT_IN.to_vec();
    files.push(RuleFile { path: path.to_owned().into(), text: rules.to_owned().into() });
    let set = load(&files).map_err(|faults| format!("{path} has {} faults: try copydesk test", faults.len()))?;
    let own_set = id.split('/').next();
    let level_of = |other: &Rule| {
        let warns = other.level >= Level::Warning && Some(&*other.set) == own_set && *other.id != *id;
        if warns { other.level } else { Level::Off }
    };
    let levels = set.rules.iter().map(level_of).collect();
    let linter = Linter::new(set, levels);
    let rule = linter.rules().rule(id).ok_or(format!("no rule {id}"))?;
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    for group in groups {
        let text = fs::read_to_string(&group.file).map_err(|error| format!("{}: {error}", group.file))?;
        files.insert(&group.file, text);
    }
    let mut rows = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        for (line, json) in files[group.file.as_str()].lines().enumerate().filter(|(_, json)| !json.trim().is_empty()) {
            let row: WrittenRow =
                serde_json::from_str(json).map_err(|error| format!("{}:{}: {error}", group.file, line + 1))?;
            if group.source.is_some() && group.source != row.source {
                continue;
            }
            let source = Source::record(&*group.file, line.to_string(), line + 1, Some(&row.text), "");
            let input = Input { source, format: Format::Text };
            let weighing = linter.weigh(rule, &linter.article(&input).0);
            let Some((_, weighing)) = weighing.into_iter().next() else { continue };
            let present = weighing.signals.iter().enumerate().filter(|(_, signal)| signal.share > 0.0);
            rows.push(Row {
                group: index,
                wanted: row.label != 0,
                importance: group.importance,
                signals: present.map(|(signal, weighed)| (signal, weighed.share)).collect(),
                caught: !linter.lint(&input).diagnostics.is_empty(),
                fold: fold_of(&row.text),
            });
        }
    }
    Ok(rows)
}

/// The same headline is always in the same fold, whatever file it stands in.
fn fold_of(text: &str) -> usize {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    (hash >> 16) as usize % FOLDS
}

/// The log odds of each row under a model that has not seen its fold; beyond any threshold where another rule warns.
fn cross_validated(rows: &[Row], signals: &Signals) -> Vec<f64> {
    let mut scores = vec![0.0; rows.len()];
    for fold in 0..FOLDS {
        let seen: Vec<&Row> = rows.iter().filter(|row| row.fold != fold).collect();
        let model = learn(&seen, signals, MOST);
        for (row, score) in rows.iter().zip(&mut scores).filter(|(row, _)| row.fold == fold) {
            *score = if row.caught { f64::INFINITY } else { model.sum(row) + model.base };
        }
    }
    scores
}

/// Logistic regression with a ridge, signal by signal, each weight held to its sign and to `most`.
fn learn(rows: &[&Row], signals: &Signals, most: f64) -> Model {
    let mut holders: Vec<Vec<(usize, f64)>> = vec![Vec::new(); signals.names.len()];
    for (index, row) in rows.iter().enumerate() {
        for (signal, share) in &row.signals {
            holders[*signal].push((index, *share));
        }
    }
    let mut model = Model { weights: vec![0.0; signals.names.len()], base: 0.0 };
    let mut odds = vec![0.0; rows.len()];
    for _ in 0..SWEEPS {
        let everywhere = (0..rows.len()).map(|index| (index, 1.0));
        let step = newton_step(rows, &odds, everywhere.clone(), 0.0, 0.0);
        model.base += step;
        everywhere.for_each(|(index, share)| odds[index] += step * share);
        for (signal, holders) in holders.iter().enumerate() {
            let old = model.weights[signal];
            let step = newton_step(rows, &odds, holders.iter().copied(), RIDGE, old);
            let (low, high) = if signals.signs[signal] < 0.0 { (-most, 0.0) } else { (0.0, most) };
            model.weights[signal] = (old + step).clamp(low, high);
            let step = model.weights[signal] - old;
            holders.iter().for_each(|(index, share)| odds[*index] += step * share);
        }
    }
    model
}

fn newton_step(
    rows: &[&Row],
    odds: &[f64],
    holders: impl Iterator<Item = (usize, f64)>,
    ridge: f64,
    weight: f64,
) -> f64 {
    let (mut slope, mut curve) = (ridge * weight, ridge + 1e-6);
    for (index, share) in holders {
        let row = rows[index];
        let probability = 1.0 / (1.0 + (-odds[index]).exp());
        slope += row.importance * share * (probability - f64::from(u8::from(row.wanted)));
        curve += row.importance * share * share * (probability * (1.0 - probability)).max(0.01);
    }
    -slope / curve
}

impl Model {
    fn sum(&self, row: &Row) -> f64 {
        row.signals.iter().map(|(signal, share)| self.weights[*signal] * share).sum()
    }
}

/// The lowest log odds at which no group has more alarms than it may.
fn choose_threshold(rows: &[Row], groups: &[Group], scores: &[f64]) -> Option<f64> {
    let mut cuts: Vec<f64> = scores.iter().copied().filter(|score| score.is_finite()).collect();
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    let quiet = |cut: f64| {
        groups
            .iter()
            .enumerate()
            .all(|(index, group)| group.alarms.is_none_or(|most| alarms(rows, scores, index, cut) <= most))
    };
    let noisy = cuts.partition_point(|cut| !quiet(*cut));
    cuts.get(noisy).copied()
}

fn alarms(rows: &[Row], scores: &[f64], group: usize, cut: f64) -> f64 {
    let own = || rows.iter().zip(scores).filter(|(row, _)| row.group == group);
    own().filter(|(_, score)| **score >= cut).count() as f64 / own().count().max(1) as f64
}

/// What each group gains and loses at one threshold.
fn line_of_curve(rows: &[Row], groups: &[Group], scores: &[f64], cut: f64) -> String {
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
[[rule]]
name = "bait"
level = "warning"
scope = "headline"
message = "bait"
help = "say it"
why = "a test"
score = { threshold = 2, signals = [
    { name = "this", weight = 1.0, patterns = ['\bthis\b'] },
    { name = "says", weight = -1.0, patterns = ['\bsays\b'] },
    { name = "river", weight = 1.0, patterns = ['\briver\b'] },
] }
[[rule.example]]
bad = "This [[this]] this"
good = "River rises"
"#;

    fn row(group: usize, wanted: bool, signals: &[usize]) -> Row {
        Row {
            group,
            wanted,
            importance: 1.0,
            signals: signals.iter().map(|signal| (*signal, 1.0)).collect(),
            caught: false,
            fold: 0,
        }
    }

    fn invented() -> Vec<Row> {
        let mut rows = Vec::new();
        for _ in 0..40 {
            rows.push(row(0, true, &[0]));
            rows.push(row(0, true, &[0, 2]));
            rows.push(row(0, false, &[1]));
            rows.push(row(0, false, &[2, 1]));
            rows.push(row(0, false, &[]));
        }
        rows
    }

    #[test]
    fn weights_keep_their_sign_and_what_tells_nothing_weighs_little() {
        let signals = Signals::read(RULES, "bait").unwrap();
        let rows = invented();
        let model = learn(&rows.iter().collect::<Vec<_>>(), &signals, 5.0);
        assert!(model.weights[0] > 1.0, "{:?}", model.weights);
        assert!(model.weights[1] <= 0.0);
        assert!((0.0..0.8).contains(&model.weights[2]), "{:?}", model.weights);
    }

    #[test]
    fn no_signal_outweighs_what_it_may() {
        let signals = Signals::read(RULES, "bait").unwrap();
        let rows = invented();
        let model = learn(&rows.iter().collect::<Vec<_>>(), &signals, 0.5);
        assert!(model.weights.iter().all(|weight| weight.abs() <= 0.5));
    }

    #[test]
    fn the_threshold_is_the_lowest_that_is_quiet_enough() {
        let rows = [row(0, false, &[]), row(0, false, &[]), row(0, true, &[]), row(0, false, &[])];
        let group =
            |alarms| Group { name: "g".into(), file: "g".into(), source: None, importance: 1.0, alarms: Some(alarms) };
        let scores = [0.1, 0.2, 0.3, 0.4];
        assert_eq!(choose_threshold(&rows, &[group(0.5)], &scores), Some(0.3));
        assert_eq!(choose_threshold(&rows, &[group(1.0)], &scores), Some(0.1));
    }

    #[test]
    fn only_the_weights_of_the_file_change() {
        let signals = Signals::read(RULES, "bait").unwrap();
        let new = signals.rewrite(RULES, &[1.26, -0.4, 0.0]);
        assert!(new.contains(r#"{ name = "this", weight = 1.3, patterns"#), "{new}");
        assert!(new.contains(r#"{ name = "says", weight = -0.4, patterns"#));
        assert_eq!(new.len(), RULES.len());
        assert_eq!(Signals::read(&new, "bait").unwrap().signs[1], -1.0);
    }

    #[test]
    fn a_group_tells_its_file_source_weight_and_alarms() {
        let group = Group::parse("a/titles.jsonl@desk:2.5:0.02").unwrap();
        assert_eq!((group.file.as_str(), group.name.as_str()), ("a/titles.jsonl", "desk"));
        assert_eq!((group.importance, group.alarms), (2.5, Some(0.02)));
        assert!(Group::parse("titles.jsonl").is_err());
    }
}
