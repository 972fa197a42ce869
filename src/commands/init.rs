//! `copydesk init`: a commented configuration to begin with, after a look at the stories.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::census::{self, Census};
use super::console::Console;
use super::desk::Desks;
use super::story_folders::story_folders;
use super::{Failure, Outcome, assignments, batch};
use crate::cli::{InputArgs, RuleArgs};
use crate::config::NAMES;
use crate::emit::counted;
use crate::inputs::{Finder, replace_file};
use crate::model::{FurnitureMark, Level, Metadata};

/// Stories that are read.
const SAMPLE: usize = 500;

/// Folders that site builders fill, and others that hold no copy.
const BUILT: [&str; 7] = ["public", "_site", "dist", "node_modules", "vendor", "themes", "resources"];

/// Folder names and story types under which newsrooms print opinion.
const OPINION: [&str; 8] =
    ["opinion", "opinions", "editorial", "editorials", "column", "columns", "commentary", "analysis"];

pub fn run(console: &mut Console) -> Result<Outcome, Failure> {
    let path = Path::new(NAMES[0]);
    if let Some(there) = NAMES.iter().map(Path::new).find(|path| path.exists()) {
        let help = "help: change it, or move it away first".to_owned();
        console.complain(Level::Error, &format!("{} is here already", there.display()), &[help]);
        return Err(Failure::Said);
    }
    let seen = look(console)?;
    replace_file(path, Path::new("."), seen.configuration().as_bytes()).map_err(|error| {
        console.complain_of_output(NAMES[0], &error);
        Failure::Said
    })?;
    if !console.style.quiet {
        writeln!(console, "{} looked at; {} written", counted(seen.stories, "article"), NAMES[0])?;
        if let Some(pattern) = seen.hook_pattern() {
            writeln!(
                console,
                "in .pre-commit-config.yaml, below the hook's id, for the stories alone:\n    files: {pattern}"
            )?;
        }
    }
    Ok(Outcome::Clean)
}

/// What a look at the repository shows.
#[derive(Default)]
struct Seen {
    stories: usize,
    /// The folders that hold them, where some do and others don't.
    folders: Vec<String>,
    /// Stories by the ending of their names.
    endings: BTreeMap<String, usize>,
    built: Vec<&'static str>,
    /// Folders of opinion, as globs.
    opinion_folders: Vec<String>,
    /// Types of the front matter that say opinion, as they are written.
    opinion_types: Vec<String>,
    census: Census,
}

fn look(console: &mut Console) -> Result<Seen, Failure> {
    let arguments = RuleArgs { isolated: true, ..RuleArgs::default() };
    let inputs = InputArgs::default();
    let desks = Desks::new(&arguments);
    let finder = Finder {
        kind: Box::new(assignments::kind_by_ending),
        excluded: Box::new(|path| {
            path.iter().find_map(|part| BUILT.iter().find(|built| *part == ***built)).map(|built| (*built).to_owned())
        }),
        standard_input_name: None,
        force_exclude: false,
    };
    let found: Vec<_> = finder.find(vec![PathBuf::from(".")]).filter_map(Result::ok).collect();
    let mut seen = Seen { stories: found.len(), folders: story_folders(&found), ..Seen::default() };
    seen.built = BUILT.into_iter().filter(|folder| Path::new(folder).is_dir()).collect();
    for document in &found {
        let path = Path::new(&document.name);
        let ending = path.extension().map_or_else(String::new, |ending| ending.to_string_lossy().into_owned());
        *seen.endings.entry(ending).or_default() += 1;
        seen.note_folder(path);
    }
    let names = found
        .iter()
        .step_by(found.len() / SAMPLE + 1)
        .map(|document| PathBuf::from(&document.name))
        .collect::<Vec<_>>();
    if !names.is_empty() {
        let sample = assignments::find(&names, &inputs, &desks, console)?;
        let read = |assignment: &Arc<assignments::Assignment>, input| {
            let (article, _) = assignment.desk.linter.article(&input);
            (census::marks(&article), article.metadata)
        };
        batch::process(sample, console, read, |(marks, metadata), _| {
            seen.note_type(&metadata);
            seen.census.add(marks);
            Ok(())
        })?;
    }
    Ok(seen)
}

