//! Writes down every rule file below `rules/`, so that they are part of the binary: a language is added by its folder.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    println!("cargo:rerun-if-changed=rules");
    let mut files = Vec::new();
    gather(&root.join("rules"), &mut files);
    // Languages first, and `claims` before `claims-bare`.
    files.sort_by_key(|path| (std::cmp::Reverse(path.components().count()), path.with_extension("")));
    let mut list = String::from("&[\n");
    for path in &files {
        let name = path.strip_prefix(&root).expect("it lies below").to_string_lossy().replace('\\', "/");
        let _ = writeln!(
            list,
            "    RuleFile {{ path: Cow::Borrowed(\"built-in:{name}\"), text: Cow::Borrowed(include_str!({path:?})) }},"
        );
    }
    list += "]\n";
    let written = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("rule_files.rs");
    fs::write(written, list).expect("the build folder can be written to");
    embed_engine();
}

/// The engine for `copydesk page`, as `tools/page.sh` builds it, becomes a part of a binary that is built with its path
/// in `COPYDESK_ENGINE`.
fn embed_engine() {
    println!("cargo:rerun-if-env-changed=COPYDESK_ENGINE");
    let engine = env::var_os("COPYDESK_ENGINE").map(|path| {
        println!("cargo:rerun-if-changed={}", PathBuf::from(&path).display());
        fs::read(path).expect("COPYDESK_ENGINE names a file that can be read")
    });
    let embedded = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("engine.wasm");
    fs::write(embedded, engine.unwrap_or_default()).expect("the build folder can be written to");
}

/// The rule files in `folder` and below it.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder).expect("the folder of rules").flatten() {
        let path = entry.path();
        let is_rule_file = path.extension().is_some_and(|ending| ending == "toml");
        if path.is_dir() {
            gather(&path, files);
        } else if is_rule_file {
            files.push(path);
        }
    }
}
