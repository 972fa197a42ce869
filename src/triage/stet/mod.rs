//! Stet, "let it stand": where an editor has written that a finding is to be passed over, and why.

mod reach;
mod write;

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use self::reach::{Stretches, Surroundings};
use crate::model::{Article, Comment, Diagnostic, MetadataField, Source, Span, StetFault};

pub use write::{for_story, insertions};

/// A fault of a stet, in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: StetFault,
    pub span: Span,
    /// What is written under the stet.
    pub label: String,
}

/// What the rules of a run are called.
pub trait Names {
    /// Whether `name` (a rule or a set) takes in the rule of this id.
    fn takes(&self, name: &str, rule: &str) -> bool;

    /// The nearest name where there is no rule or set called `name`.
    ///
    /// # Errors
    /// There is none so called.
    fn find(&self, name: &str) -> Result<(), Option<String>>;

    /// Whether a rule of that name runs over the story.
    fn runs(&self, name: &str) -> bool;
}

/// Takes out of `diagnostics` what the story's stets let stand; says how many those were, and what is wrong with the
/// stets.
pub fn apply(
    article: &Article,
    source: &Source,
    diagnostics: &mut Vec<Diagnostic>,
    names: &dyn Names,
) -> (usize, Vec<Fault>) {
    let (stets, mut faults) = StetReader { article, source }.read();
    if stets.is_empty() {
        return (0, faults);
    }
    let mut known = FxHashMap::default();
    let mut stets_of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, stet) in stets.iter().enumerate() {
        for rule in &stet.rules {
            let name = known.entry(rule.as_str()).or_insert_with(|| names.find(rule));
            if name.is_ok() {
                stets_of.entry(rule).or_default().push(index);
            }
        }
    }
    let mut used: FxHashSet<(usize, &str)> = FxHashSet::default();
    let mut stands = vec![false; diagnostics.len()];
    for (name, stets_of) in stets_of {
        let taken = |index: &usize| names.takes(name, &diagnostics[*index].rule);
        let taken: Vec<usize> = (0..diagnostics.len()).filter(taken).collect();
        let reaches = Stretches::new(stets_of.iter().map(|stet| stets[*stet].reach));
        let places = Stretches::new(taken.iter().map(|index| place(&diagnostics[*index])));
        used.extend(stets_of.iter().filter(|stet| places.meet(stets[**stet].reach)).map(|stet| (*stet, name)));
        taken.iter().for_each(|index| stands[*index] |= reaches.meet(place(&diagnostics[*index])));
    }
    for (index, stet) in stets.iter().enumerate() {
        faults.extend(stet.faults(|rule| used.contains(&(index, rule)), &known, names));
    }
    let before = diagnostics.len();
    let mut stands = stands.into_iter();
    diagnostics.retain(|_| !stands.next().unwrap_or_default());
    (before - diagnostics.len(), faults)
}

/// Where a finding stands, and be it between two letters.
fn place(diagnostic: &Diagnostic) -> Span {
    let span = diagnostic.span();
    Span::new(span.start, span.end.max(span.start + 1))
}

/// The names that stets write, with what is known of them.
type KnownNames<'stets> = FxHashMap<&'stets str, Result<(), Option<String>>>;

/// One stet.
struct Stet {
    /// Rules and sets.
    rules: Vec<String>,
    reason: String,
    /// Where it is written.
    span: Span,
    /// Where findings are let stand.
    reach: Span,
}

impl Stet {
    /// Reads `RULE, RULE: reason`.
    fn parse(words: &str, span: Span, reach: Span) -> Self {
        let (rules, reason) = words.split_once(':').unwrap_or((words, ""));
        let rules = rules.split([',', ' ', '\n', '\t']).map(str::trim).filter(|rule| !rule.is_empty());
        Self { rules: rules.map(str::to_owned).collect(), reason: reason.trim().to_owned(), span, reach }
    }

    fn faults(&self, is_used: impl Fn(&str) -> bool, known: &KnownNames<'_>, names: &dyn Names) -> Vec<Fault> {
        let fault = |kind, label| Fault { kind, span: self.span, label };
        let mut faults = Vec::new();
        if self.rules.is_empty() {
            faults.push(fault(StetFault::UnknownRule, "it names no rule".to_owned()));
        } else if self.reason.is_empty() {
            faults.push(fault(StetFault::NoReason, "why?".to_owned()));
        }
        for rule in &self.rules {
            match &known[rule.as_str()] {
                Err(Some(near)) => faults.push(fault(StetFault::UnknownRule, format!("did you mean `{near}`?"))),
                Err(None) => faults.push(fault(StetFault::UnknownRule, format!("no rule is called `{rule}`"))),
                Ok(()) if !is_used(rule) && names.runs(rule) => {
                    faults.push(fault(StetFault::Unused, format!("`{rule}` finds nothing here")));
                }
                Ok(()) => {}
            }
        }
        faults
    }
}

