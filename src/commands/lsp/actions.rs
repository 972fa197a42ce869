//! What can be done about findings, each as edits that any editor can make: fixes, stets, a rule switched off.

use std::collections::{BTreeMap, HashMap};

use gen_lsp_types as lsp;
use lsp::{CodeAction, CodeActionKind, DocumentChange, TextEdit, WorkspaceEdit};

use super::capabilities::FIX_ALL;
use super::client::Client;
use super::document::Document;
use super::findings::Checked;
use super::newsroom::Newsroom;
use super::{differences, switching_off};
use crate::model::{Article, Diagnostic, Edit, Input, Safety, Source, Span};
use crate::triage::fix::{self, MOST_ROUNDS};
use crate::triage::stet;

/// The actions for the findings that the range meets; `others` are the other open documents.
pub fn at(
    newsroom: &mut Newsroom<'_>,
    document: &mut Document,
    others: &BTreeMap<String, Document>,
    params: &lsp::CodeActionParams,
) -> Vec<CodeAction> {
    newsroom.look(document);
    let mut actions = Vec::new();
    if is_asked_for(params, "quickfix") {
        quick_fixes(newsroom, document, others, params.range, &mut actions);
    }
    if is_asked_for(params, FIX_ALL) {
        actions.extend(fix_all(newsroom, document));
    }
    actions
}

/// Whether the editor wants actions of this kind.
fn is_asked_for(params: &lsp::CodeActionParams, kind: &str) -> bool {
    let takes = |wanted: &CodeActionKind| {
        let wanted = String::from(wanted.clone());
        wanted.is_empty() || kind == wanted || kind.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('.'))
    };
    params.context.only.as_ref().is_none_or(|only| only.iter().any(takes))
}

fn quick_fixes(
    newsroom: &Newsroom<'_>,
    document: &Document,
    others: &BTreeMap<String, Document>,
    range: lsp::Range,
    actions: &mut Vec<CodeAction>,
) {
    let Some(findings) = &document.findings else { return };
    let Some(checked) = &findings.checked else { return };
    let asked = document.lines.span(&document.text, range);
    let met = |span: Span| span.start <= asked.end && asked.start <= span.end;
    let pairs = checked.report.diagnostics.iter().zip(&findings.items);
    let met: Vec<_> = pairs.filter(|(diagnostic, _)| met(diagnostic.span())).collect();
    if met.is_empty() {
        return;
    }
    let input = Input { source: Source::clone(&checked.report.source), format: checked.format };
    let (article, _) = checked.desk.linter.article(&input);
    let story = Story { newsroom, document, checked, article: &article };
    let add = |item: &lsp::Diagnostic, action: CodeAction| CodeAction {
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![item.clone()]),
        ..action
    };
    for (diagnostic, item) in &met {
        actions.extend(story.fix(diagnostic).map(|action| add(item, action)));
    }
    for (diagnostic, item) in met.iter().filter(|(diagnostic, _)| !diagnostic.rule.starts_with("stet/")) {
        actions.extend(story.stets(diagnostic).into_iter().map(|action| add(item, action)));
        let off = switching_off::action(newsroom, document, others, &checked.desk, &diagnostic.rule);
        actions.extend(off.map(|action| add(item, action)));
    }
}

/// A story, and all that is known of it.
struct Story<'a> {
    newsroom: &'a Newsroom<'a>,
    document: &'a Document,
    checked: &'a Checked,
    article: &'a Article,
}

