//! `evidence`: quotations held against the transcripts and notes that a run is given.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::evidence::{Change, ChangeKind, Cleaning, Found, Said, Verdict};
use crate::model::{Passage, Reference};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<EvidenceTable>(
    "evidence",
    "quotations that the sources of the run hold in these words, in others, or not at all; without sources it finds nothing",
);

/// `evidence = { found = "altered", may-clean = ["fillers", "false-starts", "remarks"] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct EvidenceTable {
    /// How the sources must hold the quotation.
    found: WantedFound,
    /// What of spoken words may be left out without being a change.
    #[serde(default = "everything")]
    may_clean: Vec<Cleaning>,
}

#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum WantedFound {
    /// In its words.
    Verbatim,
    /// In other words.
    Altered,
    /// Not at all.
    Absent,
}

fn everything() -> Vec<Cleaning> {
    vec![Cleaning::Fillers, Cleaning::FalseStarts, Cleaning::Remarks]
}

#[derive(Debug)]
struct Evidence {
    found: Found,
    may_clean: Vec<Cleaning>,
}

impl CheckSettings for EvidenceTable {
    fn build(self, _builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let found = match self.found {
            WantedFound::Verbatim => Found::Verbatim,
            WantedFound::Altered => Found::Altered,
            WantedFound::Absent => Found::Absent,
        };
        Some(Box::new(Evidence { found, may_clean: self.may_clean }))
    }
}

/// So many changes stand in a message at most; the labels have them all.
const TOLD: usize = 3;
/// Words of a source that a message quotes, at most.
const QUOTED: usize = 8;

impl Check for Evidence {
    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let (Unit::Quotation(index), Some(evidence)) = (unit, context.evidence) else { return Vec::new() };
        let verdict = evidence.verdict(index, context.article);
        let Some(verdict) = verdict.filter(|verdict| verdict.found(&self.may_clean) == self.found) else {
            return Vec::new();
        };
        let words = context.article.quotations[index].words;
        // The comma before a closing mark is the story's.
        let quoted = context.article.text.slice(words).trim_end_matches(',');
        vec![self.finding(verdict, Passage::new(words.start, words.start + quoted.len()), context)]
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["changes".to_owned(), "where".to_owned()]
    }

    fn needs_evidence(&self) -> bool {
        true
    }
}

impl Evidence {
    fn finding(&self, verdict: &Verdict, words: Passage, context: &Context<'_>) -> Finding {
        let changes: Vec<&Change> = match self.found {
            Found::Altered => verdict.changes.iter().filter(|change| change.counts(&self.may_clean)).collect(),
            Found::Verbatim | Found::Absent => Vec::new(),
        };
        let in_message = |change: &&Change| reported(change, context.article.text.slice(change.place));
        let told: Vec<String> = changes.iter().take(TOLD).map(in_message).collect();
        let more = changes.len().saturating_sub(TOLD);
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        let place = verdict.said.first().map_or(String::new(), place);
        let mut labels = changes.iter().map(|change| (change.place, shown(change)));
        let first = labels.next();
        let references = verdict.said.iter().map(|said| self.reference(said));
        Finding {
            label: first.as_ref().map(|(_, label)| label.clone()),
            others: labels.collect(),
            references: references.collect(),
            ..Finding::at(first.map_or(words, |(place, _)| place))
        }
        .with_value("changes", told.join("; ") + &more)
        .with_value("where", place)
    }

    fn reference(&self, said: &Said) -> Reference {
        let what = if self.found == Found::Absent { "the nearest that the sources have" } else { "what was said" };
        let speaker = said.speaker.as_ref().map_or(String::new(), |speaker| format!(", by {speaker}"));
        Reference { source: said.source.clone(), span: said.span, message: format!("{what}{speaker}") }
    }
}

/// `interview.vtt:12`
fn place(said: &Said) -> String {
    format!("{}:{}", said.source.path, said.source.file_line.unwrap_or(said.source.place(said.span).from.line))
}

/// A change as the label on it says it.
fn shown(change: &Change) -> String {
    let said = shortened(&change.said);
    match change.kind {
        ChangeKind::LeftOut => format!("“{said}” is left out here"),
        ChangeKind::PutIn => "this was not said".to_owned(),
        ChangeKind::Changed => format!("“{said}” was said"),
        ChangeKind::Moved => "this was said elsewhere".to_owned(),
        ChangeKind::Joined(words) => format!("{words} words are left out here, and no ellipsis says so"),
    }
}

/// A change of the story's words `written` as a message says it.
fn reported(change: &Change, written: &str) -> String {
    let (said, written) = (shortened(&change.said), shortened(written));
    match change.kind {
        ChangeKind::LeftOut => format!("“{said}” is left out"),
        ChangeKind::PutIn => format!("“{written}” was not said"),
        ChangeKind::Changed => format!("“{said}” has become “{written}”"),
        ChangeKind::Moved => format!("“{written}” was said elsewhere"),
        ChangeKind::Joined(words) => format!("{words} words are left out without an ellipsis"),
    }
}

fn shortened(words: &str) -> String {
    let mut short = words.split_whitespace().take(QUOTED).collect::<Vec<_>>().join(" ");
    if words.split_whitespace().nth(QUOTED).is_some() {
        short += " …";
    }
    short
}
