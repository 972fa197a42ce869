//! Reads every document of `tests/readers` and holds its structure against the dump beside it.
//!
//! `SNAPSHOTS=overwrite cargo test --test readers` writes the dumps anew.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use copydesk::model::{Block, Reading, Source};
use copydesk::readers::{FieldNames, format_of, read};
use libtest_mimic::{Arguments, Failed, Trial};
use snapbox::IntoData as _;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers");
    let mut documents: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("tests/readers is a folder")
        .map(|entry| entry.expect("an entry of tests/readers").path())
        .filter(|path| path.extension().is_some_and(|extension| extension != "dump"))
        .collect();
    documents.sort();
    assert!(!documents.is_empty(), "no documents in tests/readers");
    let trials = documents.into_iter().map(|path| {
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        Trial::test(name, move || holds(&path))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}

fn holds(path: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path)?;
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let format = format_of(&extension).ok_or_else(|| format!("no reader for .{extension}"))?;
    let source = Source::file("draft", text);
    let reading = read(&source, format, &FieldNames::default());
    let dump = snapbox::Data::read_from(&PathBuf::from(format!("{}.dump", path.display())), None);
    Ok(snapbox::Assert::new().action_env("SNAPSHOTS").try_eq(
        None,
        dump_of(&source, &reading).into_data().raw(),
        dump.raw(),
    )?)
}

fn dump_of(source: &Source, reading: &Reading) -> String {
    let mut dump = String::new();
    for block in &reading.blocks {
        dump_block(&mut dump, source, reading, block);
    }
    for field in &reading.metadata.fields {
        _ = writeln!(dump, "metadata {} = {:?} at {:?}", field.key, field.value, source.slice(field.span));
    }
    for comment in &reading.comments {
        _ = writeln!(dump, "comment {:?} at {:?}", comment.text, source.slice(comment.span));
    }
    for problem in &reading.problems {
        let place = source.slice(problem.span);
        _ = writeln!(dump, "problem {} ({}; {}) at {place:?}", problem.message, problem.label, problem.help);
    }
    dump
}

fn dump_block(dump: &mut String, source: &Source, reading: &Reading, block: &Block) {
    let prose = |passage| reading.text.slice(passage);
    _ = writeln!(dump, "{} {:?}", block.kind.name(), prose(block.passage));
    if source.slice(block.span) != prose(block.passage) {
        _ = writeln!(dump, "    source {:?}", source.slice(block.span));
    }
    let shape = &block.shape;
    for (link, target) in shape.links.iter().zip(&shape.targets) {
        _ = writeln!(dump, "    link {:?} to {target}", prose(*link));
    }
    for bold in &shape.bold {
        _ = writeln!(dump, "    bold {:?}", prose(*bold));
    }
    if shape.heading > 0 {
        _ = writeln!(dump, "    heading {}", shape.heading);
    }
    if shape.list > 0 {
        _ = writeln!(dump, "    list {}", shape.list);
    }
    if !shape.names.is_empty() {
        _ = writeln!(dump, "    names {}", shape.names.join(" "));
    }
    if !shape.values.is_empty() {
        _ = writeln!(dump, "    values {:?}", shape.values);
    }
    for (flag, name) in [(shape.embed, "embed"), (shape.aside, "aside")] {
        if flag {
            _ = writeln!(dump, "    {name}");
        }
    }
}
