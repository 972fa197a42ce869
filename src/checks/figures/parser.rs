//! Reads expressions: the loosest operator first, and each level asks the next.

use super::expression::{Expression, FUNCTIONS, Operator};

/// The expression that `text` is.
///
/// # Errors
/// What is wrong with it.
pub fn parse(text: &str) -> Result<Expression, String> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, at: 0 };
    let expression = parser.level(0)?;
    match parser.tokens.get(parser.at) {
        None => Ok(expression),
        Some(token) => Err(format!("`{token}` stands where an operator belongs")),
    }
}

/// The operators of each level, the loosest first.
const LEVELS: [&[(&str, Operator)]; 5] = [
    &[("or", Operator::Or)],
    &[("and", Operator::And)],
    &[
        ("<=", Operator::AtMost),
        (">=", Operator::AtLeast),
        ("!=", Operator::Unequal),
        ("<", Operator::Less),
        (">", Operator::More),
        ("=", Operator::Equal),
    ],
    &[("+", Operator::Plus), ("-", Operator::Minus)],
    &[("*", Operator::Times), ("/", Operator::Over)],
];

/// `not` stands before a comparison.
const COMPARISONS: usize = 2;

fn tokens(text: &str) -> Result<Vec<String>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.');
        let length = match rest.get(..2) {
            Some("<=" | ">=" | "!=") => 2,
            _ if is_part(first) => rest.find(|letter| !is_part(letter)).unwrap_or(rest.len()),
            _ if "<>=+-*/(),".contains(first) => 1,
            _ => return Err(format!("`{first}` is no part of an expression")),
        };
        tokens.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

struct Parser<'text> {
    tokens: &'text [String],
    at: usize,
}

impl Parser<'_> {
    fn level(&mut self, level: usize) -> Result<Expression, String> {
        let Some(operators) = LEVELS.get(level) else { return self.single() };
        if level == COMPARISONS && self.peek() == Some("not") {
            self.at += 1;
            return Ok(Expression::Not(Box::new(self.level(level)?)));
        }
        let mut left = self.level(level + 1)?;
        while let Some((_, operator)) = operators.iter().find(|(sign, _)| self.peek() == Some(*sign)) {
            self.at += 1;
            let right = self.level(level + 1)?;
            left = Expression::Binary(Box::new(left), *operator, Box::new(right));
        }
        Ok(left)
    }

    fn single(&mut self) -> Result<Expression, String> {
        let token = self.peek().ok_or("something is missing at its end")?.to_owned();
        self.at += 1;
        if token == "(" {
            let inner = self.level(0)?;
            return self.expect(")").map(|()| inner);
        }
        if let Some(number) = token.parse().ok().filter(|_| token.starts_with(|digit: char| digit.is_ascii_digit())) {
            return Ok(Expression::Number(number));
        }
        if !token.starts_with(|letter: char| letter.is_ascii_lowercase()) {
            return Err(format!("`{token}` stands where a figure belongs"));
        }
        if self.peek() == Some("(") { self.call(&token) } else { Ok(Expression::Name(token)) }
    }

    fn call(&mut self, name: &str) -> Result<Expression, String> {
        let known = || FUNCTIONS.map(|(name, ..)| name).join(", ");
        let (_, function, count) = FUNCTIONS
            .iter()
            .find(|(known, ..)| *known == name)
            .ok_or_else(|| format!("there is no function `{name}`, but: {}", known()))?;
        self.expect("(")?;
        let mut given = vec![self.level(0)?];
        while self.peek() == Some(",") {
            self.at += 1;
            given.push(self.level(0)?);
        }
        self.expect(")")?;
        if given.len() == *count {
            Ok(Expression::Call(*function, given))
        } else {
            Err(format!("`{name}` takes {count}, and is given {}", given.len()))
        }
    }

    fn peek(&self) -> Option<&str> {
        self.tokens.get(self.at).map(String::as_str)
    }

    fn expect(&mut self, wanted: &str) -> Result<(), String> {
        if self.peek() != Some(wanted) {
            return Err(format!("a `{wanted}` is missing"));
        }
        self.at += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::expression::FigureNames;
    use super::super::figure::Figure;
    use super::parse;

    /// `two` is 2 and `ten` is 10; `parts` are 1, 2 and 3.
    struct Known;

    impl FigureNames for Known {
        fn figure(&self, name: &str) -> Option<Figure> {
            let known = [("two", 2.0), ("ten", 10.0)];
            known.iter().find(|(known, _)| *known == name).map(|(_, value)| Figure::exact(*value))
        }

        fn figures(&self, name: &str) -> Vec<Figure> {
            if name == "parts" { [1.0, 2.0, 3.0].map(Figure::exact).to_vec() } else { Vec::new() }
        }

        fn words(&self, name: &str) -> Option<&str> {
            ["two", "ten"].into_iter().find(|known| *known == name)
        }

        fn listed(&self, promised: Figure) -> Option<Figure> {
            Some(promised)
        }
    }

    #[test]
    fn operators_bind_as_in_arithmetic() {
        let figure = |text: &str| parse(text).unwrap().figure(&Known).map(|figure| figure.value);
        assert_eq!(figure("ten - two * 3 + 1"), Some(5.0));
        assert_eq!(figure("(ten - two) / 4"), Some(2.0));
        assert_eq!(figure("ten - two - 1"), Some(7.0));
        assert_eq!(figure("sum(parts) + count(parts)"), Some(9.0));
        assert_eq!(figure("change(two, ten)"), Some(400.0));
        assert_eq!(figure("ten / 0"), None);
        assert_eq!(figure("unknown + 1"), None);
    }

    #[test]
    fn what_is_not_known_decides_nothing() {
        let holds = |text: &str| parse(text).unwrap().holds(&Known);
        assert_eq!(holds("two < ten and not has(other)"), Some(true));
        assert_eq!(holds("other > 1"), None);
        assert_eq!(holds("not other > 1"), None);
        assert_eq!(holds("other > 1 or ten = 10"), Some(true));
        assert_eq!(holds("other > 1 and ten != 10"), Some(false));
        assert_eq!(holds("same(two, other) and two <= 2"), Some(true));
    }

    #[test]
    fn what_is_no_expression_is_named() {
        let fault = |text: &str| parse(text).and_then(|expression| expression.check(true)).unwrap_err();
        assert_eq!(fault("two <"), "something is missing at its end");
        assert_eq!(fault("two & ten"), "`&` is no part of an expression");
        assert_eq!(fault("two ten"), "`ten` stands where an operator belongs");
        assert_eq!(
            fault("least(two)"),
            "there is no function `least`, but: has, same, sum, count, change, meets, covers, abs, max, year, listed"
        );
        assert_eq!(fault("max(two) > 1"), "`max` takes 2, and is given 1");
        assert_eq!(fault("two + ten"), "a condition belongs here, such as from < to");
        assert_eq!(fault("(two > 1) + 1 > 2"), "a figure belongs here, not a condition");
        assert_eq!(fault("(two > 1"), "a `)` is missing");
    }
}
