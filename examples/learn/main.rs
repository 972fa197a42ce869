//! Learns a table of weights from labelled copy, and writes it into its rule file.
//!
//! ```text
//! learn TABLE RULES.toml [--write] [--free-signs] [--ridge N] [--most N] GROUP...
//! learn pages WEIGHTS.toml [--write] PAGES.jsonl
//! GROUP is FILE.jsonl[@SOURCE]:WEIGHT[:ALARMS]
//! ```
//! `TABLE` is the name of a table `[weights.TABLE]` in `RULES.toml`. `rows.rs` says what a line of a group's file is.
//! `WEIGHT` is what a unit of the group counts for. `ALARMS` is the share of its units that may be found (`0.02`), by this
//! score or by another rule that warns. `@SOURCE` takes only the lines of that source.
//!
//! The signals are those that the score finds. A weight keeps its sign, since which way a signal points is an editor's
//! decision, unless `--free-signs` says otherwise. A table of points is scaled so that its threshold stays; one of log
//! odds (`link = "logistic"`) gets its bias and weights as they are learned.

mod model;
mod pages;
mod rows;
mod table;

use std::fs;
use std::process::ExitCode;

use model::{Model, Penalty};
use rows::{Group, Row};
use table::Table;

const FOLDS: usize = 5;
const USAGE: &str = "usage: learn TABLE RULES.toml [--write] [--free-signs] [--ridge N] [--most N] \
                     FILE.jsonl[@SOURCE]:WEIGHT[:ALARMS]...\n       learn pages WEIGHTS.toml [--write] PAGES.jsonl";
/// What is no table of a rule file: the weights of the blocks of saved pages.
const PAGES: &str = "pages";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first() {
        Some((table, rest)) if table == PAGES => learn_pages(rest),
        _ => Request::parse(&arguments).and_then(|request| run(&request)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("learn: {message}");
            ExitCode::from(2)
        }
    }
}

struct Request {
    table: String,
    path: String,
    groups: Vec<Group>,
    write: bool,
    penalty: Penalty,
    free_signs: bool,
}

impl Request {
    fn parse(arguments: &[String]) -> Result<Request, String> {
        let mut places: Vec<&str> = Vec::new();
        let mut penalty = Penalty::default();
        let (mut write, mut free_signs) = (false, false);
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut number = || {
                let value = rest.next().ok_or(USAGE)?;
                value.parse::<f64>().map_err(|_| format!("`{value}` is not a number"))
            };
            match argument.as_str() {
                "--write" => write = true,
                "--free-signs" => free_signs = true,
                "--ridge" => penalty.ridge = number()?,
                "--most" => penalty.most = number()?,
                flag if flag.starts_with("--") => return Err(format!("unknown flag `{flag}`\n{USAGE}")),
                place => places.push(place),
            }
        }
        let [table, path, groups @ ..] = places.as_slice() else { return Err(USAGE.to_owned()) };
        if groups.is_empty() {
            return Err(USAGE.to_owned());
        }
        let groups = groups.iter().map(|group| Group::parse(group)).collect::<Result<_, _>>()?;
        Ok(Request { table: (*table).to_owned(), path: (*path).to_owned(), groups, write, penalty, free_signs })
    }
}

/// Shows the weights that saved pages teach, or writes them into their file.
fn learn_pages(arguments: &[String]) -> Result<(), String> {
    let places: Vec<&String> = arguments.iter().filter(|argument| *argument != "--write").collect();
    let [path, pages] = places.as_slice() else { return Err(USAGE.to_owned()) };
    let weights = pages::learn(pages)?;
    if places.len() < arguments.len() {
        return fs::write(path, weights).map_err(|error| format!("{path}: {error}"));
    }
    print!("{weights}");
    Ok(())
}

fn run(request: &Request) -> Result<(), String> {
    let text = fs::read_to_string(&request.path).map_err(|error| format!("{}: {error}", request.path))?;
    let mut table = Table::read(&text, &request.table)?;
    let (rows, names) = rows::read(&request.path, &text, &request.table, &request.groups)?;
    let signs: Vec<f64> = names.iter().map(|name| if request.free_signs { 0.0 } else { table.sign(name) }).collect();
    let scores = cross_validated(&rows, &signs, request.penalty);
    let model = Model::learn(&rows.iter().collect::<Vec<_>>(), &signs, request.penalty);
    println!("cross-validated in {FOLDS} folds:");
    if table.is_logistic() {
        for chance in [0.9, 0.8, 0.7, 0.6, 0.5, 0.4_f64] {
            let cut = (chance / (1.0 - chance)).ln();
            println!("{chance:>6}  {}", rows::curve(&rows, &request.groups, &scores, cut));
        }
        table.set(&names, model.base, &model.weights);
    } else {
        let cut =
            rows::quiet_cut(&rows, &request.groups, &scores).ok_or("no threshold is quiet enough for every group")?;
        let unit = table.threshold() / (cut - model.base);
        for step in [-0.8, -0.4, 0.0, 0.4, 0.8] {
            let shown = table.threshold() + step * unit;
            println!("{shown:>6.2}  {}", rows::curve(&rows, &request.groups, &scores, cut + step));
        }
        let weights: Vec<f64> = model.weights.iter().map(|weight| (weight * unit * 10.0).round() / 10.0).collect();
        table.set(&names, 0.0, &weights);
    }
    println!("{}", table.listed());
    if request.write {
        fs::write(&request.path, table.text()).map_err(|error| format!("{}: {error}", request.path))?;
    }
    Ok(())
}

/// The log odds of each row under a model that has not seen its fold; beyond any threshold where another rule warns.
fn cross_validated(rows: &[Row], signs: &[f64], penalty: Penalty) -> Vec<f64> {
    let mut scores = vec![0.0; rows.len()];
    for fold in 0..FOLDS {
        let seen: Vec<&Row> = rows.iter().filter(|row| row.fold != fold).collect();
        let model = Model::learn(&seen, signs, penalty);
        for (row, score) in rows.iter().zip(&mut scores).filter(|(row, _)| row.fold == fold) {
            *score = if row.caught { f64::INFINITY } else { model.odds(row) };
        }
    }
    scores
}
