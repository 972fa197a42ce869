//! Checks documents as `copydesk check` does, in the texts that the editor holds.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types as lsp;
use lsp::{DiagnosticRelatedInformation, Location};
use rustc_hash::FxHashMap;
use tempfile::TempDir;

use super::addresses::uri_of;
use super::client::Client;
use super::document::Document;
use super::findings::{Checked, Findings, Writer};
use super::lines::Lines;
use super::toml_files;
use crate::cli::LspArgs;
use crate::commands::assignments::kind_by_ending;
use crate::commands::desk::{Desk, Desks, Faults};
use crate::config;
use crate::inputs::{self, DocumentPlace, FileKind, Finder, InputError, Texts};
use crate::model::{Diagnostic, FileReport, Format, Input, Label, Level, Problem, Span};
use crate::rules::{BUILT_IN, RuleSet, load};

/// The description of all built-in rules.
const REFERENCE: &str = include_str!("../../../docs/rules.md");

/// What a document is checked as.
pub enum Kind {
    Story(FileKind),
    Configuration(PathBuf),
    Rules(PathBuf),
}

pub struct Newsroom<'run> {
    pub arguments: &'run LspArgs,
    pub client: Client,
    pub desks: Desks<'run>,
    /// The configuration and rule files that are open.
    texts: Texts,
    /// The desk that a story came to when its configuration was last whole: a rule that is just being written takes no
    /// findings away.
    last_good: FxHashMap<String, Arc<Desk>>,
    /// The reference of rules, in a folder that goes when the editor goes.
    reference: OnceCell<Option<TempDir>>,
}

impl<'run> Newsroom<'run> {
    pub fn new(arguments: &'run LspArgs, client: Client) -> Self {
        Self {
            arguments,
            client,
            desks: Desks::new(&arguments.rules),
            texts: Texts::default(),
            last_good: FxHashMap::default(),
            reference: OnceCell::new(),
        }
    }

    /// Reads configuration and rules anew, those that are open as `texts` has them.
    pub fn reopen(&mut self, texts: Texts) {
        self.desks = Desks::with_texts(&self.arguments.rules, texts.clone());
        self.texts = texts;
    }

