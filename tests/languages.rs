//! Languages by their lists alone: who says so in sentences and quotations of another language than the rules' own.
//!
//! `tests/languages/CODE.toml` holds sentences, each with the kind and the words of its source, and quotations, each
//! with those of its speaker.

use std::fs;
use std::path::Path;

use copydesk::linter::Linter;
use copydesk::model::{Article, Format, Input, Passage, Source};
use copydesk::rules::{BUILT_IN, load};
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    sentence: Vec<Case>,
    quotation: Vec<Case>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    /// The kind of the one who says so, or `none`.
    kind: String,
    /// The words that name them.
    #[serde(default)]
    words: String,
}

fn main() {
    let arguments = Arguments::from_args();
    let rules = load(BUILT_IN).unwrap_or_else(|_| panic!("the built-in rules load"));
    let levels = rules.levels();
    let linter: &'static Linter = Box::leak(Box::new(Linter::new(rules, levels)));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages");
    let mut trials = Vec::new();
    for file in fs::read_dir(folder).expect("the folder of languages").flatten() {
        let code = file.path().file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(file.path()).expect("it can be read");
        let cases: Cases = toml::from_str(&text).unwrap_or_else(|error| panic!("{code}: {error}"));
        for (what, cases, answer) in [
            ("sentence", cases.sentence, source as fn(&Article) -> (String, Option<Passage>)),
            ("quotation", cases.quotation, speaker),
        ] {
            for (number, case) in cases.into_iter().enumerate() {
                let code = code.clone();
                let name = format!("{code}: {what} {}", number + 1);
                trials.push(Trial::test(name, move || try_case(linter, &code, &case, answer)));
            }
        }
    }
    assert!(!trials.is_empty(), "there are languages");
    libtest_mimic::run(&arguments, trials).exit();
}

fn try_case(
    linter: &Linter,
    code: &str,
    case: &Case,
    answer: fn(&Article) -> (String, Option<Passage>),
) -> Result<(), Failed> {
    let text = format!("---\nlang: {code}\n---\n\n{}\n", case.text);
    let input = Input { source: Source::file("story.md", text), format: Format::Markdown };
    let article = linter.article(&input).0;
    assert_eq!(article.language, *code);
    let (kind, words) = answer(&article);
    let words = words.map_or("", |words| article.text.slice(words));
    if kind == case.kind && words == case.words {
        return Ok(());
    }
    Err(format!("{}\nexpected {} `{}`, found {kind} `{words}`", case.text, case.kind, case.words).into())
}

fn source(article: &Article) -> (String, Option<Passage>) {
    let sentence = article.sentences.last().expect("there is a sentence");
    let kind = sentence.source.name().to_owned();
    let words = sentence.source_words.filter(|_| kind != "none");
    (kind, words)
}

fn speaker(article: &Article) -> (String, Option<Passage>) {
    let quotation = article.quotations.first().expect("there is a quotation");
    (quotation.speaker.name().to_owned(), quotation.speaker_words)
}
