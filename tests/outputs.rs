//! Every output over strangers' words in every field: nothing of them speaks to a terminal, a log or a page, and what
//! programs read comes back as it was.

use std::sync::Arc;

use copydesk::linter::Linter;
use copydesk::model::{Format, Input};
use copydesk::rules::{BUILT_IN, load};

use copydesk::emit::{Counts, EMITTERS, EmitterKind, Style, Summary, is_hostile};
use copydesk::model::{Diagnostic, Edit, FileReport, Fix, Label, Level, Safety, Source, Span};
use proptest::prelude::*;

/// Outputs that are read as text, not as markup: a tag in them is only letters.
const PLAIN: [&str; 5] = ["terminal", "short", "json", "jsonl", "github"];

/// Outputs for programs that are one JSON value, and those that are one a line.
const JSON: [&str; 3] = ["json", "sarif", "gitlab"];
const JSON_LINES: [&str; 2] = ["jsonl", "rdjsonl"];

/// Words that strangers would write, among others.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n::error file=a.md,line=1::stop"),
        Just("\r\n::set-output name=x::y"),
        Just("##vso[task.setvariable variable=x]y"),
        Just("\n##[error]x"),
        Just("\u{1b}[2J\u{1b}]0;title\u{7}"),
        Just("\u{9b}31m"),
        Just("\u{202e}txet\u{2066}"),
        Just("\u{2028}\u{2029}\u{85}"),
        Just("\0\u{8}\u{7f}"),
        Just("<script>alert(1)</script>"),
        Just("]]><![CDATA[--><!--"),
        Just("\"'`\\&amp;%0A,:|"),
        Just("\n# heading\n| a | b |\n```\n[x](javascript:y)"),
        Just("{\"rule\":1}\n"),
        Just("ferry"),
        Just(" "),
        Just("渡し船"),
        Just("\t"),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// The words of a report, field by field.
#[derive(Clone, Debug)]
struct Words {
    path: String,
    article: String,
    headline: Option<String>,
    text: String,
    rule: String,
    message: String,
    label: String,
    note: String,
    help: Option<String>,
    replacement: String,
}

fn words() -> impl Strategy<Value = Words> {
    let headline = proptest::option::of(hostile());
    let help = proptest::option::of(hostile());
    ((hostile(), hostile(), headline, hostile(), hostile()), (hostile(), hostile(), hostile(), help, hostile()))
        .prop_map(|((path, article, headline, text, rule), (message, label, note, help, replacement))| Words {
            path,
            article,
            headline,
            text,
            rule,
            message,
            label,
            note,
            help,
            replacement,
        })
}

impl Words {
    fn report(&self) -> FileReport {
        let source = match &self.headline {
            Some(headline) => Source::record(&self.path, self.article.clone(), 3, Some(headline), &self.text),
            None => Source::file(&self.path, self.text.clone()),
        };
        let content = source.content();
        let middle = (0..=content.len() / 2).rev().find(|at| content.is_char_boundary(*at)).unwrap_or(0);
        let spans = [Span::new(0, middle), Span::new(middle, content.len())];
        let diagnostic = Diagnostic {
            rule: self.rule.as_str().into(),
            level: Level::Warning,
            message: self.message.clone(),
            labels: spans.map(|span| Label { span, message: self.label.clone() }).to_vec(),
            references: Vec::new(),
            extent: None,
            notes: vec![self.note.clone()],
            why: "".into(),
            page: None,
            help: self.help.clone(),
            fix: Some(Fix {
                message: self.message.clone(),
                safety: Safety::Unsafe,
                edits: vec![Edit { span: spans[0], replacement: self.replacement.clone() }],
            }),
        };
        FileReport::new(Arc::new(source), vec![diagnostic.clone(), diagnostic])
    }

    fn summary(&self) -> Summary {
        Summary {
            articles: 1,
            articles_with: Counts { warnings: 1, ..Counts::default() },
            found: Counts { warnings: 2, ..Counts::default() },
            statistics: Some(vec![(self.rule.clone(), Level::Warning, 2)]),
            ..Summary::default()
        }
    }
}

/// What the output writes, without what colours it.
fn written(kind: &EmitterKind, words: &Words, color: bool) -> String {
    let mut emitter = (kind.make)(&Style { color, width: 80, quiet: false });
    let mut out = Vec::new();
    emitter.begin(&mut out).expect("writing to memory");
    emitter.report(&words.report(), &mut out).expect("writing to memory");
    emitter.finish(&words.summary(), &mut out).expect("writing to memory");
    let out = String::from_utf8(out).expect("a report is text");
    if color {
        regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("it is valid").replace_all(&out, "").into_owned()
    } else {
        out
    }
}

