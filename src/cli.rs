//! The grammar of the command line.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::emit::{EMITTERS, EmitterKind};
use crate::model::{FailOn, Level};

/// An editorial quality linter for news copy.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, about, max_term_width = 100, propagate_version = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub look: Look,
}

/// How people are shown things.
#[derive(Args, Clone, Copy, Debug)]
pub struct Look {
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", display_order = 900)]
    pub color: When,
    /// Leave out closing lines and progress
    #[arg(long, short, global = true, display_order = 901)]
    pub quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check stories, and report what an editor would ask about
    Check(CheckArgs),
    /// Hold the quotations of stories against transcripts, statements and notes
    Quotes(QuotesArgs),
    /// List the rule sets, and their rules with their levels
    Rules(RulesArgs),
    /// Show one rule: what it looks for, why, and an example
    Explain(ExplainArgs),
    /// Run the examples inside rules
    Test(TestArgs),
    /// Write a commented copydesk.toml here, after a look at the stories
    Init,
    /// Write down the findings there are, so that only new ones show
    Baseline(BaselineArgs),
    /// Show what the configuration comes to for a path, and where each value was written
    Config(ConfigArgs),
    /// Print the JSON schema of configuration files or rule files
    Schema(SchemaArgs),
    /// Show the structure that rules see: blocks, sentences, quotations and who speaks them
    Inspect(InspectArgs),
    /// Serve an editor that speaks the Language Server Protocol
    Lsp(LspArgs),
    /// Serve writing agents over the Model Context Protocol: check, explain and inspect as tools
    Mcp(McpArgs),
    /// Write a page that checks stories in a browser, with the rules of this configuration; it connects to nothing
    Page(PageArgs),
    /// Print what makes a shell complete commands and options
    Completions(CompletionsArgs),
    /// Print the manual page, or write all of them
    Man(ManArgs),
}

#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Files and folders to check, `-` for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// How to report [default: terminal]
    #[arg(long, value_name = "FORMAT", value_parser = emitters())]
    pub format: Option<&'static EmitterKind>,
    /// Write the report to this file, not to standard output
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
    /// Write a further report, in another format, to a file; may be given several times
    #[arg(long = "output", value_name = "FORMAT=FILE", value_parser = output_target)]
    pub outputs: Vec<OutputTarget>,
    /// The least level that makes the exit code 1 [default: warning]
    #[arg(long, value_name = "LEVEL", value_parser = fail_levels())]
    pub fail_on: Option<FailOn>,
    /// The least level that is shown [default: warning for people, note for programs]
    #[arg(long, value_name = "LEVEL", value_parser = levels(), conflicts_with = "notes")]
    pub min_level: Option<Level>,
    /// Show notes too
    #[arg(long)]
    pub notes: bool,
    /// Write the .docx that is checked to this file too, with the findings as comments
    #[arg(long, value_name = "FILE", conflicts_with_all = ["dry_run", "staged", "since", "patch"])]
    pub annotate: Option<PathBuf>,
    /// Count the findings by rule
    #[arg(long)]
    pub statistics: bool,
    /// Show what the baseline holds, too
    #[arg(long)]
    pub no_baseline: bool,
    #[command(flatten)]
    pub changes: ChangeArgs,
    #[command(flatten)]
    pub fix: FixArgs,
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub rules: RuleArgs,
}

/// As for `check`: what is found is reported, stetted, kept in the baseline and configured in the same way.
#[derive(Args, Debug)]
#[command(mut_arg("paths", |paths| paths.required(true).default_value(None).value_name("STORY").help("Stories whose quotations to check, files and folders, `-` for standard input")))]
#[command(mut_arg("fix", |fix| fix.hide(true)), mut_arg("unsafe_too", |fix| fix.hide(true)), mut_arg("dry_run", |fix| fix.hide(true)))]
pub struct QuotesArgs {
    /// What was said: transcripts, statements, interview notes, captions (.vtt, .srt), files and folders
    #[arg(long, value_name = "SOURCE", required = true, num_args = 1..)]
    pub against: Vec<PathBuf>,
    #[command(flatten)]
    pub check: CheckArgs,
}

