//! Who speaks in the stories of `tests/stories/attribution`: each `NAME.txt` has its quotations in `NAME.expected`.
//!
//! A line of the expected file is a quotation, in order: its first words, kind, speaker, the words that name the speaker
//! and the step of the ladder, parted by tabs; `-` where there is none.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::model::{Article, Format, Quotation, Source};
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
    let expected = fs::read_to_string(story.with_extension("expected")).map_err(|error| error.to_string())?;
    let found = lines(&analyse(&text));
    if found == expected { Ok(()) } else { Err(format!("expected\n{expected}\nfound\n{found}")) }
}

fn analyse(text: &str) -> Article {
    static RULES: std::sync::OnceLock<RuleSet> = std::sync::OnceLock::new();
    let rules = RULES.get_or_init(|| rules::load(rules::BUILT_IN).expect("the built-in rules load"));
    let source = Source::file("story.txt", text);
    rules.structure.analyse(readers::read(&source, Format::Text, &FieldNames::default()))
}

fn lines(article: &Article) -> String {
    article.quotations.iter().map(|quotation| line(article, quotation)).collect()
}

fn line(article: &Article, quotation: &Quotation) -> String {
    let words: Vec<&str> = article.text.slice(quotation.words).split(' ').take(4).collect();
    let speaker = quotation.speaker_words.map_or("-", |words| article.text.slice(words));
    let (kind, source, step) = (quotation.kind.name(), quotation.speaker.name(), quotation.step.unwrap_or("-"));
    format!("{}\t{kind}\t{source}\t{speaker}\t{step}\n", words.join(" "))
}
