//! Whatever stands between the paragraphs of a story: its fixes take the promos out, nothing is found behind them, and
//! every paragraph of the story is what it was.

use std::sync::OnceLock;

use copydesk::linter::Linter;
use copydesk::model::{BlockKind, FileReport, Format, Input, Source};
use copydesk::rules::{BUILT_IN, load};
use copydesk::triage::fix;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn markdown_is_mended(text in document(MARKDOWN, &["\n", "\n\n", "\n\n\n"])) {
        is_mended(&format!("---\ntitle: Ferry sinks\n---\n\n{text}"), Format::Markdown);
    }

    #[test]
    fn html_is_mended(text in document(HTML, &["", "\n", "\n  ", "\n\n"])) {
        is_mended(&format!("<article><h1>Ferry sinks</h1>{text}</article>"), Format::Html);
    }

    #[test]
    fn plain_text_is_mended(text in document(PLAIN, &["\n\n", "\n\n\n"])) {
        is_mended(&format!("Ferry sinks\n\n{text}"), Format::Text);
    }
}

const STORY: &[&str] = &[
    "The ferry Gull sank at noon on Monday, and the harbour office closed the pier until Friday.",
    "Divers found the wreck on Tuesday, two miles off the pier, with all of its boats in place.",
    "The company has 30 days to raise it, a spokeswoman said, and the town has asked for a report.",
    "Nobody was hurt, but 40 cars went down with the boat, and the road to the pier was blocked for hours.",
];

const MARKDOWN: &[&str] = &[
    "- [Mayor promises a new ferry to the islands](/1)\n- [The last lighthouse keeper says goodbye](/2)\n",
    "\n**READ MORE:** [The last lighthouse keeper says goodbye](/keeper)\n",
    "\n**READ MORE:** [The last lighthouse keeper says goodbye][keeper]\n\n[keeper]: /keeper\n",
    "{{< promo >}}\nThe tides, the boats and the weather.\n{{< /promo >}}\n",
    "## Related stories",
    "> Sign up for our free weekly newsletter.\n",
    "{{<embed/newsletter cta=\"Get the tide tables, every morning.\">}}",
    "<div class=\"newsletter-box\">\n\n**Get the tide tables** every morning.\n\n</div>\n",
    "<div class=\"promo\"><p>Follow us on Facebook and Instagram.</p><p>Donate now to support our journalism.</p></div>\n",
    "\nView this post on Instagram\n",
    "\n*Reporting like this is paid for by readers. Make a donation at harbour.example/donate.*\n",
    "---",
];

const HTML: &[&str] = &[
    "<p>Sign up for our free weekly newsletter.</p>",
    "<div class=\"ad-slot\"><span>Advertisement</span></div>",
    "<ul>\n<li><a href=\"/1\">Mayor promises a new ferry to the islands</a></li>\n<li><a href=\"/2\">The last lighthouse keeper says goodbye</a></li></ul>",
    "<aside class=\"related-stories\"><h3>Related stories</h3><a href=\"/1\">Mayor promises a new ferry</a></aside>",
    "<p>Read more: <a href=\"/keeper\">The last lighthouse keeper says goodbye</a></p>",
    "<form class=\"newsletter-signup\"><input name=\"email\"></form>",
    "<section><div><img src=\"cup.jpg\"><h4>Donate now</h4><p>Support our journalism.</p></div></section>",
    "<figure><img src=\"pier.jpg\"><figcaption>The pier on Monday.</figcaption></figure>",
    "View this post on Instagram<br><br>",
    "<hr>",
];

const PLAIN: &[&str] = &[
    "Sign up for our free weekly newsletter.",
    "READ MORE: The last lighthouse keeper says goodbye",
    "- Mayor Promises New Ferry as Passengers Wait in the Rain\n- ‘A Stone’: Captain Tells Court How the Old Boat Went Down",
    "The harbour office gave no reason for it, and says that it will give none until the end of the week.\n- Mayor Promises New Ferry as Passengers Wait in the Rain\n- ‘A Stone’: Captain Tells Court How the Old Boat Went Down\nThe union has called for a new boat, and wants it to be paid for by the town and by the company.",
    "View this post on Instagram",
    "Advertisement",
];

/// Paragraphs of the story and what stands between them, in any order, with any of `gaps` between.
fn document(between: &'static [&'static str], gaps: &'static [&'static str]) -> impl Strategy<Value = String> {
    let part = prop_oneof![
        prop::sample::select(STORY).prop_map(str::to_owned),
        prop::sample::select(between).prop_map(str::to_owned),
    ];
    prop::collection::vec((part, prop::sample::select(gaps)), 1..12)
        .prop_map(|parts| parts.into_iter().map(|(part, gap)| part + gap).collect())
}

fn linter() -> &'static Linter {
    static LINTER: OnceLock<Linter> = OnceLock::new();
    LINTER.get_or_init(|| {
        let rules = load(BUILT_IN).expect("the built-in rules load");
        let levels = rules.levels();
        Linter::new(rules, levels)
    })
}

fn is_mended(text: &str, format: Format) {
    let story = paragraphs(text, format);
    let mut mended = text.to_owned();
    for _ in 0..fix::MOST_ROUNDS {
        match fix::apply(&promos(&mended, format), true) {
            Some(round) => mended = round.text,
            None => break,
        }
    }
    let left: Vec<String> =
        promos(&mended, format).diagnostics.into_iter().map(|found| found.rule.to_string()).collect();
    assert!(left.is_empty(), "{left:?} are found in what is left:\n{mended}\n--- of\n{text}");
    assert_eq!(paragraphs(&mended, format), story, "the story is another now:\n{mended}\n--- of\n{text}");
}

fn promos(text: &str, format: Format) -> FileReport {
    let mut report = linter().lint(&Input { source: Source::file("draft", text), format });
    report.diagnostics.retain(|found| found.rule.starts_with("promos/") && found.fix.is_some());
    report
}

/// The prose of the blocks that tell the story.
fn paragraphs(text: &str, format: Format) -> Vec<String> {
    let (article, _) = linter().article(&Input { source: Source::file("draft", text), format });
    let tells = article.blocks.iter().filter(|block| block.kind != BlockKind::Promo && !block.passage.is_empty());
    tells.map(|block| article.text.slice(block.passage).to_owned()).collect()
}
