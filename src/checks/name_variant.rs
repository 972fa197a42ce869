//! `name-variant`: one person in two spellings.

use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::language::names::{LowerCaseWords, Name, NameLists, names};
use crate::language::words::{are_forms, surname};
use crate::model::{Article, Edit, Fix, Passage, Safety, SourceKind, WordList, fold};
use crate::query::Unit;

pub const KIND: CheckKind =
    CheckKind::new::<NameVariantTable>("name-variant", "a person's name in two spellings; the rarer one is underlined");

/// `name-variant = { titles = "titles", particles = "name-particles", endings = "name-endings", words = "…", … }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct NameVariantTable {
    /// The list of words that stand before a name.
    #[schemars(with = "String")]
    titles: Spanned<String>,
    /// The list of words in lower case that stand inside names.
    #[schemars(with = "String")]
    particles: Spanned<String>,
    /// The list of endings that make another word of a name ("Iran", "Iranian") rather than another spelling.
    #[schemars(with = "String")]
    endings: Spanned<String>,
    /// The list of capitalised words that are nobody's name.
    #[schemars(with = "String")]
    words: Spanned<String>,
    /// The list of names that are spelt so, word by word, however often a story spells them otherwise.
    #[schemars(with = "String")]
    spelt_so: Spanned<String>,
}

#[derive(Debug)]
struct NameVariant {
    titles: WordList,
    particles: WordList,
    endings: WordList,
    words: WordList,
    spelt_so: WordList,
}

/// A spelling, and where it stands.
struct Spelling<'a> {
    text: &'a str,
    places: Vec<Passage>,
}

impl CheckSettings for NameVariantTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let (titles, particles) = (builder.list(&self.titles), builder.list(&self.particles));
        let (endings, words) = (builder.list(&self.endings), builder.list(&self.words));
        let spelt_so = builder.list(&self.spelt_so);
        Some(Box::new(NameVariant {
            titles: titles?,
            particles: particles?,
            endings: endings?,
            words: words?,
            spelt_so: spelt_so?,
        }))
    }
}

impl Check for NameVariant {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let lists = NameLists { titles: &self.titles, particles: &self.particles, lexicon: context.lexicon };
        let cast = Cast::new(article, names(article, lists), &self.words);
        let mut findings = self.same_first_name(&cast, article);
        findings.extend(self.surname_alone(&cast, article));
        findings.extend(self.joined_otherwise(&cast, article));
        findings.sort_by_key(|finding| finding.place);
        findings.dedup_by_key(|finding| finding.place);
        findings
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["usual".to_owned(), "times".to_owned()]
    }
}

/// The names of a story, by the parts that spellings are compared in.
#[derive(Default)]
struct Cast<'a> {
    /// First name, then last name, then where that last name stands.
    by_first: FxHashMap<&'a str, FxHashMap<&'a str, Vec<Passage>>>,
    /// Last name, then first name, then where that first name stands.
    by_last: FxHashMap<&'a str, FxHashMap<&'a str, Vec<Passage>>>,
    /// Last names, and where they stand behind a first name.
    surnames: FxHashMap<&'a str, Vec<Passage>>,
    /// Words that stand alone as a name where no sentence begins.
    alone: FxHashMap<&'a str, Vec<Passage>>,
    /// Last names with a title before or an age behind them, those of the story's sources, and words that stand alone as a
    /// name anywhere.
    persons: FxHashSet<&'a str>,
    /// Words that stand alone behind a title, or speak: somebody who must have been named before.
    again: FxHashSet<&'a str>,
    /// Last names of a person by their letters alone ("prycehall"), then by spelling ("Pryce-Hall", "Pryce Hall").
    joined: FxHashMap<String, FxHashMap<&'a str, Vec<Passage>>>,
    /// How often each word stands in a name at all.
    counts: FxHashMap<&'a str, usize>,
}

/// A run of more words is no person's name but a headline in capitals.
const LONGEST_NAME: usize = 3;
/// Shorter names that differ in their last letter are two.
const SHORTEST_WITH_END: usize = 4;
/// A longer word that opens a sentence may be a name by itself.
const LONG_ENOUGH: usize = 6;
/// A story with more names than this is a list, and comparing each with each would take long.
const MOST_NAMES: usize = 2000;

