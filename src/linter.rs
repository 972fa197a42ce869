//! The middle of the road: an input in, a report out; no file system, environment, clock or output.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use regex::Regex;

use crate::evidence::Evidence;
use crate::model::{
    Article, Block, BlockKind, Diagnostic, FileReport, Format, Furniture, Hidden, Input, Label, Level, Lexicon,
    Metadata, Passage, Problem, Reading, Source, Span,
};
use crate::query::Scope;
use crate::readers::{self, FieldNames};
use crate::rules::{Example, Rule, RuleSet, Story};
use crate::scoring::Weighing;
use crate::triage::stet::{self, Fault};

/// Rules with the levels at which they run.
pub struct Linter {
    rules: RuleSet,
    /// By the index of the rule in `rules`.
    levels: Vec<Level>,
    overrides: Vec<LevelOverride>,
    field_names: FieldNames,
    furniture: Vec<Furniture>,
    /// What no rule may touch.
    untouchable: Vec<Regex>,
    sources: Option<Sources>,
}

/// What was said.
struct Sources {
    inputs: Vec<Input>,
    /// By the language of the story that is held against it, in the order of the packs; the last is of no language.
    evidence: Vec<OnceLock<Evidence>>,
}

/// Whether something holds for the story at a path, with its metadata.
pub type StoryTest = Box<dyn Fn(&str, &Metadata) -> bool + Send + Sync>;

/// Other levels for some stories.
pub struct LevelOverride {
    pub holds: StoryTest,
    /// By the index of the rule; `None` leaves the level as it is.
    pub levels: Vec<Option<Level>>,
}

impl Linter {
    /// `levels` are in the order of `rules.rules`; a rule that is off does not run.
    pub fn new(rules: RuleSet, levels: Vec<Level>) -> Self {
        Self {
            rules,
            levels,
            overrides: Vec::new(),
            field_names: FieldNames::default(),
            furniture: Vec::new(),
            untouchable: Vec::new(),
            sources: None,
        }
    }

    /// Adds other levels for some stories; where several hold, the later one wins.
    pub fn with_overrides(mut self, overrides: Vec<LevelOverride>) -> Self {
        self.overrides = overrides;
        self
    }

    /// Sets the names under which metadata hold headline, dek and byline.
    pub fn with_field_names(mut self, names: FieldNames) -> Self {
        self.field_names = names;
        self
    }

    /// Sets what the newsroom puts into many stories.
    pub fn with_furniture(mut self, furniture: Vec<Furniture>) -> Self {
        self.furniture = furniture;
        self
    }

    /// Sets the patterns of what no rule may touch in a source text.
    pub fn with_untouchable(mut self, patterns: Vec<Regex>) -> Self {
        self.untouchable = patterns;
        self
    }

    /// Sets what was said: quotations are held against it, and the rules that do so are the only ones to run.
    pub fn hold_against(&mut self, sources: Vec<Input>) {
        let languages = self.rules.languages.packs().len();
        self.sources = Some(Sources { inputs: sources, evidence: (0..=languages).map(|_| OnceLock::new()).collect() });
    }

    /// The sources, heard in the language of `article`.
    fn evidence(&self, article: &Article) -> Option<&Evidence> {
        let sources = self.sources.as_ref()?;
        let packs = self.rules.languages.packs();
        let index = packs.iter().position(|pack| pack.code == article.language).unwrap_or(packs.len());
        let lexicon = &self.rules.languages.pack(&article.language).lexicon;
        Some(sources.evidence[index].get_or_init(|| self.heard(&sources.inputs, lexicon)))
    }

    fn heard(&self, sources: &[Input], lexicon: &Lexicon) -> Evidence {
        let read = |input: &Input| (input.source.clone(), self.reading(input));
        Evidence::new(sources.iter().map(read), lexicon)
    }

    /// Whether the rule can find anything: some need sources, and others have their say without.
    pub fn runs(&self, rule: &Rule) -> bool {
        rule.needs_evidence() == self.sources.is_some() || rule.scopes.contains(&Scope::Stet)
    }

