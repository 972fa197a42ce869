//! How far the paths in a configuration file may lead: not out of its repository, for a stranger may have written it.

use std::path::{Path, PathBuf};

use crate::inputs::InputError;

/// The folder that everything lies in that configuration files may name.
#[derive(Debug, Default)]
pub struct Fence {
    /// As the file system calls it; `None` where paths may lead anywhere.
    folder: Option<PathBuf>,
}

const HELP: &str = "move it inside, or trust what is written here and add --allow-outside";

impl Fence {
    /// Around the repository of the configuration file at `path` (absolute). Without a repository, around the folder
    /// that the user stands in, if it holds the file, else around the file's own.
    pub fn around(path: &Path) -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        let folder = path.parent().unwrap_or(path);
        let repository = folder.ancestors().find(|folder| folder.join(".git").exists());
        let folder = repository.unwrap_or(if folder.starts_with(&here) { &here } else { folder });
        Self { folder: Some(real(folder)) }
    }

    /// Refuses a path that leads out, by links or by itself.
    ///
    /// # Errors
    /// What is called `name` lies outside.
    pub fn check(&self, path: &Path, name: &str) -> Result<(), InputError> {
        match &self.folder {
            Some(folder) if !real(path).starts_with(folder) => {
                Err(InputError::error(name, "it lies outside of the repository", HELP))
            }
            _ => Ok(()),
        }
    }
}

/// `path` without links; as it is where there is nothing.
fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| super::absolute(path))
}
