//! The schemas that `copydesk schema` prints take what the program takes, and refuse what it refuses for its shape.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;
use walkdir::WalkDir;

struct Checker {
    schemas: Schemas,
    schema: SchemaIndex,
}

impl Checker {
    /// For the schema that the program prints for one kind of file.
    fn new(kind: &str) -> Self {
        let output = Command::new(env!("CARGO_BIN_EXE_copydesk")).args(["schema", kind]).output();
        let schema: Value = serde_json::from_slice(&output.expect("the program runs").stdout).expect("it prints JSON");
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("printed.json", schema).expect("it is a resource");
        let schema = compiler.compile("printed.json", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
        Self { schemas, schema }
    }

    /// What is wrong with a TOML text.
    fn check(&self, text: &str) -> Result<(), String> {
        let value: Value = toml::from_str(text).map_err(|error| error.to_string())?;
        self.schemas.validate(&value, self.schema).map_err(|error| format!("{error:#}"))
    }

    fn takes(&self, path: &Path) {
        let text = fs::read_to_string(path).unwrap();
        self.check(&text).unwrap_or_else(|error| panic!("the schema refuses {}: {error}", path.display()));
    }

    fn refuses(&self, path: &Path) {
        let text = fs::read_to_string(path).unwrap();
        assert!(self.check(&text).is_err(), "the schema takes {}", path.display());
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The TOML files below a folder; never none.
fn files(folder: &str, wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let entries = WalkDir::new(root().join(folder)).sort_by_file_name().into_iter().map(Result::unwrap);
    let named = |path: &PathBuf| path.file_name().is_some_and(|name| wanted(&name.to_string_lossy()));
    let found: Vec<PathBuf> = entries.map(walkdir::DirEntry::into_path).filter(named).collect();
    assert!(!found.is_empty(), "there is none in {folder}");
    found
}

/// The TOML blocks of a page.
fn blocks(page: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(page)).unwrap();
    text.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_schema_of_configurations_takes_sound_ones() {
    let checker = Checker::new("config");
    for path in files("tests/cli", |name| name == "copydesk.toml") {
        checker.takes(&path);
    }
    for block in blocks("docs/configuration.md") {
        checker.check(&block).unwrap_or_else(|error| panic!("{error}:\n{block}"));
    }
    let folder = tempfile::TempDir::new().unwrap();
    let init = Command::new(env!("CARGO_BIN_EXE_copydesk")).arg("init").current_dir(folder.path()).output();
    assert!(init.expect("the program runs").status.success());
    checker.takes(&folder.path().join("copydesk.toml"));
}

#[test]
fn the_schema_of_configurations_refuses_broken_ones() {
    let checker = Checker::new("config");
    for name in ["unknown-keys.toml", "wrong-types.toml", "at-once.toml", "broken.toml", "kinds.toml"] {
        checker.refuses(&root().join("tests/cli/config-errors").join(name));
    }
    for line in ["fail-on = 1", "exclude = \"archive\"", "rules = { claims = \"loud\" }", "[[override]]\nrule = {}"] {
        assert!(checker.check(line).is_err(), "the schema takes {line}");
    }
}

#[test]
fn the_schema_of_rule_files_takes_sound_ones() {
    let checker = Checker::new("rules");
    for folder in ["rules", "tests/rules/sound"] {
        files(folder, |name| name.ends_with(".toml")).iter().for_each(|path| checker.takes(path));
    }
    files("tests/cli", |name| name == "house.toml").iter().for_each(|path| checker.takes(path));
    let pages = [blocks("docs/writing-rules.md"), blocks("README.md")].concat();
    let whole = pages.iter().filter(|block| block.starts_with("name ="));
    whole.for_each(|block| checker.check(block).unwrap_or_else(|error| panic!("{error}:\n{block}")));
}

#[test]
fn the_schema_of_rule_files_refuses_broken_ones() {
    let checker = Checker::new("rules");
    for name in ["missing-key", "not-toml", "unknown-fact", "unknown-key", "unknown-scope", "wrong-type"] {
        checker.refuses(&root().join("tests/rules/broken").join(name).with_extension("toml"));
    }
}
