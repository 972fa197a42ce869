//! What the one pass over an article's prose found, and a pattern's matches within a unit.

use std::cell::RefCell;
use std::sync::Arc;

use regex_automata::Input;
use rustc_hash::FxHashSet;

use super::pool::{Pattern, Reach};
use super::program::{Exhausted, Found, Scratch};
use super::{Matcher, PatternId};
use crate::model::Passage;

/// The places in one article's prose where patterns may match.
#[derive(Debug)]
pub struct Hits<'text> {
    matcher: &'text Matcher,
    prose: &'text str,
    /// For each pattern, where its literals begin, ascending.
    places: Vec<Vec<u32>>,
    /// The unit that was looked at last by itself, and the patterns of that reach whose literals stand in it.
    unit: RefCell<(Passage, FxHashSet<PatternId>)>,
    scratch: RefCell<Scratch>,
}

/// One match of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The group named `mark` where the pattern has one, else the whole match: what is underlined.
    pub mark: Passage,
    pub whole: Passage,
    /// The other named groups that took part.
    pub groups: Vec<(Arc<str>, Passage)>,
}

impl<'text> Hits<'text> {
    pub(super) fn new(matcher: &'text Matcher, prose: &'text str) -> Self {
        let mut places = vec![Vec::new(); matcher.patterns.len()];
        matcher.of_articles.scan(prose, |owner, start| {
            places[owner.0 as usize].push(u32::try_from(start).expect("articles are smaller than 4 GiB"));
        });
        Self { matcher, prose, places, unit: RefCell::default(), scratch: RefCell::default() }
    }

    /// Where the pattern may match: ascending offsets into the prose; `None` where it may match anywhere.
    pub fn places(&self, id: PatternId) -> Option<&[u32]> {
        let pattern = &self.matcher.patterns[id.0 as usize];
        let anywhere = match pattern.reach {
            Reach::Units => true,
            Reach::Article => pattern.anywhere,
        };
        (!anywhere).then(|| self.places[id.0 as usize].as_slice())
    }

    /// The pattern's matches within `passage`, which it sees as if nothing stood around it.
    pub fn find(&self, id: PatternId, passage: Passage) -> Vec<Match> {
        let mut found = Vec::new();
        self.visit(id, passage, |hit| {
            found.push(hit);
            true
        });
        found
    }

    /// Whether the pattern matches within `passage`.
    pub fn matches(&self, id: PatternId, passage: Passage) -> bool {
        let mut any = false;
        self.visit(id, passage, |_| {
            any = true;
            false
        });
        any
    }

    fn visit(&self, id: PatternId, passage: Passage, mut accept: impl FnMut(Match) -> bool) {
        if !self.may_match(id, passage) {
            return;
        }
        let pattern = &self.matcher.patterns[id.0 as usize];
        let words = &self.prose[passage.range()];
        let mut scratch = self.scratch.take();
        let mut at = 0;
        while at < words.len() && self.next(pattern, words, at, &mut scratch) {
            let found = &scratch.found;
            let whole = found.start..found.end;
            at = self
                .step(pattern, words, whole, &mut |whole| accept(with_groups(pattern, found, whole, passage.start)));
        }
        self.scratch.replace(scratch);
    }

    /// Finds the next match from `at` on.
    fn next(&self, pattern: &Pattern, words: &str, at: usize, scratch: &mut Scratch) -> bool {
        let vocabulary = &self.matcher.vocabulary;
        let tried = pattern.program(vocabulary).map(|program| program.find(words, at, vocabulary, scratch));
        match tried {
            Some(Ok(found)) => found,
            Some(Err(Exhausted)) | None => next_by_regex(pattern, words, at, &mut scratch.found),
        }
    }

    /// Hands a match on unless it begins or ends inside a word; returns where to look next.
    fn step(
        &self,
        pattern: &Pattern,
        words: &str,
        found: std::ops::Range<usize>,
        accept: &mut dyn FnMut(Passage) -> bool,
    ) -> usize {
        if pattern.bounded && (inside_word(words, found.start) || inside_word(words, found.end)) {
            let first = words[found.start..].chars().next().map_or(1, char::len_utf8);
            return found.start + first;
        }
        if accept(Passage::new(found.start, found.end)) { found.end.max(found.start + 1) } else { words.len() + 1 }
    }

    fn may_match(&self, id: PatternId, passage: Passage) -> bool {
        let pattern = &self.matcher.patterns[id.0 as usize];
        if pattern.reach == Reach::Units {
            return pattern.anywhere || self.stands_in_unit(id, passage);
        }
        let Some(places) = self.places(id) else { return true };
        let first = places.partition_point(|place| (*place as usize) < passage.start);
        places.get(first).is_some_and(|place| (*place as usize) < passage.end)
    }

