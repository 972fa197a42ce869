//! A rule over an article: units, facts, check, exceptions, and the words of the diagnostic.

use rustc_hash::FxHashSet;

use super::exception::{Answer, Exception};
use super::rule::Rule;
use super::written::Once;
use super::{RuleSet, template::MessageTemplate};
use crate::checks::{Context, Finding};
use crate::evidence::{Evidence, Holding};
use crate::language::identification;
use crate::language::told::Told;
use crate::matcher::Hits;
use crate::model::{Article, Diagnostic, Label, Level, Passage, StetFault, fold};
use crate::query::facts::{StoryFacts, fact};
use crate::query::{Anchor, Scope, Unit, Units};
use crate::scoring::Weighing;

/// An article as the rules of a set see it: what is worked out once for all of them.
pub struct Story<'a> {
    set: &'a RuleSet,
    article: &'a Article,
    hits: Hits<'a>,
    told: Told,
    known: StoryFacts,
    units: Units,
    evidence: Option<Holding<'a>>,
}

impl<'a> Story<'a> {
    pub fn new(set: &'a RuleSet, article: &'a Article) -> Self {
        let hits = set.matcher.scan(article.text.prose());
        let (told, known, units) = (Told::default(), StoryFacts::default(), Units::default());
        Self { set, article, hits, told, known, units, evidence: None }
    }

    /// The same, to be held against evidence.
    pub fn held_against(self, evidence: Option<&'a Evidence>) -> Self {
        Self { evidence: evidence.map(Holding::new), ..self }
    }

    /// How many quotations rules have held against the evidence so far, where there is evidence.
    pub fn held(&self) -> Option<usize> {
        self.evidence.as_ref().map(Holding::asked)
    }

    /// What the rule says of the story, at `level`, in the order of the text.
    pub fn run(&self, rule: &Rule, level: Level) -> Vec<Diagnostic> {
        if rule.language.as_ref().is_some_and(|language| *language != self.article.language) {
            return Vec::new();
        }
        let context = self.context();
        let mut found: Vec<(Unit, Finding)> = Vec::new();
        let mut answers = no_answers(rule);
        for unit in self.units_of(rule, &context) {
            if rule.condition.holds_for_unit(&context.asked(unit, unit.passage(self.article))) {
                let findings = self.findings(rule, unit, &context, &mut answers);
                found.extend(findings.into_iter().map(|finding| (unit, finding)));
            }
        }
        if found.first().is_some_and(|(unit, finding)| !story_allows(rule, *unit, finding, &context)) {
            return Vec::new();
        }
        found.sort_by_key(|(_, finding)| finding.place);
        if rule.scopes.len() > 1 {
            found.dedup_by_key(|(_, finding)| finding.place);
        }
        self.keep_first(rule.once, &mut found);
        found.into_iter().map(|(unit, finding)| self.diagnostic(rule, level, unit, finding)).collect()
    }

    /// What the rule's signals add up to in each of its units, for a rule whose check weighs.
    pub fn weigh(&self, rule: &Rule) -> Vec<(Unit, Weighing)> {
        let context = self.context();
        let Some(check) = &rule.check else { return Vec::new() };
        let units = rule.scopes.iter().flat_map(|scope| self.units(*scope)).copied();
        units.filter_map(|unit| Some((unit, check.weigh(unit, &context)?))).collect()
    }

    /// Whether the rule is about such faults of stets.
    pub fn minds_stet(&self, rule: &Rule, fault: StetFault) -> bool {
        let context = self.context();
        let asked = context.asked(Unit::Stet(fault), Passage::default());
        rule.scopes.contains(&Scope::Stet) && rule.condition.holds(&asked)
    }

