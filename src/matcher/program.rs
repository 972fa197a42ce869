//! A pattern as a small program that is tried at one place after another: ready at once, where a regex must be compiled.

use super::letters::{at, cases, fold};
use super::set::Set;
use super::syntax::{Look, Node, Read};
use super::vocabulary::{ListId, Vocabulary};

/// What a pattern matches, step by step; of several ways the first that leads to the end, as in the `regex` crate.
#[derive(Debug)]
pub(super) struct Program {
    steps: Vec<Step>,
    sets: Vec<Set>,
    /// Named groups, as they open.
    groups: usize,
    /// What the first byte of a match may be.
    firsts: [bool; 256],
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Letter(char),
    /// The letter in any case; it is folded here.
    AnyCase(char),
    Apostrophe,
    Set(u32),
    List(ListId),
    Look(Look),
    /// Goes on at the first, and, where that leads nowhere, at the second.
    Split(u32, u32),
    Jump(u32),
    Save(u32),
    Match,
}

/// A match, and where the named groups begin and end.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub start: usize,
    pub end: usize,
    pub groups: Vec<Option<usize>>,
}

/// What a program works with, kept from one run to the next.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub found: Found,
    waiting: Vec<Turn>,
    ends: Vec<usize>,
}

#[derive(Debug)]
enum Turn {
    /// To go on there with the text from here.
    Try(u32, usize),
    /// To put a group's edge back.
    Restore(u32, Option<usize>),
}

/// It would take too long: the text is left to a regex, whose time grows with the text alone.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Exhausted;

/// Steps at most, and for each byte that is looked at.
const PATIENCE: usize = 4096;
const PATIENCE_PER_BYTE: usize = 32;

/// Longer programs are left to a regex.
const LONGEST: usize = 4000;

impl Program {
    /// The program of a pattern; `None` where it would be long.
    pub(super) fn new(read: &Read, vocabulary: &Vocabulary) -> Option<Self> {
        let mut writer = Writer { steps: Vec::new(), sets: Vec::new(), any_case: read.any_case, groups: 0 };
        writer.node(&read.node)?;
        writer.push(Step::Match)?;
        let mut program =
            Self { steps: writer.steps, sets: writer.sets, groups: writer.groups as usize, firsts: [false; 256] };
        program.find_firsts(0, &mut vec![false; program.steps.len()], vocabulary);
        Some(program)
    }

