//! Whatever a document holds: every span lies in the source, and the prose says what its pieces of the source say.

use copydesk::model::{Format, Piece, Reading, Source, Span};
use copydesk::readers::{FieldNames, read};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(count) }
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn markdown_is_exact(text in document(MARKDOWN)) {
        is_exact(&text, Format::Markdown);
    }

    #[test]
    fn html_is_exact(text in document(HTML)) {
        is_exact(&text, Format::Html);
    }

    #[test]
    fn plain_text_is_exact(text in document(PLAIN)) {
        is_exact(&text, Format::Text);
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,80}") {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            is_exact(&text, format);
        }
    }
}

/// Whatever state the tokenizer is in, the text may end.
#[test]
fn a_page_may_be_cut_off_anywhere() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers");
    let entries = std::fs::read_dir(folder).expect("tests/readers is a folder");
    let paths = entries.map(|entry| entry.expect("an entry of tests/readers").path());
    let pages: Vec<_> = paths.filter(|path| path.extension().is_some_and(|extension| extension == "html")).collect();
    assert!(pages.len() > 5, "no pages in tests/readers");
    for page in pages {
        let text = std::fs::read_to_string(page).expect("a page is text");
        text.char_indices().for_each(|(end, _)| is_exact(&text[..end], Format::Html));
    }
}

const WORDS: &[&str] = &[
    "word",
    "Zürich",
    "naïve",
    "cafe\u{301}",
    "日本",
    "“quoted”",
    "it’s",
    "soft\u{ad}hyphen",
    "🚢",
    "a\u{a0}b",
    "$5",
    "x",
    ".",
    "AT&T",
];

const MARKDOWN: &[&str] = &[
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "    ",
    "*",
    "**",
    "_",
    "`",
    "``",
    "[",
    "](https://a.example)",
    "![",
    "<b>",
    "</b>",
    "<br>",
    "<a href='x'>",
    "</a>",
    "<div class=\"a\">",
    "</div>",
    "<p>",
    "<!-- stet a/b: c -->",
    "&amp;",
    "&eacute;",
    "&#8220;",
    "&nbsp;",
    "\\*",
    "\\",
    "{{< card t=\"x\" >}}",
    "{{% /card %}}",
    "{% if x %}",
    "{% comment %}",
    "{% endcomment %}",
    "{{ x }}",
    "{/* c */}",
    "<Card t=\"a > b\" />",
    "<Card>",
    "<>\n",
    "</Card>",
    "{{< card >}}",
    "{% card %}",
    "{% endcard %}",
    "{a.b && <Card />}",
    "import Card from './é'\n",
    "export const é = {",
    "[^1]",
    "[^1]: ",
    "| a | b |",
    "|---|---|",
    "---",
    "===",
    "```",
    "~~",
    "  \n",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "---\ntitle: \"a \\\"b\\\" é\"\n---\n",
    "+++\ntitle = 'é'\n+++\n",
    "{\n\"title\": \"\\u00e9 b\"}\n",
    "---\nauthor: [é, 'x''y']\ndek: >\n  é\n  f\n",
    "title: é: é\n",
];

const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=\"é promo\">",
    "</div>",
    "<b>",
    "</b>",
    "<a href=\"/é?a=1&amp;b\">",
    "</a>",
    "<br>",
    "<li>",
    "<ul>",
    "</ul>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<td>",
    "<table>",
    "<blockquote>",
    "</blockquote>",
    "<article>",
    "</article>",
    "<script>",
    "</script>",
    "<style>",
    "<!-- c -->",
    "<!--",
    "&amp;",
    "&amp",
    "&eacute;",
    "&#8220;",
    "&#x1F6A2;",
    "&nbsp;",
    "&lt;b&gt;",
    "&",
    "&notin;",
    "<",
    "</",
    "<é>",
    "<p hidden>",
    "<p style='display:none'>",
    "<form>",
    "</form>",
    "<figure><figcaption>",
    "</figcaption></figure>",
    "<title>",
    "</title>",
    "\n",
    "\r\n",
    "\0",
    "<meta property=og:title content='é &amp; b'>",
    "<script type=\"application/ld+json\">{\"headline\":\"\\u00e9 é\"}</script>",
    "<script type=\"application/ld+json\">{\"headline\":\"é",
    "<svg><path/></svg>",
    "<svg/>",
    "<button>",
    "<caption>",
    "<template>",
    "<frameset>",
    "<time itemprop=datePublished datetime=2026-03-02>",
    "<svg>",
    "<math>",
    "</br>",
    "<plaintext>",
    "<textarea>",
    "<select><option>",
    "<span class='x'><em>",
    "</em></span>",
    "<img src=a.jpg>",
    "<p class=\"byline\">",
    "<aside>",
    "{{ x }}",
    "{% if %}",
    "<!doctype html>",
    "<![CDATA[x]]>",
    "<?xml ?>",
];

