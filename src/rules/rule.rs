//! One rule, ready to run.

use std::sync::Arc;

use super::built_in::BUILT_IN;
use super::example::Example;
use super::exception::Exception;
use super::languages::known_language;
use super::template::MessageTemplate;
use super::written::{Once, WrittenRule, WrittenScopes};
use super::{Languages, Selector};
use crate::checks::{Builder, CHECKS, Check, CheckKind};
use crate::decode::{self, Table, nearest, span_of};
use crate::matcher::PatternPool;
use crate::model::{Diagnostic, Label, Level, Problem, Span};
use crate::query::facts::facts;
use crate::query::{Anchor, Condition, NamedConditions, Scope};
use crate::scoring::Scale;

/// A rule: which units it looks at, what it looks for in them, and what it says.
#[derive(Debug)]
pub struct Rule {
    /// `set/name`.
    pub id: Arc<str>,
    pub set: String,
    pub name: String,
    /// Its own level, before any configuration.
    pub level: Level,
    /// The language of the stories that it looks at; all where there is none.
    pub language: Option<String>,
    pub scopes: Vec<Scope>,
    pub why: Arc<str>,
    /// Where it is described, from the root of copydesk's repository, if it is built in.
    pub page: Option<Arc<str>>,
    pub standard: String,
    pub examples: Vec<Example>,
    /// The name of its check's table, if it has one.
    pub check_name: Option<&'static str>,
    /// The facts that its `where` asks for by name: what a configuration may set.
    pub facts: Vec<String>,
    /// The rule file that it comes from, and where it begins there.
    pub file: String,
    pub span: Span,
    pub(super) condition: Condition,
    pub(super) check: Option<Box<dyn Check>>,
    pub(super) unless: Vec<Exception>,
    pub(super) given: Vec<Exception>,
    pub message: MessageTemplate,
    pub(super) label: MessageTemplate,
    pub help: MessageTemplate,
    pub(super) mark: Option<Anchor>,
    pub(super) labels: Vec<(Anchor, MessageTemplate)>,
    pub(super) once: Option<Once>,
    /// Whose findings stand in the place of its own.
    pub(super) yields_to: Vec<Selector>,
}

/// The set that a rule belongs to.
pub(super) struct Belonging<'a> {
    pub file: &'a str,
    pub set: &'a str,
    pub language: Option<&'a str>,
}

/// The keys of `WrittenRule`, for suggestions beside the names of the checks.
const KEYS: &[&str] = &[
    "name",
    "level",
    "scope",
    "where",
    "unless",
    "given",
    "message",
    "label",
    "help",
    "why",
    "standard",
    "mark",
    "labels",
    "once",
    "yields-to",
    "example",
    "language",
];

/// What a rule's `language` says that needs none.
const ANY: &str = "any";

/// Placeholders that every rule's messages may use.
const PLACEHOLDERS: &[&str] = &["text", "speaker", "source", "cue", "headline", "language"];

impl Rule {
    /// Whether it says the same thing in one story of a run only.
    pub fn speaks_once_a_run(&self) -> bool {
        self.once == Some(Once::Run)
    }

    /// Whether it holds stories against the sources of a run.
    pub fn needs_evidence(&self) -> bool {
        self.check.as_ref().is_some_and(|check| check.needs_evidence())
    }

    /// What it says, with the placeholders as they are written.
    pub fn message(&self) -> String {
        self.message.fill(&|name| format!("{{{name}}}"))
    }

    /// The scale on which its check weighs, if it does.
    pub fn scale(&self) -> Option<&Scale> {
        self.check.as_ref()?.scale()
    }

    /// A finding that is made for the rule, not by its check.
    pub fn report(&self, level: Level, label: Label) -> Diagnostic {
        let nothing = |_: &str| String::new();
        Diagnostic {
            rule: self.id.clone(),
            level,
            message: self.message.fill(&nothing),
            labels: vec![label],
            references: Vec::new(),
            extent: None,
            notes: Vec::new(),
            why: self.why.clone(),
            page: self.page.clone(),
            help: Some(self.help.fill(&nothing)).filter(|help| !help.is_empty()),
            fix: None,
        }
    }

