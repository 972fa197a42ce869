//! The story of a page checked: its blocks, findings and sources; and what the rules say of themselves.

use copydesk::linter::Linter;
use copydesk::model::{Comment, Format, Input, Manuscript, Paragraph, Safety, Source, Span};
use copydesk::rules::Expected;
use serde::{Deserialize, Serialize};

use crate::places::Place;

#[derive(Deserialize)]
pub struct Story {
    paragraphs: Vec<Written>,
    /// `stet RULE: reason`, each on a paragraph.
    #[serde(default)]
    stets: Vec<(usize, String)>,
}

#[derive(Deserialize)]
struct Written {
    text: String,
    /// As the writer corrected it.
    kind: Option<String>,
}

#[derive(Serialize)]
pub struct Report {
    /// The kind of each paragraph; none for an empty one.
    kinds: Vec<Option<&'static str>>,
    findings: Vec<Finding>,
    sources: Vec<Row>,
    hidden: usize,
}

#[derive(Serialize)]
struct Finding {
    rule: String,
    level: &'static str,
    message: String,
    help: Option<String>,
    why: String,
    labels: Vec<(Place, String)>,
    fix: Option<Fix>,
}

#[derive(Serialize)]
struct Fix {
    message: String,
    safe: bool,
    edits: Vec<(Place, String)>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    kind: &'static str,
    times: usize,
    place: Place,
    described: Option<String>,
}

#[derive(Serialize)]
pub struct RuleCard {
    id: String,
    level: &'static str,
    bad: Option<String>,
    good: Option<String>,
}

/// What each rule says of itself.
pub fn rules(linter: &Linter) -> Vec<RuleCard> {
    let card = |(rule, level): (&copydesk::rules::Rule, copydesk::model::Level)| {
        let of = |wanted: bool| {
            let example = rule.examples.iter().find(|example| matches!(example.expected, Expected::At(_)) == wanted);
            example.map(|example| example.text.clone())
        };
        RuleCard { id: rule.id.to_string(), level: level.name(), bad: of(true), good: of(false) }
    };
    linter.leveled_rules().map(card).collect()
}

/// Checks a story.
pub fn of(linter: &Linter, story: &Story) -> Report {
    let source = source(story);
    let input = Input { source: source.clone(), format: Format::Docx };
    let (article, _) = linter.article(&input);
    let report = linter.lint(&input);
    let mut kinds = vec![None; story.paragraphs.len()];
    for block in &article.blocks {
        let line = source.line_index(block.span.start);
        if let Some(kind) = kinds.get_mut(line).filter(|kind| kind.is_none() || **kind == Some("dateline")) {
            *kind = Some(block.kind.name());
        }
    }
    let place = |span: Span| Place::of(&source, span);
    let findings = report.diagnostics.iter().map(|found| Finding {
        rule: found.rule.to_string(),
        level: found.level.name(),
        message: found.message.clone(),
        help: found.help.clone(),
        why: found.why.to_string(),
        labels: found.labels.iter().map(|label| (place(label.span), label.message.clone())).collect(),
        fix: found.fix.as_ref().map(|fix| Fix {
            message: fix.message.clone(),
            safe: fix.safety == Safety::Safe,
            edits: fix.edits.iter().map(|edit| (place(edit.span), edit.replacement.clone())).collect(),
        }),
    });
    let sources = article.sources.iter().map(|source| Row {
        name: article.text.slice(source.words).to_owned(),
        kind: source.kind.name(),
        times: source.mentions,
        place: place(article.text.span(source.first)),
        described: source.description.map(|passage| article.text.slice(passage).to_owned()),
    });
    Report { kinds, findings: findings.collect(), sources: sources.collect(), hidden: report.hidden.stet }
}

/// The paragraphs as those of a word processor's file, whose styles say what they are.
fn source(story: &Story) -> Source {
    let mut text = String::new();
    let mut manuscript = Manuscript::default();
    for written in &story.paragraphs {
        let start = text.len();
        text.extend(written.text.chars().map(|letter| if letter == '\n' || letter == '\r' { ' ' } else { letter }));
        let mut paragraph = Paragraph { span: Span::new(start, text.len()), ..Paragraph::default() };
        let style = match written.kind.as_deref() {
            Some("headline") => "title",
            Some("dek") => "dek",
            Some("byline") => "byline",
            Some("block-quote") => "quote",
            Some("caption") => "caption",
            Some("note") => "footnote text",
            Some("paragraph") => "body text",
            _ => "",
        };
        match written.kind.as_deref() {
            Some("subhead") => paragraph.heading = 2,
            Some("list-item") => paragraph.list = 1,
            _ => {}
        }
        if !style.is_empty() {
            paragraph.styles.push(style.to_owned());
        }
        manuscript.paragraphs.push(paragraph);
        text.push('\n');
    }
    let comments = story.stets.iter().filter_map(|(paragraph, text)| {
        Some(Comment { text: text.clone(), span: manuscript.paragraphs.get(*paragraph)?.span })
    });
    manuscript.comments = comments.collect();
    Source::manuscript_file("story", text, manuscript)
}
