//! Writes a file anew in one step: whoever reads it sees the old text or the new one, never a part.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Puts `bytes` in the place of the file at `path`, with the rights that it has; a link stays a link. A file that is not
/// there is made.
///
/// # Errors
/// The file lies outside of the folder `tree` once links are followed, it is read-only, or what the operating system
/// says; the file is as it was.
pub fn replace_file(path: &Path, tree: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = inside(path, tree)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let there = std::fs::metadata(&path);
    if there.as_ref().is_ok_and(|there| there.permissions().readonly()) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let mut file = tempfile::Builder::new()
        .prefix(".copydesk-")
        .tempfile_in(folder)
        .map_err(|error| io::Error::from(error.kind()))?;
    file.write_all(bytes)?;
    match there {
        Ok(there) => keep_rights(file.as_file(), &there)?,
        Err(_) => make_readable(file.as_file())?,
    }
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// Where `path` leads, which must lie in `tree`.
fn inside(path: &Path, tree: &Path) -> io::Result<PathBuf> {
    if path.symlink_metadata().is_err() {
        return Ok(path.to_owned());
    }
    let (real, tree) = (std::fs::canonicalize(path)?, std::fs::canonicalize(tree)?);
    if real.starts_with(&tree) {
        return Ok(real);
    }
    let message = format!("a link leads to {}, which lies outside of {}", real.display(), tree.display());
    Err(io::Error::new(io::ErrorKind::PermissionDenied, message))
}

/// The rights of the file that is replaced, and its owner and group where the user may give them.
#[cfg(unix)]
fn keep_rights(file: &std::fs::File, there: &std::fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    _ = fchown(file, None, Some(there.gid()));
    _ = fchown(file, Some(there.uid()), None);
    file.set_permissions(there.permissions())
}

#[cfg(not(unix))]
fn keep_rights(file: &std::fs::File, there: &std::fs::Metadata) -> io::Result<()> {
    file.set_permissions(there.permissions())
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
