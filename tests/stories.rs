//! Who speaks in invented stories, and what the built-in rules find there: `NAME.expected` holds it for `NAME.txt`, a line
//! each, parted by tabs, `-` where there is nothing.
//!
//! `tests/stories/attribution`, one thing each: first a line for each quotation: its first words, kind, speaker, the words
//! that name the speaker, the step of the ladder, whom a pronoun stands for. Then, below an empty line, one for each
//! sentence: its first words, its source, the words that name the source, and the kind of the source that carries over.
//!
//! `tests/stories/whole`, as a newsroom files them: first a line for each finding of all rules at the levels they come with:
//! line, level, rule and the words underlined. Then the quotations as above, then the sources with their kind and how
//! many sentences they stand behind.
//!
//! `SNAPSHOTS=overwrite cargo test --test stories` writes the expected files; read what it wrote.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::linter::Linter;
use copydesk::model::{
    Article, Diagnostic, Format, Input, Passage, Quotation, Sentence, Source, SourceKind, StorySource,
};
use copydesk::rules::{self, BUILT_IN};
use libtest_mimic::{Arguments, Trial};

fn main() {
    let rules = rules::load(BUILT_IN).expect("the built-in rules load");
    let levels = rules.levels();
    let linter: &'static Linter = Box::leak(Box::new(Linter::new(rules, levels)));
    let mut trials = trials("attribution", move |text| speech(linter, text));
    trials.extend(self::trials("whole", move |text| whole(linter, text)));
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn trials(folder: &str, found: impl Fn(&str) -> String + Copy + Send + 'static) -> Vec<Trial> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories").join(folder);
    let mut stories: Vec<PathBuf> = fs::read_dir(path)
        .expect("the folder of stories is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    stories.sort();
    let trial = |story: PathBuf| {
        let name = story.file_stem().expect("a story has a name").to_string_lossy().into_owned();
        Trial::test(format!("{folder}: {name}"), move || check(&story, found).map_err(Into::into))
    };
    stories.into_iter().map(trial).collect()
}

fn check(story: &Path, found: impl Fn(&str) -> String) -> Result<(), String> {
    let text = fs::read_to_string(story).map_err(|error| error.to_string())?;
    let found = found(&text);
    let path = story.with_extension("expected");
    if std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite") {
        return fs::write(path, found).map_err(|error| error.to_string());
    }
    let expected = fs::read_to_string(path).map_err(|error| error.to_string())?;
    if found == expected { Ok(()) } else { Err(format!("expected\n{expected}\nfound\n{found}")) }
}

fn input(text: &str) -> Input {
    Input { source: Source::file("story.txt", text), format: Format::Text }
}

fn speech(linter: &Linter, text: &str) -> String {
    let (article, _) = linter.article(&input(text));
    let sentences: String = article.sentences.iter().map(|sentence| of_sentence(&article, sentence)).collect();
    format!("{}\n{sentences}", quotations(&article))
}

fn whole(linter: &Linter, text: &str) -> String {
    let (article, _) = linter.article(&input(text));
    let report = linter.lint(&input(text));
    let findings: String = report.diagnostics.iter().map(|finding| of_finding(&report.source, finding)).collect();
    let findings = if findings.is_empty() { "-\n".to_owned() } else { findings };
    let sources: String = article.sources.iter().map(|source| of_source(&article, source)).collect();
    format!("{findings}\n{}\n{sources}", quotations(&article))
}

fn of_finding(source: &Source, finding: &Diagnostic) -> String {
    let line = source.place(finding.span()).from.line;
    format!("{line}\t{}\t{}\t{}\n", finding.level, finding.rule, source.slice(finding.span()))
}

fn of_source(article: &Article, source: &StorySource) -> String {
    format!("{}\t{}\t{}\n", article.text.slice(source.words), source.kind.name(), source.mentions)
}

fn quotations(article: &Article) -> String {
    article.quotations.iter().map(|quotation| of_quotation(article, quotation)).collect()
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
