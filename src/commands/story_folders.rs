//! Which folders of a repository hold its stories, told from where files with front matter stand.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::inputs::{Document, DocumentPlace};

/// What is counted in one folder.
#[derive(Clone, Copy, Default)]
struct FolderCount {
    files: usize,
    with_front_matter: usize,
}

/// The folders, from here, that hold the stories among `found`; none where stories lie in the folder itself, or where no
/// folder is told from the others.
pub fn story_folders<'found>(found: impl IntoIterator<Item = &'found Document>) -> Vec<String> {
    let mut folders: BTreeMap<String, FolderCount> = BTreeMap::new();
    for document in found {
        let count = folders.entry(top_folder(Path::new(&document.name))).or_default();
        count.files += 1;
        count.with_front_matter += usize::from(begins_with_front_matter(&document.place));
    }
    let is_of_stories = |count: &FolderCount| count.with_front_matter * 2 > count.files;
    let here = folders.remove("").is_some_and(|count| is_of_stories(&count));
    let (kept, left): (Vec<_>, Vec<_>) = folders.into_iter().partition(|(_, count)| is_of_stories(count));
    if here || left.is_empty() { Vec::new() } else { kept.into_iter().map(|(folder, _)| folder).collect() }
}

/// The first folder of the path; empty for a file that lies in none.
fn top_folder(path: &Path) -> String {
    let mut parts = path.iter().map(|part| part.to_string_lossy().into_owned());
    parts.next().filter(|_| parts.next().is_some()).unwrap_or_default()
}

fn begins_with_front_matter(place: &DocumentPlace) -> bool {
    let DocumentPlace::File(path) = place else { return false };
    let mut head = [0; 8];
    let read = File::open(path).and_then(|mut file| file.read(&mut head)).unwrap_or_default();
    let head = head[..read].strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head[..read]);
    head.starts_with(b"---\n") || head.starts_with(b"---\r") || head.starts_with(b"+++")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_no_folder_has_none() {
        assert_eq!(top_folder(Path::new("ferry.md")), "");
        assert_eq!(top_folder(Path::new("content/news/ferry.md")), "content");
    }
}
