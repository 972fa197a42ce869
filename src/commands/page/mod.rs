//! `copydesk page`: one file to be opened in a browser, with the rules of this configuration and the engine in it.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::console::Console;
use super::desk::Desks;
use super::{Failure, Outcome};
use crate::cli::PageArgs;
use crate::config;
use crate::emit::{STORY_STYLE, policy_hash};
use crate::inputs::replace_file;
use crate::model::Level;
use crate::packed::Packed;
use crate::rules::BUILT_IN;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// The engine as WebAssembly, where this copydesk was built with it.
const ENGINE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/engine.wasm"));
/// How every module of WebAssembly begins.
const MAGIC: &[u8] = b"\0asm";

pub fn run(arguments: &PageArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let desks = Desks::new(&arguments.rules);
    let desk = desks.desk_here(console)?;
    let engine = match &arguments.engine {
        Some(path) => std::fs::read(path).map_err(|error| {
            let help = "help: name the engine.wasm that tools/page.sh builds".to_owned();
            console.complain(Level::Error, &format!("{}: it can't be read: {error}", path.display()), &[help]);
            Failure::Said
        })?,
        None => ENGINE.to_vec(),
    };
    if !engine.starts_with(MAGIC) {
        let (what, help) = match &arguments.engine {
            Some(path) => (
                format!("{}: it is no WebAssembly", path.display()),
                "help: name the engine.wasm that tools/page.sh builds",
            ),
            None => (
                "this copydesk was built without the engine for pages".to_owned(),
                "help: run tools/page.sh in its source, and name what that builds with --engine FILE",
            ),
        };
        console.complain(Level::Error, &what, &[help.to_owned()]);
        return Err(Failure::Said);
    }
    let files = desks.rule_files(&desk.settings).map_err(|faults| {
        faults.complain(console);
        Failure::Said
    })?;
    let own = files.iter().skip(BUILT_IN.len()).map(|file| (file.path.to_string(), file.text.to_string()));
    let mut packed = Packed {
        rules: own.collect(),
        adjustments: desk.settings.adjustments.clone(),
        levels: desk.linter.leveled_rules().map(|(_, level)| level).collect(),
        untouchable: desk.settings.ignore_patterns.iter().map(|pattern| pattern.value.as_str().to_owned()).collect(),
        ..Packed::default()
    };
    packed.pack_names(&desk.settings.field_names);
    packed.pack_furniture(desk.settings.furniture.iter().map(|furniture| &furniture.value));
    let page = page(&packed, &engine);
    let folder = config::absolute(&arguments.output).parent().map(Path::to_owned).unwrap_or_default();
    replace_file(&arguments.output, &folder, page.as_bytes()).map_err(|error| {
        console.complain_of_output(&arguments.output.display().to_string(), &error);
        Failure::Said
    })?;
    Ok(Outcome::Clean)
}

/// The page, which may load, send and run nothing but what is in it.
fn page(packed: &Packed, engine: &[u8]) -> String {
    let style = format!("{STORY_STYLE}{STYLE}");
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}' 'wasm-unsafe-eval'; img-src data:; base-uri 'none'; \
         form-action 'none'",
        policy_hash(&style),
        policy_hash(SCRIPT),
    );
    let desk = serde_json::to_string(packed).expect("rules can be written").replace('<', "\\u003c");
    let parts = [
        ("{policy}", policy),
        ("{version}", env!("CARGO_PKG_VERSION").to_owned()),
        ("{style}", style),
        ("{desk}", desk),
        ("{engine}", STANDARD.encode(engine)),
        ("{script}", SCRIPT.to_owned()),
    ];
    // each stands once, in this order, so that no part is looked through for another's name
    let (mut written, mut rest) = (String::new(), PAGE);
    for (name, part) in parts {
        let (before, behind) = rest.split_once(name).expect("the page has its parts in order");
        written += before;
        written += &part;
        rest = behind;
    }
    written + rest
}
