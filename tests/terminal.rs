//! The terminal report, over any text and any labels: it never fails, and no row is wider than the terminal.

use copydesk::emit::{Style, write_diagnostics};
use copydesk::model::{Diagnostic, Label, Level, Source, Span};
use proptest::prelude::*;
use unicode_width::UnicodeWidthChar;

fn report(text: &str, headline: Option<&str>, spans: &[(usize, usize)], width: usize) -> String {
    let source = Source::record("stories.jsonl", "ferry".to_owned(), 1, headline, text);
    let labels = spans.iter().map(|(start, end)| {
        let mut offsets = [*start, *end].map(|offset| boundary(source.content(), offset));
        offsets.sort_unstable();
        Label { span: Span::new(offsets[0], offsets[1]), message: "who says so, and when was that?".to_owned() }
    });
    let diagnostic = Diagnostic {
        rule: "claims/some-say".into(),
        level: Level::Warning,
        message: "nobody is named".to_owned(),
        labels: labels.collect(),
        references: Vec::new(),
        extent: None,
        notes: vec![],
        why: "".into(),
        page: None,
        help: Some("name them ".repeat(20)),
        fix: None,
    };
    let mut out = Vec::new();
    let style = Style { color: false, width, quiet: true };
    write_diagnostics(&source, &[diagnostic], &style, &mut out).expect("writing to memory");
    String::from_utf8(out).expect("the report is text")
}

fn boundary(text: &str, offset: usize) -> usize {
    let offset = offset % (text.len() + 1);
    (0..=offset).rev().find(|offset| text.is_char_boundary(*offset)).unwrap_or(0)
}

fn columns(row: &str) -> usize {
    row.chars().map(|letter| letter.width().unwrap_or(0)).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_row_is_wider_than_the_terminal(
        text in "([a-z]{1,9}|[渡船🚢é\t\u{1b}\u{202e}]|\n|\r\n|[ \u{a0}]{1,3}|[a-z]{60,200}){0,120}",
        headline in proptest::option::of("[A-Z][a-z ]{0,200}"),
        spans in proptest::collection::vec((any::<usize>(), any::<usize>()), 1..5),
        width in 60_usize..140,
    ) {
        let report = report(&text, headline.as_deref(), &spans, width);
        for row in report.lines() {
            prop_assert!(columns(row) <= width, "{} columns of {width}: {row}\n{report}", columns(row));
        }
        prop_assert!(!report.contains('\u{1b}'), "{report}");
    }
}

/// A line of ten megabytes with a finding every kilobyte: only what is shown is laid out again.
#[test]
fn a_line_of_ten_megabytes_is_laid_out_once() {
    let text = "the ferry was late again and ".repeat(10_000_000 / 29);
    let source = Source::file("long.txt", text);
    let finding = |start| Diagnostic {
        rule: "claims/some-say".into(),
        level: Level::Note,
        message: "nobody is named".to_owned(),
        labels: vec![Label { span: Span::new(start, start + 9), message: "who?".to_owned() }],
        references: Vec::new(),
        extent: None,
        notes: vec![],
        why: "".into(),
        page: None,
        help: None,
        fix: None,
    };
    let diagnostics: Vec<_> = (0..source.content().len() - 9).step_by(29 * 37).map(finding).collect();
    let mut out = Vec::new();
    write_diagnostics(&source, &diagnostics, &Style { color: false, width: 100, quiet: true }, &mut out)
        .expect("writing to memory");
    let report = String::from_utf8(out).expect("the report is text");
    assert_eq!(report.matches("note[claims/some-say]").count(), diagnostics.len());
    assert!(report.contains("long.txt:1:1074\n"), "the column counts from the line's start");
}
