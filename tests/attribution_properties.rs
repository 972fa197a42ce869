//! What holds of the structure of any story: places on character boundaries, quotations and sentences in their blocks, work
//! in proportion to the story: at a hundred thousand marks or ten megabytes, what grows faster than the story doesn't end.

use copydesk::linter::Linter;
use copydesk::model::{Article, Format, Input, Level, Passage, Source, SourceKind};
use copydesk::readers::{self, FieldNames};
use copydesk::rules::{self, RuleSet};
use proptest::prelude::*;

fn analyse(text: &str) -> Article {
    static RULES: std::sync::OnceLock<RuleSet> = std::sync::OnceLock::new();
    let rules = RULES.get_or_init(|| rules::load(rules::BUILT_IN).expect("the built-in rules load"));
    let source = Source::file("story.txt", text);
    rules.languages.analyse(readers::read(&source, Format::Text, &FieldNames::default()), "", &[])
}

fn story() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "“",
        "”",
        "\"",
        "'",
        "‘",
        "’",
        "''",
        ", ",
        ". ",
        "? ",
        ": ",
        " — ",
        "\n\n",
        "\n",
        "(",
        ")",
        "said ",
        "she ",
        "he ",
        "Marla Quist ",
        "the mayor ",
        "a source ",
        "officials ",
        "according to ",
        "who ",
        "that ",
        "“No,” ",
        "6'2\" ",
        "’em ",
        "was told by ",
        "to say ",
        "adding ",
        "U.S. ",
        "Mr. ",
        "5 p.m. ",
        "it ",
        "and ",
        "of ",
        "Q: ",
        "… ",
        "é",
        "the report ",
        "The owner, Harald Quist, ",
        "its leader, the retired surveyor ",
        "told nobody ",
        "— Odd Brandal",
        "SMITH: ",
        "A: ",
        "her verdict on ",
        "on condition of anonymity because ",
        "close to ",
        "fire service ",
    ]);
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

fn is_sound(article: &Article, passage: Passage) -> bool {
    let prose = article.text.prose();
    passage.start <= passage.end && prose.is_char_boundary(passage.start) && prose.is_char_boundary(passage.end)
}

proptest! {
    #[test]
    fn every_place_is_sound(text in story()) {
        let article = analyse(&text);
        for sentence in &article.sentences {
            prop_assert!(article.blocks[sentence.block].passage.contains(sentence.passage));
            prop_assert!(sentence.source_words.is_none_or(|words| is_sound(&article, words)));
        }
        for source in &article.sources {
            prop_assert!(is_sound(&article, source.words) && is_sound(&article, source.first));
            prop_assert!(source.description.is_none_or(|words| is_sound(&article, words)));
            prop_assert!(source.reason.is_none_or(|words| is_sound(&article, words)));
            prop_assert!(!matches!(source.kind, SourceKind::None | SourceKind::Pronoun));
        }
        for quotation in &article.quotations {
            prop_assert!(article.blocks[quotation.block].passage.contains(quotation.passage));
            prop_assert!(quotation.passage.contains(quotation.words));
            prop_assert!(is_sound(&article, quotation.passage) && is_sound(&article, quotation.words));
            prop_assert_eq!(quotation.speaker_words.is_some(), quotation.step.is_some());
        }
        let starts: Vec<usize> = article.sentences.iter().map(|sentence| sentence.passage.start).collect();
        prop_assert!(starts.is_sorted());
    }
}

/// Every built-in rule over the story; how many findings there are.
fn findings(text: String) -> usize {
    static LINTER: std::sync::OnceLock<Linter> = std::sync::OnceLock::new();
    let linter = LINTER.get_or_init(|| {
        let rules = rules::load(rules::BUILT_IN).expect("the built-in rules load");
        let levels = rules.levels().into_iter().map(|level| level.max(Level::Note)).collect();
        Linter::new(rules, levels)
    });
    linter.lint(&Input { source: Source::file("story.txt", text), format: Format::Text }).diagnostics.len()
}

const MARKS: usize = 100_000;
const TEN_MEGABYTES: usize = 10_000_000;
const STORY: &str = include_str!("stories/whole/bridge-vote.txt");

#[test]
fn a_hundred_thousand_marks_in_one_paragraph_are_paired() {
    let article = analyse(&format!("Headline\n\n{}", "“No,” she said. ".repeat(MARKS / 2)));
    assert_eq!(article.quotations.len(), MARKS / 2);
}

#[test]
fn a_hundred_thousand_quotations_without_a_speaker_are_told() {
    let bare = "“We shall not leave the quay.” ";
    assert!(findings(format!("Headline\n\n{}", bare.repeat(MARKS / 2))) >= MARKS / 2);
    let paragraphs = format!("{}\n\n", bare.trim_end()).repeat(MARKS / 2);
    assert!(findings(format!("Headline\n\n{paragraphs}")) >= MARKS / 2);
}

#[test]
fn a_hundred_thousand_marks_that_pair_with_nothing_end() {
    let opened = analyse(&format!("Headline\n\n{}", "“No ".repeat(MARKS)));
    assert_eq!(opened.quotations.len(), MARKS);
    assert!(opened.quotations.iter().all(|quotation| quotation.open));
    for marks in ["\"", "”", "‘", "\"“", "“No ", "no” ", "‘no ", "\" . "] {
        assert!(findings(format!("Headline\n\n{}", marks.repeat(MARKS / marks.chars().count()))) > 0);
    }
}

#[test]
fn a_hundred_thousand_pronouns_and_labels_end() {
    assert!(findings(format!("Headline\n\n{}", "“No,” she said. ".repeat(MARKS / 2))) > 0);
    assert!(findings(format!("Headline\n\n{}", "Q: “Why?”\n\nA: “Because.”\n\n".repeat(MARKS / 4))) > 0);
}

#[test]
fn a_story_of_ten_megabytes_ends() {
    let (_, body) = STORY.split_once("\n\n").expect("the story has a headline");
    let times = TEN_MEGABYTES / body.len() + 1;
    let article = analyse(&format!("Headline\n\n{}", body.repeat(times)));
    assert!(article.text.prose().len() >= TEN_MEGABYTES - times * 16);
    assert!(article.quotations.iter().all(|quotation| quotation.step.is_some()));
}

#[test]
fn a_line_and_a_sentence_of_ten_megabytes_end() {
    let line = STORY.replace('\n', " ");
    let article = analyse(&format!("Headline\n\n{}", line.repeat(TEN_MEGABYTES / line.len() + 1)));
    assert!(article.sentences.len() > 10_000);
    let endless = analyse(&format!("Headline\n\n{}", "the mayor who said that officials told ".repeat(260_000)));
    assert_eq!(endless.sentences.len(), 2);
}
