//! The documentation's tables of options and keys, made from the code: `SNAPSHOTS=overwrite cargo test --test reference`
//! writes them anew. Commands, options and lists that pages name elsewhere are there.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clap::{Arg, Command, CommandFactory};
use copydesk::cli::Cli;
use copydesk::config;
use copydesk::rules::{BUILT_IN, load};
use regex::Regex;
use serde_json::Value;

/// Holds what stands between the page's marks against `table`, or writes it there.
fn hold(page: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let text = fs::read_to_string(&path).expect("a page of the documentation");
    let (before, rest) = text.split_once("<!-- made from the code -->\n").expect("the page has the opening mark");
    let (_, after) = rest.split_once("<!-- end -->").expect("the page has the closing mark");
    let made = format!("{before}<!-- made from the code -->\n\n{table}\n<!-- end -->{after}");
    if std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite") {
        fs::write(&path, made).expect("the page can be written");
    } else {
        assert_eq!(text, made, "{page} is not what the code says");
    }
}

#[test]
fn the_page_of_the_command_line_lists_every_option() {
    let mut command = Cli::command();
    command.build();
    let mut page = String::new();
    let globals: Vec<&Arg> = command.get_arguments().filter(|argument| argument.is_global_set()).collect();
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        write_command(&mut page, subcommand);
    }
    page += "## Everywhere\n\n";
    write_options(&mut page, &globals);
    hold("docs/command-line.md", page.trim_end());
}

fn write_command(page: &mut String, command: &Command) {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    _ = writeln!(page, "## copydesk {}\n\n{about}.\n", command.get_name());
    let shown =
        |argument: &&Arg| !argument.is_global_set() && !["help", "version"].contains(&argument.get_id().as_str());
    write_options(page, &command.get_arguments().filter(shown).collect::<Vec<_>>());
}

fn write_options(page: &mut String, options: &[&Arg]) {
    if options.is_empty() {
        return;
    }
    page.push_str("| option | what it does |\n| --- | --- |\n");
    for option in options {
        let help = option.get_help().map(ToString::to_string).unwrap_or_default();
        let values: Vec<String> =
            option.get_possible_values().iter().map(|value| format!("`{}`", value.get_name())).collect();
        let values = match option.get_action().takes_values() && !values.is_empty() {
            true => format!(": {}", values.join(", ")),
            false => String::new(),
        };
        _ = writeln!(page, "| `{}` | {help}{values} |", usage(option));
    }
    page.push('\n');
}

fn usage(option: &Arg) -> String {
    let names: Vec<String> =
        option.get_value_names().unwrap_or_default().iter().map(|name| name.to_uppercase()).collect();
    let value = if option.get_action().takes_values() { names.join(" ") } else { String::new() };
    match (option.get_short(), option.get_long()) {
        (Some(short), Some(long)) => format!("-{short}, --{long} {value}").trim_end().to_owned(),
        (None, Some(long)) => format!("--{long} {value}").trim_end().to_owned(),
        _ => value,
    }
}

#[test]
fn the_page_of_the_configuration_lists_every_key() {
    let schema = config::schema().to_value();
    let mut table = String::from("| key | what it says |\n| --- | --- |\n");
    write_keys(&mut table, "", &schema);
    hold("docs/configuration.md", table.trim_end());
}

/// The keys of a table, those of tables in it behind a dot.
fn write_keys(table: &mut String, above: &str, schema: &Value) {
    let Some(keys) = schema["properties"].as_object() else { return };
    for (key, value) in keys {
        let name = format!("{above}{key}");
        let about = value["description"].as_str().unwrap_or_default().replace('\n', " ");
        _ = writeln!(table, "| `{name}` | {about} |");
        write_keys(table, &format!("{name}."), value);
        write_keys(table, &format!("{name}."), &value["items"]);
    }
}

#[test]
fn the_schema_takes_what_the_program_takes() {
    let schema = config::schema().to_value();
    for key in ["extends", "rules", "lists", "override", "front-matter", "fail-on", "output", "exclude", "files"] {
        assert!(schema["properties"][key].is_object(), "{key} is not in the schema");
    }
    assert_eq!(schema["additionalProperties"], false);
}

/// The commands that a page shows, in code and in sessions: what follows `copydesk`.
fn commands(page: &str) -> Vec<(String, String)> {
    let command = Regex::new(r"(?:`|\$ |run: |&& |exec )copydesk (?<name>[a-z]+)(?<rest>[^`\n]*)").unwrap();
    let found = command.captures_iter(page);
    found.map(|found| (found["name"].to_owned(), found["rest"].to_owned())).collect()
}

#[test]
fn the_pages_show_only_commands_and_options_that_there_are() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = fs::read_dir(root.join("docs")).unwrap().map(|page| page.unwrap().path());
    let option = Regex::new(r" --(?<name>[a-z][a-z-]*)").unwrap();
    let mut cli = Cli::command();
    cli.build();
    let mut seen = 0;
    for page in pages.chain([root.join("README.md"), root.join("CHANGELOG.md")]) {
        let text = fs::read_to_string(&page).unwrap();
        for (name, rest) in commands(&text) {
            let shown = format!("{}: copydesk {name}{rest}", page.display());
            let subcommand = cli.find_subcommand(&name).unwrap_or_else(|| panic!("{shown}: there is no such command"));
            for option in option.captures_iter(&rest) {
                let known = subcommand.get_arguments().any(|known| known.get_long() == Some(&option["name"]));
                assert!(known, "{shown}: there is no --{}", &option["name"]);
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "no page shows an option");
}

#[test]
fn the_lists_that_a_newsroom_changes_are_there() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md")).unwrap();
    let (_, table) = text.split_once("| list | what it holds |\n| --- | --- |\n").expect("the page has the table");
    let rows = table.lines().take_while(|line| line.starts_with("| `"));
    let names: Vec<&str> = rows.filter_map(|row| row.split('`').nth(1)).collect();
    let rules = load(BUILT_IN).expect("the built-in rules are sound");
    let lexicon = &rules.languages.own().lexicon;
    assert!(!names.is_empty());
    for name in names {
        assert!(lexicon.get(name).is_some(), "there is no list {name}");
    }
}
