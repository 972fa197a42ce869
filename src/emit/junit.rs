//! JUnit's XML: a suite an article, a failing case a finding, and a passing case where nothing was found.

use std::io::{self, Write};

use super::visible::row;
use super::{Emitter, EmitterKind, Summary, xml};
use crate::model::{Diagnostic, FileReport, Source};

pub const JUNIT: EmitterKind = EmitterKind {
    name: "junit",
    about: "JUnit's XML: every finding a failed case",
    for_people: false,
    make: |_| Box::new(Junit { suites: 0 }),
};

struct Junit {
    suites: usize,
}

impl Emitter for Junit {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}\n<testsuites name=\"copydesk\">", xml::DECLARATION)
    }

    fn report(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        self.suites += 1;
        let name = super::name(&report.source);
        let failures = report.diagnostics.len();
        write_suite(&name, failures, out)?;
        if failures == 0 {
            write_passing(&name, out)?;
        }
        for diagnostic in &report.diagnostics {
            write_failure(&report.source, diagnostic, &name, out)?;
        }
        writeln!(out, "  </testsuite>")
    }

    fn finish(&mut self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        // Readers of such files take one without a case for a run that broke.
        if self.suites == 0 {
            write_suite("copydesk", 0, out)?;
            write_passing("copydesk", out)?;
            writeln!(out, "  </testsuite>")?;
        }
        writeln!(out, "</testsuites>")
    }
}

fn write_suite(name: &str, failures: usize, out: &mut dyn Write) -> io::Result<()> {
    let (tests, failures) = (failures.max(1).to_string(), failures.to_string());
    write!(out, "  ")?;
    xml::write_tag("testsuite", &[("name", name), ("tests", &tests), ("failures", &failures), ("errors", "0")], out)?;
    writeln!(out, ">")
}

fn write_passing(suite: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "    ")?;
    xml::write_tag("testcase", &[("name", "nothing found"), ("classname", suite)], out)?;
    writeln!(out, "/>")
}

fn write_failure(source: &Source, diagnostic: &Diagnostic, suite: &str, out: &mut dyn Write) -> io::Result<()> {
    let (line, _) = super::lines(source, diagnostic.span());
    let column = source.place(diagnostic.span()).from.column;
    let place = format!("line {line}, column {column}");
    write!(out, "    ")?;
    let name = format!("{} at {place}", diagnostic.rule);
    xml::write_tag("testcase", &[("name", &name), ("classname", suite)], out)?;
    write!(out, ">")?;
    xml::write_tag("failure", &[("type", diagnostic.level.name()), ("message", &diagnostic.message)], out)?;
    // Each on one line: what a draft says must not begin a line of a log.
    let [help, words] = [diagnostic.help.as_deref().unwrap_or_default(), source.slice(diagnostic.span())]
        .map(|text| row(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned());
    writeln!(out, ">{}</failure></testcase>", xml::text(&format!("{place}: {words}\n{help}")))
}
