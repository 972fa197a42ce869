//! What a pattern in the dialect says, lists by their names: read at once, without writing the words of lists out.

use std::sync::Arc;

use regex_syntax::hir::{self, Class, Hir, HirKind};

use super::PatternError;
use super::letters::folds;
use super::pattern::{LATIN_RANGES, list_name};
use super::set::Set;
use super::vocabulary::ListId;

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Letter(char),
    /// `'` stands for either apostrophe.
    Apostrophe,
    Set(Set),
    List(ListId),
    Look(Look),
    Repeat {
        node: Box<Node>,
        least: u32,
        most: Option<u32>,
        greedy: bool,
    },
    Group {
        name: Option<Arc<str>>,
        node: Box<Node>,
    },
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
}

/// What must hold between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A word begins or ends.
    Boundary,
    Start,
    End,
}

/// A pattern that could be read.
#[derive(Debug)]
pub(super) struct Read {
    pub node: Node,
    /// It holds no capital letter, and so matches in any case.
    pub any_case: bool,
}

/// Looks up a list; `None` for one whose words are not to be matched letter by letter.
pub(super) type FindList<'find> = &'find mut dyn FnMut(&str) -> Result<Option<ListId>, PatternError>;

/// Reads a pattern; `None` where it holds anything unusual, which is left to the `regex` crate, and so are its faults.
pub(super) fn read(pattern: &str, list: FindList<'_>) -> Result<Option<Read>, PatternError> {
    let mut reader = Reader { pattern, at: 0, any_case: true, depth: 0, list, fault: None };
    let node = reader.choice();
    if let Some(fault) = reader.fault {
        return Err(fault);
    }
    let read = node.filter(|_| reader.at == pattern.len()).filter(|node| node.shortest() > 0);
    Ok(read.map(|node| Read { node, any_case: reader.any_case }))
}

struct Reader<'pattern, 'find> {
    pattern: &'pattern str,
    at: usize,
    any_case: bool,
    depth: usize,
    list: FindList<'find>,
    fault: Option<PatternError>,
}

/// Groups inside groups: more are left to the `regex` crate, which has a limit of its own.
const DEEPEST: usize = 40;

impl Reader<'_, '_> {
    fn peek(&self) -> Option<char> {
        self.pattern[self.at..].chars().next()
    }

    fn take(&mut self, wanted: &str) -> bool {
        let found = self.pattern[self.at..].starts_with(wanted);
        self.at += if found { wanted.len() } else { 0 };
        found
    }

    fn next(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += letter.len_utf8();
        Some(letter)
    }

    fn choice(&mut self) -> Option<Node> {
        let mut branches = vec![self.sequence()?];
        while self.take("|") {
            branches.push(self.sequence()?);
        }
        Some(if branches.len() == 1 { branches.remove(0) } else { Node::Choice(branches) })
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        while self.peek().is_some_and(|letter| !matches!(letter, '|' | ')')) {
            let part = self.part()?;
            parts.push(self.repeated(part)?);
        }
        Some(Node::Sequence(parts))
    }

    fn part(&mut self) -> Option<Node> {
        Some(match self.next()? {
            '(' => self.group()?,
            '[' => Node::Set(self.class()?),
            '\\' => self.escape()?,
            '.' => Node::Set(Set::new(vec![('\n', '\n')], true)),
            '^' => Node::Look(Look::Start),
            '$' => Node::Look(Look::End),
            '\'' => Node::Apostrophe,
            '@' if self.peek().is_some_and(|next| next.is_ascii_lowercase()) => self.list()?,
            '*' | '+' | '?' | '{' | '}' | ']' => return None,
            letter => self.letter(letter)?,
        })
    }

    fn letter(&mut self, letter: char) -> Option<Node> {
        self.any_case &= !letter.is_uppercase();
        folds(letter).then_some(Node::Letter(letter))
    }

    fn list(&mut self) -> Option<Node> {
        let name = list_name(&self.pattern[self.at..]);
        let found = (self.list)(name);
        self.at += name.len();
        match found {
            Ok(list) => Some(Node::List(list?)),
            Err(fault) => {
                self.fault = Some(fault);
                None
            }
        }
    }

