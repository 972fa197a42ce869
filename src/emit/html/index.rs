//! What stands above the stories: what the run came to, what to filter by, and of many stories an index with counts.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::story::StoryPage;
use super::{escaped, shortened};
use crate::emit::{Counts, Summary, closing};
use crate::model::Level;

#[derive(Default)]
pub struct Index {
    rows: Vec<Row>,
    /// Findings by set.
    sets: BTreeMap<String, usize>,
}

struct Row {
    name: String,
    headline: String,
    found: Counts,
}

impl Index {
    /// Takes in a story, and says its number on the page.
    pub fn add(&mut self, story: &StoryPage<'_>) -> usize {
        let mut found = Counts::default();
        for diagnostic in story.diagnostics {
            found.add(diagnostic.level);
            let set = diagnostic.rule.split('/').next().unwrap_or_default();
            *self.sets.entry(set.to_owned()).or_default() += 1;
        }
        let name = escaped(&crate::emit::name(story.source));
        self.rows.push(Row { name, headline: shortened(story.headline()), found });
        self.rows.len()
    }

    /// Writes it all; a page's style and script set it before the stories.
    pub fn write(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<header id=\"overview\">\n<h1>copydesk</h1>\n<div id=\"closing\">")?;
        let mut closing = Vec::new();
        closing::write(summary, &mut closing)?;
        for line in String::from_utf8_lossy(&closing).lines() {
            writeln!(out, "<p>{}</p>", escaped(line))?;
        }
        writeln!(out, "</div>")?;
        if self.sets.is_empty() && self.rows.len() < 2 {
            return writeln!(out, "</header>");
        }
        self.write_filters(summary.found, out)?;
        if self.rows.len() > 1 {
            self.write_rows(out)?;
        }
        writeln!(out, "</header>")
    }

    fn write_filters(&self, found: Counts, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<form id=\"filters\" role=\"search\" aria-label=\"Filter findings\">")?;
        writeln!(out, "<fieldset><legend>Levels</legend>")?;
        let levels = [(Level::Error, found.errors), (Level::Warning, found.warnings), (Level::Note, found.notes)];
        let grave = found.errors + found.warnings > 0;
        for (level, count) in levels.iter().filter(|(_, count)| *count > 0) {
            let checked = *level > Level::Note || !grave;
            write_box("level", level.name(), level.name(), *count, checked, out)?;
        }
        writeln!(out, "</fieldset>\n<fieldset><legend>Sets</legend>")?;
        for (set, count) in &self.sets {
            write_box("set", "", &escaped(set), *count, true, out)?;
        }
        writeln!(out, "</fieldset>\n<label class=\"find\">Search <input type=\"search\" name=\"words\"></label>")?;
        if self.rows.len() > 1 {
            writeln!(
                out,
                "<label class=\"box\"><input type=\"checkbox\" name=\"clean\"> stories without findings</label>"
            )?;
        }
        writeln!(out, "<output id=\"shown\"></output>\n</form>")
    }

    fn write_rows(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<nav id=\"index\" aria-label=\"Stories\">\n<table>\n<thead><tr>")?;
        for (index, column) in ["story", "errors", "warnings", "notes"].iter().enumerate() {
            let class = if index == 0 { "" } else { " class=\"count\"" };
            writeln!(out, "<th scope=\"col\"{class}><button type=\"button\">{column}</button></th>")?;
        }
        writeln!(out, "</tr></thead>\n<tbody>")?;
        for (index, row) in self.rows.iter().enumerate() {
            let name = if row.headline.is_empty() {
                row.name.clone()
            } else {
                format!("<span dir=\"auto\">{}</span> <span class=\"path\">{}</span>", row.headline, row.name)
            };
            write!(out, "<tr><td><a href=\"#s{}\">{name}</a></td>", index + 1)?;
            for (level, count) in
                [("error", row.found.errors), ("warning", row.found.warnings), ("note", row.found.notes)]
            {
                write!(out, "<td class=\"count {level}\">{count}</td>")?;
            }
            writeln!(out, "</tr>")?;
        }
        writeln!(out, "</tbody></table></nav>")
    }
}

fn write_box(name: &str, class: &str, value: &str, count: usize, checked: bool, out: &mut dyn Write) -> io::Result<()> {
    let checked = if checked { " checked" } else { "" };
    writeln!(
        out,
        "<label class=\"box {class}\"><input type=\"checkbox\" name=\"{name}\" value=\"{value}\"{checked}> {value} \
         <span class=\"count\">{count}</span></label>"
    )
}