impl<'a> Cast<'a> {
    fn new(article: &'a Article, names: Vec<Name>, words: &WordList) -> Self {
        let mut cast = Cast::default();
        let speakers = article.sources.iter().filter(|source| source.kind == SourceKind::Named);
        for words in speakers.map(|source| source.words) {
            let spelled = article.text.slice(words);
            cast.persons.insert(surname(spelled));
            if !spelled.contains(' ') {
                cast.again.insert(spelled);
            }
        }
        for name in names.iter() {
            cast.join(article, name);
        }
        for name in names.iter().filter(|name| name.words.len() <= LONGEST_NAME) {
            let text = |index: usize| article.text.slice(name.words[index].passage);
            let place = |index: usize| name.words[index].passage;
            let last = name.words.len() - 1;
            let numbered = |word: &str| word.contains(|letter: char| letter.is_ascii_digit());
            if (0..=last).any(|index| words.contains(&fold(text(index))) || numbered(text(index))) {
                continue;
            }
            for index in 0..=last {
                *cast.counts.entry(text(index)).or_default() += 1;
            }
            if name.titled || name.aged || last == 0 {
                cast.persons.insert(text(last));
            }
            if name.titled && last == 0 {
                cast.again.insert(text(0));
            }
            if last == 0 && name.initialled {
                cast.surnames.entry(text(0)).or_default().push(place(0));
                continue;
            }
            if last == 0 {
                let long = text(0).chars().count() >= LONG_ENOUGH;
                if name.titled || name.aged || long || !name.words[0].opens {
                    cast.alone.entry(text(0)).or_default().push(place(0));
                }
                continue;
            }
            cast.surnames.entry(text(last)).or_default().push(place(last));
            cast.by_first.entry(text(0)).or_default().entry(text(last)).or_default().push(place(last));
            cast.by_last.entry(text(last)).or_default().entry(text(0)).or_default().push(place(0));
        }
        cast
    }

    /// Takes in the last word of a name, and its last two words as one, by their letters.
    fn join(&mut self, article: &'a Article, name: &Name) {
        let word = |index: usize| name.words[index].passage;
        let last = name.words.len() - 1;
        let pair = last.checked_sub(1).map(|before| Passage::new(word(before).start, word(last).end));
        let handle = article.text.prose()[..word(0).start].ends_with(['@', '#']);
        for passage in [Some(word(last)), pair].into_iter().flatten().filter(|_| !handle) {
            let spelled = article.text.slice(passage);
            let letters: String = spelled.chars().filter(|letter| letter.is_alphanumeric()).collect();
            self.joined.entry(fold(&letters)).or_default().entry(spelled).or_default().push(passage);
        }
    }

    /// Whether it is a person's last name: people are named in full once, and by their last name from then on.
    fn is_person(&self, surname: &str) -> bool {
        self.persons.contains(surname)
    }

    fn count(&self, word: &str) -> usize {
        self.counts.get(word).copied().unwrap_or_default()
    }
}

impl NameVariant {
    /// "Jane Doe" and "Jane Dow", "Jane Doe" and "Jayne Doe": the other half of the name is the same.
    fn same_first_name(&self, cast: &Cast<'_>, article: &Article) -> Vec<Finding> {
        let mut findings = Vec::new();
        for others in
            cast.by_first.values().chain(cast.by_last.values()).filter(|others| (2..50).contains(&others.len()))
        {
            let spellings: Vec<Spelling<'_>> =
                others.iter().map(|(text, places)| Spelling { text, places: places.clone() }).collect();
            for (index, left) in spellings.iter().enumerate() {
                for right in &spellings[index + 1..] {
                    let person = cast.again.contains(left.text) || cast.again.contains(right.text);
                    if self.are_variants(left.text, right.text) || person && have_another_end(left.text, right.text) {
                        findings.extend(self.finding(left, right, cast, article));
                    }
                }
            }
        }
        findings
    }

