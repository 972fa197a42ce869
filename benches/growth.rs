//! How work grows with the input: the worst shapes of `benches/growth/shapes.toml` at n, 2n, 4n and 8n bytes.
//!
//! `cargo bench --bench growth` counts the instructions of each with valgrind, and fails where a doubling costs more than
//! 2^1.15 times as much. `-- --time 100000` takes the time at that n instead; words behind it choose shapes.

use std::fs;
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::LazyLock;
use std::time::Instant;

use copydesk::emit::{EMITTERS, Style, Summary};
use copydesk::linter::Linter;
use copydesk::model::{FileReport, Format, Input, Source};
use copydesk::rules::{BUILT_IN, RuleFile, load};
use copydesk::triage::baseline::{Baseline, entries, write};
use copydesk::triage::changes::Changes;
use copydesk::triage::fix;
use serde::Deserialize;

/// The exponent that no shape may exceed.
const STEEPEST: f64 = 1.15;
/// Bytes of the smallest input that is counted.
const SMALLEST: usize = 6_000;
const DOUBLINGS: usize = 3;
/// Set in the process that valgrind runs.
const COUNTED: &str = "COPYDESK_GROWTH_COUNTED";

#[derive(Deserialize)]
struct Shapes {
    shape: Vec<Shape>,
}

/// A text of any size: `before`, then `repeat` until it is large enough, then `close` as often, then `after`.
#[derive(Deserialize)]
struct Shape {
    name: String,
    kind: Kind,
    #[serde(default)]
    before: String,
    /// `{i}` stands for the number of the repetition.
    repeat: String,
    #[serde(default)]
    close: String,
    #[serde(default)]
    after: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Text,
    Markdown,
    Html,
    /// A rule file.
    Rules,
    /// A unified diff.
    Patch,
}

impl Shape {
    fn text(&self, bytes: usize) -> String {
        let mut text = self.before.clone();
        let mut times = 0;
        while text.len() + times * self.close.len() < bytes {
            text += &self.repeat.replace("{i}", &times.to_string());
            times += 1;
        }
        text + &self.close.repeat(times) + &self.after
    }
}

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let rules = load(BUILT_IN).expect("sound rules");
    // All of them, also those that are off unless somebody asks.
    let levels = rules.rules.iter().map(|rule| rule.level.max(copydesk::model::Level::Note)).collect();
    Linter::new(rules, levels)
});

/// All that a run does with one input; valgrind counts what happens in here.
#[inline(never)]
fn measured(kind: Kind, text: String) {
    match kind {
        Kind::Text => check(Format::Text, text),
        Kind::Markdown => check(Format::Markdown, text),
        Kind::Html => check(Format::Html, text),
        Kind::Rules => {
            let mut files = BUILT_IN.to_vec();
            files.truncate(1);
            files[0] = RuleFile { path: "strange.toml".into(), text: text.into() };
            if let Err(reports) = black_box(load(&files)) {
                reports.iter().for_each(emit);
            }
        }
        Kind::Patch => _ = black_box(Changes::parse(&text)),
    }
}

fn check(format: Format, text: String) {
    let input = Input { source: Source::file("story", text), format };
    let mut report = LINTER.lint(&input);
    emit(&report);
    _ = black_box(fix::apply(&report, true));
    let mut baseline = Baseline::parse(&write(entries("story", &report))).expect("it was just written");
    baseline.hide("story", &mut report, None, &|_| true);
}

