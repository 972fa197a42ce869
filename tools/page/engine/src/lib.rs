//! copydesk in a page: a request is written into a buffer as JSON, and the answer is read out of another.
//!
//! The page calls `buffer(length)`, writes there, calls one of the others, and reads `length()` bytes at `answer()`.

mod document;
mod places;
mod report;

use std::sync::Mutex;

use copydesk::linter::Linter;
use copydesk::packed::Packed;
use serde::Serialize;

static REQUEST: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static ANSWER: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static LINTER: Mutex<Option<Linter>> = Mutex::new(None);

/// Room for a request of `length` bytes.
#[unsafe(no_mangle)]
pub extern "C" fn buffer(length: usize) -> *mut u8 {
    let mut request = lock(&REQUEST);
    *request = vec![0; length];
    request.as_mut_ptr()
}

/// Where the answer stands.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    lock(&ANSWER).as_ptr()
}

/// How long it is, in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn length() -> usize {
    lock(&ANSWER).len()
}

/// Takes the newsroom's rules; answers with what each says of itself.
#[unsafe(no_mangle)]
pub extern "C" fn open() {
    let packed: Result<Packed, _> = serde_json::from_slice(&lock(&REQUEST));
    let linter = packed.map_err(|error| error.to_string()).and_then(Packed::linter);
    match linter {
        Ok(linter) => {
            say(&Ok::<_, String>(report::rules(&linter)));
            *lock(&LINTER) = Some(linter);
        }
        Err(fault) => say(&Err::<(), _>(fault)),
    }
}

/// Checks the paragraphs of the request.
#[unsafe(no_mangle)]
pub extern "C" fn check() {
    let linter = lock(&LINTER);
    let request = serde_json::from_slice(&lock(&REQUEST)).map_err(|error| error.to_string());
    let answer = match (linter.as_ref(), request) {
        (Some(linter), Ok(story)) => Ok(report::of(linter, &story)),
        (None, _) => Err("no rules are open".to_owned()),
        (_, Err(fault)) => Err(fault),
    };
    say(&answer);
}

/// Reads a file: its name, a line break, and its bytes; answers with its paragraphs.
#[unsafe(no_mangle)]
pub extern "C" fn read() {
    let linter = lock(&LINTER);
    let request = std::mem::take(&mut *lock(&REQUEST));
    let end = request.iter().position(|byte| *byte == b'\n').unwrap_or(request.len());
    let name = String::from_utf8_lossy(&request[..end]).into_owned();
    let bytes = request.get(end + 1..).unwrap_or_default();
    say(&linter.as_ref().map_or(Err("no rules are open".to_owned()), |linter| document::read(linter, &name, bytes)));
}

fn say<Answer: Serialize>(answer: &Result<Answer, String>) {
    *lock(&ANSWER) = serde_json::to_vec(answer).unwrap_or_default();
}

fn lock<Value>(value: &'static Mutex<Value>) -> std::sync::MutexGuard<'static, Value> {
    value.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
