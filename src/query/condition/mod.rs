//! `where`: what must hold of a unit: tests on its facts, patterns, its neighbours, and `any`, `all` and `not` of these.

mod test;
mod written;

use test::Test;
pub use test::Wanted;
use written::WrittenTest;
pub use written::{KEYWORDS, NamedConditions, WrittenCondition, anything};

use toml::Spanned;

use super::facts::{Asked, Fact, fact, facts};
use super::{Builder, Direction, Scope};
use crate::decode::{nearest, span_of};
use crate::matcher::PatternId;
use crate::model::{Problem, Span};

/// Tests on a unit, all of which must hold.
#[derive(Debug, Default)]
pub struct Condition {
    tests: Vec<ConditionPart>,
}

#[derive(Debug)]
enum ConditionPart {
    Fact(&'static Fact, Test),
    Any(Vec<Condition>),
    Not(Condition),
    Neighbour(Direction, Condition),
    Matches(Vec<PatternId>),
    Contains(Scope, Condition),
}

impl Condition {
    /// Compiles a condition for units of the builder's scopes; what is wrong with it goes to the builder's problems.
    pub fn new(written: &Spanned<WrittenCondition>, builder: &mut Builder<'_>) -> Self {
        Compiler { builder, inside: Vec::new() }.of(written)
    }

    /// What is wrong with a condition that has a name, whatever scope it is used in.
    pub fn check_named(name: &str, written: &Spanned<WrittenCondition>, builder: &mut Builder<'_>) {
        Compiler { builder, inside: vec![name.to_owned()] }.condition(written.get_ref(), &written.span());
    }

    pub fn is_empty(&self) -> bool {
        self.tests.is_empty()
    }

    /// Whether every test holds that can be answered before anything is found.
    pub fn holds_for_unit(&self, asked: &Asked<'_>) -> bool {
        self.tests.iter().filter(|test| !test.is_of_place()).all(|test| test.holds(asked))
    }

    /// Whether every test holds, with `asked.place` what was found.
    pub fn holds(&self, asked: &Asked<'_>) -> bool {
        self.tests.iter().all(|test| test.holds(asked))
    }

    /// Whether it hangs on what was found in the unit, and not on the unit alone.
    fn is_of_place(&self) -> bool {
        self.tests.iter().any(ConditionPart::is_of_place)
    }
}

impl ConditionPart {
    fn is_of_place(&self) -> bool {
        match self {
            ConditionPart::Fact(fact, _) => fact.name == "quoted",
            ConditionPart::Any(conditions) => conditions.iter().any(Condition::is_of_place),
            ConditionPart::Not(condition) => condition.is_of_place(),
            ConditionPart::Neighbour(..) | ConditionPart::Matches(_) | ConditionPart::Contains(..) => false,
        }
    }

    fn holds(&self, asked: &Asked<'_>) -> bool {
        match self {
            ConditionPart::Fact(fact, test) => test.holds(fact, asked),
            ConditionPart::Any(conditions) => conditions.iter().any(|condition| condition.holds(asked)),
            ConditionPart::Not(condition) => !condition.holds(asked),
            ConditionPart::Neighbour(direction, condition) => {
                let neighbour = asked.unit.neighbour(*direction, asked.article);
                neighbour.is_some_and(|unit| condition.holds(&asked.of(unit)))
            }
            ConditionPart::Contains(scope, condition) => {
                let inside = asked.units.within(*scope, asked.passage(), asked.article);
                inside.iter().any(|unit| condition.holds(&asked.of(*unit)))
            }
            ConditionPart::Matches(patterns) => {
                patterns.iter().any(|pattern| asked.hits.matches(*pattern, asked.passage()))
            }
        }
    }
}

/// Turns written conditions into tests; knows which named ones it is inside of.
struct Compiler<'compiler, 'a> {
    builder: &'compiler mut Builder<'a>,
    inside: Vec<String>,
}

impl Compiler<'_, '_> {
    /// `place` is where the condition stands in its file.
    fn condition(&mut self, written: &WrittenCondition, place: &std::ops::Range<usize>) -> Condition {
        match written {
            WrittenCondition::Named(name) => self.named(name, place),
            WrittenCondition::Tests(tests) => {
                let mut parts = Vec::with_capacity(tests.len());
                tests.iter().for_each(|test| self.test(test, &mut parts));
                Condition { tests: parts }
            }
        }
    }

    fn of(&mut self, written: &Spanned<WrittenCondition>) -> Condition {
        self.condition(written.get_ref(), &written.span())
    }

