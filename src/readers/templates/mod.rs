//! What a site generator reads and a reader never sees: shortcodes, template tags, components, their comments.

mod component;
mod expression;
mod module;
mod pairs;
mod parameters;

use memchr::{memchr2_iter, memmem};

use self::component::Tag;
use self::parameters::Parameters;
use crate::model::Span;
pub(super) use pairs::{Pair, pairs};

/// A piece of template in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    pub span: Span,
    pub kind: TemplateKind,
    /// Its own name, and what it includes, as written.
    pub names: Vec<String>,
    /// What its parameters say, or the text of a comment.
    pub values: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TemplateKind {
    /// Puts something on the page.
    Embed,
    /// Closes the embed of the same name.
    Closing,
    /// Steers the generator, or prints a variable.
    Silent,
    Comment,
}

impl Template {
    /// What it puts on the page: its own name, or that of the file which it includes.
    pub fn name(&self) -> Option<&str> {
        let own = self.names.first()?;
        let included = self.names.get(1).filter(|_| INCLUDES.contains(&own.as_str()));
        Some(included.unwrap_or(own))
    }
}

/// A pair of marks, the longest opening first where one begins another.
struct Marks {
    opening: &'static str,
    closing: &'static str,
    read: fn(&str) -> (TemplateKind, &str),
}

const MARKS: &[Marks] = &[
    Marks { opening: "{{</*", closing: "*/>}}", read: |inside| (TemplateKind::Silent, inside) },
    Marks { opening: "{{%/*", closing: "*/%}}", read: |inside| (TemplateKind::Silent, inside) },
    Marks { opening: "{{<", closing: ">}}", read: shortcode },
    Marks { opening: "{{%", closing: "%}}", read: shortcode },
    Marks { opening: "{{!--", closing: "--}}", read: |inside| (TemplateKind::Comment, inside) },
    Marks { opening: "{{/*", closing: "*/}}", read: |inside| (TemplateKind::Comment, inside) },
    Marks { opening: "{{- /*", closing: "*/ -}}", read: |inside| (TemplateKind::Comment, inside) },
    Marks { opening: "{{", closing: "}}", read: output },
    Marks { opening: "{%", closing: "%}", read: liquid_tag },
    Marks { opening: "{#", closing: "#}", read: |inside| (TemplateKind::Comment, inside) },
    Marks { opening: "{/*", closing: "*/}", read: |inside| (TemplateKind::Comment, inside) },
    Marks { opening: "{:", closing: "}", read: |inside| (TemplateKind::Silent, inside) },
];

/// Tags that put a file's text on the page.
const INCLUDES: &[&str] = &["include", "include_relative", "include_cached", "render", "partial", "component"];

/// Liquid and Nunjucks tags that put nothing on the page themselves.
const CONTROL: &[&str] = &[
    "if",
    "elsif",
    "elseif",
    "else",
    "unless",
    "case",
    "when",
    "for",
    "break",
    "continue",
    "assign",
    "set",
    "capture",
    "increment",
    "decrement",
    "cycle",
    "tablerow",
    "raw",
    "verbatim",
    "highlight",
    "block",
    "extends",
    "layout",
    "import",
    "from",
    "macro",
    "call",
    "filter",
    "endfilter",
    "liquid",
];

/// Every template of `text` within `span`, in order; none lies inside another.
pub(super) fn find(source: &str, span: Span) -> Vec<Template> {
    let mut finder = TemplateFinder {
        source,
        end: span.end,
        unclosed: [false; MARKS.len()],
        unclosed_component: false,
        last_comment: None,
    };
    let mut templates: Vec<Template> = Vec::new();
    let mut next = span.start;
    let mut modules = module::find(source, span).into_iter().peekable();
    for offset in memchr2_iter(b'{', b'<', &source.as_bytes()[span.range()]) {
        let at = span.start + offset;
        while let Some(module) = modules.next_if(|module| module.span.start < at) {
            if module.span.start >= next {
                next = module.span.end;
                templates.push(module);
            }
        }
        if at < next {
            continue;
        }
        let template = if source.as_bytes()[at] == b'<' { finder.component(at) } else { finder.template(at) };
        if let Some(template) = template {
            next = template.span.end;
            templates.push(template);
        }
    }
    templates.extend(modules.filter(|module| module.span.start >= next));
    templates
}

const END_COMMENT: &[u8] = b"endcomment";

struct TemplateFinder<'source> {
    source: &'source str,
    end: usize,
    /// Marks that no text behind closes: never looked for twice.
    unclosed: [bool; MARKS.len()],
    unclosed_component: bool,
    /// Where the last closing tag of a Liquid comment is named; `None` before one was looked for.
    last_comment: Option<usize>,
}

