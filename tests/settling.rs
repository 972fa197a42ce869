//! Fixes settle: what has been mended, safely or not, has nothing left that could be mended, and stays as it is.

use std::sync::LazyLock;

use copydesk::linter::Linter;
use copydesk::model::{Format, Input, Source};
use copydesk::rules::{BUILT_IN, load};
use copydesk::triage::fix;
use proptest::prelude::*;

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let rules = load(BUILT_IN).expect("sound rules");
    let levels = rules.rules.iter().map(|rule| rule.level.max(copydesk::model::Level::Note)).collect();
    Linter::new(rules, levels)
});

/// Pieces that fixes take out, change, or join to their neighbours.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div class='newsletter-signup'>",
    "<ul>",
    "</ul>",
    "<li>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<a href='/1'>",
    "</a>",
    "<b>",
    "</b>",
    "<br>",
    "<br><br>",
    "<form>",
    "<iframe src='https://video.example/1'></iframe>",
    "<article>",
    "</article>",
    "<!-- ad -->",
    "<script>",
    "\n",
    "\n\n",
    " ",
    "\r\n",
    "> ",
    "- ",
    "# ",
    "**",
    "{{< newsletter >}}",
    "the the ",
    "that that ",
    "Lindqvist Lindqvist ",
    "The ferry stopped on Monday, said Anna Lindqvist. ",
    "Anna Lindkvist said so, and Anna Lindqvist agreed. ",
    "Sign up for our newsletter. ",
    "Read more: Ferry stops. ",
    "Related stories",
    "Advertisement",
    "Follow us on Facebook and Instagram. ",
    "on Monday, 3 March 2024, ",
    "2024-03-04",
    "The board of the port has decided that no ferry will leave the harbour before the pier has been mended. ",
    "a newly-elected mayor ",
    "recieve ",
    "“We wait,” ",
    "she said. ",
    "&amp;",
    "&nbsp;",
    "\u{ad}",
    "e\u{301}",
    ".",
    ",",
];

fn document() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        9 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => proptest::sample::select(PIECES).prop_map(|piece| piece.repeat(12)),
    ];
    proptest::collection::vec(piece, 1..24).prop_map(|pieces| pieces.concat())
}

/// The text after all fixes.
fn mended(text: &str, format: Format, unsafe_too: bool) -> String {
    let mut text = text.to_owned();
    for _ in 0..fix::MOST_ROUNDS {
        let report = LINTER.lint(&Input { source: Source::file("draft", text.clone()), format });
        match fix::apply(&report, unsafe_too) {
            Some(mended) => text = mended.text,
            None => break,
        }
    }
    text
}

fn settles(text: &str) -> Result<(), TestCaseError> {
    for format in [Format::Html, Format::Markdown, Format::Text] {
        for unsafe_too in [false, true] {
            let once = mended(text, format, unsafe_too);
            let twice = mended(&once, format, unsafe_too);
            prop_assert_eq!(&once, &twice, "{:?}, unsafe: {}", format, unsafe_too);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn what_is_mended_stays_as_it_is(text in document()) {
        settles(&text)?;
    }
}

#[test]
fn what_has_been_seen_to_move_on_stays_as_it_is() {
    for text in SEEN {
        settles(text).unwrap_or_else(|fault| panic!("{text:?}: {fault}"));
    }
}

/// Inputs that once were mended again and again.
const SEEN: &[&str] = &["<p>the the the the the the the the the the the the the the the the boats."];