    fn context(&self) -> Context<'_> {
        Context {
            article: self.article,
            hits: &self.hits,
            lexicon: &self.set.languages.pack(&self.article.language).lexicon,
            told: &self.told,
            known: &self.known,
            units: &self.units,
            evidence: self.evidence.as_ref(),
        }
    }

    /// `answers` holds what the rule's exceptions said last.
    fn findings(&self, rule: &Rule, unit: Unit, context: &Context<'_>, answers: &mut [Option<Answer>]) -> Vec<Finding> {
        let mut findings = match &rule.check {
            Some(check) => check.run(unit, context),
            None => vec![Finding::at(unit.passage(self.article))],
        };
        let literals = &self.article.layout.literals;
        findings.retain_mut(|finding| {
            let place = finding.place;
            finding.fix = finding.fix.take().filter(|fix| literals.allow(fix));
            let allowed = !literals.hold(finding.span.unwrap_or_else(|| self.article.text.span(place)))
                && rule.condition.holds(&context.asked(unit, place))
                && allows(rule, unit, finding, context, answers, |exception| !exception.is_of_story());
            if allowed {
                let labels = rule.given.iter().zip(&*answers);
                let labels: Vec<_> = labels.filter_map(|(given, last)| given.label(finding, last.as_ref())).collect();
                finding.others.extend(labels);
            }
            allowed
        });
        findings
    }

    fn units_of(&self, rule: &Rule, context: &Context<'_>) -> Vec<Unit> {
        let Some(places) = rule.check.as_ref().and_then(|check| check.places(context)) else {
            return rule.scopes.iter().flat_map(|scope| self.units(*scope)).copied().collect();
        };
        let mut units: Vec<Unit> = Vec::new();
        for scope in &rule.scopes {
            let mut of_scope: Vec<Unit> = Vec::new();
            for place in &places {
                let place = *place as usize;
                if !of_scope.last().is_some_and(|unit| unit.passage(self.article).holds(place)) {
                    of_scope.extend(scope.unit_at(self.article, place));
                }
            }
            of_scope.sort_unstable();
            of_scope.dedup();
            units.append(&mut of_scope);
        }
        units
    }

    fn units(&self, scope: Scope) -> &[Unit] {
        self.units.of(scope, self.article)
    }

    fn keep_first(&self, once: Option<Once>, found: &mut Vec<(Unit, Finding)>) {
        let Some(once) = once else { return };
        let mut seen = FxHashSet::default();
        found.retain(|(unit, finding)| {
            seen.insert(match once {
                Once::Article => String::new(),
                Once::Paragraph => format!("{:?}", self.article.block_at(finding.place.start)),
                Once::Text => fold(self.article.text.slice(finding.place)),
                // which story of the run comes first is not known here
                Once::Run => return true,
                Once::Speaker => {
                    let words = Anchor::Speaker.passage(self.article, *unit);
                    words.map_or(String::new(), |words| fold(self.article.text.slice(words)))
                }
            })
        });
    }

    fn diagnostic(&self, rule: &Rule, level: Level, unit: Unit, finding: Finding) -> Diagnostic {
        let text = &self.article.text;
        let marked = rule.mark.and_then(|anchor| anchor.passage(self.article, unit));
        let is_whole = finding.place == unit.passage(self.article);
        let underlined = marked.filter(|_| is_whole).unwrap_or(finding.place);
        let asked = self.context().asked(unit, finding.place);
        let value = |name: &str| match finding.values.iter().find(|(known, _)| known == name) {
            Some((_, value)) => value.clone(),
            None if name == "text" => text.slice(underlined).to_owned(),
            None if name == "language" => identification::name(&self.article.language).to_owned(),
            None => match Anchor::from_name(name) {
                Some(anchor) => {
                    let place = anchor.passage(self.article, unit);
                    place.map_or(String::new(), |place| text.slice(place).to_owned())
                }
                None => fact(name).map_or(String::new(), |fact| asked.value(fact).to_string()),
            },
        };
        let fill = |template: &MessageTemplate| template.fill(&value);
        let marked_span = || rule.mark.and_then(|anchor| anchor.span(self.article, unit));
        let span = finding.span.or_else(marked_span).unwrap_or_else(|| text.span(finding.place));
        let mut labels = vec![Label { span, message: finding.label.clone().unwrap_or_else(|| fill(&rule.label)) }];
        labels.extend(
            finding.others.iter().map(|(place, label)| Label { span: text.span(*place), message: label.clone() }),
        );
        labels.extend(rule.labels.iter().filter_map(|(anchor, label)| {
            Some(Label { span: anchor.span(self.article, unit)?, message: fill(label) })
        }));
        Diagnostic {
            rule: rule.id.clone(),
            level: finding.at_most.map_or(level, |most| level.min(most)),
            message: fill(&rule.message),
            labels,
            references: finding.references.clone(),
            extent: finding.extent.map(|extent| text.span(extent)),
            notes: finding.notes.clone(),
            why: rule.why.clone(),
            page: rule.page.clone(),
            help: Some(fill(&rule.help)).filter(|help| !help.is_empty()),
            fix: finding.fix.clone(),
        }
    }
}

/// Whether the exceptions that hold for every finding of a story, or for none, leave one standing.
fn story_allows(rule: &Rule, unit: Unit, found: &Finding, context: &Context<'_>) -> bool {
    allows(rule, unit, found, context, &mut no_answers(rule), Exception::is_of_story)
}

/// One place for each exception's last answer: first the preconditions', then the exceptions'.
fn no_answers(rule: &Rule) -> Vec<Option<Answer>> {
    std::iter::repeat_with(|| None).take(rule.given.len() + rule.unless.len()).collect()
}

fn allows(
    rule: &Rule,
    unit: Unit,
    found: &Finding,
    context: &Context<'_>,
    answers: &mut [Option<Answer>],
    asked: impl Fn(&Exception) -> bool,
) -> bool {
    let (given, unless) = answers.split_at_mut(rule.given.len());
    let mut holds = |(exception, last): (&Exception, &mut Option<Answer>)| exception.holds(unit, found, context, last);
    rule.given.iter().zip(given).filter(|(given, _)| asked(given)).all(&mut holds)
        && !rule.unless.iter().zip(unless).filter(|(unless, _)| asked(unless)).any(holds)
}
