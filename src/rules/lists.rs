//! Word lists by language and name: those of all rule files, with the words of `@other-list` in its place.

use super::adjustments::{Adjustments, Faults, ListsByName};
use super::languages::{DEFAULT, Languages, Pack, known_language, unserved};
use super::load::Parsed;
use crate::decode::{self, span_of};
use crate::model::{Lexicon, Problem, Source, Span, WordList};

/// Gathers the lists of all files by language, adjusts them, and puts the words of `@other-list` in its place.
pub(super) fn resolve(parsed: &mut [Parsed<'_>], adjustments: &Adjustments, faults: &mut Faults) -> Languages {
    let codes = codes(parsed);
    check_languages(parsed, &codes);
    let configured = configured(adjustments, &codes, faults);
    let own = configured.as_deref().unwrap_or(DEFAULT);
    refuse_second_definitions(parsed);
    let mut views: Vec<ListView> = codes.iter().map(|code| ListView::new(Some(code), parsed)).collect();
    let mut bare = ListView::new(None, parsed);
    for file in parsed.iter_mut() {
        add_words(file, &mut views, &mut bare, own);
        refuse_unknown_references(file, &views, &bare, own);
    }
    refuse_unserved_changes(adjustments, &codes, faults);
    let packs = views.into_iter().map(|view| {
        let adjustments = adjustments.of_language(&view.code, view.code == own);
        view.pack(&adjustments, faults)
    });
    let packs = packs.collect();
    Languages::new(packs, bare.pack(&Adjustments::default(), faults), configured)
}

/// The codes of the languages that a file declares.
fn codes(parsed: &[Parsed<'_>]) -> Vec<String> {
    let declared = parsed.iter().filter_map(|file| file.set.as_ref()).filter(|set| set.pack);
    let mut codes: Vec<String> = declared.filter_map(|set| Some(set.language.as_ref()?.get_ref().clone())).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// Complains of files in a language that no pack serves; their rules and lists belong to none, then.
fn check_languages(parsed: &mut [Parsed<'_>], codes: &[String]) {
    for file in parsed {
        let Some(set) = &mut file.set else { continue };
        if let Some(language) = &set.language
            && known_language(language, codes.iter().map(String::as_str), &mut file.problems).is_none()
        {
            set.language = None;
        }
    }
}

fn configured(adjustments: &Adjustments, codes: &[String], faults: &mut Faults) -> Option<String> {
    let (language, written) = adjustments.language.as_ref()?;
    if codes.contains(language) {
        return Some(language.clone());
    }
    let problem = unserved(language, written.span, codes.iter().map(String::as_str));
    faults.adjustments.push((written.file, problem));
    None
}

/// A change to the list of a language that no pack serves.
fn refuse_unserved_changes(adjustments: &Adjustments, codes: &[String], faults: &mut Faults) {
    for change in &adjustments.lists {
        let Some((language, _)) = change.list.split_once('/') else { continue };
        if !codes.iter().any(|code| code == language) {
            let problem = unserved(language, change.written.span, codes.iter().map(String::as_str));
            faults.adjustments.push((change.written.file, problem));
        }
    }
}

/// Where a list is defined.
struct ListDefinition {
    language: Option<String>,
    name: String,
    file: usize,
    span: Span,
}

/// Two lists of one name and language would hide each other: the second is refused, and told where the first is.
fn refuse_second_definitions(parsed: &mut [Parsed<'_>]) {
    let mut known: Vec<ListDefinition> = Vec::new();
    for index in 0..parsed.len() {
        let Some(set) = &parsed[index].set else { continue };
        let language = language_of(set);
        let mut problems = Vec::new();
        for name in set.lists.keys() {
            let (name, span) = (name.get_ref().clone(), span_of(&name.span()));
            let shares = |other: &&ListDefinition| {
                let same = other.language == language || other.language.is_none() || language.is_none();
                same && other.name == name && parsed[other.file].file.path != parsed[index].file.path
            };
            if let Some(first) = known.iter().find(shares) {
                problems.push(defined_twice(&name, span, &place(&parsed[first.file], first.span)));
            }
            known.push(ListDefinition { language: language.clone(), name, file: index, span });
        }
        parsed[index].problems.extend(problems);
    }
}

fn place(file: &Parsed<'_>, span: Span) -> String {
    let source = Source::file(file.file.path.clone(), file.file.text.clone());
    format!("{}:{}", source.path, source.position(span.start).line)
}

fn defined_twice(name: &str, span: Span, first: &str) -> Problem {
    Problem {
        span,
        message: format!("there is a list `{name}` already, at {first}"),
        label: "defined again here".to_owned(),
        help:
            "give this one another name; to add to the list that is there, put the words under [add-to-lists] here, or \
               under [lists] in copydesk.toml, which can take words away, too"
                .to_owned(),
    }
}

fn language_of(set: &super::written::WrittenSet) -> Option<String> {
    set.language.as_ref().map(|language| language.get_ref().clone())
}

/// The lists that one language sees: its own, and those of no language.
struct ListView {
    /// Empty where it sees no language's.
    code: String,
    written: ListsByName,
}

impl ListView {
    fn new(code: Option<&String>, parsed: &[Parsed<'_>]) -> Self {
        let mut written = ListsByName::new();
        for set in parsed.iter().filter_map(|file| file.set.as_ref()) {
            let language = set.language.as_ref().map(toml::Spanned::get_ref);
            if language.is_none() || language == code {
                let words = |words: &[toml::Spanned<String>]| words.iter().map(|word| word.get_ref().clone()).collect();
                written.extend(set.lists.iter().map(|(name, list)| (name.get_ref().clone(), words(list))));
            }
        }
        Self { code: code.cloned().unwrap_or_default(), written }
    }

    fn pack(mut self, adjustments: &Adjustments, faults: &mut Faults) -> Pack {
        adjustments.add_words(&mut self.written, faults);
        let whole = Lists { written: &self.written, adjustments: &Adjustments::default() };
        adjustments.check_removals(|name| whole.words(name), faults);
        let lists = Lists { written: &self.written, adjustments };
        let mut lexicon = Lexicon::default();
        for name in self.written.keys() {
            lexicon.insert(name.clone(), lists.words(name).into_iter().collect::<WordList>());
        }
        Pack::new(&self.code, lexicon)
    }
}

/// Adds the words that a file has for others' lists: to those of its language, else to those of the run's own.
fn add_words(file: &mut Parsed<'_>, views: &mut [ListView], bare: &mut ListView, own: &str) {
    let Some(set) = &file.set else { return };
    let language = language_of(set);
    for (name, words) in &set.add_to_lists {
        let words: Vec<String> = words.iter().map(|word| word.get_ref().clone()).collect();
        let code = language.as_deref().unwrap_or(own);
        let sees = |view: &&mut ListView| view.code == code || language.is_none() && view.code.is_empty();
        let mut found = false;
        for view in views.iter_mut().chain([&mut *bare]).filter(sees) {
            if let Some(list) = view.written.get_mut(name.get_ref()) {
                list.extend(words.iter().cloned());
                found = true;
            }
        }
        if !found {
            let known = views.iter().find(|view| view.code == code).unwrap_or(bare);
            file.problems.push(no_such_list(name.get_ref(), span_of(&name.span()), known));
        }
    }
}

fn refuse_unknown_references(file: &mut Parsed<'_>, views: &[ListView], bare: &ListView, own: &str) {
    let Some(set) = &file.set else { return };
    let code = language_of(set).unwrap_or_else(|| own.to_owned());
    let view = views.iter().find(|view| view.code == code).unwrap_or(bare);
    for word in set.lists.values().chain(set.add_to_lists.values()).flatten() {
        let Some(name) = word.get_ref().strip_prefix('@') else { continue };
        if !view.written.contains_key(name) {
            file.problems.push(no_such_list(name, span_of(&word.span()), view));
        }
    }
}

fn no_such_list(name: &str, span: Span, view: &ListView) -> Problem {
    Problem {
        span,
        message: format!("there is no list `@{name}`"),
        label: "no such list".to_owned(),
        help: match decode::nearest(name, view.written.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `@{near}`?"),
            None => format!("add `{name}` to [lists]"),
        },
    }
}

/// The lists of a language, as written.
struct Lists<'a> {
    written: &'a ListsByName,
    adjustments: &'a Adjustments,
}

impl<'a> Lists<'a> {
    /// All words of the list `name`, those of other lists in it included.
    fn words(&self, name: &str) -> Vec<&'a str> {
        let mut words = Vec::new();
        if let Some((name, _)) = self.written.get_key_value(name) {
            self.collect(name, &mut Vec::new(), &mut words);
        }
        words
    }

    fn collect(&self, name: &'a str, inside: &mut Vec<&'a str>, words: &mut Vec<&'a str>) {
        if inside.contains(&name) {
            return;
        }
        inside.push(name);
        let from = words.len();
        for word in self.written.get(name).into_iter().flatten() {
            match word.strip_prefix('@') {
                Some(other) => self.collect(other, inside, words),
                None => words.push(word),
            }
        }
        self.adjustments.remove_words(name, words, from);
        inside.pop();
    }
}