/// Reads a story's stets.
struct StetReader<'a> {
    article: &'a Article,
    source: &'a Source,
}

impl StetReader<'_> {
    fn read(&self) -> (Vec<Stet>, Vec<Fault>) {
        let mut stets = self.metadata_stets();
        let mut faults = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut surroundings = Surroundings::new(self.article, self.source);
        let mut comments: Vec<&Comment> = self.article.comments.iter().collect();
        comments.sort_by_key(|comment| comment.span);
        for comment in comments {
            if let Some(label) = malformation(&comment.text) {
                faults.push(Fault { kind: StetFault::Malformed, span: comment.span, label: label.to_owned() });
                continue;
            }
            let Some((kind, words)) = stet_words(&comment.text) else { continue };
            let whole = Span::new(0, self.source.content().len());
            match kind {
                "" => stets.push(Stet::parse(words, comment.span, surroundings.of(comment.span))),
                "-file" => stets.push(Stet::parse(words, comment.span, whole)),
                "-begin" => {
                    open.push(stets.len());
                    stets.push(Stet::parse(words, comment.span, Span::new(comment.span.end, whole.end)));
                }
                _ => match open.pop() {
                    Some(begun) => stets[begun].reach.end = comment.span.start,
                    None => faults.push(Fault {
                        kind: StetFault::Unused,
                        span: comment.span,
                        label: "no stet-begin stands before it".to_owned(),
                    }),
                },
            }
        }
        faults.extend(open.into_iter().map(|begun| Fault {
            kind: StetFault::Unclosed,
            span: stets[begun].span,
            label: "no stet-end stands behind it".to_owned(),
        }));
        (stets, faults)
    }

    /// `stet: [{rule: …, reason: …}]`, or `stet: ["RULE: reason"]`: for the whole story.
    fn metadata_stets(&self) -> Vec<Stet> {
        let mut stets: Vec<Stet> = Vec::new();
        let whole = Span::new(0, self.source.content().len());
        let (mut has_rule, mut has_reason) = (true, true);
        let fields: Vec<&MetadataField> =
            self.article.metadata.fields.iter().filter(|field| field.key.starts_with("stet")).collect();
        for field in fields {
            let (is_rule, is_reason) = match field.key.as_str() {
                "stet" => {
                    stets.push(Stet::parse(&field.value, field.span, whole));
                    (has_rule, has_reason) = (true, true);
                    continue;
                }
                "stet.rule" => (true, false),
                "stet.reason" => (false, true),
                _ => continue,
            };
            // A key that was there already begins the next item of the list.
            if is_rule && has_rule || is_reason && has_reason {
                stets.push(Stet::parse("", field.span, whole));
                (has_rule, has_reason) = (false, false);
            }
            (has_rule, has_reason) = (has_rule || is_rule, has_reason || is_reason);
            let Some(stet) = stets.last_mut() else { continue };
            if is_rule {
                stet.rules = Stet::parse(&field.value, field.span, whole).rules;
                stet.span = field.span;
            } else {
                field.value.trim().clone_into(&mut stet.reason);
            }
        }
        stets
    }
}

/// The words behind `stet`, and what is joined to it: `-begin`, `-end`, `-file` or nothing.
fn stet_words(comment: &str) -> Option<(&'static str, &str)> {
    let rest = after_stet(comment.trim())?;
    let kind = ["-begin", "-end", "-file"].into_iter().find(|kind| rest.starts_with(kind)).unwrap_or("");
    let words = &rest[kind.len()..];
    (words.is_empty() || words.starts_with([' ', '\n', '\t', ':', '\r'])).then_some((kind, words.trim_start()))
}

/// What is wrong with a stet that can't be read as one: plain text gives it with the marks around it where they are not
/// those of a stet.
fn malformation(comment: &str) -> Option<&'static str> {
    let comment = comment.trim();
    if after_stet(comment.trim_start_matches(['[', '(', '<', '!', '-', ' '])).is_some() {
        if comment.starts_with('[') {
            return Some("the closing bracket is missing: [stet RULE: reason], on one line");
        }
        if comment.starts_with(['(', '<']) {
            return Some("in plain text it is written [stet RULE: reason]");
        }
    }
    let kind = after_stet(comment)?.strip_prefix('-')?;
    let kind = kind.split(|letter: char| letter.is_whitespace() || letter == ':').next().unwrap_or_default();
    (!["begin", "end", "file"].contains(&kind)).then_some("there are stet, stet-begin, stet-end and stet-file")
}

/// What follows the word, in whatever case.
fn after_stet(words: &str) -> Option<&str> {
    let (word, rest) = words.split_at_checked(4)?;
    word.eq_ignore_ascii_case("stet").then_some(rest)
}

/// Whether nothing stands there but white space, and perhaps a byte-order mark.
fn is_blank(text: &str) -> bool {
    text.trim_matches(is_blank_letter).is_empty()
}

fn is_blank_letter(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{feff}'
}
