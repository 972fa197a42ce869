//! What must hold of every reading and every report, whatever the input: for the fuzz targets and the suites of others.

use std::io;
use std::sync::LazyLock;

use copydesk::emit::{EMITTERS, Style, Summary, is_hostile};
use copydesk::linter::Linter;
use copydesk::model::{FileReport, Format, Level, Reading, Source, Span};
use copydesk::rules::{BUILT_IN, load};

pub const FORMATS: [Format; 3] = [Format::Html, Format::Markdown, Format::Text];

/// All built-in rules, also those that are off unless somebody asks.
pub static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let rules = load(BUILT_IN).expect("the built-in rules load");
    let levels = rules.rules.iter().map(|rule| rule.level.max(Level::Note)).collect();
    Linter::new(rules, levels)
});

/// Every span of a reading lies on characters of its source.
pub fn spans_are_true(reading: &Reading, source: &Source) {
    let holds = |span: Span| assert!(source.content().get(span.range()).is_some(), "{span:?}");
    for block in &reading.blocks {
        holds(block.span);
        holds(block.removal.lines);
        holds(block.removal.gap);
        assert!(reading.text.prose().get(block.passage.range()).is_some(), "{:?}", block.passage);
        reading.text.pieces(block.passage).for_each(|piece| holds(piece.span));
    }
    reading.layout.containers.iter().for_each(|container| holds(container.span));
    reading.comments.iter().for_each(|comment| holds(comment.span));
    reading.metadata.fields.iter().for_each(|field| holds(field.span));
    reading.problems.iter().for_each(|problem| holds(problem.span));
}

/// Every span of a report lies on characters of its source, and no output speaks with the words of the source.
pub fn is_sound(report: &FileReport) {
    for finding in &report.diagnostics {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in finding.labels.iter().map(|label| label.span).chain(edits) {
            assert!(report.source.content().get(span.range()).is_some(), "{span:?}");
        }
    }
    for kind in EMITTERS {
        let out = written(report, kind.make).expect("memory takes all");
        let hostile = |letter: char| letter != '\n' && is_hostile(letter);
        assert!(!String::from_utf8(out).expect("a report is text").contains(hostile), "{}", kind.name);
    }
}

fn written(report: &FileReport, make: fn(&Style) -> Box<dyn copydesk::emit::Emitter>) -> io::Result<Vec<u8>> {
    let mut emitter = make(&Style { color: false, width: 80, quiet: false });
    let mut out = Vec::new();
    emitter.begin(&mut out)?;
    emitter.report(report, &mut out)?;
    emitter.finish(&Summary::default(), &mut out)?;
    Ok(out)
}
