//! The addresses of documents: `file:` URIs as paths and back, and the names of what is no file yet.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stands for itself in the path of a URI.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The path of a `file:` URI, if it is one that names a file.
pub fn path_of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let path = percent_decode_str(&rest[rest.find('/')?..]).decode_utf8().ok()?.into_owned();
    let path = if cfg!(windows) { path.trim_start_matches('/').to_owned() } else { path };
    (path.len() > 1).then(|| PathBuf::from(path))
}

/// The `file:` URI of an absolute path.
pub fn uri_of(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = if cfg!(windows) { format!("/{}", path.replace('\\', "/")) } else { path.into_owned() };
    format!("file://{}", utf8_percent_encode(&path, ENCODED))
}

/// What a document that is no file is called: `untitled:Draft-1` is `Draft-1`.
pub fn name_of(uri: &str) -> String {
    let last = uri.rsplit(['/', ':']).next().unwrap_or_default();
    let name = percent_decode_str(last).decode_utf8_lossy().into_owned();
    if name.is_empty() { "untitled".to_owned() } else { name }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_again() {
        let path = Path::new("/desk/Hafen & Fähre/a#1 100%.md");
        assert_eq!(uri_of(path), "file:///desk/Hafen%20%26%20F%C3%A4hre/a%231%20100%25.md");
        assert_eq!(path_of(&uri_of(path)).as_deref(), Some(path));
        assert_eq!(path_of("file://localhost/a%3Ab"), Some("/a:b".into()));
    }

    #[test]
    fn what_is_no_file_has_a_name() {
        assert_eq!(path_of("untitled:Draft-1"), None);
        assert_eq!(path_of("file://"), None);
        assert_eq!([name_of("untitled:Draft-1"), name_of("file://")], ["Draft-1", "untitled"]);
    }
}