impl Seen {
    fn note_folder(&mut self, path: &Path) {
        let folders: Vec<_> = path.parent().into_iter().flat_map(Path::iter).collect();
        let opinion = |part: &&std::ffi::OsStr| OPINION.contains(&part.to_string_lossy().to_lowercase().as_str());
        let Some(at) = folders.iter().position(opinion) else { return };
        let folder: PathBuf = folders[..=at].iter().collect();
        let glob = format!("{}/**", folder.to_string_lossy().replace('\\', "/"));
        if !self.opinion_folders.contains(&glob) {
            self.opinion_folders.push(glob);
        }
    }

    fn note_type(&mut self, metadata: &Metadata) {
        let Some(kind) = metadata.first(&["type"]) else { return };
        let name = kind.value.trim().to_lowercase();
        if OPINION.contains(&name.as_str()) && !self.opinion_types.contains(&name) {
            self.opinion_types.push(name);
        }
    }

    /// What tells pre-commit the stories from other files: a regular expression.
    fn hook_pattern(&self) -> Option<String> {
        let folders: Vec<String> = self.folders.iter().map(|folder| regex::escape(folder)).collect();
        match folders.as_slice() {
            [] => None,
            [only] => Some(format!("^{only}/")),
            several => Some(format!("^({})/", several.join("|"))),
        }
    }

    fn configuration(&self) -> String {
        let mut text =
            String::from("# The configuration of copydesk; `copydesk config PATH` shows what it comes to.\n");
        let endings: Vec<String> = self.endings.iter().map(|(ending, count)| format!("{count} .{ending}")).collect();
        if !endings.is_empty() {
            _ = writeln!(text, "# Stories here when it was written: {}.", endings.join(", "));
        }
        text += "\n# The least level that fails the build: error, warning, note, never.\nfail-on = \"warning\"\n";
        text += "\n# The folders that hold the stories; without this line they may lie anywhere.\n";
        match self.folders.as_slice() {
            [] => text += "# stories = [\"content\"]\n",
            folders => _ = writeln!(text, "stories = {folders:?}"),
        }
        text += "\n# Files and folders to pass over, as globs from here.\n";
        _ = writeln!(text, "exclude = {:?}", self.built);
        text += "\n# Rules of your own; docs/writing-rules.md in the repository of copydesk says how.\n# rule-files = [\"house.toml\"]\n";
        text += RULES;
        text += &self.overrides();
        text += &self.furniture();
        text
    }

    /// What is the page's and no story's.
    fn furniture(&self) -> String {
        let mut text =
            String::from("\n# What many stories here repeat: it is passed over. Take out what belongs to a story.\n");
        let found = self.census.furniture();
        if found.is_empty() {
            return text
                + "# [[furniture]]\n# name = \"newsletter box\"\n# begins = \"Sign up for\" # or: markup = \"newsletter\"\n";
        }
        for counted in found {
            let (key, mark) = match &counted.furniture.mark {
                FurnitureMark::Markup(name) => ("markup", name),
                FurnitureMark::Opening(words) => ("begins", words),
            };
            let (name, stories) = (&counted.furniture.name, counted.stories);
            let of = self.census.stories();
            let (name, mark) = (toml::Value::from(name.as_str()), toml::Value::from(mark.as_str()));
            _ = write!(text, "\n[[furniture]] # in {stories} of {of}\nname = {name}\n{key} = {mark}\n");
        }
        text
    }

    /// Opinion is where the writer's own judgement belongs.
    fn overrides(&self) -> String {
        let mut text = String::from("\n# Other levels for some stories, by path and by front matter.\n");
        let levels = "rules = { claims = \"note\" }\n";
        if self.opinion_folders.is_empty() && self.opinion_types.is_empty() {
            return text + "# [[override]]\n# files = [\"opinion/**\"]\n# rules = { claims = \"note\" }\n";
        }
        if !self.opinion_folders.is_empty() {
            _ = write!(text, "[[override]]\nfiles = {:?}\n{levels}", self.opinion_folders);
        }
        if !self.opinion_types.is_empty() {
            _ = write!(text, "\n[[override]]\nfront-matter = {{ type = {:?} }}\n{levels}", self.opinion_types);
        }
        text
    }
}

const RULES: &str = r#"
# Levels by set and by rule: off, note, warning, error. `copydesk rules` lists them.
[rules]
# claims = "off"
# "quotes/no-speaker" = "error"

# Words to add to lists, and to take from them. `copydesk rules --lists` shows them.
# [lists]
# reporting-verbs = { add = ["radioed"] }
"#;
