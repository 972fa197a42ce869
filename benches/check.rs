//! Times the road stage by stage over invented stories: start-up, reading, structure, the shared pass, and all of it.
//!
//! `cargo bench` prints the time of each and how many bytes a second it does. Against another tool, time both as whole
//! processes over the same folder.

use std::sync::LazyLock;

use copydesk::linter::Linter;
use copydesk::model::{Article, Format, Input, Source};
use copydesk::readers::{self, FieldNames};
use copydesk::rules::{BUILT_IN, load};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const STORIES: usize = 200;

/// Sentences of every kind that costs something: plain, quoted, attributed, anonymous, full of figures.
const SENTENCES: &[&str] = &[
    "The council of Port Ellery voted on Tuesday to close the old bridge at the mill.",
    "“We have looked at every figure twice,” said Anna Lindqvist, the mayor, “and the road can’t carry the load.”",
    "Traffic rose 12 per cent to 4,300 cars a day between 2019 and 2024, according to the county’s road office.",
    "A person close to the talks said the money would come from the district.",
    "It is widely believed that the work will take two years.",
    "The bridge was built in 1911 of stone from the quarry above the town.",
    "Critics say the plan was drawn up in haste; supporters call it overdue.",
    "“Nobody asked us,” a shopkeeper said.",
    "The engineer, who has worked on the river since 1998, told the meeting that the piers had moved by 4 cm.",
    "Buses will go by the upper road from Monday, the operator said in a statement.",
    "The vote was 7 to 2, with one member away.",
    "Mr Okafor said he would appeal to the regional court, which ruled on a like case last year.",
];

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let rules = load(BUILT_IN).expect("sound rules");
    let levels = rules.levels();
    Linter::new(rules, levels)
});

fn main() {
    divan::main();
}

fn stories(format: Format) -> Vec<Input> {
    (0..STORIES)
        .map(|number| Input { source: Source::file(format!("story-{number}"), story(number, format)), format })
        .collect()
}

/// Story `number`: fifteen paragraphs of three sentences, each story in an order of its own.
fn story(number: usize, format: Format) -> String {
    let (opening, before, after) = match format {
        Format::Text | Format::Captions | Format::Docx | Format::Odt => {
            ("Council closes old bridge at the mill\n\n".to_owned(), "", "\n\n")
        }
        Format::Markdown => ("---\ntitle: Council closes old bridge at the mill\n---\n\n".to_owned(), "", "\n\n"),
        Format::Html => ("<h1>Council closes old bridge at the mill</h1>\n".to_owned(), "<p>", "</p>\n"),
    };
    (0..15).fold(opening, |mut text, paragraph| {
        let sentence = |index: usize| SENTENCES[(number * 7 + paragraph * 5 + index * 3) % SENTENCES.len()];
        text += before;
        text += &(0..3).map(sentence).collect::<Vec<_>>().join(" ");
        text += after;
        text
    })
}

fn bytes(inputs: &[Input]) -> BytesCount {
    BytesCount::new(inputs.iter().map(|input| input.source.content().len()).sum::<usize>())
}

#[divan::bench]
fn start_up() {
    black_box(load(BUILT_IN).expect("sound rules"));
}

#[divan::bench(args = [Format::Text, Format::Markdown, Format::Html])]
fn read(bencher: Bencher<'_, '_>, format: Format) {
    let inputs = stories(format);
    let names = FieldNames::default();
    bencher.counter(bytes(&inputs)).bench(|| {
        inputs.iter().for_each(|input| {
            black_box(readers::read(&input.source, input.format, &names));
        });
    });
}

#[divan::bench]
fn read_and_structure(bencher: Bencher<'_, '_>) {
    let inputs = stories(Format::Text);
    bencher.counter(bytes(&inputs)).bench(|| {
        inputs.iter().for_each(|input| {
            black_box(LINTER.article(input));
        });
    });
}

#[divan::bench]
fn shared_pass(bencher: Bencher<'_, '_>) {
    let inputs = stories(Format::Text);
    let articles: Vec<Article> = inputs.iter().map(|input| LINTER.article(input).0).collect();
    bencher.counter(bytes(&inputs)).bench(|| {
        articles.iter().for_each(|article| {
            black_box(LINTER.rules().matcher.scan(article.text.prose()));
        });
    });
}

#[divan::bench]
fn lint(bencher: Bencher<'_, '_>) {
    let inputs = stories(Format::Text);
    bencher.counter(bytes(&inputs)).bench(|| {
        inputs.iter().for_each(|input| {
            black_box(LINTER.lint(input));
        });
    });
}