/// A report that goes to a file.
#[derive(Clone, Debug)]
pub struct OutputTarget {
    pub format: &'static EmitterKind,
    pub path: PathBuf,
}

/// Only what changed.
#[derive(Args, Clone, Debug, Default)]
#[group(multiple = false)]
pub struct ChangeArgs {
    /// Report what stands on lines that changed since this revision of git
    #[arg(long, value_name = "REVISION", help_heading = "Changes")]
    pub since: Option<String>,
    /// Report what stands on lines that are staged in git
    #[arg(long, help_heading = "Changes")]
    pub staged: bool,
    /// Report what stands on lines that a unified diff adds, `-` for standard input
    #[arg(long, value_name = "FILE", help_heading = "Changes")]
    pub patch: Option<PathBuf>,
}

/// What is written into the stories.
#[derive(Args, Clone, Debug, Default)]
pub struct FixArgs {
    /// Mend what can be mended without a change of meaning
    #[arg(long, help_heading = "Fixes", conflicts_with_all = ["staged"])]
    pub fix: bool,
    /// Mend also where the meaning may change
    #[arg(long = "unsafe", requires = "fix", help_heading = "Fixes")]
    pub unsafe_too: bool,
    /// Show what would be mended, as a unified diff, and write nothing
    #[arg(long, requires = "fix", help_heading = "Fixes")]
    pub dry_run: bool,
    /// Write a stet for every finding, with the reason
    #[arg(long, requires = "reason", conflicts_with_all = ["fix", "staged"], help_heading = "Fixes")]
    pub add_stet: bool,
    /// Why the findings are let stand
    #[arg(long, value_name = "WORDS", requires = "add_stet", value_parser = reason, help_heading = "Fixes")]
    pub reason: Option<String>,
}

/// Where rules come from, and which of them hold.
#[derive(Args, Clone, Debug, Default)]
pub struct RuleArgs {
    /// Use these rules and sets alone; a rule that is off runs when it is named
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub select: Vec<String>,
    /// Leave out these rules and sets
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub ignore: Vec<String>,
    /// Load a further rule file; its rules replace others of the same name
    #[arg(long = "rule-file", value_name = "FILE", help_heading = "Rules")]
    pub rule_files: Vec<PathBuf>,
    /// Use this configuration file, not the nearest one
    #[arg(long, value_name = "FILE", help_heading = "Rules", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Read no configuration file: the built-in rules alone
    #[arg(long, help_heading = "Rules")]
    pub isolated: bool,
    /// Let configuration files name files outside of their repository
    #[arg(long, help_heading = "Rules")]
    pub allow_outside: bool,
}

#[derive(Args, Clone, Debug, Default)]
pub struct InputArgs {
    /// The name that standard input goes by; its ending tells the format
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub stdin_filename: Option<String>,
    /// Files and folders that a walk passes over, as globs from here
    #[arg(long, value_name = "GLOB", value_delimiter = ',', help_heading = "Input")]
    pub exclude: Vec<String>,
    /// Pass over excluded files even when they are named
    #[arg(long, help_heading = "Input")]
    pub force_exclude: bool,
}

#[derive(Args, Debug)]
pub struct RulesArgs {
    /// List the lists of words instead, each with its words
    #[arg(long)]
    pub lists: bool,
    /// How to list them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ListFormat,
    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people
    Table,
    /// One array
    Json,
    /// One rule a line, as JSON
    Jsonl,
}

#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// The rule's name, as in reports: `set/name`
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ExplainFormat,
    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// For people
    Text,
    /// One object
    Json,
}

