//! Arithmetic over the figures of a draft: `change - (to - from)`, `count(parts) >= 2 and sum(parts) != total`.

use super::figure::Figure;

/// What is known of the names in an expression.
pub trait FigureNames {
    /// The one figure of that name; `None` where the draft does not give it.
    fn figure(&self, name: &str) -> Option<Figure>;
    /// All figures of that name.
    fn figures(&self, name: &str) -> Vec<Figure>;
    /// The words of that name.
    fn words(&self, name: &str) -> Option<&str>;
    /// How many things the story lists, where that is not so many.
    fn listed(&self, promised: Figure) -> Option<Figure>;
}

#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    Number(f64),
    Name(String),
    Call(Function, Vec<Expression>),
    Binary(Box<Expression>, Operator, Box<Expression>),
    Not(Box<Expression>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Or,
    And,
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
    Plus,
    Minus,
    Times,
    Over,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `has(x)`: the draft gives it.
    Has,
    /// `same(x, y)`: the two are the same words, or one is not there.
    Same,
    /// `sum(x)`: all figures of that name together.
    Sum,
    /// `count(x)`: how many figures of that name there are.
    Count,
    /// `change(a, b)`: from one to the other, in percent.
    Change,
    /// `meets(a, b)`: `a` may be `b` as a writer rounds it.
    Meets,
    /// `covers(a, b)`: `b` may be written `a`, to its last digit.
    Covers,
    Abs,
    Max,
    /// `year(a)`: it may be a year.
    Year,
    /// `listed(a)`: how many things the story lists, or `a` where that may be the same.
    Listed,
}

/// Every function, with the number of things that it takes.
pub const FUNCTIONS: [(&str, Function, usize); 11] = [
    ("has", Function::Has, 1),
    ("same", Function::Same, 2),
    ("sum", Function::Sum, 1),
    ("count", Function::Count, 1),
    ("change", Function::Change, 2),
    ("meets", Function::Meets, 2),
    ("covers", Function::Covers, 2),
    ("abs", Function::Abs, 1),
    ("max", Function::Max, 2),
    ("year", Function::Year, 1),
    ("listed", Function::Listed, 1),
];

/// Two figures nearer than this are the same.
const EXACT: f64 = 1e-9;

impl Expression {
    /// What it comes to; `None` where the draft does not give what it needs.
    pub fn figure(&self, names: &dyn FigureNames) -> Option<Figure> {
        match self {
            Expression::Number(number) => Some(Figure::exact(*number)),
            Expression::Name(name) => names.figure(name),
            Expression::Binary(left, operator, right) => {
                let (left, right) = (left.figure(names)?, right.figure(names)?);
                match operator {
                    Operator::Plus => Some(left.plus(right)),
                    Operator::Minus => Some(left.plus(right.times(-1.0))),
                    Operator::Times => Some(left.by(right)),
                    Operator::Over => left.over(right),
                    _ => None,
                }
            }
            Expression::Call(function, given) => call(*function, given, names),
            Expression::Not(_) => None,
        }
    }

    /// Whether it holds; `None` where the draft does not give what it needs.
    pub fn holds(&self, names: &dyn FigureNames) -> Option<bool> {
        match self {
            Expression::Not(condition) => condition.holds(names).map(|holds| !holds),
            Expression::Binary(left, Operator::And, right) => match (left.holds(names), right.holds(names)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Expression::Binary(left, Operator::Or, right) => match (left.holds(names), right.holds(names)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
            Expression::Binary(left, operator, right) => {
                let apart = left.figure(names)?.value - right.figure(names)?.value;
                match operator {
                    Operator::Less => Some(apart < -EXACT),
                    Operator::AtMost => Some(apart <= EXACT),
                    Operator::Equal => Some(apart.abs() <= EXACT),
                    Operator::Unequal => Some(apart.abs() > EXACT),
                    Operator::AtLeast => Some(apart >= -EXACT),
                    Operator::More => Some(apart > EXACT),
                    _ => None,
                }
            }
            Expression::Call(function, given) => test(*function, given, names),
            Expression::Number(_) | Expression::Name(_) => None,
        }
    }

    /// Whether it is a condition, and so are the parts of it that must be; else what is amiss.
    pub fn check(&self, condition: bool) -> Result<(), String> {
        let is_condition = match self {
            Expression::Not(inner) => return inner.check(true).and_then(|()| wanted(condition, true)),
            Expression::Binary(left, Operator::And | Operator::Or, right) => {
                left.check(true)?;
                right.check(true)?;
                true
            }
            Expression::Binary(left, operator, right) => {
                left.check(false)?;
                right.check(false)?;
                !matches!(operator, Operator::Plus | Operator::Minus | Operator::Times | Operator::Over)
            }
            Expression::Call(function, given) => {
                let by_name = matches!(function, Function::Has | Function::Same | Function::Sum | Function::Count);
                if by_name && given.iter().any(|given| !matches!(given, Expression::Name(_))) {
                    return Err("has, same, sum and count take the names of groups".to_owned());
                }
                given.iter().try_for_each(|given| given.check(false))?;
                matches!(function, Function::Has | Function::Same | Function::Meets | Function::Covers | Function::Year)
            }
            Expression::Number(_) | Expression::Name(_) => false,
        };
        wanted(condition, is_condition)
    }

    /// The names that stand in it.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Expression::Number(_) => Vec::new(),
            Expression::Name(name) => vec![name.as_str()],
            Expression::Call(_, given) => given.iter().flat_map(Expression::names).collect(),
            Expression::Binary(left, _, right) => [left.names(), right.names()].concat(),
            Expression::Not(inner) => inner.names(),
        }
    }
}

fn wanted(condition: bool, is_condition: bool) -> Result<(), String> {
    match (condition, is_condition) {
        (true, false) => Err("a condition belongs here, such as from < to".to_owned()),
        (false, true) => Err("a figure belongs here, not a condition".to_owned()),
        _ => Ok(()),
    }
}

fn call(function: Function, given: &[Expression], names: &dyn FigureNames) -> Option<Figure> {
    let figure = |index: usize| given[index].figure(names);
    let all = || match &given[0] {
        Expression::Name(name) => names.figures(name),
        _ => Vec::new(),
    };
    match function {
        Function::Sum => all().into_iter().reduce(Figure::plus),
        Function::Count => Some(Figure::exact(all().len() as f64)),
        Function::Change => Some(figure(0)?.change_to(figure(1)?)),
        Function::Abs => Some(Figure { value: figure(0)?.value.abs(), ..figure(0)? }),
        Function::Max => {
            let (left, right) = (figure(0)?, figure(1)?);
            Some(if left.value < right.value { right } else { left })
        }
        Function::Listed => names.listed(figure(0)?),
        _ => None,
    }
}

fn test(function: Function, given: &[Expression], names: &dyn FigureNames) -> Option<bool> {
    let figure = |index: usize| given[index].figure(names);
    let words = |index: usize| match &given[index] {
        Expression::Name(name) => names.words(name),
        _ => None,
    };
    match function {
        Function::Has => Some(words(0).is_some()),
        Function::Same => Some(words(0).is_none() || words(1).is_none() || words(0) == words(1)),
        Function::Meets => Some(figure(0)?.meets(figure(1)?)),
        Function::Covers => Some(figure(0)?.covers(figure(1)?.value)),
        Function::Year => Some(figure(0)?.may_be_year()),
        _ => None,
    }
}
