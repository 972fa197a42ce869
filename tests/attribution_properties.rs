//! What holds of the structure of any story: places on character boundaries, quotations and sentences in their blocks,
//! work in proportion to the story.

use copydesk::model::{Article, Format, Passage, Source};
use copydesk::readers::{self, FieldNames};
use copydesk::rules::{self, RuleSet};
use proptest::prelude::*;

fn analyse(text: &str) -> Article {
    static RULES: std::sync::OnceLock<RuleSet> = std::sync::OnceLock::new();
    let rules = RULES.get_or_init(|| rules::load(rules::BUILT_IN).expect("the built-in rules load"));
    let source = Source::file("story.txt", text);
    rules.structure.analyse(readers::read(&source, Format::Text, &FieldNames::default()))
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

#[test]
fn a_hundred_thousand_marks_in_one_paragraph_are_paired() {
    let article = analyse(&format!("Headline\n\n{}", "“No,” she said. ".repeat(50_000)));
    assert_eq!(article.quotations.len(), 50_000);
}

#[test]
fn marks_that_only_open_and_one_sentence_of_ten_megabytes_end() {
    let opened = analyse(&format!("Headline\n\n{}", "“No ".repeat(100_000)));
    assert!(opened.quotations.iter().all(|quotation| quotation.open));
    let endless = analyse(&format!("Headline\n\n{}", "the mayor who said that officials told ".repeat(260_000)));
    assert_eq!(endless.sentences.len(), 2);
}
