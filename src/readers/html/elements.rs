//! What HTML's elements are to a reader of news: blocks, inline marks, or nothing to read.

/// Elements that have no closing tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that stand within a line of text; every other element ends the line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "input", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements whose text is no prose.
const HIDDEN: &[&str] = &[
    "head", "title", "script", "style", "noscript", "template", "nav", "form", "iframe", "object", "embed", "applet",
    "svg", "math", "canvas", "audio", "video", "map", "select", "datalist", "option", "optgroup", "textarea", "button",
    "input", "dialog", "menu", "noframes", "noembed", "rp", "rt",
];

/// Elements whose words are code, or otherwise to be read letter by letter.
const CODE: &[&str] = &["code", "kbd", "samp", "tt", "var"];

/// Hidden elements that put something of their own on the page.
const EMBEDS: &[&str] = &["form", "iframe", "object", "embed"];

/// Elements that show a picture or a film.
const PICTURES: &[&str] = &["img", "picture", "video"];

/// Elements of HTML that end a drawing or a formula whose closing tag was left out, and those within which they do not.
const ENDS_DRAWING: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "table",
    "blockquote",
    "img",
    "br",
    "hr",
    "b",
    "i",
    "em",
    "strong",
    "span",
    "small",
    "body",
];
const DRAWINGS: &[&str] = &["svg", "math"];
const DRAWING_BARRIERS: &[&str] =
    &["foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"];

/// Elements that end a paragraph whose closing tag was left out.
const ENDS_PARAGRAPH: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

const PARAGRAPH_OR_HEADING: &[&str] = &["p", "h1", "h2", "h3", "h4", "h5", "h6"];
const PARAGRAPH_BARRIERS: &[&str] = &["button", "td", "th", "object", "caption", "svg", "math"];

pub(in crate::readers) fn is_code(name: &str) -> bool {
    CODE.contains(&name)
}

pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether a tag of this name may close itself, as `<svg/>` does; elsewhere the slash says nothing.
pub(super) fn may_close_itself(name: &str) -> bool {
    matches!(name, "svg" | "math")
}

pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

pub(super) fn is_hidden(name: &str) -> bool {
    HIDDEN.contains(&name)
}

pub(super) fn is_embed(name: &str) -> bool {
    EMBEDS.contains(&name)
}

pub(super) fn is_picture(name: &str) -> bool {
    PICTURES.contains(&name)
}

/// The rank of a heading, 1 to 6; 0 for other elements.
pub(super) fn heading(name: &str) -> u8 {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => digit - b'0',
        _ => 0,
    }
}

/// Drawings that an opening `name` closes, and within what it closes none.
pub(super) fn breaks_out_of(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    ENDS_DRAWING.contains(&name).then_some((DRAWINGS, DRAWING_BARRIERS))
}

/// Elements that an opening `name` closes where their own closing tag was left out, and those behind which it need not
/// look for them.
pub(super) fn closes(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    const CELL: &[&str] = &["table"];
    match name {
        "li" => Some((&["li"], &["ul", "ol", "menu", "dir"])),
        "dt" | "dd" => Some((&["dt", "dd"], &["dl"])),
        "td" | "th" => Some((&["td", "th", "caption"], CELL)),
        "tr" => Some((&["tr", "caption"], CELL)),
        "thead" | "tbody" | "tfoot" => Some((&["thead", "tbody", "tfoot", "caption"], CELL)),
        "option" => Some((&["option"], &["select"])),
        "select" => Some((&["select"], CELL)),
        "button" => Some((&["button"], CELL)),
        "a" => Some((&["a"], &["p", "div", "li", "td"])),
        "body" => Some((&["head"], &[])),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some((PARAGRAPH_OR_HEADING, PARAGRAPH_BARRIERS)),
        _ if ENDS_PARAGRAPH.contains(&name) => Some((&["p"], PARAGRAPH_BARRIERS)),
        _ => None,
    }
}