    /// The rules that hold for the folder of a configuration or rule file: without the line of `offset`, where that is
    /// being written and makes no sense yet; the built-in ones, where that helps nothing.
    pub fn rules_beside(&self, document: &Document, path: &Path, offset: usize) -> Option<RuleSet> {
        let of = |desks: &Desks<'_>| {
            let settings = desks.settings_for(path);
            let files = settings.is_whole().then(|| desks.rule_files(&settings).ok()).flatten()?;
            load(&files).ok()
        };
        let without_line = || {
            let start = document.text[..offset].rfind('\n').map_or(0, |at| at + 1);
            let end = document.text[offset..].find('\n').map_or(document.text.len(), |at| offset + at);
            let mut texts = self.texts.clone();
            texts.put(path.to_owned(), [&document.text[..start], &document.text[end..]].concat());
            of(&Desks::with_texts(&self.arguments.rules, texts))
        };
        of(&self.desks).or_else(without_line).or_else(|| load(BUILT_IN).ok())
    }

    /// What the document is checked as; none where it is nothing of ours.
    pub fn kind(&self, document: &Document) -> Option<Kind> {
        if let Some(path) = document.path.as_ref().filter(|path| toml_files::is_toml(document, path)) {
            return toml_files::kind(self, document, path);
        }
        let reference = self.reference.get().and_then(Option::as_ref);
        let is_ours = |path: &PathBuf| reference.is_some_and(|folder| path.starts_with(folder.path()));
        if document.path.as_ref().is_some_and(is_ours) {
            return None;
        }
        let by_language = by_language(&document.language);
        let kind = |path: &Path| {
            self.desks
                .settings_for(path)
                .kind(path)
                .or_else(|| kind_by_ending(path))
                .or(by_language.map(FileKind::Article))
        };
        let finder = Finder {
            kind: Box::new(kind),
            excluded: Box::new(|path| self.desks.settings_for(path).excluded_by(path)),
            standard_input_name: None,
            force_exclude: true,
        };
        let folders = &self.client.folders;
        match document.path.as_ref().filter(|path| folders.iter().any(|folder| path.starts_with(folder))) {
            Some(path) => finder.pick(path, folders, &document.name),
            None => finder.kind_of(Path::new(&document.name)),
        }
        .map(Kind::Story)
    }

    /// Looks at the document, unless it has been looked at.
    pub fn look<'document>(&mut self, document: &'document mut Document) -> &'document Findings {
        if document.findings.is_none() {
            let findings = match self.kind(document) {
                Some(Kind::Story(kind)) => self.check(document, kind),
                Some(Kind::Configuration(path)) => self.items(document, &toml_files::configuration(self, path)),
                Some(Kind::Rules(path)) => self.items(document, &toml_files::rules(self, document, &path)),
                None => Findings::default(),
            };
            document.findings = Some(findings);
        }
        document.findings.get_or_insert_default()
    }

    fn check(&mut self, document: &mut Document, kind: FileKind) -> Findings {
        let desk = match self.desk(&document.name) {
            Ok(desk) => desk,
            Err(faults) => return self.unchecked(document, 0, &faults),
        };
        let place = DocumentPlace::Memory(document.text.as_bytes().into());
        let loaded = inputs::Document { place, name: document.name.clone(), kind }.load();
        let mut findings = Findings::default();
        for input in loaded {
            match input.and_then(|input| self.check_input(document, input, &desk)) {
                Ok(checked) if kind == FileKind::Records => findings.items.extend(self.of_record(document, &checked)),
                Ok(checked) => {
                    findings.items = self.items(document, &checked.report.diagnostics).items;
                    findings.checked = Some(checked);
                }
                // An empty story has nothing to be said of.
                Err(error) if error.level < Level::Error => {}
                Err(error) => {
                    let line = error.place.rsplit(':').next().and_then(|line| line.parse::<usize>().ok());
                    let line = line.filter(|_| kind == FileKind::Records).map_or(0, |line| line - 1);
                    let faults = Faults { unreadable: vec![error], ..Faults::default() };
                    findings.items.extend(self.unchecked(document, line, &faults).items);
                }
            }
        }
        findings
    }

    /// Checks an article of the document as `copydesk check` does, baseline and least level included.
    fn check_input(&self, document: &mut Document, input: Input, desk: &Arc<Desk>) -> Result<Checked, InputError> {
        let mut report = desk.linter.lint(&input);
        self.narrow(document, &mut report, desk)?;
        Ok(Checked { report, format: input.format, desk: Arc::clone(desk) })
    }

    /// Takes out of a report what the baseline holds, and what is not to be shown.
    pub fn narrow(&self, document: &mut Document, report: &mut FileReport, desk: &Desk) -> Result<(), InputError> {
        if !self.arguments.rules.isolated
            && let Some(ledger) = document.ledger().as_mut().map_err(|error| error.clone())?
        {
            ledger.hide(report, None);
        }
        let configured = desk.settings.min_level.as_ref().map(|level| level.value);
        let least = self.arguments.min_level.or(configured).unwrap_or(Level::Note);
        report.diagnostics.retain(|diagnostic| diagnostic.level >= least);
        Ok(())
    }

    /// The desk for the story that goes by `name`; the one that there was where its configuration is faulty now.
    fn desk(&mut self, name: &str) -> Result<Arc<Desk>, Arc<Faults>> {
        match self.desks.made(&self.desks.settings_for(Path::new(name))) {
            Ok(desk) => {
                self.last_good.insert(name.to_owned(), Arc::clone(&desk));
                Ok(desk)
            }
            Err(faults) => self.last_good.get(name).cloned().ok_or(faults),
        }
    }

    /// Forgets the document that goes by `name`.
    pub fn forget(&mut self, name: &str) {
        self.last_good.remove(name);
    }

    /// Says on a line (from 0) of the document that it is not checked, and why.
    fn unchecked(&self, document: &Document, line: usize, faults: &Faults) -> Findings {
        let problem = Problem {
            span: line_span(&document.text, line),
            message: format!("this is not checked: {}", faults.reason()),
            label: String::new(),
            help: "mend that, and it is checked".to_owned(),
        };
        let mut findings = self.items(document, &[problem.diagnostic("copydesk/config")]);
        if self.client.related_information {
            let related = faults.files.iter().flat_map(|report| self.elsewhere(report)).collect();
            findings.items[0].related_information = Some(related);
        }
        findings
    }

    /// The faults of another file.
    fn elsewhere(&self, report: &FileReport) -> Vec<DiagnosticRelatedInformation> {
        let text = report.source.content();
        let lines = Lines::of(text, self.client.encoding);
        let uri = uri_of(&config::absolute(Path::new(&report.source.path)));
        let related = |diagnostic: &Diagnostic| DiagnosticRelatedInformation {
            location: Location { uri: uri.clone().into(), range: lines.range(text, diagnostic.span()) },
            message: diagnostic.message.clone(),
        };
        report.diagnostics.iter().map(related).collect()
    }

    fn items(&self, document: &Document, diagnostics: &[Diagnostic]) -> Findings {
        let describe = |diagnostic: &Diagnostic| self.description(document, diagnostic);
        let writer = Writer { client: &self.client, document, describe: &describe };
        Findings { items: diagnostics.iter().map(|diagnostic| writer.diagnostic(diagnostic)).collect(), checked: None }
    }

    /// The findings of one line of a `.jsonl` document, each on the whole line: the words stand in it as JSON has them.
    fn of_record(&self, document: &Document, checked: &Checked) -> Vec<lsp::Diagnostic> {
        let line = checked.report.source.file_line.map_or(0, |line| line - 1);
        let on_line = checked.report.diagnostics.iter().map(|diagnostic| {
            let words = checked.report.source.slice(diagnostic.span());
            let label = Label { span: line_span(&document.text, line), message: String::new() };
            Diagnostic {
                message: format!("“{words}”: {}", diagnostic.message),
                labels: vec![label],
                ..diagnostic.clone()
            }
        });
        self.items(document, &on_line.collect::<Vec<_>>()).items
    }

    /// The address of what describes the rule: the reference, or a newsroom's own rule file.
    fn description(&self, document: &Document, diagnostic: &Diagnostic) -> Option<String> {
        if let Some(page) = &diagnostic.page {
            let (_, anchor) = page.split_once('#')?;
            return Some(format!("{}#{anchor}", uri_of(&self.reference()?)));
        }
        let settings = self.desks.settings_for(Path::new(&document.name));
        let desk = self.desks.made(&settings).ok()?;
        let rule = desk.linter.rules().rule(&diagnostic.rule)?;
        Some(uri_of(&config::absolute(Path::new(&rule.file))))
    }

    /// The file that holds the reference, written down when it is first asked for.
    fn reference(&self) -> Option<PathBuf> {
        let write = || {
            let folder = tempfile::Builder::new().prefix("copydesk-").tempdir().ok()?;
            std::fs::write(folder.path().join("rules.md"), REFERENCE).ok()?;
            Some(folder)
        };
        self.reference.get_or_init(write).as_ref().map(|folder| folder.path().join("rules.md"))
    }
}

/// Where a line (from 0) stands.
fn line_span(text: &str, line: usize) -> Span {
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    Span::new(start, text[start..].find('\n').map_or(text.len(), |length| start + length))
}

/// The format that goes with an editor's name for a language.
fn by_language(language: &str) -> Option<Format> {
    match language {
        "plaintext" | "text" => Some(Format::Text),
        "markdown" | "mdx" | "quarto" => Some(Format::Markdown),
        "html" => Some(Format::Html),
        _ => None,
    }
}
