//! Writing stets: the edits that let findings stand, in the words of each format.

use std::collections::{BTreeMap, BTreeSet};

use super::is_blank;
use crate::model::{Article, Block, BlockKind, Diagnostic, Edit, Format, Source, Span};

/// How a stet stands in the story.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum StetForm {
    /// For the whole story, on a line of its own.
    File,
    /// For the whole story, above its first line.
    Top,
    /// For the whole story, behind its last line.
    LastLine,
    /// Items of the front matter, for the whole story.
    Yaml,
    /// An item of a list of stets in YAML, indented so far.
    Item(usize),
    Toml,
    Json,
    /// For a block, on a line of its own before it.
    Block,
    /// For a line, at its end.
    LineEnd,
}

/// The edits that write a stet for each of `diagnostics`: before its block, at the end of its line inside lists and
/// quotations, and for what stands in front matter or a page's metadata one for the whole story.
pub fn insertions(
    article: &Article,
    source: &Source,
    format: Format,
    diagnostics: &[Diagnostic],
    reason: &str,
) -> Vec<Edit> {
    let mut stets: BTreeMap<(usize, StetForm), BTreeSet<&str>> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| !diagnostic.rule.starts_with("stet/")) {
        stets.entry(place(article, source, format, diagnostic.span())).or_default().insert(&diagnostic.rule);
    }
    let edits = stets.into_iter().map(|((offset, form), rules)| {
        let rules: Vec<&str> = rules.into_iter().collect();
        form.edit(offset, &rules, reason, format, source)
    });
    edits.collect()
}

/// The edit that writes a stet for the whole story: an item of the front matter, where there is one that takes it; else
/// on a line of its own at the top, and on the last one of a page.
pub fn for_story(article: &Article, source: &Source, format: Format, rule: &str, reason: &str) -> Edit {
    let (offset, form) = match list_of_stets(article, source.content()) {
        Some((end, indent)) => (end, StetForm::Item(indent)),
        None if article.metadata.span.is_empty() && format != Format::Html => {
            (byte_order_mark(source.content()), StetForm::Top)
        }
        None => in_metadata(article, source.content(), format),
    };
    form.edit(offset, &[rule], reason, format, source)
}

/// Where the list of stets ends in the YAML of the front matter, and how far its items are indented.
fn list_of_stets(article: &Article, content: &str) -> Option<(usize, usize)> {
    let front = &content[article.metadata.span.range()];
    front.starts_with("---").then_some(())?;
    let list = front.find("\nstet:")? + 1;
    let mut lines = front[list..].split_inclusive('\n');
    let heading = lines.next().filter(|line| line.trim_end() == "stet:")?;
    let items = lines.take_while(|line| line.starts_with([' ', '-']) && line.trim_end() != "---");
    let items: Vec<&str> = items.collect();
    let indent = items.first()?.find('-')?;
    let length: usize = items.iter().map(|line| line.len()).sum();
    Some((article.metadata.span.start + list + heading.len() + length, indent))
}

impl StetForm {
    fn edit(self, offset: usize, rules: &[&str], reason: &str, format: Format, source: &Source) -> Edit {
        let breaks = if source.content().contains("\r\n") { "\r\n" } else { "\n" };
        let stet = self.write(rules, reason, format, source.content().ends_with('\n'));
        Edit { span: Span::new(offset, offset), replacement: stet.replace('\n', breaks) }
    }

