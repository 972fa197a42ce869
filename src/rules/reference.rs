//! The reference of rules, facts, scopes and checks as Markdown: made from the rules and tables, never written by hand.

use std::fmt::Write;

use super::{Expected, Rule, RuleSet};
use crate::checks::{CHECKS, CheckKind};
use crate::query::facts::{FactKind, Scopes, facts};
use crate::query::{Anchor, KEYWORDS, Scope, window};

impl RuleSet {
    /// Every rule: what it says, why, its standard, and examples.
    pub fn reference(&self) -> String {
        let mut out = String::from("# Rules\n\nMade from the rule files by `copydesk`; don't edit it by hand.\n");
        for set in &self.sets {
            let of_set = || self.rules.iter().filter(|rule| rule.set == set.name);
            let _ = write!(out, "\n## {}: {}\n\n| rule | level | says |\n| --- | --- | --- |\n", set.name, set.title);
            for rule in of_set() {
                let anchor = rule.id.replace('/', "");
                let _ = writeln!(
                    out,
                    "| [{}](#{anchor}) | {} | {} |",
                    rule.id,
                    rule.level,
                    cell(&rule.message.to_string())
                );
            }
            for rule in of_set() {
                describe(rule, &mut out);
            }
        }
        out
    }
}

/// The words that rules are written in: scopes, facts, checks, windows, places.
pub fn language_reference() -> String {
    let mut out = String::from(
        "# Scopes, facts and checks\n\nMade from the code's tables by `copydesk`; don't edit it by hand.\n",
    );
    let scopes: Vec<String> = Scope::all().map(|scope| format!("`{}`", scope.name())).collect();
    let _ = write!(out, "\n## Scopes\n\n{}\n", scopes.join(", "));
    out += "\n## Facts\n\n| fact | values | known of | what it tells |\n| --- | --- | --- | --- |\n";
    for fact in facts() {
        let values = match fact.kind {
            FactKind::Flag => "true, false".to_owned(),
            FactKind::Number => "a number, or a comparison: `\">= 5\"`".to_owned(),
            FactKind::Word(words) => words().join(", "),
            FactKind::Text => "any words".to_owned(),
        };
        let known = match fact.scopes {
            Scopes::All | Scopes::Story => "all".to_owned(),
            Scopes::InBlock => "all but article and stet".to_owned(),
            Scopes::Headlines | Scopes::Only(_) => {
                let known: Vec<&str> = Scope::all().filter(|scope| fact.is_known_of(*scope)).map(Scope::name).collect();
                known.join(", ")
            }
        };
        let _ = writeln!(out, "| `{}` | {} | {known} | {} |", fact.name, cell(&values), cell(fact.about));
    }
    out += "\n## Conditions\n\nBeside facts, a `where` may hold these keys. A condition is a table of facts and keys, all of \
            which must hold, or the name of one that `[conditions.NAME]` holds.\n\n| key | holds where |\n| --- | --- |\n";
    for (name, about) in KEYWORDS {
        let _ = writeln!(out, "| `{name}` | {about} |");
    }
    out += "\n## Checks\n\n| table | looks for |\n| --- | --- |\n";
    for kind in CHECKS {
        let _ = writeln!(out, "| [`{0}`](#{0}) | {1} |", kind.name, cell(kind.about));
    }
    CHECKS.iter().for_each(|kind| parameters(kind, &mut out));
    let _ = write!(out, "\n## Windows\n\nWhat `within` may say: {}\n", window::FORMS);
    let _ = write!(
        out,
        "\n## Places\n\nWhat `mark` and `labels` may point at: {}\n",
        Anchor::ALL.map(Anchor::name).join(", ")
    );
    out
}

/// The keys of a check's table.
fn parameters(kind: &CheckKind, out: &mut String) {
    let parameters = kind.parameters();
    if parameters.is_empty() {
        let _ = write!(out, "\n### {}\n\nIt has nothing to set.\n", kind.name);
        return;
    }
    let _ =
        write!(out, "\n### {}\n\n| key | takes | without it | what it says |\n| --- | --- | --- | --- |\n", kind.name);
    for parameter in parameters {
        let default = match parameter.default.as_deref() {
            None => "must be there".to_owned(),
            Some("") => String::new(),
            Some(default) => format!("`{}`", cell(default)),
        };
        let _ = writeln!(
            out,
            "| `{}` | {} | {default} | {} |",
            parameter.name,
            cell(&parameter.values),
            cell(&parameter.about)
        );
    }
}

fn describe(rule: &Rule, out: &mut String) {
    let _ = write!(out, "\n### {}\n\n{}\n", rule.id, rule.why.trim());
    let _ = write!(out, "\n- level: {}\n- says: {}\n- help: {}\n", rule.level, rule.message, rule.help);
    if !rule.standard.is_empty() {
        let _ = writeln!(out, "- standard: {}", rule.standard.trim());
    }
    let bad = rule.examples.iter().find(|example| example.expected != Expected::Nothing);
    let good = rule.examples.iter().find(|example| example.expected == Expected::Nothing);
    let said = bad.or(good).and_then(|example| example.said.as_deref()).map(|said| ("What was said", said));
    let examples = [("Instead of", bad), ("write", good)];
    let examples = examples.into_iter().filter_map(|(name, example)| Some((name, example?.text.as_str())));
    for (name, text) in said.into_iter().chain(examples) {
        let quoted: Vec<String> = text.trim().lines().map(|line| format!("    {line}").trim_end().to_owned()).collect();
        let _ = write!(out, "\n{name}:\n\n{}\n", quoted.join("\n"));
    }
}

/// Text for a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