fn strings(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => found.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|field| strings(field, found)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_output_speaks_with_the_words_of_a_stranger(words in words(), color in any::<bool>()) {
        for kind in EMITTERS {
            let out = written(kind, &words, color);
            for letter in out.chars().filter(|letter| *letter != '\n') {
                prop_assert!(!is_hostile(letter), "{}: {letter:?} in {out:?}", kind.name);
            }
            prop_assert!(!out.contains("##vso[") && !out.contains("##["), "{}: {out}", kind.name);
            if !PLAIN.contains(&kind.name) && !JSON.contains(&kind.name) && !JSON_LINES.contains(&kind.name) {
                prop_assert!(!out.contains("<script>alert"), "{}: {out}", kind.name);
                prop_assert!(!out.contains("]]><![CDATA["), "{}: {out}", kind.name);
            }
            let commands = out.lines().filter(|line| line.trim_start().starts_with("::")).count();
            prop_assert_eq!(commands, if kind.name == "github" { 2 } else { 0 }, "{}: {}", kind.name, out);
        }
    }

    #[test]
    fn one_finding_stays_one_line(words in words()) {
        for kind in EMITTERS.iter().filter(|kind| ["short", "github", "jsonl", "rdjsonl"].contains(&kind.name)) {
            let out = written(kind, &words, false);
            let closing = usize::from(kind.name == "short");
            prop_assert_eq!(out.lines().count(), 2 + closing, "{}: {}", kind.name, out);
        }
    }

    #[test]
    fn json_reads_back_as_it_was(words in words()) {
        for kind in EMITTERS {
            let out = written(kind, &words, false);
            let values: Vec<serde_json::Value> = match kind.name {
                name if JSON.contains(&name) => vec![serde_json::from_str(&out).expect("it is JSON")],
                name if JSON_LINES.contains(&name) => {
                    out.lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect()
                }
                _ => continue,
            };
            let mut found = Vec::new();
            values.iter().for_each(|value| strings(value, &mut found));
            if ["json", "jsonl"].contains(&kind.name) {
                for field in [&words.path, &words.rule, &words.message, &words.label, &words.replacement] {
                    prop_assert!(found.contains(field), "{}: {field:?} is not in {found:?}", kind.name);
                }
            }
        }
    }
}

/// The page of a story that was read in `format` and checked by all rules.
fn page(text: &str, format: Format) -> String {
    let rules = load(BUILT_IN).unwrap_or_else(|_| panic!("the built-in rules are sound"));
    let levels = rules.levels();
    let input = Input { source: Source::file("story", text), format };
    let report = Linter::new(rules, levels).lint(&input);
    let kind = EMITTERS.iter().find(|kind| kind.name == "html").expect("there is one");
    let mut emitter = (kind.make)(&Style { color: false, width: 80, quiet: false });
    let mut out = Vec::new();
    emitter.begin(&mut out).expect("writing to memory");
    emitter.report(&report, &mut out).expect("writing to memory");
    emitter.finish(&Summary::default(), &mut out).expect("writing to memory");
    String::from_utf8(out).expect("a report is text")
}

#[test]
fn a_story_stays_text_on_its_page() {
    let text = "A <script>alert(1)</script> is believed to be safe, \u{202e}txet\u{202c} \u{1b}[2J and </p></body>.";
    let escaped = text.replace('<', "&lt;");
    for (text, format) in [(text, Format::Text), (&escaped, Format::Html)] {
        let page = page(&format!("{text}\n\n{text}\n"), format);
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{format:?}: the words are shown");
        assert!(page.contains("&lt;U+202E&gt;txet&lt;U+202C&gt;"), "{format:?}: what would turn them is shown: {page}");
        assert_eq!(page.matches("<script").count(), 1, "{format:?}: there is one script, the page's own");
        assert_eq!(page.matches("</body>").count(), 1, "{format:?}");
        assert!(!page.contains(|letter: char| letter != '\n' && is_hostile(letter)), "{format:?}");
    }
}

#[test]
fn a_page_loads_and_runs_nothing_but_what_is_in_it() {
    let page = page("The quay is believed to be safe.\n", Format::Text);
    let policy = page.split("Content-Security-Policy\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
    let policy = policy.expect("there is one");
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    for address in ["http:", "https:", "//cdn", "@import", "url("] {
        assert!(!page.contains(address), "{address} leads out of the page");
    }
}

#[test]
fn marks_and_cards_lead_to_each_other() {
    let page =
        page("# A quay\n\nThe *quay* is believed to **be safe**, and it was clearly overdue.\n", Format::Markdown);
    let all = |pattern: &str| -> Vec<String> {
        let pattern = regex::Regex::new(pattern).expect("it is valid");
        pattern.captures_iter(&page).map(|found| found[1].to_owned()).collect()
    };
    let ids = all(" id=\"([^\"]+)\"");
    let links = all(" href=\"#([^\"]+)\"");
    assert!(links.len() >= 4, "two marks and two cards: {links:?}");
    for link in links {
        assert_eq!(ids.iter().filter(|id| **id == link).count(), 1, "{link} is one place on the page");
    }
}