    /// The first match in `text` that begins at `from` or behind it; false where there is none.
    pub(super) fn find(
        &self,
        text: &str,
        from: usize,
        lists: &Vocabulary,
        scratch: &mut Scratch,
    ) -> Result<bool, Exhausted> {
        let bytes = text.as_bytes();
        let mut patience = PATIENCE;
        let may_begin = |(_, byte): &(usize, &u8)| self.firsts[usize::from(**byte)];
        for (start, _) in bytes.iter().enumerate().skip(from).filter(may_begin) {
            patience += PATIENCE_PER_BYTE;
            if let Some(end) = self.run(text, start, lists, scratch, &mut patience)? {
                scratch.found.start = start;
                scratch.found.end = end;
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn run(
        &self,
        text: &str,
        start: usize,
        lists: &Vocabulary,
        scratch: &mut Scratch,
        patience: &mut usize,
    ) -> Result<Option<usize>, Exhausted> {
        let Scratch { found, waiting, ends } = scratch;
        found.groups.clear();
        found.groups.resize(self.groups * 2, None);
        waiting.clear();
        let (mut step, mut place) = (0, start);
        loop {
            *patience = patience.checked_sub(1).ok_or(Exhausted)?;
            let next = match self.steps[step as usize] {
                Step::Match => return Ok(Some(place)),
                Step::Jump(target) => Some((target, place)),
                Step::Split(first, second) => {
                    waiting.push(Turn::Try(second, place));
                    Some((first, place))
                }
                Step::Save(edge) => {
                    let before = found.groups[edge as usize].replace(place);
                    waiting.push(Turn::Restore(edge, before));
                    Some((step + 1, place))
                }
                Step::Look(look) => holds(look, text, place).then_some((step + 1, place)),
                Step::List(list) => {
                    ends.clear();
                    lists.get(list).visit(text, place, |end| ends.push(end));
                    let longest = ends.pop();
                    waiting.extend(ends.iter().map(|end| Turn::Try(step + 1, *end)));
                    longest.map(|end| (step + 1, end))
                }
                ref single => self.letter(single, text, place).map(|end| (step + 1, end)),
            };
            (step, place) = match next {
                Some(next) => next,
                None => loop {
                    match waiting.pop() {
                        Some(Turn::Try(step, place)) => break (step, place),
                        Some(Turn::Restore(edge, before)) => found.groups[edge as usize] = before,
                        None => return Ok(None),
                    }
                },
            };
        }
    }

    /// The end of the one character at `place`, where the step takes it.
    fn letter(&self, step: &Step, text: &str, place: usize) -> Option<usize> {
        let (letter, length) = at(text, place)?;
        let taken = match step {
            Step::Letter(wanted) => letter == *wanted,
            Step::AnyCase(wanted) => fold(letter) == *wanted,
            Step::Apostrophe => matches!(letter, '\'' | '’'),
            Step::Set(set) => self.sets[*set as usize].holds(letter),
            _ => false,
        };
        taken.then_some(place + length)
    }

    /// Marks what the first byte may be where the match goes on at `step`.
    fn find_firsts(&mut self, step: usize, seen: &mut [bool], lists: &Vocabulary) {
        if std::mem::replace(&mut seen[step], true) {
            return;
        }
        match self.steps[step] {
            Step::Match => {}
            Step::Jump(target) => self.find_firsts(target as usize, seen, lists),
            Step::Split(first, second) => {
                self.find_firsts(first as usize, seen, lists);
                self.find_firsts(second as usize, seen, lists);
            }
            Step::Save(_) | Step::Look(_) => self.find_firsts(step + 1, seen, lists),
            Step::Letter(letter) => self.may_begin(letter),
            Step::AnyCase(letter) => self.may_begin_in_any_case(letter),
            Step::Apostrophe => ['\'', '’'].into_iter().for_each(|letter| self.may_begin(letter)),
            Step::Set(set) => {
                let set = self.sets[set as usize].clone();
                (0..128u8)
                    .filter(|byte| set.holds(char::from(*byte)))
                    .for_each(|byte| self.firsts[usize::from(byte)] = true);
                self.firsts[0xc2..].fill(true);
            }
            Step::List(list) => {
                for letter in lists.get(list).firsts() {
                    self.may_begin_in_any_case(letter);
                    if letter == '\'' {
                        self.may_begin('’');
                    }
                }
            }
        }
    }

    fn may_begin(&mut self, letter: char) {
        self.firsts[usize::from(letter.encode_utf8(&mut [0; 4]).as_bytes()[0])] = true;
    }

    fn may_begin_in_any_case(&mut self, letter: char) {
        if letter.is_ascii() {
            cases(letter).into_iter().flatten().for_each(|letter| self.may_begin(letter));
        } else {
            self.firsts[0xc2..].fill(true);
        }
    }
}

/// Whether the byte is what an ASCII word is made of.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn holds(look: Look, text: &str, place: usize) -> bool {
    let bytes = text.as_bytes();
    match look {
        Look::Start => place == 0,
        Look::End => place == bytes.len(),
        Look::Boundary => {
            let before = place.checked_sub(1).is_some_and(|before| is_word(bytes[before]));
            before != bytes.get(place).copied().is_some_and(is_word)
        }
    }
}

/// Writes a program's steps.
struct Writer {
    steps: Vec<Step>,
    sets: Vec<Set>,
    any_case: bool,
    groups: u32,
}

impl Writer {
    fn push(&mut self, step: Step) -> Option<()> {
        self.steps.push(step);
        (self.steps.len() <= LONGEST).then_some(())
    }

    fn here(&self) -> u32 {
        u32::try_from(self.steps.len()).expect("programs are short")
    }

    /// A split whose targets are set later; returns its place.
    fn split(&mut self) -> Option<usize> {
        self.push(Step::Split(0, 0))?;
        Some(self.steps.len() - 1)
    }

    fn set_split(&mut self, split: usize, greedy: bool, inside: u32, behind: u32) {
        self.steps[split] = if greedy { Step::Split(inside, behind) } else { Step::Split(behind, inside) };
    }

    fn node(&mut self, node: &Node) -> Option<()> {
        match node {
            Node::Letter(letter) if self.any_case => self.push(match fold(*letter) {
                folded if cases(folded).into_iter().flatten().all(|case| case == folded) => Step::Letter(folded),
                folded => Step::AnyCase(folded),
            }),
            Node::Letter(letter) => self.push(Step::Letter(*letter)),
            Node::Apostrophe => self.push(Step::Apostrophe),
            Node::Set(set) => {
                let set = if self.any_case { set.folded() } else { set.clone() };
                let known = self.sets.iter().position(|known| *known == set);
                let index = known.unwrap_or_else(|| {
                    self.sets.push(set);
                    self.sets.len() - 1
                });
                self.push(Step::Set(u32::try_from(index).expect("programs are short")))
            }
            Node::List(list) => self.push(Step::List(*list)),
            Node::Look(look) => self.push(Step::Look(*look)),
            Node::Group { name: None, node } => self.node(node),
            Node::Group { name: Some(_), node } => {
                let group = self.groups;
                self.groups += 1;
                self.push(Step::Save(group * 2))?;
                self.node(node)?;
                self.push(Step::Save(group * 2 + 1))
            }
            Node::Sequence(parts) => parts.iter().try_for_each(|part| self.node(part)),
            Node::Choice(branches) => self.choice(branches),
            Node::Repeat { node, least, most, greedy } => self.repeat(node, *least, *most, *greedy),
        }
    }

    fn choice(&mut self, branches: &[Node]) -> Option<()> {
        let (last, others) = branches.split_last()?;
        let mut ends = Vec::new();
        for branch in others {
            let split = self.split()?;
            self.node(branch)?;
            ends.push(self.steps.len());
            self.push(Step::Jump(0))?;
            let (inside, behind) = (split as u32 + 1, self.here());
            self.set_split(split, true, inside, behind);
        }
        self.node(last)?;
        let here = self.here();
        ends.into_iter().for_each(|end| self.steps[end] = Step::Jump(here));
        Some(())
    }

    fn repeat(&mut self, node: &Node, least: u32, most: Option<u32>, greedy: bool) -> Option<()> {
        let groups = self.groups;
        // A group within is one group, however often it is written.
        let again = |writer: &mut Self| {
            writer.groups = groups;
            writer.node(node)
        };
        for _ in 0..least {
            again(self)?;
        }
        let Some(most) = most else {
            let split = self.split()?;
            again(self)?;
            self.push(Step::Jump(split as u32))?;
            let behind = self.here();
            self.set_split(split, greedy, split as u32 + 1, behind);
            return Some(());
        };
        let mut splits = Vec::new();
        for _ in least..most {
            splits.push(self.split()?);
            again(self)?;
        }
        let behind = self.here();
        splits.into_iter().for_each(|split| self.set_split(split, greedy, split as u32 + 1, behind));
        Some(())
    }
}
