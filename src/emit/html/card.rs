//! One finding as a card: what is wrong, in which words, what to do, and why.

use std::io::{self, Write};

use super::prose::Sheet;
use super::{escaped, shortened};
use crate::emit::{lines, name};
use crate::model::{Diagnostic, Field, Fix, Reference, Safety, Span};

impl Sheet<'_> {
    /// Writes the card of the finding at `index`; `anchor` is the finding whose mark it leads back to.
    pub fn write_card(&self, index: usize, anchor: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
        let diagnostic = &self.diagnostics[index];
        let (story, finding, level) = (self.number, index + 1, diagnostic.level);
        let set = diagnostic.rule.split('/').next().unwrap_or_default();
        write!(out, "<li class=\"card {level}\" id=\"s{story}f{finding}\" tabindex=\"-1\" ")?;
        writeln!(out, "data-level=\"{level}\" data-set=\"{}\">", escaped(set))?;
        write!(out, "<h4 id=\"s{story}h{finding}\"><span class=\"level\">{level}</span> ")?;
        let message = escaped(&diagnostic.message);
        match anchor {
            Some(anchor) => writeln!(out, "<a href=\"#s{story}m{}\">{message}</a></h4>", anchor + 1)?,
            None => writeln!(out, "{message}</h4>")?,
        }
        for label in &diagnostic.labels {
            self.write_label(label.span, &label.message, out)?;
        }
        for reference in &diagnostic.references {
            write_reference(reference, out)?;
        }
        if let Some(help) = &diagnostic.help {
            writeln!(out, "<p class=\"help\">{}</p>", escaped(help))?;
        }
        if let Some(fix) = &diagnostic.fix {
            write_fix(fix, out)?;
        }
        for note in &diagnostic.notes {
            writeln!(out, "<p class=\"detail\">{}</p>", escaped(note))?;
        }
        write_rule(diagnostic, out)?;
        writeln!(out, "</li>")
    }

    fn write_label(&self, span: Span, message: &str, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "<p class=\"words\"><span class=\"place\">{}</span> ", escaped(&self.place(span)))?;
        if !span.is_empty() {
            write!(out, "<q dir=\"auto\">{}</q> ", shortened(self.source.slice(span)))?;
        }
        writeln!(out, "<span class=\"label\">{}</span></p>", escaped(message))
    }

    /// Where it stands, for people: `7:85`.
    fn place(&self, span: Span) -> String {
        let place = self.source.place(span);
        match place.field {
            Field::Headline => "headline".to_owned(),
            Field::Text => format!("{}:{}", place.from.line, place.from.column),
        }
    }
}

fn write_fix(fix: &Fix, out: &mut dyn Write) -> io::Result<()> {
    let option = match fix.safety {
        Safety::Safe => "--fix",
        Safety::Unsafe => "--fix --unsafe",
    };
    writeln!(out, "<p class=\"fix\">{} <code>{option}</code></p>", escaped(&fix.message))
}

fn write_rule(diagnostic: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let rule = escaped(&diagnostic.rule);
    if diagnostic.why.is_empty() {
        return writeln!(out, "<p class=\"rule\">{rule}</p>");
    }
    let why = diagnostic.why.split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(out, "<details><summary class=\"rule\">{rule}</summary><p>{}</p></details>", escaped(&why))
}

/// Writes what stands in another document.
fn write_reference(Reference { source, span, message }: &Reference, out: &mut dyn Write) -> io::Result<()> {
    let place = format!("{}:{}", name(source), lines(source, *span).0);
    write!(out, "<p class=\"words\"><span class=\"place\">{}</span> ", escaped(&place))?;
    write!(out, "<q dir=\"auto\">{}</q> ", shortened(source.slice(*span)))?;
    writeln!(out, "<span class=\"label\">{}</span></p>", escaped(message))
}