    fn test(&mut self, written: &WrittenTest, parts: &mut Vec<ConditionPart>) {
        match written {
            WrittenTest::Fact(name, wanted) => parts.extend(self.fact(name, wanted)),
            WrittenTest::Any(conditions) => {
                parts.push(ConditionPart::Any(conditions.iter().map(|condition| self.of(condition)).collect()));
            }
            WrittenTest::All(conditions) => {
                parts.extend(conditions.iter().flat_map(|condition| self.of(condition).tests));
            }
            WrittenTest::Not(condition) => parts.push(ConditionPart::Not(self.of(condition))),
            WrittenTest::Before(condition) => {
                parts.push(ConditionPart::Neighbour(Direction::Before, self.of(condition)))
            }
            WrittenTest::After(condition) => parts.push(ConditionPart::Neighbour(Direction::After, self.of(condition))),
            WrittenTest::Contains(scopes) => {
                for (name, condition) in scopes {
                    let Some(scope) = self.builder.scope(name) else { continue };
                    let scopes = [scope];
                    let mut builder = self.builder.within(&scopes);
                    let inside = std::mem::take(&mut self.inside);
                    let mut compiler = Compiler { builder: &mut builder, inside };
                    parts.push(ConditionPart::Contains(scope, compiler.of(condition)));
                    self.inside = compiler.inside;
                }
            }
            WrittenTest::Matches(patterns) => parts.push(ConditionPart::Matches(self.builder.unit_patterns(patterns))),
        }
    }

    fn fact(&mut self, name: &Spanned<String>, wanted: &Spanned<Wanted>) -> Option<ConditionPart> {
        let fact = known_fact(name.get_ref(), span_of(&name.span()), self.builder.scopes, self.builder.problems)?;
        match Test::new(fact, wanted.get_ref(), self.builder.scopes, self.builder.lexicon) {
            Ok(test) => Some(ConditionPart::Fact(fact, test)),
            Err(help) => {
                let message = format!("`{}` can't be asked this", fact.name);
                self.builder.report(&wanted.span(), message, "not what this fact is", help);
                None
            }
        }
    }

    /// The condition of that name. What is wrong with it in this scope is a fault of its use.
    fn named(&mut self, name: &str, place: &std::ops::Range<usize>) -> Condition {
        let named = self.builder.named;
        let Some(written) = named.get(name) else {
            let help = match nearest(name, named.keys().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("add a table [conditions.{name}]"),
            };
            self.builder.report(place, format!("there is no condition `{name}`"), "no such condition", help);
            return Condition::default();
        };
        if self.inside.iter().any(|outer| outer == name) {
            let message = format!("the condition `{name}` asks for itself");
            self.builder.report(place, message, "asked here", "take one of the two out".to_owned());
            return Condition::default();
        }
        self.inside.push(name.to_owned());
        let before = self.builder.problems.len();
        let condition = self.of(written);
        for problem in self.builder.problems.split_off(before) {
            let message = format!("the condition `{name}` does not fit here: {}", problem.message);
            self.builder.report(place, message, &problem.label, problem.help);
        }
        self.inside.pop();
        condition
    }
}

/// The fact of that name; what is wrong with it for these scopes goes to `problems`.
pub(super) fn known_fact(
    name: &str,
    span: Span,
    scopes: &[Scope],
    problems: &mut Vec<Problem>,
) -> Option<&'static Fact> {
    let label = "no such fact".to_owned();
    let Some(fact) = fact(name) else {
        let known = facts().filter(|fact| scopes.iter().all(|scope| fact.is_known_of(*scope))).map(|fact| fact.name);
        let known: Vec<&str> = known.chain(KEYWORDS.map(|(keyword, _)| keyword)).collect();
        let help = nearest(name, known.iter().copied())
            .map_or_else(|| format!("known here: {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
        problems.push(Problem { span, message: format!("unknown fact `{name}`"), label, help });
        return None;
    };
    if let Some(scope) = scopes.iter().find(|scope| !fact.is_known_of(**scope)) {
        let knowing: Vec<&str> = Scope::all().filter(|scope| fact.is_known_of(*scope)).map(Scope::name).collect();
        problems.push(Problem {
            span,
            message: format!("nothing is known as `{name}` of a unit of scope `{}`", scope.name()),
            label: "not known in this scope".to_owned(),
            help: format!("it is known of: {}", knowing.join(", ")),
        });
        return None;
    }
    Some(fact)
}