    fn group(&mut self) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let name = if self.take("?:") {
            None
        } else if self.take("?<") {
            let rest = &self.pattern[self.at..];
            let name = &rest[..rest.find('>')?];
            let plain = name.starts_with(|letter: char| letter.is_ascii_lowercase());
            if !plain || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit()) {
                return None;
            }
            self.at += name.len() + 1;
            Some(Arc::from(name))
        } else if self.peek() == Some('?') {
            return None;
        } else {
            None
        };
        let node = self.choice()?;
        self.depth -= 1;
        self.take(")").then(|| Node::Group { name, node: Box::new(node) })
    }

    fn escape(&mut self) -> Option<Node> {
        Some(match self.next()? {
            'b' if self.peek() != Some('{') => Node::Look(Look::Boundary),
            'd' => Node::Set(Set::new(vec![('0', '9')], false)),
            'w' => Node::Set(Set::new(word_ranges(), false)),
            'W' => Node::Set(Set::new(word_ranges(), true)),
            's' => Node::Set(Set::new(vec![(' ', ' '), ('\n', '\n')], false)),
            'S' => Node::Set(Set::new(vec![(' ', ' '), ('\n', '\n')], true)),
            'n' => Node::Letter('\n'),
            letter if is_escapable(letter) => Node::Letter(letter),
            _ => return None,
        })
    }

    /// What stands behind `[`.
    fn class(&mut self) -> Option<Set> {
        let negated = self.take("^");
        let mut ranges: Vec<(char, char)> = Vec::new();
        // Whether the item before may begin a range.
        let mut open = false;
        loop {
            let is_first = ranges.is_empty();
            let rest = &self.pattern[self.at..];
            if ["&&", "--", "~~"].iter().any(|operator| rest.starts_with(operator)) {
                return None;
            }
            match self.next()? {
                ']' if is_first => return None,
                ']' => return Some(Set::new(ranges, negated)),
                '[' => return None,
                '-' if is_first || self.peek() == Some(']') => {
                    ranges.push(('-', '-'));
                    open = false;
                }
                '-' if open => {
                    let last = match self.next()? {
                        '\\' => self.next().filter(|letter| is_escapable(*letter))?,
                        '[' | ']' | '\'' => return None,
                        letter => letter,
                    };
                    let first = ranges.pop()?.0;
                    if first > last {
                        return None;
                    }
                    ranges.push((first, last));
                    open = false;
                }
                '-' => return None,
                '\'' => {
                    ranges.extend([('\'', '\''), ('’', '’')]);
                    open = false;
                }
                '\\' => {
                    open = false;
                    match self.next()? {
                        'd' => ranges.push(('0', '9')),
                        'w' => ranges.extend(word_ranges()),
                        's' => ranges.extend([(' ', ' '), ('\n', '\n')]),
                        'n' => ranges.push(('\n', '\n')),
                        letter if is_escapable(letter) => {
                            ranges.push((letter, letter));
                            open = true;
                        }
                        _ => return None,
                    }
                }
                letter => {
                    self.any_case &= !letter.is_uppercase();
                    ranges.push((letter, letter));
                    open = true;
                }
            }
        }
    }

    fn repeated(&mut self, node: Node) -> Option<Node> {
        let (least, most) = match self.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => self.bounds()?,
            _ => return Some(node),
        };
        self.at += 1;
        let greedy = !self.take("?");
        let again = self.peek().is_some_and(|next| matches!(next, '?' | '*' | '+' | '{'));
        // What may be empty is repeated by the `regex` crate in a way of its own.
        if again || node.shortest() == 0 || most.is_some_and(|most| most < least || most == 0) {
            return None;
        }
        Some(Node::Repeat { node: Box::new(node), least, most, greedy })
    }

    /// `{2}`, `{2,}` and `{2,5}`, up to the brace that closes.
    fn bounds(&mut self) -> Option<(u32, Option<u32>)> {
        let rest = &self.pattern[self.at + 1..];
        let written = &rest[..rest.find('}')?];
        let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?;
        let bounds = match written.split_once(',') {
            None => (number(written)?, Some(number(written)?)),
            Some((least, "")) => (number(least)?, None),
            Some((least, most)) => (number(least)?, Some(number(most)?)),
        };
        self.at += written.len() + 1;
        Some(bounds)
    }
}