    fn write(self, rules: &[&str], reason: &str, format: Format, ends_in_break: bool) -> String {
        let comment = |kind: &str| {
            let words = format!("stet{kind} {}: {reason}", rules.join(", "));
            if format == Format::Text { format!("[{words}]") } else { format!("<!-- {words} -->") }
        };
        let items = |item: &dyn Fn(&str, &str) -> String| -> Vec<String> {
            rules.iter().map(|rule| item(&quoted(rule), &quoted(reason))).collect()
        };
        match self {
            StetForm::File => format!("{}\n", comment("-file")),
            StetForm::Top => format!("{}\n\n", comment("-file")),
            StetForm::LastLine => format!("{}{}\n", if ends_in_break { "" } else { "\n" }, comment("-file")),
            StetForm::Block => format!("{}\n", comment("")),
            StetForm::LineEnd => format!(" {}", comment("")),
            StetForm::Yaml => {
                let items = items(&|rule, reason| format!("  - rule: {rule}\n    reason: {reason}\n"));
                format!("stet:\n{}", items.concat())
            }
            StetForm::Item(indent) => {
                let indent = " ".repeat(indent);
                items(&|rule, reason| format!("{indent}- rule: {rule}\n{indent}  reason: {reason}\n")).concat()
            }
            StetForm::Toml => items(&|rule, reason| format!("[[stet]]\nrule = {rule}\nreason = {reason}\n")).concat(),
            StetForm::Json => {
                let items = items(&|rule, reason| format!("{{ \"rule\": {rule}, \"reason\": {reason} }}"));
                format!("\n  \"stet\": [{}],", items.join(", "))
            }
        }
    }
}

/// A string of JSON, which is one of YAML and TOML too.
fn quoted(words: &str) -> String {
    serde_json::to_string(words).expect("a string can be written")
}

/// Where a stet for a finding at `span` goes, and in which form.
fn place(article: &Article, source: &Source, format: Format, span: Span) -> (usize, StetForm) {
    let content = source.content();
    if article.metadata.span.holds(span.start) {
        return in_metadata(article, content, format);
    }
    let holds = |block: &&Block| block.span.holds(span.start) && !block.passage.is_empty();
    match article.blocks.iter().filter(holds).min_by_key(|block| block.span.len()) {
        Some(block) if stands_free(block, format, content) => {
            let start = content[..block.span.start].rfind('\n').map_or(0, |at| at + 1);
            (start.max(byte_order_mark(content)), StetForm::Block)
        }
        _ => {
            let end = content[span.start..].find('\n').map_or(content.len(), |at| span.start + at);
            (end - usize::from(content[..end].ends_with('\r')), StetForm::LineEnd)
        }
    }
}

/// Where a text begins that a byte-order mark may stand before.
fn byte_order_mark(content: &str) -> usize {
    if content.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// In the front matter, where it has no stets yet; else on the line below, and on the last one of a page.
fn in_metadata(article: &Article, content: &str, format: Format) -> (usize, StetForm) {
    let span = article.metadata.span;
    let front = content[span.range()].trim_end();
    let has_stets = article.metadata.fields.iter().any(|field| field.key == "stet" || field.key.starts_with("stet."));
    let last_line = front.rfind('\n').map_or(0, |at| at + 1);
    let form = match (front.lines().next().unwrap_or_default().trim_end(), &front[last_line..]) {
        ("---", "---" | "...") if !has_stets => StetForm::Yaml,
        ("+++", "+++") if !has_stets => StetForm::Toml,
        (opening, _) if opening.starts_with('{') && !has_stets => return (span.start + 1, StetForm::Json),
        _ if format == Format::Html => return (content.len(), StetForm::LastLine),
        _ => StetForm::File,
    };
    if form == StetForm::File {
        let behind = content[span.end..].find('\n').map_or(content.len(), |at| span.end + at + 1);
        return (if content[..span.end].ends_with('\n') { span.end } else { behind }, form);
    }
    (span.start + last_line, form)
}

/// Whether a comment on a line of its own before the block leaves it what it is.
fn stands_free(block: &Block, format: Format, content: &str) -> bool {
    let begins_line = content[..block.span.start].rsplit('\n').next().is_some_and(is_blank);
    let kind_allows = !matches!(block.kind, BlockKind::ListItem | BlockKind::BlockQuote);
    begins_line && (kind_allows || format == Format::Text)
}
