//! The same stories give the same bytes: in every run, by any number of threads, in any time zone and language.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const PARAGRAPHS: &[&str] = &[
    "The ferry stopped on Monday, Anna Lindqvist said. “We wait for the wind,” she added.",
    "Some say it is the pier; critics call it a disaster of 3,000 cars a day.",
    "The the company lost $3 million in 2024, according to a person close to the talks.",
    "Read more: The last lighthouse keeper says goodbye",
    "Anna Lindkvist, the harbour master, told the board on Tuesday, 4 March 2024, that it will cost 12 per cent more.",
];

fn stories(folder: &Path) {
    for number in 0..40 {
        let body: Vec<&str> =
            (0..12).map(|at| PARAGRAPHS[(number * 3 + at * (number + 1)) % PARAGRAPHS.len()]).collect();
        let (name, text) = match number % 3 {
            0 => ("txt", format!("Ferry {number} stops\n\n{}\n", body.join("\n\n"))),
            1 => ("md", format!("---\ntitle: Ferry {number}\ndate: 2024-03-04\n---\n\n{}\n", body.join("\n\n"))),
            _ => ("html", format!("<h1>Ferry {number}</h1><p>{}</p>\n", body.join("</p>\n<p>"))),
        };
        fs::write(folder.join(format!("{number}.{name}")), text).expect("a story is written");
    }
}

fn output(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> (Vec<u8>, Vec<u8>) {
    let binary = env!("CARGO_BIN_EXE_copydesk");
    let command = Command::new(binary).args(arguments).current_dir(folder).envs(settings.iter().copied()).output();
    let output = command.expect("it runs");
    (output.stdout, output.stderr)
}

#[test]
fn fifty_runs_on_any_number_of_threads_say_the_same() {
    let folder = TempDir::new().expect("a folder");
    stories(folder.path());
    let arguments = ["check", "--isolated", "--format", "jsonl", "--statistics"];
    let first = output(folder.path(), &arguments, &[]);
    assert!(first.0.len() > 10_000, "{}", String::from_utf8_lossy(&first.0));
    for run in 0..50 {
        let threads = ["1", "2", "16"][run % 3];
        let again = output(folder.path(), &arguments, &[("RAYON_NUM_THREADS", threads)]);
        assert!(again == first, "run {run} on {threads} threads differs");
    }
}

#[test]
fn time_zone_and_language_change_nothing() {
    let folder = TempDir::new().expect("a folder");
    stories(folder.path());
    for format in ["terminal", "short", "json", "github"] {
        let arguments = ["check", "--isolated", "--format", format];
        let first = output(folder.path(), &arguments, &[("TZ", "UTC"), ("LC_ALL", "C")]);
        for (zone, language) in
            [("Pacific/Kiritimati", "de_DE.UTF-8"), ("Etc/GMT+12", "tr_TR.UTF-8"), (":nowhere", "ja")]
        {
            let settings = [("TZ", zone), ("LC_ALL", language), ("LANG", language), ("LANGUAGE", language)];
            assert!(output(folder.path(), &arguments, &settings) == first, "{format}: {zone}, {language}");
        }
    }
}

/// Enough to be read in several pieces.
const ARTICLES: usize = 250;

/// Lines of which some are broken, more than are read at a time.
fn archive() -> String {
    let line = |number: usize| match number % 7 {
        3 => "no article\n".to_owned(),
        5 => "\n".to_owned(),
        _ => {
            let body: Vec<&str> = (0..9).map(|at| PARAGRAPHS[(number + at * 3) % PARAGRAPHS.len()]).collect();
            format!("{{\"id\": {number}, \"text\": {:?}}}\n", body.join(" ").replace(['“', '”'], "'"))
        }
    };
    (0..ARTICLES).map(line).collect()
}

#[test]
fn an_archive_says_the_same_however_it_is_packed_and_read() {
    let folder = TempDir::new().expect("a folder");
    let text = archive();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut gzip, text.as_bytes()).expect("a vector takes all");
    let gzip = gzip.finish().expect("a vector takes all");
    let level = ruzstd::encoding::CompressionLevel::Fastest;
    let zstandard = ruzstd::encoding::compress_to_vec(text.as_bytes(), level);
    let mut outputs = Vec::new();
    for (name, bytes) in [("plain", text.as_bytes()), ("gzip", &gzip), ("zstandard", &zstandard)] {
        let folder = folder.path().join(name);
        fs::create_dir(&folder).expect("a folder is made");
        fs::write(folder.join("wire.jsonl"), bytes).expect("an archive is written");
        let threads: &[&str] = if name == "plain" { &["1", "2", "16"] } else { &["2"] };
        for threads in threads {
            let arguments = ["check", "--isolated", "--format", "jsonl", "wire.jsonl"];
            outputs.push(output(&folder, &arguments, &[("RAYON_NUM_THREADS", threads)]));
        }
        let given = fs::File::open(folder.join("wire.jsonl")).expect("it was written");
        let arguments = ["check", "--isolated", "--format", "jsonl", "-", "--stdin-filename", "wire.jsonl"];
        let command = Command::new(env!("CARGO_BIN_EXE_copydesk")).args(arguments).stdin(given).output();
        let given = command.expect("it runs");
        outputs.push((given.stdout, given.stderr));
    }
    let broken = String::from_utf8_lossy(&outputs[0].1).matches("error: wire.jsonl:").count();
    assert_eq!(broken, (0..ARTICLES).filter(|number| number % 7 == 3).count());
    assert!(outputs[0].0.len() > 50_000, "{} bytes", outputs[0].0.len());
    for (run, other) in outputs.iter().enumerate() {
        assert!(*other == outputs[0], "run {run} differs");
    }
}
