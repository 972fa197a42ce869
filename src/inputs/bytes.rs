//! A file's bytes as text: byte-order marks are believed, everything else is UTF-8 or named as not.

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::InputError;

/// How a file says its text, for writing it back the same way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    #[default]
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
}

/// The text of `bytes`; a byte-order mark stays its first character, so that nothing is lost on the way back.
pub(super) fn decode(bytes: Vec<u8>, place: &str) -> Result<(String, Encoding), InputError> {
    let encoding = encoding_of(&bytes);
    let text = match encoding {
        Encoding::Utf16LittleEndian => UTF_16LE.decode_without_bom_handling_and_without_replacement(&bytes),
        Encoding::Utf16BigEndian => UTF_16BE.decode_without_bom_handling_and_without_replacement(&bytes),
        Encoding::Utf8 => return decode_utf8(bytes, place).map(|text| (text, encoding)),
    };
    match text {
        Some(text) => Ok((text.into_owned(), encoding)),
        None => Err(InputError::error(
            place,
            "its byte-order mark says UTF-16, but it is not UTF-16 throughout",
            "save it as UTF-8",
        )),
    }
}

/// The bytes of `text` in `encoding`, as `decode` would read them.
pub fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16LittleEndian => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16BigEndian => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    }
}

fn encoding_of(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xFF, 0xFE, ..] => Encoding::Utf16LittleEndian,
        [0xFE, 0xFF, ..] => Encoding::Utf16BigEndian,
        _ => Encoding::Utf8,
    }
}

fn decode_utf8(bytes: Vec<u8>, place: &str) -> Result<String, InputError> {
    if let Some(offset) = memchr::memchr(0, &bytes) {
        let message = format!("it is a binary file: a NUL byte stands at offset {offset}");
        return Err(InputError::error(place, message, "name text files, or exclude this one"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let byte = error.as_bytes()[offset];
        let line = 1 + memchr::memchr_iter(b'\n', &error.as_bytes()[..offset]).count();
        let message = format!("it is not UTF-8: the byte 0x{byte:02X} at offset {offset}, in line {line}, is not text");
        InputError::error(place, message, "save it as UTF-8; it may be Latin-1 or Windows-1252")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_decoded_encodes_to_the_same_bytes() {
        let drafts: [&[u8]; 4] = [
            "\u{feff}Ferry late\r\n".as_bytes(),
            b"Ferry late\n",
            b"\xff\xfeF\0e\0\xe9\0\x3d\xd8\x00\xde",
            b"\xfe\xff\0F\0e\0\xe9\xd8\x3d\xde\x00",
        ];
        for bytes in drafts {
            let (text, encoding) = decode(bytes.to_vec(), "draft.txt").expect("it is text");
            assert_eq!(encode(&text, encoding), bytes, "{text:?}");
        }
    }

    #[test]
    fn half_a_surrogate_pair_is_not_text() {
        let error = decode(b"\xff\xfeF\0\x3d\xd8".to_vec(), "draft.txt").expect_err("it is broken");
        assert!(error.message.contains("not UTF-16 throughout"), "{error:?}");
    }
}
