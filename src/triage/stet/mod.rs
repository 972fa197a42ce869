//! Stet, "let it stand": where an editor has written that a finding is to be passed over, and why.

mod write;

use crate::model::{Article, Block, Comment, Diagnostic, MetadataField, Source, Span, StetFault};

pub use write::insertions;

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
    let (stets, mut faults) = Reader { article, source }.read();
    if stets.is_empty() {
        return (0, faults);
    }
    let mut uses: Vec<Vec<bool>> = stets.iter().map(|stet| vec![false; stet.rules.len()]).collect();
    let before = diagnostics.len();
    diagnostics.retain(|diagnostic| {
        let mut stands = false;
        for (stet, uses) in stets.iter().zip(&mut uses).filter(|(stet, _)| stet.reaches(diagnostic.span())) {
            for (rule, used) in stet.rules.iter().zip(uses) {
                let taken = names.takes(rule, &diagnostic.rule);
                *used |= taken;
                stands |= taken;
            }
        }
        !stands
    });
    for (stet, uses) in stets.iter().zip(&uses) {
        faults.extend(stet.faults(uses, names));
    }
    (before - diagnostics.len(), faults)
}

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

    fn reaches(&self, span: Span) -> bool {
        self.reach.overlaps(span) || self.reach.holds(span.start)
    }

    fn faults(&self, uses: &[bool], names: &dyn Names) -> Vec<Fault> {
        let fault = |kind, label| Fault { kind, span: self.span, label };
        let mut faults = Vec::new();
        if self.rules.is_empty() {
            faults.push(fault(StetFault::UnknownRule, "it names no rule".to_owned()));
        } else if self.reason.is_empty() {
            faults.push(fault(StetFault::NoReason, "why?".to_owned()));
        }
        for (rule, used) in self.rules.iter().zip(uses) {
            match names.find(rule) {
                Err(Some(near)) => faults.push(fault(StetFault::UnknownRule, format!("did you mean `{near}`?"))),
                Err(None) => faults.push(fault(StetFault::UnknownRule, format!("no rule is called `{rule}`"))),
                Ok(()) if !used && names.runs(rule) => {
                    faults.push(fault(StetFault::Unused, format!("`{rule}` finds nothing here")));
                }
                Ok(()) => {}
            }
        }
        faults
    }
}

/// Reads a story's stets.
struct Reader<'a> {
    article: &'a Article,
    source: &'a Source,
}

impl Reader<'_> {
    fn read(&self) -> (Vec<Stet>, Vec<Fault>) {
        let mut stets = self.metadata_stets();
        let mut faults = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut comments: Vec<&Comment> = self.article.comments.iter().collect();
        comments.sort_by_key(|comment| comment.span);
        for comment in comments {
            let Some((kind, words)) = stet_words(&comment.text) else { continue };
            let whole = Span::new(0, self.source.content().len());
            match kind {
                "" => stets.push(Stet::parse(words, comment.span, self.reach(comment.span))),
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

    /// What a stet at `span` speaks of: its line, where it shares it with words; else the block that follows.
    fn reach(&self, span: Span) -> Span {
        let content = self.source.content();
        let start = content[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = content[span.end..].find('\n').map_or(content.len(), |at| span.end + at);
        let alone = is_blank(&content[start..span.start]) && is_blank(&content[span.end..end]);
        if !alone {
            return Span::new(start, end);
        }
        let follows = |block: &&Block| block.span.end > span.end && !block.passage.is_empty();
        let next = self.article.blocks.iter().filter(follows).min_by_key(|block| block.span.start);
        next.map_or(Span::new(span.end, span.end), |block| block.span)
    }
}

/// The words behind `stet`, and what is joined to it: `-begin`, `-end`, `-file` or nothing.
fn stet_words(comment: &str) -> Option<(&'static str, &str)> {
    let rest = comment.trim().strip_prefix("stet")?;
    let kind = ["-begin", "-end", "-file"].into_iter().find(|kind| rest.starts_with(kind)).unwrap_or("");
    let words = &rest[kind.len()..];
    (words.is_empty() || words.starts_with([' ', '\n', '\t', ':', '\r'])).then_some((kind, words.trim_start()))
}

/// Whether nothing stands there but white space, and perhaps a byte-order mark.
fn is_blank(text: &str) -> bool {
    text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}').is_empty()
}
