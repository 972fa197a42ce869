//! Which paths git ignores: the `.gitignore` files from the repository's root down to the folder being walked.

use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The ignore files that hold for the place where the walk stands, outermost first. All paths are absolute.
#[derive(Debug, Default)]
pub(super) struct Ignores {
    folders: Vec<(PathBuf, Gitignore)>,
}

impl Ignores {
    /// The ignore files above `folder`, up to the root of its repository; none outside of one.
    pub fn above(folder: &Path) -> Self {
        let mut ignores = Self::default();
        let Some(root) = folder.ancestors().find(|folder| folder.join(".git").exists()) else { return ignores };
        ignores.enter_with(root, &root.join(".git/info/exclude"));
        let mut between: Vec<&Path> =
            folder.ancestors().skip(1).take_while(|parent| parent.starts_with(root)).collect();
        between.reverse();
        for parent in between {
            ignores.enter(parent);
        }
        ignores
    }

    /// Takes the ignore file of `folder` into account, for what lies inside.
    pub fn enter(&mut self, folder: &Path) {
        self.enter_with(folder, &folder.join(".gitignore"));
    }

    /// Whether git would ignore `path`; forgets the folders that the walk has left behind.
    pub fn ignores(&mut self, path: &Path, is_folder: bool) -> bool {
        while self.folders.pop_if(|(folder, _)| !path.starts_with(folder)).is_some() {}
        let verdict = self.folders.iter().rev().map(|(_, file)| file.matched(path, is_folder)).find(|m| !m.is_none());
        matches!(verdict, Some(Match::Ignore(_)))
    }

    fn enter_with(&mut self, folder: &Path, file: &Path) {
        if !file.is_file() {
            return;
        }
        let mut builder = GitignoreBuilder::new(folder);
        builder.add(file);
        if let Ok(file) = builder.build() {
            self.folders.push((folder.to_owned(), file));
        }
    }
}
