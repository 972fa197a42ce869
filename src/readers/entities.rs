//! HTML's entities: `&amp;`, `&#8212;` and the like.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as Range, State, Tokenizer};

/// The name of an entity is at most so long, in bytes.
const LONGEST: usize = 40;

/// The length in bytes of what may be an entity at the start of `text`, its semicolon included where it has one; 0 where
/// there is none.
pub(super) fn length(text: &str) -> usize {
    let Some(name) = text.strip_prefix('&') else { return 0 };
    let bytes = || name.bytes().take(LONGEST);
    let name_length = match name.as_bytes() {
        [b'#', b'x' | b'X', ..] => 2 + bytes().skip(2).take_while(u8::is_ascii_hexdigit).count(),
        [b'#', ..] => 1 + bytes().skip(1).take_while(u8::is_ascii_digit).count(),
        _ => bytes().take_while(u8::is_ascii_alphanumeric).count(),
    };
    if name_length == 0 { 0 } else { 1 + name_length + usize::from(name[name_length..].starts_with(';')) }
}

/// The text with its entities read; a tag in it stays as it is.
pub(super) fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut read = String::new();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Range<()>| -> Option<()> {
        if let CallbackEvent::String { value } = event {
            read.push_str(&String::from_utf8_lossy(value));
        }
        None
    });
    let mut tokenizer = Tokenizer::new_with_emitter(text, emitter);
    tokenizer.set_state(State::RcData);
    tokenizer.for_each(drop);
    read
}
