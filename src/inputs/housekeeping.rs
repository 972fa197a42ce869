//! Files and folders of a repository that hold no story: a walk passes them over, whatever the configuration says. The
//! names are those of tools and of conventions, not words of a language.

use std::ffi::OsStr;

/// Beginnings of the names of files about a repository, in small letters, up to a mark that no letter is.
const FILES: [&str; 30] = [
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
    "changes",
    "history",
    "contributing",
    "contributors",
    "authors",
    "maintainers",
    "code_of_conduct",
    "code-of-conduct",
    "security",
    "support",
    "governance",
    "codeowners",
    "pull_request_template",
    "issue_template",
    "requirements",
    "constraints",
    "cmakelists",
    "robots",
    "humans",
    "ads",
    "llms",
    "agents",
    "claude",
    "404",
];

/// Folders that tools fill, and those of page templates.
const FOLDERS: [&str; 16] = [
    "node_modules",
    "bower_components",
    "vendor",
    "venv",
    "__pycache__",
    "site-packages",
    "_site",
    "dist",
    "target",
    "themes",
    "layouts",
    "_layouts",
    "_includes",
    "partials",
    "_sass",
    "archetypes",
];

/// Whether the file of that name is about the repository, and no story in it.
pub(super) fn is_file(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    // what word processors keep beside a document that is open
    if name.starts_with("~$") {
        return true;
    }
    FILES.iter().any(|file| {
        name.strip_prefix(file).is_some_and(|rest| {
            // A story may begin with the word: "security-tightened-at-port.md".
            let ending = rest.rsplit_once('.').map_or(rest, |(before, _)| before);
            ending.is_empty() || is_of_a_series(file, ending)
        })
    })
}

/// `requirements-dev.txt`, `LICENSE-MIT.md`, `README.de.md`: one more word, for those that come in several.
fn is_of_a_series(file: &str, ending: &str) -> bool {
    let series =
        ["requirements", "constraints", "license", "licence", "readme", "changelog", "copying"].contains(&file);
    series && ending.starts_with(['-', '_', '.']) && !ending[1..].contains(['-', '_', ' '])
}

/// Whether the folder of that name holds what tools made, or templates.
pub(super) fn is_folder(name: &OsStr) -> bool {
    FOLDERS.iter().any(|folder| name == *folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_about_a_repository_are_told_from_stories() {
        for name in [
            "README.md",
            "readme",
            "LICENSE-MIT.txt",
            "requirements-dev.txt",
            "README.de.md",
            "CODE_OF_CONDUCT.md",
            "~$ferry.docx",
        ] {
            assert!(is_file(OsStr::new(name)), "{name}");
        }
        for name in ["security-tightened-at-port.md", "history-of-the-mill.md", "licenses-revoked.md", "readmes.md"] {
            assert!(!is_file(OsStr::new(name)), "{name}");
        }
    }
}
