//! XML elements with attributes, for the reports that are XML.

use std::io::{self, Write};

use quick_xml::escape::escape;

use super::visible_lines;

/// The line that every document begins with.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// Writes `<name key="value" …`, without what closes the tag; what XML can't hold is replaced.
pub fn write_tag(name: &str, attributes: &[(&str, &str)], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<{name}")?;
    attributes.iter().try_for_each(|(key, value)| write!(out, " {key}=\"{}\"", attribute(value)))
}

/// A value for an attribute, in which a line break must be written as a reference.
fn attribute(value: &str) -> String {
    text(value).replace('\n', "&#10;")
}

/// `value` as text between tags.
pub fn text(value: &str) -> String {
    escape(visible_lines(value)).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