fn emit(report: &FileReport) {
    for kind in EMITTERS {
        let mut emitter = (kind.make)(&Style { color: true, width: 80, quiet: false });
        emitter.begin(&mut io::sink()).expect("a sink takes all");
        emitter.report(report, &mut io::sink()).expect("a sink takes all");
        emitter.finish(&Summary::default(), &mut io::sink()).expect("a sink takes all");
    }
}

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let mut time = None;
    if let Some(at) = arguments.iter().position(|argument| argument == "--time") {
        time = arguments.get(at + 1).and_then(|bytes| bytes.parse().ok());
        arguments.drain(at..(at + 2).min(arguments.len()));
    }
    let shapes = include_str!("growth/shapes.toml");
    let mut shapes: Vec<Shape> = toml::from_str::<Shapes>(shapes).expect("the shapes are sound").shape;
    shapes.retain(|shape| arguments.is_empty() || arguments.iter().any(|word| shape.name.contains(word.as_str())));
    LazyLock::force(&LINTER);
    if std::env::var_os(COUNTED).is_some() {
        for shape in &shapes {
            sizes(SMALLEST).for_each(|bytes| measured(shape.kind, shape.text(bytes)));
        }
        return ExitCode::SUCCESS;
    }
    if let Some(smallest) = time {
        let steep = shapes.iter().filter(|shape| report(shape, &times(shape, smallest))).count();
        return end(shapes.len(), steep);
    }
    match counts(&arguments, shapes.len()) {
        Ok(counts) => {
            let counts = counts.chunks(DOUBLINGS + 1);
            let steep = shapes.iter().zip(counts).filter(|(shape, counts)| report(shape, counts)).count();
            end(shapes.len(), steep)
        }
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::from(2)
        }
    }
}

fn sizes(smallest: usize) -> impl Iterator<Item = usize> {
    (0..=DOUBLINGS).map(move |doubling| smallest << doubling)
}

fn times(shape: &Shape, smallest: usize) -> Vec<f64> {
    let time = |bytes| {
        let text = shape.text(bytes);
        let begun = seconds();
        measured(shape.kind, text);
        seconds() - begun
    };
    sizes(smallest).map(time).collect()
}

/// The time that this thread has had a processor for, where the system tells, else the time of day.
fn seconds() -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Runs this program again in valgrind, which writes down a count behind every call of `measured`.
fn counts(words: &[String], shapes: usize) -> Result<Vec<f64>, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let out = folder.path().join("counts");
    let itself = std::env::current_exe().map_err(|error| error.to_string())?;
    let status = Command::new("valgrind")
        .args(["--quiet", "--tool=callgrind", "--toggle-collect=growth::measured*", "--dump-after=growth::measured*"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(itself)
        .args(words)
        .env(COUNTED, "1")
        .env("RAYON_NUM_THREADS", "1")
        .status()
        .map_err(|error| format!("valgrind can't be run: {error}"))?;
    if !status.success() {
        return Err(format!("valgrind ended with {status}"));
    }
    (1..=shapes * (DOUBLINGS + 1)).map(|number| count(&out, number)).collect()
}

fn count(out: &Path, number: usize) -> Result<f64, String> {
    let file = format!("{}.{number}", out.display());
    let text = fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
    let total = text.lines().find_map(|line| line.strip_prefix("totals: ").or_else(|| line.strip_prefix("summary: ")));
    total.and_then(|total| total.trim().parse().ok()).ok_or_else(|| format!("{file} holds no count"))
}

/// Prints what a shape costs; whether that is too much.
fn report(shape: &Shape, costs: &[f64]) -> bool {
    let exponents: Vec<f64> = costs.windows(2).map(|pair| (pair[1] / pair[0]).log2()).collect();
    let is_steep = exponents.last().is_some_and(|last| *last > STEEPEST);
    let costs: Vec<String> = costs.iter().map(|cost| format!("{cost:>10.3e}")).collect();
    let exponents: Vec<String> = exponents.iter().map(|exponent| format!("{exponent:5.2}")).collect();
    let mark = if is_steep { "  STEEP" } else { "" };
    println!("{:<36} {}  {}{mark}", shape.name, costs.join(" "), exponents.join(" "));
    is_steep
}

fn end(shapes: usize, steep: usize) -> ExitCode {
    println!("{shapes} shapes, {steep} steeper than {STEEPEST}");
    if steep == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