    /// Whether a literal of the pattern stands in `passage`; many patterns ask of one unit after another.
    fn stands_in_unit(&self, id: PatternId, passage: Passage) -> bool {
        let mut unit = self.unit.borrow_mut();
        if unit.0 != passage {
            let mut seen = FxHashSet::default();
            self.matcher.of_units.scan(&self.prose[passage.range()], |owner, _| _ = seen.insert(owner));
            *unit = (passage, seen);
        }
        unit.1.contains(&id)
    }
}

fn next_by_regex(pattern: &Pattern, words: &str, at: usize, found: &mut Found) -> bool {
    let regex = pattern.regex();
    let input = Input::new(words).range(at..);
    found.groups.clear();
    if pattern.groups().is_empty() {
        let Some(whole) = regex.find(input) else { return false };
        (found.start, found.end) = (whole.start(), whole.end());
        return true;
    }
    let mut captures = regex.create_captures();
    regex.captures(input, &mut captures);
    let Some(whole) = captures.get_match() else { return false };
    (found.start, found.end) = (whole.start(), whole.end());
    for name in pattern.groups() {
        let group = captures.get_group_by_name(name);
        found.groups.extend([group.map(|group| group.start), group.map(|group| group.end)]);
    }
    true
}

fn with_groups(pattern: &Pattern, found: &Found, whole: Passage, base: usize) -> Match {
    let mut mark = whole.shift(base);
    let mut groups = Vec::new();
    for (name, edges) in pattern.groups().iter().zip(found.groups.chunks_exact(2)) {
        let [Some(start), Some(end)] = edges else { continue };
        let passage = Passage::new(start + base, end + base);
        if &**name == "mark" {
            mark = passage;
        } else {
            groups.push((name.clone(), passage));
        }
    }
    Match { mark, whole: whole.shift(base), groups }
}

