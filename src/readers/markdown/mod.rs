//! Markdown: blocks by pulldown-cmark, front matter as metadata, templates and raw HTML kept out of the prose.

mod definitions;
mod raw_html;
mod shortcodes;
mod walk;

use pulldown_cmark::{Options, Parser};

use self::definitions::Definitions;
use self::walk::MarkdownWalk;
use super::composer::Composer;
use super::removal::Parting;
use super::templates::{self, Template};
use super::{FieldNames, Reader, front_matter, headings};
use crate::model::{Format, Reading, Source};

pub const READER: Reader = Reader { format: Format::Markdown, extensions: &["md", "markdown", "mdx", "mdown"], read };

fn read(source: &Source, names: &FieldNames) -> Reading {
    let mut composer = Composer::new(source, Parting::EmptyLine);
    let text = source.text_span();
    let mut body = text;
    if let Some(front) = front_matter::find(source.content(), text) {
        body.start = front.metadata.span.end;
        front_matter::write(&mut composer, front, names);
    }
    let templates = templates::find(source.content(), body);
    let markup = without_templates(source.slice(body), &templates, body.start);
    composer.skip(&templates);
    let parser = Parser::new_ext(&markup, options());
    let definitions = Definitions::of(&parser, body.start);
    let mut reading =
        MarkdownWalk::new(composer, &markup, body.start, &templates, definitions).run(parser.into_offset_iter());
    headings::settle(&mut reading);
    reading
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// The text with every template overwritten by letters: they mean nothing in Markdown, and every byte keeps its place.
fn without_templates(text: &str, templates: &[Template], base: usize) -> String {
    let mut markup = String::with_capacity(text.len());
    let mut done = 0;
    for Template { span, .. } in templates {
        markup.push_str(&text[done..span.start - base]);
        markup.extend(std::iter::repeat_n('x', span.len()));
        done = span.end - base;
    }
    markup.push_str(&text[done..]);
    markup
}