    /// Whether the run says anything of the rule of that id: what it finds nothing of is then no more there.
    pub fn judges(&self, rule: &str) -> bool {
        self.rules.rule(rule).is_none_or(|rule| self.runs(rule))
    }

    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// All rules, each with the level at which it runs.
    pub fn leveled_rules(&self) -> impl Iterator<Item = (&Rule, Level)> {
        self.rules.rules.iter().zip(self.levels.iter().copied())
    }

    /// The article's structure, and what could not be read of it.
    pub fn article(&self, input: &Input) -> (Article, Vec<Problem>) {
        let mut reading = self.reading(input);
        let problems = std::mem::take(&mut reading.problems);
        (self.rules.languages.analyse(reading, &input.source.path, &self.furniture), problems)
    }

    fn reading(&self, input: &Input) -> Reading {
        readers::read(&input.source, input.format, &self.field_names)
    }

    /// Checks one article.
    pub fn lint(&self, input: &Input) -> FileReport {
        let (article, problems) = self.article(input);
        let mut levels = self.levels_for(&input.source.path, &article.metadata);
        if is_heading_alone(input, &article) {
            let of_headlines = self.rules.rules.iter().map(|rule| rule.scopes.iter().all(is_headline));
            for (level, _) in levels.to_mut().iter_mut().zip(of_headlines).filter(|(_, off)| *off) {
                *level = Level::Off;
            }
        }
        for (rule, level) in self.rules.rules.iter().zip(levels.to_mut()) {
            if !self.runs(rule) {
                *level = Level::Off;
            }
        }
        let mut report = self.report(input, &article, &problems, &levels);
        report.article = Some(Arc::new(article));
        report
    }

    fn report(&self, input: &Input, article: &Article, problems: &[Problem], levels: &[Level]) -> FileReport {
        let story = Story::new(&self.rules, article).held_against(self.evidence(article));
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for (rule, level) in self.rules.rules.iter().zip(levels).filter(|(_, level)| **level > Level::Off) {
            diagnostics.extend(story.run(rule, *level));
        }
        self.rules.settle(&mut diagnostics);
        self.let_be(&input.source, &mut diagnostics);
        let names = RuleNames { rules: &self.rules, levels };
        let (stet, faults) = stet::apply(article, &input.source, &mut diagnostics, &names);
        diagnostics.extend(faults.iter().flat_map(|fault| names.report(fault, &story)));
        diagnostics.extend(problems.iter().map(|problem| problem.diagnostic("copydesk/unreadable")));
        diagnostics.sort_by(|left, right| (left.span(), &left.rule).cmp(&(right.span(), &right.rule)));
        let hidden = Hidden { stet, ..Hidden::default() };
        let mut sentences: Vec<Span> =
            article.sentences.iter().map(|sentence| article.text.span(sentence.passage)).collect();
        sentences.sort_unstable();
        let (source, language) = (Arc::new(input.source.clone()), Some(article.language.clone()));
        FileReport { source, language, diagnostics, sentences, article: None, hidden, held: story.held() }
    }

    /// Takes out what stands on words that no rule may touch, and fixes that would change them.
    fn let_be(&self, source: &Source, diagnostics: &mut Vec<Diagnostic>) {
        let spans: Vec<Span> = self
            .untouchable
            .iter()
            .flat_map(|pattern| pattern.find_iter(source.content()))
            .map(|found| Span::new(found.start(), found.end()))
            .collect();
        let touches = |place: Span| spans.iter().any(|span| span.overlaps(place));
        diagnostics.retain(|diagnostic| !touches(diagnostic.span()));
        for diagnostic in diagnostics {
            diagnostic.fix.take_if(|fix| fix.edits.iter().any(|edit| touches(edit.span)));
        }
    }

    /// What the signals of a weighing rule add up to in each of its units.
    pub fn weigh(&self, rule: &Rule, article: &Article) -> Vec<(Passage, Weighing)> {
        let weighings = Story::new(&self.rules, article).weigh(rule);
        weighings.into_iter().map(|(unit, weighing)| (unit.passage(article), weighing)).collect()
    }