/// Whether letters stand on both sides of `at`, one of them beyond ASCII: what an ASCII word boundary can't see.
fn inside_word(words: &str, at: usize) -> bool {
    let before = words[..at].chars().next_back();
    let after = words[at..].chars().next();
    matches!((before, after), (Some(before), Some(after))
        if before.is_alphanumeric() && after.is_alphanumeric() && !(before.is_ascii() && after.is_ascii()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Exhausted, Found, Pattern, Scratch};
    use crate::matcher::{Matcher, PatternId, PatternPool, Reach};
    use crate::model::{Passage, WordList};

    /// Patterns of every shape that the extraction of literals knows.
    const PATTERNS: &[&str] = &[
        r"\b(?:is|are|was) (?:widely )?(?:believed|feared) to\b",
        r"\bbeliev(?:e|es|ed)\b",
        r"dramatic(?:ally)?",
        r"\bdon't\b",
        r"\bby [A-Z][a-z]+",
        r"\d+ (?:per cent|percent|%)",
        r"^[Ww]hy ",
        r"(?:a|be)+ feared",
        r"\b(?<who>@people) (?:said|say)\b",
        r"[a-z]é",
        r"x\w{2,}y",
    ];

    const WORDS: &[&str] = &[
        "is",
        "are",
        "was",
        "widely",
        "believed",
        "believes",
        "feared",
        "to",
        "dramatic",
        "dramatically",
        "don’t",
        "don't",
        "by",
        "Anna",
        "anna",
        "7",
        "per",
        "cent",
        "%",
        "12%",
        "Why",
        "why",
        "a",
        "be",
        "Critics",
        "critics",
        "said",
        "caféd",
        "é",
        "xaby",
        "élargi",
        "believedé",
    ];

    const PARTS: &[&str] = &[
        "a",
        "b",
        "K",
        "é",
        "É",
        "ſ",
        "'",
        "’",
        " ",
        r"\b",
        "^",
        "$",
        ".",
        r"\w",
        r"\W",
        r"\d",
        r"\s",
        r"\S",
        "[a-c]",
        "[^a é]",
        "[A-Z]",
        "[']",
        "[b-]",
        r"[\w'-]",
        "@names",
        "@short",
        "(?:a|ab|b)",
        "(?:ab|a|)",
        "(?:@short|b) ",
        "(?<in>a|@short)",
        "(a)(b)",
        r"\.",
        "(?:s|k)",
    ];
    const REPEATS: &[&str] = &["", "", "", "?", "*", "+", "{2}", "{1,3}", "{2,}", "??", "*?", "+?"];
    const LETTERS: &[&str] = &[
        "a", "a", "b", "b", "c", "A", "B", "k", "K", "\u{212a}", "s", "ſ", "é", "É", "'", "’", " ", " ", ".", "7",
        "critics", "Critic", "don’t", "DON'T", "Ed", "ed", "ab", "\n", "-", "x",
    ];

    fn pool() -> (PatternPool, Vec<PatternId>) {
        let people: WordList = ["critics", "observers"].into_iter().collect();
        let pool = PatternPool::default();
        let ids = PATTERNS
            .iter()
            .map(|pattern| pool.add(pattern, Reach::Article, &|_| Ok(&people)).expect("a sound pattern"))
            .collect();
        (pool, ids)
    }

    proptest! {
        #[test]
        fn the_shared_pass_hides_no_match(sentences in prop::collection::vec(prop::collection::vec(prop::sample::select(WORDS), 1..9), 1..6)) {
            let lines: Vec<String> = sentences.iter().map(|words| words.join(" ")).collect();
            let prose = lines.join("\n");
            let (pool, ids) = pool();
            let matcher = pool.build();
            let hits = matcher.scan(&prose);
            let mut start = 0;
            for line in &lines {
                let passage = Passage::new(start, start + line.len());
                start += line.len() + 1;
                for id in &ids {
                    let regex = matcher.patterns[id.0 as usize].regex();
                    let bounded = matcher.patterns[id.0 as usize].bounded;
                    let alone = regex.find_iter(line.as_str()).any(|found| {
                        !bounded || !super::inside_word(line, found.start()) && !super::inside_word(line, found.end())
                    });
                    let shared = hits.matches(*id, passage);
                    prop_assert!(shared || !alone, "{:?} in {line:?}", PATTERNS[id.0 as usize]);
                    if let Some(places) = hits.places(*id) {
                        let seen = places.iter().any(|place| passage.holds(*place as usize));
                        prop_assert!(seen || !shared, "{:?} has no place in {line:?}", PATTERNS[id.0 as usize]);
                    }
                }
            }
        }
    }

    type Way<'a> = &'a dyn Fn(usize, &mut Scratch) -> bool;

    /// Every match of the pattern, as a program and as a regex find it.
    fn both_ways(pattern: &Pattern, matcher: &Matcher, words: &str) -> [Vec<Found>; 2] {
        let program = pattern.program(&matcher.vocabulary).expect("the pattern is a usual one");
        let by_program = |at, scratch: &mut Scratch| {
            program
                .find(words, at, &matcher.vocabulary, scratch)
                .unwrap_or_else(|Exhausted| super::next_by_regex(pattern, words, at, &mut scratch.found))
        };
        let by_regex = |at, scratch: &mut Scratch| super::next_by_regex(pattern, words, at, &mut scratch.found);
        let ways: [Way<'_>; 2] = [&by_program, &by_regex];
        ways.map(|next| {
            let (mut scratch, mut at, mut found) = (Scratch::default(), 0, Vec::new());
            while at <= words.len() && next(at, &mut scratch) {
                at = scratch.found.end;
                found.push(std::mem::take(&mut scratch.found));
            }
            found
        })
    }

    proptest! {
        #[test]
        fn programs_match_what_regexes_match(
            parts in prop::collection::vec((prop::sample::select(PARTS), prop::sample::select(REPEATS)), 1..6),
            group in any::<bool>(),
            text in prop::collection::vec(prop::sample::select(LETTERS), 0..40),
        ) {
            let written: String = parts.iter().map(|(part, repeat)| format!("{part}{repeat}")).collect();
            let written = if group { format!("x?(?<who>{written})") } else { written };
            let lists = [["critics", "critic", "don't", "Ed"].into_iter().collect::<WordList>(), ["é", "ab", "abc", "a"].into_iter().collect()];
            let pool = PatternPool::default();
            let added = pool.add(&written, Reach::Article, &|name| Ok(&lists[usize::from(name == "short")]));
            prop_assume!(added.is_ok());
            let matcher = pool.build();
            let pattern = &matcher.patterns[0];
            prop_assume!(pattern.program(&matcher.vocabulary).is_some());
            let [program, regex] = both_ways(pattern, &matcher, &text.concat());
            prop_assert_eq!(program, regex, "{} in {:?}", written, text.concat());
        }
    }

    #[test]
    fn a_program_that_would_take_long_leaves_the_text_to_a_regex() {
        let pool = PatternPool::default();
        pool.add("(?:a|aa)+(?:a|b)+(?:a|aa)+c", Reach::Article, &|_| unreachable!("no list")).expect("a sound pattern");
        let matcher = pool.build();
        let words = "a".repeat(3000);
        let program = matcher.patterns[0].program(&matcher.vocabulary).expect("the pattern is a usual one");
        assert_eq!(program.find(&words, 0, &matcher.vocabulary, &mut Scratch::default()), Err(Exhausted));
        assert!(!matcher.scan(&words).matches(PatternId(0), Passage::new(0, words.len())));
    }

    #[test]
    fn a_longer_literal_does_not_hide_a_shorter_one() {
        let (pool, ids) = pool();
        let matcher = pool.build();
        let prose = "It rose dramatically.";
        assert!(matcher.scan(prose).matches(ids[2], Passage::new(0, prose.len())));
    }

    #[test]
    fn a_word_boundary_sees_letters_beyond_ascii() {
        let pool = PatternPool::default();
        let id = pool.add(r"\bmut", Reach::Article, &|_| unreachable!("no list")).expect("a sound pattern");
        let matcher = pool.build();
        for (prose, matches) in [("the mutiny", true), ("émut", false), ("é mut", true)] {
            assert_eq!(matcher.scan(prose).matches(id, Passage::new(0, prose.len())), matches, "{prose}");
        }
    }
}