#[derive(Args, Debug)]
pub struct LspArgs {
    /// The least level that is shown [default: note, or what the configuration says]
    #[arg(long, value_name = "LEVEL", value_parser = levels())]
    pub min_level: Option<Level>,
    /// A reason that actions write into stets; may be given several times
    #[arg(long = "reason", value_name = "WORDS", default_value = "seen by the desk", value_parser = reason)]
    pub reasons: Vec<String>,
    /// The only way to talk there is; editors that name it may
    #[arg(long, hide = true)]
    pub stdio: bool,
    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Args, Debug)]
pub struct McpArgs {
    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// Which shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
pub struct ManArgs {
    /// Write a page for every command into this folder; without one, the page of copydesk itself is printed
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct TestArgs {
    /// Rule files whose examples to run; the rules in use when none is named
    #[arg(value_name = "RULE FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Args, Debug)]
pub struct PageArgs {
    /// The file to write
    #[arg(long, short, value_name = "FILE", default_value = "copydesk.html")]
    pub output: PathBuf,
    /// The engine as WebAssembly, where it is not a part of this copydesk
    #[arg(long, value_name = "FILE")]
    pub engine: Option<PathBuf>,
    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Args, Debug)]
pub struct BaselineArgs {
    /// Files and folders whose findings to write down
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Only take out what is no longer found
    #[arg(long)]
    pub prune: bool,
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Args, Debug)]
pub struct ConfigArgs {
    /// The story to show it for; the folder you are in when none is named
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// Which kind of file
    #[arg(value_name = "KIND", default_value = "config")]
    pub kind: SchemaKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    /// copydesk.toml
    Config,
    /// Rule files
    Rules,
}

#[derive(Args, Debug)]
pub struct InspectArgs {
    /// Files and folders, `-` for standard input
    #[arg(value_name = "PATH", required_unless_present = "headline")]
    pub paths: Vec<PathBuf>,
    /// Show what the headline rules make of this headline, over the story where there is one; without a text, of the
    /// story's own
    #[arg(long, value_name = "TEXT", num_args = 0..=1, default_missing_value = "")]
    pub headline: Option<String>,
    /// Show the story's sources: who, of what kind, how often, first where, how described, and why unnamed
    #[arg(long, conflicts_with = "headline")]
    pub sources: bool,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "tree")]
    pub format: InspectFormat,
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InspectFormat {
    /// For people
    Tree,
    /// One article a line, as JSON
    Jsonl,
}

fn emitters() -> impl TypedValueParser<Value = &'static EmitterKind> {
    let names = EMITTERS.iter().map(|kind| PossibleValue::new(kind.name).help(kind.about));
    PossibleValuesParser::new(names).map(|name| {
        EMITTERS.iter().find(|kind| kind.name == name).expect("the parser lets through only names of the table")
    })
}

fn output_target(written: &str) -> Result<OutputTarget, String> {
    let names = || EMITTERS.iter().map(|kind| kind.name).collect::<Vec<_>>().join(", ");
    let (name, path) = written.split_once('=').ok_or("write FORMAT=FILE, such as sarif=findings.sarif")?;
    let format = EMITTERS.iter().find(|kind| kind.name == name);
    let format = format.ok_or_else(|| format!("there is no format `{name}`; there are {}", names()))?;
    if path.is_empty() {
        return Err(format!("say which file, such as {name}=findings.{name}"));
    }
    Ok(OutputTarget { format, path: PathBuf::from(path) })
}

/// The words of a reason, on one line.
fn reason(words: &str) -> Result<String, &'static str> {
    if words.trim().is_empty() {
        return Err("say why the findings are let stand");
    }
    if words.contains("-->") || words.contains(']') {
        return Err("leave out `-->` and `]`, which would end the stet");
    }
    Ok(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn fail_levels() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(FailOn::ALL.map(FailOn::name))
        .map(|name| FailOn::from_name(&name).expect("the parser lets through only these names"))
}

fn levels() -> impl TypedValueParser<Value = Level> {
    let levels = [Level::Error, Level::Warning, Level::Note];
    PossibleValuesParser::new(levels.map(Level::name)).map(move |name| {
        levels.into_iter().find(|level| level.name() == name).expect("the parser lets through only these names")
    })
}