    /// A surname by itself that nobody in the story has, and that is nearly somebody's.
    fn surname_alone(&self, cast: &Cast<'_>, article: &Article) -> Vec<Finding> {
        if cast.alone.len() + cast.surnames.len() > MOST_NAMES {
            return Vec::new();
        }
        let common = LowerCaseWords::of(article.text.prose());
        let mut findings = Vec::new();
        for (word, places) in &cast.alone {
            let places: Vec<Passage> =
                places.iter().copied().filter(|place| !stands_in_list(*place, article.text.prose())).collect();
            if places.is_empty() || cast.surnames.contains_key(word) || cast.by_first.contains_key(word) {
                continue;
            }
            let again = cast.again.contains(word);
            for (surname, usual) in cast.surnames.iter().filter(|(surname, _)| again || cast.is_person(surname)) {
                if (cast.count(surname) > cast.count(word) || again && cast.count(surname) == cast.count(word))
                    && self.are_variants(word, surname)
                    && !common.contain(word)
                    && !common.contain(surname)
                {
                    let rare = Spelling { text: word, places: places.clone() };
                    let usual = Spelling { text: surname, places: usual.clone() };
                    findings.extend(self.finding(&rare, &usual, cast, article));
                }
            }
        }
        findings
    }

    /// "Anna Pryce-Hall" and "Ms Pryce Hall": a person's last name with and without its hyphen.
    fn joined_otherwise(&self, cast: &Cast<'_>, article: &Article) -> Vec<Finding> {
        let mut findings = Vec::new();
        for others in cast.joined.values().filter(|others| others.len() == 2) {
            let mut spellings: Vec<Spelling<'_>> =
                others.iter().map(|(text, places)| Spelling { text, places: places.clone() }).collect();
            spellings.sort_by_key(|spelling| (spelling.places.len(), std::cmp::Reverse(spelling.places[0])));
            let person =
                |spelling: &Spelling<'_>| cast.is_person(spelling.text) || cast.is_person(surname(spelling.text));
            if spellings.iter().any(person) && spellings.iter().any(|spelling| spelling.text.contains('-')) {
                findings.extend(self.finding(&spellings[0], &spellings[1], cast, article));
            }
        }
        findings
    }

    /// The rarer spelling, or the one that the desk does not know; nothing where it knows both.
    fn finding(
        &self,
        left: &Spelling<'_>,
        right: &Spelling<'_>,
        cast: &Cast<'_>,
        article: &Article,
    ) -> Option<Finding> {
        let known = |spelling: &Spelling<'_>| self.spelt_so.contains(&fold(spelling.text));
        if known(left) && known(right) {
            return None;
        }
        let weight = |spelling: &Spelling<'_>| {
            let times = cast.count(spelling.text).max(spelling.places.len());
            (known(spelling), times, std::cmp::Reverse(spelling.places[0]))
        };
        let (rare, usual) = if weight(left) < weight(right) { (left, right) } else { (right, left) };
        let place = *rare.places.first()?;
        let edits = rare
            .places
            .iter()
            .map(|place| Edit { span: article.text.span(*place), replacement: usual.text.to_owned() });
        let fix =
            Fix { message: format!("write “{}”", usual.text), safety: Safety::Unsafe, edits: edits.collect() };
        let mut others = vec![(*usual.places.first()?, "spelt like this here".to_owned())];
        others.extend(rare.places[1..].iter().map(|place| (*place, "and here".to_owned())));
        let found = Finding { others, fix: Some(fix), ..Finding::at(place) };
        Some(
            found
                .with_value("usual", usual.text)
                .with_value("times", cast.count(usual.text).max(usual.places.len()).to_string()),
        )
    }

    /// Whether two words are near enough to be one name misspelt, and no two words of one stem.
    fn are_variants(&self, left: &str, right: &str) -> bool {
        let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
        let letters = short.chars().count();
        if letters < 4 || long.len() - short.len() > 2 || left.chars().next() != right.chars().next() {
            return false;
        }
        let most = if letters >= 8 { 2 } else { 1 };
        let distance = strsim::osa_distance(left, right);
        (1..=most).contains(&distance) && !are_forms(&fold(left), &fold(right), &self.endings)
    }
}

/// "Gerald Noake" and "Gerald Noakes": the same but for a last letter, behind one first name.
fn have_another_end(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    let rest = long.strip_prefix(short);
    short.chars().count() >= SHORTEST_WITH_END && rest.is_some_and(|rest| rest.chars().count() == 1)
}

/// Whether commas stand on both sides: a team's list, in which each name is another person's.
fn stands_in_list(place: Passage, prose: &str) -> bool {
    let before = prose[..place.start].trim_end_matches(' ');
    before.ends_with([',', ';', ':']) && prose[place.end..].starts_with([',', ';'])
}