    /// Reads a `[[rule]]` table; what is wrong with it goes to `problems`.
    pub(super) fn read(
        mut table: Table<'_>,
        belonging: &Belonging<'_>,
        languages: &Languages,
        named: &NamedConditions,
        pool: &PatternPool,
        problems: &mut Vec<Problem>,
    ) -> Option<Rule> {
        let span = span_of(&table.span());
        let check = take_check(&mut table, problems);
        let faults = problems.len();
        let Some(written) = decode::salvage::<WrittenRule>(table, problems) else {
            let lexicon = &languages.for_rules(belonging.language).lexicon;
            show_faults(check, None, Builder { pool, lexicon, named, scopes: &[], problems }, span);
            return None;
        };
        let language = match &written.language {
            Some(language) if language.get_ref() == ANY => None,
            Some(language) => known_language(language, languages.codes(), problems),
            None => belonging.language.map(str::to_owned),
        };
        let is_whole = problems.len() == faults;
        let lexicon = &languages.for_rules(language.as_deref()).lexicon;
        let mut builder = Builder { pool, lexicon, named, scopes: &[], problems };
        let scopes = read_scopes(&written.scope, &mut builder);
        let mut builder = builder.within(&scopes);
        if !is_whole {
            show_faults(check, Some(&written), builder, span);
            return None;
        }
        let condition = builder.condition(&written.condition);
        let (check_name, check) = match check {
            Some((kind, table)) => (Some(kind.name), Some((kind.build)(table, &mut builder)?)),
            None => (None, None),
        };
        let unless = written.unless.iter().map(|exception| Exception::new(exception, &mut builder)).collect();
        let given = written.given.iter().map(|exception| Exception::new(exception, &mut builder)).collect();
        let mut known: Vec<String> = PLACEHOLDERS.iter().map(|name| (*name).to_owned()).collect();
        known.extend(check.iter().flat_map(|check| check.placeholders()));
        let of_units = facts().filter(|fact| scopes.iter().all(|scope| fact.is_known_of(*scope)));
        known.extend(of_units.map(|fact| fact.name.to_owned()));
        let template = |text: &toml::Spanned<String>, problems: &mut Vec<Problem>| {
            MessageTemplate::new(text.get_ref(), span_of(&text.span()), &known, problems)
        };
        let message = template(&written.message, problems);
        let label = template(&written.label, problems);
        let help = template(&written.help, problems);
        let labels = written
            .labels
            .iter()
            .filter_map(|label| Some((read_anchor(&label.at, problems)?, template(&label.text, problems))))
            .collect();
        check_name_of(&written.name, problems);
        let examples: Vec<Example> =
            written.examples.iter().flat_map(|example| Example::read(example, &scopes, problems)).collect();
        require_examples(&written.name, &examples, problems);
        Some(Rule {
            id: format!("{}/{}", belonging.set, written.name.get_ref()).into(),
            set: belonging.set.to_owned(),
            name: written.name.get_ref().clone(),
            level: written.level,
            language,
            why: written.why.trim().into(),
            page: page(belonging, written.name.get_ref()),
            standard: written.standard,
            examples,
            check_name,
            facts: written.condition.get_ref().facts(),
            file: belonging.file.to_owned(),
            span,
            condition,
            check,
            unless,
            given,
            message,
            label,
            help,
            mark: written.mark.as_ref().and_then(|mark| read_anchor(mark, problems)),
            labels,
            once: written.once,
            yields_to: written.yields_to.into_iter().map(Selector).collect(),
            scopes,
        })
    }
}