fn is_escapable(letter: char) -> bool {
    letter.is_ascii_punctuation() && !matches!(letter, '<' | '>')
}

fn word_ranges() -> Vec<(char, char)> {
    [&[('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_')], LATIN_RANGES].concat()
}

impl From<&Hir> for Node {
    /// What is known of a pattern that only the `regex` crate could read: enough to tell its literals.
    fn from(hir: &Hir) -> Self {
        let anything = || Node::Set(Set::new(Vec::new(), true));
        match hir.kind() {
            HirKind::Empty => Node::Sequence(Vec::new()),
            HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
                Ok(letters) => Node::Sequence(letters.chars().map(Node::Letter).collect()),
                Err(_) => anything(),
            },
            HirKind::Class(Class::Unicode(class)) => {
                let ranges = class.ranges().iter().map(|range| (range.start(), range.end()));
                // The long s and the Kelvin sign are cases of s and k.
                Node::Set(Set::new(
                    ranges.filter(|range| !matches!(range, ('ſ', 'ſ') | ('\u{212a}', '\u{212a}'))).collect(),
                    false,
                ))
            }
            HirKind::Class(Class::Bytes(_)) => anything(),
            HirKind::Look(hir::Look::WordAscii) => Node::Look(Look::Boundary),
            HirKind::Look(_) => Node::Look(Look::Start),
            HirKind::Repetition(repetition) => Node::Repeat {
                node: Box::new(Node::from(&*repetition.sub)),
                least: repetition.min,
                most: repetition.max,
                greedy: repetition.greedy,
            },
            HirKind::Capture(capture) => {
                Node::Group { name: capture.name.as_deref().map(Arc::from), node: Box::new(Node::from(&*capture.sub)) }
            }
            HirKind::Concat(parts) => Node::Sequence(parts.iter().map(Node::from).collect()),
            HirKind::Alternation(parts) => Node::Choice(parts.iter().map(Node::from).collect()),
        }
    }
}

impl Node {
    /// The characters of the shortest match.
    pub(super) fn shortest(&self) -> usize {
        match self {
            Node::Letter(_) | Node::Apostrophe | Node::Set(_) | Node::List(_) => 1,
            Node::Look(_) => 0,
            Node::Repeat { node, least, .. } => node.shortest() * *least as usize,
            Node::Group { node, .. } => node.shortest(),
            Node::Sequence(parts) => parts.iter().map(Node::shortest).sum(),
            Node::Choice(branches) => branches.iter().map(Node::shortest).min().unwrap_or(0),
        }
    }

    /// How many characters, and ranges of them, it has with all its lists and repetitions written out.
    pub(super) fn size(&self, of_list: &dyn Fn(ListId) -> usize) -> usize {
        match self {
            Node::Letter(letter) => letter.len_utf8(),
            Node::Apostrophe => 2,
            Node::Set(set) => set.size(),
            Node::List(list) => of_list(*list),
            Node::Look(_) => 0,
            Node::Repeat { node, least, most, .. } => {
                node.size(of_list).saturating_mul(most.unwrap_or(*least).max(1) as usize)
            }
            Node::Group { node, .. } => node.size(of_list),
            Node::Sequence(parts) | Node::Choice(parts) => {
                parts.iter().map(|part| part.size(of_list)).fold(0, usize::saturating_add)
            }
        }
    }

    /// The names of its groups, in the order in which they open.
    pub(super) fn groups(&self, names: &mut Vec<Arc<str>>) {
        match self {
            Node::Group { name, node } => {
                names.extend(name.clone());
                node.groups(names);
            }
            Node::Repeat { node, .. } => node.groups(names),
            Node::Sequence(parts) | Node::Choice(parts) => parts.iter().for_each(|part| part.groups(names)),
            _ => {}
        }
    }
}
