//! Who speaks in the stories of `tests/stories/attribution`: `NAME.expected` holds what is found in `NAME.txt`, parted by
//! tabs, `-` where there is nothing.
//!
//! First a line for each quotation: its first words, kind, speaker, the words that name the speaker, the step of the
//! ladder, whom a pronoun stands for. Then, below an empty line, one for each sentence: its first words, its source, the
//! words that name the source, and the kind of the source that carries over from a neighbour.
//!
//! `UPDATE_EXPECTED=1 cargo test --test attribution` writes the expected files; read what it wrote.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::model::{Article, Format, Passage, Quotation, Sentence, Source, SourceKind};
use copydesk::readers::{self, FieldNames};
use copydesk::rules::{self, RuleSet};
use libtest_mimic::{Arguments, Trial};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/attribution");
    let mut stories: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of stories is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    stories.sort();
    let trials = stories.into_iter().map(|story| {
        let name = story.file_stem().expect("a story has a name").to_string_lossy().into_owned();
        Trial::test(format!("attribution: {name}"), move || check(&story).map_err(Into::into))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}

fn check(story: &Path) -> Result<(), String> {
    let text = fs::read_to_string(story).map_err(|error| error.to_string())?;
    let found = lines(&analyse(&text));
    let path = story.with_extension("expected");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        return fs::write(path, found).map_err(|error| error.to_string());
    }
    let expected = fs::read_to_string(path).map_err(|error| error.to_string())?;
    if found == expected { Ok(()) } else { Err(format!("expected\n{expected}\nfound\n{found}")) }
}

fn analyse(text: &str) -> Article {
    static RULES: std::sync::OnceLock<RuleSet> = std::sync::OnceLock::new();
    let rules = RULES.get_or_init(|| rules::load(rules::BUILT_IN).expect("the built-in rules load"));
    let source = Source::file("story.txt", text);
    rules.structure.analyse(readers::read(&source, Format::Text, &FieldNames::default()))
}

fn lines(article: &Article) -> String {
    let quotations: String = article.quotations.iter().map(|quotation| of_quotation(article, quotation)).collect();
    let sentences: String = article.sentences.iter().map(|sentence| of_sentence(article, sentence)).collect();
    format!("{quotations}\n{sentences}")
}

fn of_quotation(article: &Article, quotation: &Quotation) -> String {
    let first = first_words(article, quotation.words);
    let (kind, speaker, step) = (quotation.kind.name(), quotation.speaker.name(), quotation.step.unwrap_or("-"));
    let (named, meant) = (words(article, quotation.speaker_words), words(article, quotation.antecedent));
    format!("{first}\t{kind}\t{speaker}\t{named}\t{step}\t{meant}\n")
}

fn of_sentence(article: &Article, sentence: &Sentence) -> String {
    let first = first_words(article, sentence.passage);
    let named = sentence.source_words.filter(|_| sentence.source != SourceKind::None);
    format!("{first}\t{}\t{}\t{}\n", sentence.source.name(), words(article, named), sentence.carried.name())
}

fn first_words(article: &Article, passage: Passage) -> String {
    article.text.slice(passage).split(' ').take(4).collect::<Vec<_>>().join(" ")
}

fn words(article: &Article, passage: Option<Passage>) -> &str {
    passage.map_or("-", |passage| article.text.slice(passage))
}