    /// What every unit adds up to that the table of weights `table` weighs, by the unit's place in the source.
    pub fn weighings(&self, table: &str, input: &Input) -> Vec<(Span, Weighing)> {
        let of_story = self.rules.languages.own().structure().weighings(table, self.reading(input));
        if !of_story.is_empty() {
            return of_story;
        }
        let (article, _) = self.article(input);
        let weighs = |rule: &&Rule| rule.scale().is_some_and(|scale| scale.table().name == table);
        let rules = self.rules.rules.iter().filter(weighs);
        let weighings = rules.flat_map(|rule| self.weigh(rule, &article));
        weighings.map(|(passage, weighing)| (article.text.span(passage), weighing)).collect()
    }

    /// The levels for the story at `path`, with its metadata, in the order of the rules.
    pub fn levels_for(&self, path: &str, metadata: &Metadata) -> Cow<'_, [Level]> {
        let mut levels = Cow::Borrowed(self.levels.as_slice());
        for exception in self.overrides.iter().filter(|exception| (exception.holds)(path, metadata)) {
            for (level, other) in levels.to_mut().iter_mut().zip(&exception.levels) {
                *level = other.unwrap_or(*level);
            }
        }
        levels
    }

    /// What the rule at `index`, whatever its level, finds in one of its examples.
    pub fn try_example(&self, index: usize, example: &Example) -> FileReport {
        let rule = &self.rules.rules[index];
        let input = example.input(&rule.id);
        let (article, _) = self.article(&input);
        let level = rule.level.max(Level::Note);
        if !rule.scopes.contains(&Scope::Stet) {
            let lexicon = &self.rules.languages.pack(&article.language).lexicon;
            let said = example.said(&rule.id).map(|said| self.heard(&[said], lexicon));
            let diagnostics = Story::new(&self.rules, &article).held_against(said.as_ref()).run(rule, level);
            return FileReport::new(Arc::new(input.source), diagnostics);
        }
        // Stets are about the findings of all rules.
        let mut levels = self.rules.levels();
        levels[index] = level;
        let mut report = self.report(&input, &article, &[], &levels);
        report.diagnostics.retain(|diagnostic| diagnostic.rule == rule.id);
        report
    }
}

/// Whether a page has a heading, and nothing below it that it could be the headline of.
fn is_heading_alone(input: &Input, article: &Article) -> bool {
    let headline_only = |block: &Block| block.kind == BlockKind::Headline || block.passage.is_empty();
    input.format != Format::Text && input.source.file_line.is_none() && article.blocks.iter().all(headline_only)
}

fn is_headline(scope: &Scope) -> bool {
    matches!(scope, Scope::Block(BlockKind::Headline | BlockKind::Dek))
}

/// The rules as stets name them.
struct RuleNames<'a> {
    rules: &'a RuleSet,
    /// For the story.
    levels: &'a [Level],
}

impl RuleNames<'_> {
    /// What the rules say of a stet's fault.
    fn report(&self, fault: &Fault, story: &Story<'_>) -> Vec<Diagnostic> {
        let running = self.rules.rules.iter().zip(self.levels).filter(|(_, level)| **level > Level::Off);
        let minding = running.filter(|(rule, _)| story.minds_stet(rule, fault.kind));
        let label = || Label { span: fault.span, message: fault.label.clone() };
        minding.map(|(rule, level)| rule.report(*level, label())).collect()
    }
}

impl stet::Names for RuleNames<'_> {
    fn takes(&self, name: &str, rule: &str) -> bool {
        name == "all" || name == rule || rule.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'))
    }

    fn find(&self, name: &str) -> Result<(), Option<String>> {
        self.rules.selector(name).map(|_| ())
    }

    fn runs(&self, name: &str) -> bool {
        let mut running = self.rules.rules.iter().zip(self.levels).filter(|(_, level)| **level > Level::Off);
        running.any(|(rule, _)| stet::Names::takes(self, name, &rule.id))
    }
}