impl Story<'_> {
    fn fix(&self, diagnostic: &Diagnostic) -> Option<CodeAction> {
        let fix = diagnostic.fix.as_ref()?;
        let edits = fix::edits(fix, &self.checked.report.source)?;
        let is_safe = fix.safety == Safety::Safe;
        let title = if is_safe { fix.message.clone() } else { format!("{} (may change the meaning)", fix.message) };
        Some(CodeAction { is_preferred: is_safe.then_some(true), ..self.edit(title, &edits) })
    }

    /// Letting the finding stand, here and in the whole story, for each of the usual reasons.
    fn stets(&self, diagnostic: &Diagnostic) -> Vec<CodeAction> {
        let (rule, format) = (&*diagnostic.rule, self.checked.format);
        let source = &self.checked.report.source;
        let mut actions = Vec::new();
        for reason in &self.newsroom.arguments.reasons {
            let here = stet::insertions(self.article, source, format, std::slice::from_ref(diagnostic), reason);
            let story = stet::for_story(self.article, source, format, rule, reason);
            // For what stands in front matter, there is no other place than the whole story.
            if !self.article.metadata.span.holds(diagnostic.span().start) {
                actions.push(self.edit(format!("let {rule} stand here: {reason}"), &here));
            }
            actions.push(self.edit(format!("let {rule} stand in this story: {reason}"), &[story]));
        }
        actions
    }

    fn edit(&self, title: String, edits: &[Edit]) -> CodeAction {
        let edit = workspace_edit(&self.newsroom.client, self.document, edits);
        CodeAction { title, edit: Some(edit), ..CodeAction::default() }
    }
}

/// Applies all fixes that change no meaning, and those that they make necessary.
fn fix_all(newsroom: &Newsroom<'_>, document: &mut Document) -> Option<CodeAction> {
    let checked = document.findings.as_ref()?.checked.as_ref()?;
    let (desk, format) = (checked.desk.clone(), checked.format);
    let mut report = checked.report.clone();
    let mut fixes = 0;
    for _ in 0..MOST_ROUNDS {
        let Some(mended) = fix::apply(&report, false) else { break };
        fixes += mended.fixes;
        let source = Source::file(&document.name, mended.text);
        report = desk.linter.lint(&Input { source, format });
        newsroom.narrow(document, &mut report, &desk).ok()?;
    }
    let edits = differences::between(&document.text, report.source.content());
    (fixes > 0 && !edits.is_empty()).then(|| CodeAction {
        title: "mend all that can be mended without a change of meaning".to_owned(),
        kind: Some(FIX_ALL.to_owned().into()),
        edit: Some(workspace_edit(&newsroom.client, document, &edits)),
        ..CodeAction::default()
    })
}

/// The edits of an open document, in the form that the editor takes.
pub fn workspace_edit(client: &Client, document: &Document, edits: &[Edit]) -> WorkspaceEdit {
    let edits = edits.iter().map(|edit| TextEdit {
        range: document.lines.range(&document.text, edit.span),
        new_text: edit.replacement.clone(),
    });
    of_document(client, &document.uri, Some(document.version), edits.collect())
}

/// The edits of the document at `uri`; `version` where it is open.
pub fn of_document(client: &Client, uri: &str, version: Option<i32>, edits: Vec<TextEdit>) -> WorkspaceEdit {
    if client.document_changes {
        let changes = vec![document_edit(uri, version, edits).into()];
        return WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() };
    }
    WorkspaceEdit { changes: Some(HashMap::from([(uri.into(), edits)])), ..WorkspaceEdit::default() }
}

pub fn document_edit(uri: &str, version: Option<i32>, edits: Vec<TextEdit>) -> lsp::TextDocumentEdit {
    let identifier = lsp::TextDocumentIdentifier { uri: uri.into() };
    lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier { version, text_document_identifier: identifier },
        edits: edits.into_iter().map(Into::into).collect(),
    }
}

/// Making the file at `uri` with this text.
pub fn creation(uri: &str, text: String) -> WorkspaceEdit {
    let create = lsp::CreateFile { uri: uri.into(), options: None, annotation_id: None };
    let edit = TextEdit { range: lsp::Range::default(), new_text: text };
    let changes: Vec<DocumentChange> = vec![create.into(), document_edit(uri, None, vec![edit]).into()];
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}
