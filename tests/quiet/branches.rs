//! Branches of a repository in git: each edits stories of its own and prunes the baseline, then the two are merged.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::chance::Chance;
use crate::repository::Repository;

const BASELINE: &str = ".copydesk-baseline.json";

pub struct Branches {
    folder: TempDir,
    merges: usize,
}

impl Branches {
    pub fn new() -> Self {
        let branches = Self { folder: TempDir::new().unwrap(), merges: 0 };
        branches.git(&["init", "-q", "-b", "main"]);
        branches
    }

    /// Edits the repository on two branches that both prune, and merges them; the baseline that comes of it.
    pub fn merge(&mut self, repository: &mut Repository, baseline: &str, chance: &mut Chance) -> String {
        let folder = self.folder.path().to_owned();
        let names = ["ours", "theirs"].map(|side| format!("{side}-{}", self.merges));
        self.merges += 1;
        self.commit(repository, baseline);
        let before = repository.stories.clone();
        let mut pruned = Vec::new();
        let mut edited = Vec::new();
        for (side, name) in names.iter().enumerate() {
            self.git(&["checkout", "-q", "-b", name, "main"]);
            // Of every two stories one belongs to each branch: what is tried is the merge of the baseline.
            let own: Vec<String> = before.keys().skip(side).step_by(2).cloned().collect();
            for _ in 0..1 + chance.below(6) {
                let path = &own[chance.below(own.len())];
                let mut story = repository.stories[path].clone();
                for _ in 0..4 {
                    story.edit(chance);
                }
                repository.put(path.clone(), story.clone());
                edited.push((path.clone(), story));
            }
            let of_branch = repository.pruned(baseline);
            self.commit(repository, &of_branch);
            pruned.push(of_branch);
            before.iter().for_each(|(path, story)| repository.put(path.clone(), story.clone()));
        }
        self.git(&["checkout", "-q", "main"]);
        for name in &names {
            self.git(&["merge", "-q", "--no-edit", name]);
        }
        for (path, story) in edited {
            repository.put(path, story);
        }
        for (path, story) in &repository.stories {
            assert_eq!(read(&folder.join(path)), story.text(), "{path} is not what both branches make of it");
        }
        let merged = read(&folder.join(BASELINE));
        let entries = |text: &str| text.lines().filter(|line| line.starts_with(',')).map(str::to_owned).collect();
        let [all, ours, theirs]: [Vec<String>; 3] = [entries(baseline), entries(&pruned[0]), entries(&pruned[1])];
        let left: Vec<String> = all.into_iter().filter(|line| ours.contains(line) && theirs.contains(line)).collect();
        assert_eq!(entries(&merged), left, "the merged baseline is not what both branches left of it");
        merged
    }

    fn commit(&self, repository: &Repository, baseline: &str) {
        repository.write_to(self.folder.path());
        fs::write(self.folder.path().join(BASELINE), baseline).unwrap();
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", "edit"]);
    }

    fn git(&self, arguments: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "gc.auto=0"])
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .expect("git can be run");
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}