const PLAIN: &[&str] = &[
    "- ",
    "• ",
    "1. ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "[stet a/b: c]",
    "[stet ",
    "]",
    "By Ida Berg",
    "LONDON (Agency) — ",
    "\u{feff}",
    "\u{2028}",
    "\u{200b}",
];

/// Words and marks of a format in any order.
fn document(marks: &'static [&'static str]) -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => prop::sample::select(WORDS).prop_map(|word| format!("{word} ")),
        3 => prop::sample::select(marks).prop_map(str::to_owned),
        1 => prop::sample::select(WORDS).prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

fn is_exact(text: &str, format: Format) {
    for source in
        [Source::file("draft", text), Source::record("drafts.jsonl", "1".to_owned(), 1, Some("A headline é"), text)]
    {
        let reading = read(&source, format, &FieldNames::default());
        blocks_are_in_order(&source, &reading);
        pieces_say_the_prose(&source, &reading);
        for comment in &reading.comments {
            lies_inside(&source, comment.span);
        }
        for problem in &reading.problems {
            lies_inside(&source, problem.span);
        }
        for field in &reading.metadata.fields {
            lies_inside(&source, field.span);
        }
    }
}

fn blocks_are_in_order(source: &Source, reading: &Reading) {
    let mut end = 0;
    for block in &reading.blocks {
        assert!(block.passage.start >= end, "{block:?} begins before {end}");
        end = block.passage.end;
        assert!(reading.text.prose().get(block.passage.range()).is_some(), "{block:?} is not on character boundaries");
        lies_inside(source, block.span);
        if !block.passage.is_empty() {
            let words = reading.text.span(block.passage);
            assert!(block.span.contains(words), "{block:?} does not hold its words at {words:?}");
        }
        assert_eq!(block.shape.links.len(), block.shape.targets.len());
        for part in block.shape.links.iter().chain(&block.shape.bold) {
            assert!(block.passage.contains(*part), "{block:?} does not hold {part:?}");
            assert!(reading.text.prose().get(part.range()).is_some());
        }
    }
}

fn lies_inside(source: &Source, span: Span) {
    assert!(source.content().get(span.range()).is_some(), "{span:?} is not in the source, or not on its characters");
}

/// The pieces of a block cover its prose without a gap, and each says its part of it.
fn pieces_say_the_prose(source: &Source, reading: &Reading) {
    for block in &reading.blocks {
        let mut at = block.passage.start;
        for piece in reading.text.pieces(block.passage) {
            assert_eq!(piece.passage.start, at, "a gap in {block:?}");
            at = piece.passage.end;
            lies_inside(source, piece.span);
            let prose = reading.text.slice(piece.passage);
            let raw = source.slice(piece.span);
            assert!(says(raw, prose, piece), "the source says {raw:?}, the prose {prose:?}");
        }
        assert_eq!(at, block.passage.end, "the pieces of {block:?} end early");
    }
}

fn says(raw: &str, prose: &str, piece: Piece) -> bool {
    if piece.verbatim {
        return raw == prose;
    }
    let is_space = prose == " " && !raw.is_empty();
    let is_composed = || raw.nfc().eq(prose.chars());
    let is_escape = || raw.starts_with('\\') && prose.chars().count() == 1;
    let is_doubled_mark = || raw == "''" && prose == "'";
    let is_entity = || raw.starts_with('&') && html_text(raw).nfc().eq(prose.chars());
    let is_nul = raw == "\0" && prose == "\u{fffd}";
    is_nul || is_space || is_composed() || is_escape() || is_doubled_mark() || is_entity()
}

fn html_text(raw: &str) -> String {
    let mut text = String::new();
    for token in html5gum::Tokenizer::new(raw).flatten() {
        if let html5gum::Token::String(string) = token {
            text.push_str(&String::from_utf8_lossy(&string.value));
        }
    }
    text
}