/// Tries check and exceptions of a rule that is faulty already, so that their own faults show with its own.
fn show_faults(
    check: Option<(&CheckKind, Table<'_>)>,
    written: Option<&WrittenRule>,
    mut builder: Builder<'_>,
    rule: Span,
) {
    let first = builder.problems.len();
    if let Some((kind, table)) = check {
        (kind.build)(table, &mut builder);
    }
    for exception in written.iter().flat_map(|written| written.unless.iter().chain(&written.given)) {
        Exception::new(exception, &mut builder);
    }
    decode::forget_invented(builder.problems, first, rule);
}

/// Its heading in docs/rules.md: an anchor is the heading without its slash.
fn page(belonging: &Belonging<'_>, name: &str) -> Option<Arc<str>> {
    let built_in = BUILT_IN.iter().any(|file| file.path == belonging.file);
    built_in.then(|| format!("docs/rules.md#{}{name}", belonging.set).into())
}

/// Takes the one table that is named after a check out of the rule's table.
fn take_check<'file>(
    table: &mut Table<'file>,
    problems: &mut Vec<Problem>,
) -> Option<(&'static CheckKind, Table<'file>)> {
    suggest_check(table, problems);
    let mut found = None;
    for kind in CHECKS {
        let Some((key, value)) = decode::take(table.get_mut(), kind.name) else { continue };
        let span = value.span();
        match (value.into_inner(), &found) {
            (toml::de::DeValue::Table(inner), None) => found = Some((kind, toml::Spanned::new(span, inner))),
            (toml::de::DeValue::Table(_), Some((first, _))) => problems.push(Problem {
                span: key,
                message: format!("a rule has one check, and this one has `{}` already", first.name),
                label: "the second check".to_owned(),
                help: "make two rules of it".to_owned(),
            }),
            _ => problems.push(Problem {
                span: span_of(&span),
                message: format!("`{}` is a table", kind.name),
                label: "not a table".to_owned(),
                help: format!("write {} = {{ … }}", kind.name),
            }),
        }
    }
    found
}

/// A key that is nearly a check's name is taken out and reported as that; serde would only suggest a rule's own keys.
fn suggest_check(table: &mut Table<'_>, problems: &mut Vec<Problem>) {
    let checks = || CHECKS.iter().map(|kind| kind.name);
    let keys: Vec<String> = table.get_ref().keys().map(|key| key.get_ref().to_string()).collect();
    for key in keys.iter().filter(|key| !KEYS.contains(&key.as_str()) && !checks().any(|name| name == *key)) {
        if nearest(key, KEYS.iter().copied()).is_some() {
            continue;
        }
        let Some(near) = nearest(key, checks()) else { continue };
        if let Some((span, _)) = decode::take(table.get_mut(), key) {
            problems.push(Problem {
                span,
                message: format!("unknown key `{key}`"),
                label: "no such check".to_owned(),
                help: format!("did you mean `{near}`?"),
            });
        }
    }
}

fn read_scopes(written: &toml::Spanned<WrittenScopes>, builder: &mut Builder<'_>) -> Vec<Scope> {
    let names = match written.get_ref() {
        WrittenScopes::One(name) => std::slice::from_ref(name),
        WrittenScopes::More(names) => names,
    };
    names.iter().filter_map(|name| builder.scope(&toml::Spanned::new(written.span(), name.clone()))).collect()
}

fn read_anchor(name: &toml::Spanned<String>, problems: &mut Vec<Problem>) -> Option<Anchor> {
    let found = Anchor::from_name(name.get_ref());
    if found.is_none() {
        problems.push(Problem {
            span: span_of(&name.span()),
            message: format!("`{}` is no place that a label can point at", name.get_ref()),
            label: "no such place".to_owned(),
            help: format!("write one of: {}", Anchor::ALL.map(Anchor::name).join(", ")),
        });
    }
    found
}

fn check_name_of(name: &toml::Spanned<String>, problems: &mut Vec<Problem>) {
    let is_fine = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if name.get_ref().is_empty() || !name.get_ref().chars().all(is_fine) {
        problems.push(Problem {
            span: span_of(&name.span()),
            message: format!("`{}` can't be a rule's name", name.get_ref()),
            label: "not a name".to_owned(),
            help: "write lower-case words joined by hyphens".to_owned(),
        });
    }
}

fn require_examples(name: &toml::Spanned<String>, examples: &[Example], problems: &mut Vec<Problem>) {
    use super::Expected;
    let is_good = |example: &Example| example.expected == Expected::Nothing;
    let (has, missing) = match (examples.iter().any(|example| !is_good(example)), examples.iter().any(is_good)) {
        (true, true) => return,
        (false, true) => ("no bad example", "a bad one"),
        (true, false) => ("no good example", "a good one"),
        (false, false) => ("no examples", "a bad one and a good one"),
    };
    problems.push(Problem {
        span: span_of(&name.span()),
        message: format!("the rule `{}` has {has}", name.get_ref()),
        label: "untested".to_owned(),
        help: format!("add {missing} in [[rule.example]]: they are the rule's tests and its documentation"),
    });
}
