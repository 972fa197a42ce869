//! What all parts have in common as XML: events with their places, attributes, references, and text to be written.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// The events of a part, each with its place in bytes; an element that is empty is opened and closed.
pub(super) struct Events<'xml> {
    reader: Reader<&'xml [u8]>,
    /// Set where the XML breaks off.
    pub fault: Option<(usize, String)>,
}

impl<'xml> Events<'xml> {
    pub fn new(xml: &'xml str) -> Self {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        config.expand_empty_elements = true;
        Self { reader, fault: None }
    }

    fn place(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }
}

impl<'xml> Iterator for Events<'xml> {
    type Item = (Event<'xml>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.fault.is_some() {
            return None;
        }
        let start = self.place();
        match self.reader.read_event() {
            Ok(Event::Eof) => None,
            Ok(event) => Some((event, start..self.place())),
            Err(error) => {
                self.fault = Some((start, error.to_string()));
                None
            }
        }
    }
}

/// The name of an element or attribute without its prefix.
pub(super) fn local(name: &[u8]) -> &str {
    let name = std::str::from_utf8(name).unwrap_or_default();
    name.rsplit(':').next().unwrap_or(name)
}

/// The value of the attribute of that local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let mut of_name = attributes.filter(|attribute| local(attribute.key.as_ref()) == name);
    of_name.next().map(|attribute| match attribute.unescape_value() {
        Ok(value) => value.into_owned(),
        Err(_) => String::from_utf8_lossy(&attribute.value).into_owned(),
    })
}

/// Whether a property that may be switched is on: it stands there, and does not say no.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    attribute(element, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
}

/// The letters that a reference stands for; as it is written where it stands for nothing known.
pub(super) fn referred(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    let name = String::from_utf8_lossy(reference).into_owned();
    quick_xml::escape::resolve_predefined_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
}

/// `text` for between two tags or an attribute, without what XML can't hold.
pub(super) fn written(text: &str) -> String {
    let is_held = |letter: &char| !letter.is_control() || matches!(letter, '\t' | '\n' | '\r');
    let text: String =
        text.chars().filter(is_held).filter(|letter| !matches!(letter, '\u{fffe}' | '\u{ffff}')).collect();
    quick_xml::escape::escape(text).into_owned()
}
