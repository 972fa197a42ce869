//! Findings as the protocol has them.

use std::sync::Arc;

use gen_lsp_types as lsp;
use lsp::{CodeDescription, DiagnosticRelatedInformation, DiagnosticSeverity, Location};

use super::client::Client;
use super::document::Document;
use crate::commands::desk::Desk;
use crate::model::{Diagnostic, FileReport, Format, Level, Span};

/// What was found in a document.
#[derive(Default)]
pub struct Findings {
    pub items: Vec<lsp::Diagnostic>,
    /// Of a story that was checked; its diagnostics are in the order of `items`.
    pub checked: Option<Checked>,
}

/// A story as it was checked.
pub struct Checked {
    pub report: FileReport,
    pub format: Format,
    pub desk: Arc<Desk>,
}

/// Writes diagnostics for one document.
pub struct Writer<'a> {
    pub client: &'a Client,
    pub document: &'a Document,
    /// Where the rule of a diagnostic is described.
    pub describe: &'a dyn Fn(&Diagnostic) -> Option<String>,
}

impl Writer<'_> {
    pub fn diagnostic(&self, diagnostic: &Diagnostic) -> lsp::Diagnostic {
        let description = if self.client.code_description { (self.describe)(diagnostic) } else { None };
        let related = if self.client.related_information { self.related(diagnostic) } else { Vec::new() };
        lsp::Diagnostic {
            range: self.range(diagnostic.span()),
            severity: Some(severity(diagnostic.level)),
            code: Some(diagnostic.rule.to_string().into()),
            code_description: description.map(|href| CodeDescription { href: href.into() }),
            source: Some("copydesk".to_owned()),
            message: message(diagnostic).into(),
            related_information: Some(related).filter(|related| !related.is_empty()),
            ..lsp::Diagnostic::default()
        }
    }

    /// Every label but the primary one.
    fn related(&self, diagnostic: &Diagnostic) -> Vec<DiagnosticRelatedInformation> {
        let words = |span: Span| format!("“{}”", &self.document.text[span.range()]);
        let labels = diagnostic.labels.iter().skip(1).map(|label| DiagnosticRelatedInformation {
            location: Location { uri: self.document.uri.clone().into(), range: self.range(label.span) },
            message: if label.message.is_empty() { words(label.span) } else { label.message.clone() },
        });
        labels.collect()
    }

    fn range(&self, span: Span) -> lsp::Range {
        self.document.lines.range(&self.document.text, span)
    }
}

/// What is wrong, and on a line of its own what to do.
pub fn message(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

pub fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::Error,
        Level::Warning => DiagnosticSeverity::Warning,
        Level::Note => DiagnosticSeverity::Information,
        Level::Off => DiagnosticSeverity::Hint,
    }
}
