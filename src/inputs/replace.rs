//! Writes a file anew in one step: whoever reads it sees the old text or the new one, never a part.

use std::io::{self, Write};
use std::path::Path;

/// Puts `bytes` in the place of the file at `path`, with the rights that it has; a link stays a link. A file that is not
/// there is made.
///
/// # Errors
/// The file is read-only, or what the operating system says; the file is as it was.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let there = std::fs::metadata(&path).map(|metadata| metadata.permissions());
    if there.as_ref().is_ok_and(std::fs::Permissions::readonly) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let mut file = tempfile::Builder::new()
        .prefix(".copydesk-")
        .tempfile_in(folder)
        .map_err(|error| io::Error::from(error.kind()))?;
    file.write_all(bytes)?;
    match there {
        Ok(permissions) => file.as_file().set_permissions(permissions)?,
        Err(_) => make_readable(file.as_file())?,
    }
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file is its owner's alone; a new file is as others are.
#[cfg(unix)]
fn make_readable(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_file: &std::fs::File) -> io::Result<()> {
    Ok(())
}