impl<'source> TemplateFinder<'source> {
    fn template(&mut self, at: usize) -> Option<Template> {
        let text = &self.source[at..self.end];
        let Some(index) = MARKS.iter().position(|marks| text.starts_with(marks.opening)) else {
            return expression::read(text, at);
        };
        let marks = &MARKS[index];
        if self.unclosed[index] {
            return None;
        }
        let Some(length) = memmem::find(&text.as_bytes()[marks.opening.len()..], marks.closing.as_bytes()) else {
            self.unclosed[index] = true;
            return None;
        };
        let inside = &text[marks.opening.len()..marks.opening.len() + length];
        let mut span = Span::new(at, at + marks.opening.len() + length + marks.closing.len());
        let (kind, inside) = (marks.read)(inside);
        if kind == TemplateKind::Comment {
            let mut text = inside;
            if inside.starts_with("comment") {
                text = self.liquid_comment(span.end);
                span.end = self.end_of_tag(span.end + text.len());
            }
            return Some(Template { span, kind, names: Vec::new(), values: vec![text.trim().to_owned()] });
        }
        let parameters = Parameters::of(inside);
        Some(Template { span, kind, names: parameters.names, values: parameters.values })
    }

    /// What stands between a Liquid comment's opening tag, which ends at `from`, and its closing tag.
    fn liquid_comment(&mut self, from: usize) -> &'source str {
        let source = self.source;
        let last = || memmem::rfind(&source.as_bytes()[..self.end], END_COMMENT).unwrap_or(0);
        let last = *self.last_comment.get_or_insert_with(last);
        let text = &source[from..self.end];
        if last < from {
            return "";
        }
        let close = memmem::find(text.as_bytes(), END_COMMENT).unwrap_or(0);
        text[..close].rfind("{%").map_or("", |tag| &text[..tag])
    }

    /// Where the tag that begins at `from` is over.
    fn end_of_tag(&self, from: usize) -> usize {
        let text = &self.source[from..self.end];
        if !text.starts_with("{%") {
            return from;
        }
        memmem::find(text.as_bytes(), b"%}").map_or(from, |end| from + end + 2)
    }

    /// An MDX component: a tag whose name begins with a capital letter.
    fn component(&mut self, at: usize) -> Option<Template> {
        let text = &self.source[at..self.end];
        if let Some(mark) = component::fragment(self.source, at) {
            let span = Span::new(at, at + mark.len());
            return Some(Template { span, kind: TemplateKind::Silent, names: Vec::new(), values: Vec::new() });
        }
        let closing = text.starts_with("</");
        let name = text[1 + usize::from(closing)..]
            .split(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-')))
            .next()?;
        if !name.starts_with(|letter: char| letter.is_ascii_uppercase()) || component::is_html_element(name) {
            return None;
        }
        if self.unclosed_component {
            return None;
        }
        let length = match component::tag_length(text) {
            Tag::Closed(length) => length,
            Tag::Other => return None,
            Tag::Unclosed => {
                self.unclosed_component = true;
                return None;
            }
        };
        let inside = text[..length].trim_start_matches(['<', '/']).trim_end_matches(['>', '/']);
        let parameters = Parameters::of(inside);
        let kind = if closing { TemplateKind::Closing } else { TemplateKind::Embed };
        let span = Span::new(at, at + length);
        Some(Template { span, kind, names: parameters.names, values: parameters.values })
    }
}

/// `{{ newsletter() }}` calls a macro that writes a part of the page; anything else prints a value.
fn output(inside: &str) -> (TemplateKind, &str) {
    match inside.split_once('(') {
        Some((name, _)) if name.trim().chars().all(|letter| letter.is_alphanumeric() || letter == '_') => {
            (TemplateKind::Embed, inside)
        }
        _ => (TemplateKind::Silent, inside),
    }
}

fn shortcode(inside: &str) -> (TemplateKind, &str) {
    match inside.trim_start().strip_prefix('/') {
        Some(rest) => (TemplateKind::Closing, rest),
        None => (TemplateKind::Embed, inside),
    }
}

fn liquid_tag(inside: &str) -> (TemplateKind, &str) {
    let inside = inside.trim_matches(['-', '+']).trim();
    match words(inside).next() {
        Some("comment") => (TemplateKind::Comment, inside),
        Some(name) if name.starts_with('#') => (TemplateKind::Comment, inside),
        Some(name) if CONTROL.contains(&name) => (TemplateKind::Silent, inside),
        Some(name) => match name.strip_prefix("end") {
            Some(opened) if CONTROL.contains(&opened) => (TemplateKind::Silent, inside),
            Some(_) => (TemplateKind::Closing, &inside["end".len()..]),
            None => (TemplateKind::Embed, inside),
        },
        None => (TemplateKind::Silent, inside),
    }
}

fn words(text: &str) -> std::str::SplitWhitespace<'_> {
    text.trim_start_matches(['-', '+']).split_whitespace()
}
